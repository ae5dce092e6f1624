"""What a person who was named in full is called afterwards: "Putin" after "Vladimir Putin", "Xi" after "Xi Jinping"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from geopol.entities.grammar import items
from geopol.entities.rules import read

# "al-Assad", "el-Sisi", "d'Estaing": the article or particle may be left off.
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]z|[Uu]l|bin|ibn)-(?=[A-Z])")
_PARTICLES = frozenset(
    (
        "de",
        "da",
        "di",
        "do",
        "du",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "le",
        "la",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "bint",
    )
)
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "XIV", "XVI"})


def bearers(people: Iterable[str]) -> dict[str, str]:
    """Short form → full name, for short forms that one person alone bears.

    Args:
        people: Names of people in an article, each on one line.

    Returns:
        The fullest name of each short form; "Castro" is left out where Fidel and Raúl are named.
    """
    named = list(dict.fromkeys(people))
    full: dict[str, list[str]] = defaultdict(list)
    for name in named:
        for short in shorts(name):
            full[short].append(name)
    return {short: max(names, key=len) for short, names in full.items() if _one(names)}


def shorts(name: str) -> Iterator[str]:
    """The forms that a person of this full name may be called by: the last words, or the first where the family name leads."""
    yield from (short for short in _shorts(name.split()) if len(short) > 1 and not short[1:].startswith("."))


def _shorts(words: list[str]) -> Iterator[str]:
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    for at in range(1, len(words)):
        if words[at - 1] not in _PARTICLES or words[at] not in _PARTICLES:
            yield " ".join(words[at:])
    if len(words) > 1 and (article := _ARTICLE.match(words[-1])):
        yield words[-1][article.end() :]
    if 1 < len(words) <= 3 and words[0] in _leading():
        yield words[0]


def is_shared(name: str) -> bool:
    """Whether a surname is a place, a month or a word as well."""
    return name in _shared()


def _one(names: list[str]) -> bool:
    """Whether names can be one person's: they begin with the same word, or one is the other's short form."""
    return len({name.split()[0] for name in names}) == 1


@cache
def _shared() -> frozenset[str]:
    return frozenset(items(read("people")["shared"]))


@cache
def _leading() -> frozenset[str]:
    return frozenset(items(read("people")["first"]))
