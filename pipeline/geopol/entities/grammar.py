"""The small language that patterns of the data files are written in: ``{Caps}``, ``{Name}`` and the like."""

from __future__ import annotations

import re

from geopol.kept import compile_once

# Dashes and quotation marks as tables write them, one character for one, so that offsets stay.
PLAIN = str.maketrans("–‑‐−’‘", "----''")

# Words with a capital that begin a sentence and no name, titles that stand before one, and months.
_NO_NAME = (
    "The|An?|In|On|At|By|For|From|To|With|Without|Under|Over|Upon|Into|Through|This|That|These|Those|When|Where|While|After|Before"
    "|During|Since|Until|Although|Though|As|If|It|Its|Our|Their|His|Her|My|Your|No|Not|Of|Or|And|But|Both|Each|Every|Some|All|Any"
    "|Such|Following|Despite|Yet|Like|Unlike|Per|Via|What|Why|How|Which|Who|We|They|He|She|You|There|Here|Then|Thus|Also|Only|Even"
    "|Because|Between|Against|Within|About|Recent|Several|Many|Most|Other|Another|Today|However|Meanwhile|Earlier|Later|Including"
    "|Near|Still|Now|Yesterday|Tomorrow|Once|So|Neither|Nor|Perhaps|Indeed|Among|Across|Beyond|Behind|Above|Below|Along|Around"
    "|According|Subsequently|Finally|Moreover|Known|Titled|Called|Did|Does|Is|Are|Was|Were|See|Instead|Would|Will|Should|Can|Could"
    r"|President|Prime|Minister|Secretary|Ambassador|Senator|Chairman|Chancellor|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|Professor"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December"
)
_NO_NAME_WORD = compile_once(_NO_NAME)
# A possessive ends a name but for these.
_OWN = (
    "(?:People|Women|Children|Worker|Veteran|Men|King|Queen|Lord|Saint|St|God|State|Year|Citizen|Farmer|Student|Soldier|Author)"
)
_LETTER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĹĽŃŇŌŐŘŚŞŠȘŤŢȚŪŮŰŹŻŽ"
_CAP = rf"(?!(?:{_NO_NAME})\b(?!-))(?:{_OWN}'s\b|[{_LETTER}](?:[\w&/-]|'(?!s\b)(?=\w)|s'(?= )|\.(?=\w)|(?<=\b[A-Z])\.)*)(?!'s)"
_CAPS = rf"{_CAP}(?: {_CAP})*"
# "Trade and Investment", "Economy, Trade and Industry", "the Law of the Sea": capitals with small words between them.
_SMALL = r"(?:of|and|for|the|on|to|de|du|des|against|as|all|&)"
_LIST = r", (?=[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:,|,? and) )"
_HEADS = ("Act", "Treaty", "Convention", "Pact", "Agreement", "Protocol", "Accords", "Charter", "Law", "Strategy", "Declaration")
_NO_HEAD = rf"(?!(?:{'|'.join(_HEADS)})\b)"
_NAME = rf"{_CAPS}(?:(?: (?:{_SMALL} ){{1,3}}|, and |{_LIST}){_NO_HEAD}(?:{_CAPS}))*"
# Before a head word, one space at its end: capitals alone; and with small words, but for a second name ("X Act and Y Act").
_RUN = rf"(?:{_CAP} )+"
_NOT_TWO = "".join(f"(?<!{head})" for head in _HEADS)
_LONG = rf"(?:{_CAP}(?:{_NOT_TWO}(?: (?:of(?: the)?|for(?: the)?|&)|,? and))? )*{_CAP} "
_MACROS = {"{Cap}": _CAP, "{Caps}": _CAPS, "{Name}": _NAME, "{Run}": _RUN, "{Long}": _LONG}


def to_plain(text: str) -> str:
    """A text with plain dashes and quotation marks; of the same length."""
    return text if text.isascii() else text.translate(PLAIN)


def expand(pattern: str) -> str:
    """A pattern as Python's ``re`` reads it.

    ``{Cap}`` is a word with a capital that may be part of a name, ``{Caps}`` one or more, ``{Name}`` the same with small words
    between them; ``{Run}`` and ``{Long}`` are their like before a head word, with the space that follows.
    """
    for macro, meaning in _MACROS.items():
        pattern = pattern.replace(macro, f"(?:{meaning})")
    return pattern


def begins_sentence(word: str) -> bool:
    """Whether a word with a capital is one that begins sentences, or a title or month, and no part of a name."""
    return _NO_NAME_WORD.fullmatch(word) is not None


def items(line: str) -> list[str]:
    """The names of a list separated by commas, on one line or several, dashes and quotation marks plain."""
    return [" ".join(name.split()) for name in to_plain(line).split(",") if name.strip()]


def first_word(name: str) -> str:
    """The letters and digits that a name begins with, by which it is looked up; empty where it begins with neither."""
    word = re.match(r"\w+", name)
    return word.group() if word else ""
