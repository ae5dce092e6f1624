"""A word broken at a line end: was the hyphen there before the break ("Sino-American") or not ("cooperation")?"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geopol.errors import InputError

# How far to look for the same word elsewhere, in characters either side: most articles whole, and bounded for a long file.
_NEAR = 12_000
_WORD = 3


@dataclass(frozen=True, slots=True)
class Compounds:
    """Parts of words that tell compounds from broken words.

    Attributes:
        firsts: First parts that keep their hyphen ("self", "anti").
        seconds: Second parts that keep it ("led", "based").
        closed: First parts of words written as one ("with", "how"), which are words themselves.
    """

    firsts: frozenset[str]
    seconds: frozenset[str]
    closed: frozenset[str]


def keeps_hyphen(text: str, left: str, right: str, at: int) -> bool:
    """Whether ``left-`` at a line end and ``right`` on the next line are a word with a hyphen.

    Rules, first that holds: a capital or digit follows; the first part is in capitals or has a hyphen; the article has the
    word elsewhere, in one or the other form; a part is one that takes a hyphen; both parts are words of the article.

    Args:
        text: The article.
        left: Letters before the hyphen.
        right: Letters after the break.
        at: Where ``left`` begins; the article is searched around it.
    """
    if not right[0].islower() or left.isupper() or "-" in left:
        return True
    near = text[max(0, at - _NEAR) : at + _NEAR]
    if _has(near, left + right):
        return False
    if _has(near, f"{left}-{right}"):
        return True
    known = compounds()
    first = left.lower()
    if first in known.firsts or right in known.seconds:
        return True
    return first not in known.closed and min(len(left), len(right)) >= _WORD and _has(near, left) and _has(near, right)


def _has(text: str, word: str) -> bool:
    """Whether ``text`` has ``word`` as a word, not as a part of one, and not where it is broken itself."""
    if word not in text:
        return False
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@cache
def compounds() -> Compounds:
    """The parts of words in ``hyphens.toml``.

    Raises:
        InputError: If a first part is said both to keep its hyphen and to be written as one word.
    """
    table = tomllib.loads(files(__package__).joinpath("hyphens.toml").read_text(encoding="utf-8"))
    firsts, closed = frozenset(table["firsts"]), frozenset(table["closed"])
    if clash := sorted(firsts & closed):
        raise InputError(f"hyphens.toml: both in firsts and in closed: {', '.join(clash)}")
    return Compounds(firsts, frozenset(table["seconds"]), closed)
