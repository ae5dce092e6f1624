"""How a name is written down for comparison: one key for every spelling of the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and signs that spelling varies in: "D.R.C.", "Sana'a", "Bosnia & Herzegovina".
_SIGNS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "&": " and "}
    | dict.fromkeys("‐‑‒–—−-/", " ")
    | dict.fromkeys(".,'’‘ʼʽ`´()[]", "")
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARTICLE = re.compile(r"^[Tt]he\s+(?=\S)")
_SAINT = re.compile(r"\bSaint(?=\s)")


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """The form under which a name is looked up.

    Accents, dots, commas, apostrophes and the kind of dash do not tell names apart; case does ("US" is not "us").

    Args:
        name: A name as written, with or without a leading article or a trailing possessive.

    Returns:
        The key; empty where nothing but signs is left.
    """
    bare = _ARTICLE.sub("", _POSSESSIVE.sub("", " ".join(name.split())))
    plain = bare if bare.isascii() else "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _SAINT.sub("St", " ".join(plain.translate(_SIGNS).split()))


def items(line: str) -> list[str]:
    """The names of one comma-separated entry of a data file, in order, empty ones left out."""
    return [name for part in line.split(",") if (name := " ".join(part.split()))]


def plural(demonym: str) -> str:
    """The people of a demonym: "Afghan" gives "Afghans"; those that do not change ("Chinese", "Dutch") stay."""
    return demonym if demonym.endswith(("ese", "s", "sh", "nch", "tch", "men")) else f"{demonym}s"
