"""Country names and demonyms that are safe to tag without a model: case-sensitive, whole words, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geopol.countries.names import key, plural
from geopol.countries.store import read
from geopol.countries.table import table
from geopol.records import Entity, Passage

_CAPITAL = re.compile(r"(?<![\w.’'-])[^\W\da-z_][\w]*(?:\.\w\.(?:\w\.)*)?")
# A capitalised neighbour makes the word a part of a longer name ("Air France", "Russian Railways"), which a model must judge.
_NAME_AFTER = re.compile(
    r"[-‐–]?\s?[^\W\da-z_]|['’]?[-‐–/]\w"
    r"| (?:\w+ )?(?:wars?|civil|crisis|revolution|revolt|uprising|coup|conflict|elections?|campaign|plateau|language"
    r"|speak\w+|creole)\b"
)
_NAME_BEFORE = re.compile(r"(?:[^\W\da-z_][\w.’'-]*|&|\bof|\bfor|\bde)[ -]$")
# "In Russian", "speaks Somali": a language, not a people.
_LANGUAGE_BEFORE = re.compile(r"(?:\b[Ii]n|[Ss]peaks?|[Ss]poken?|[Ss]peakers of|[Ff]luent in|[Ll]anguages?,?|[Ll]anguage is) $")
_SHORTEST = 4
_SHORT = ("UK", "U.S.", "U.K.", "DPRK")
# Aliases that say a part of a name, two names, or a body.
_NOT_A_NAME = re.compile(r"^The |[(]|[Gg]overnment|[Ss]tate$|Authority|Isles|Mesopotamia|Antarctica|Sandwich|Gilbert")


def find(passages: Sequence[Passage]) -> list[tuple[Entity, ...]]:
    """Find countries and peoples by name.

    Args:
        passages: Passages of an article.

    Returns:
        For each passage its entities in order, labelled ``GPE`` or ``NORP``, by ``rule``; offsets refer to the article.
    """
    return [tuple(_entities(passage)) for passage in passages]


def _entities(passage: Passage) -> Iterator[Entity]:
    text = passage.text
    reached = 0
    for word in _CAPITAL.finditer(text):
        if word.start() < reached:
            continue
        for name, label in _by_first_word().get(word.group(), ()):
            end = word.start() + len(name)
            if text.startswith(name, word.start()) and not text[end : end + 1].isalnum():
                reached = end
                if (
                    label
                    and _stands_alone(text, word.start(), end)
                    and not (label == "NORP" and _is_language(text, word.start(), end))
                ):
                    start, stop = passage.locate(word.start(), end)
                    yield Entity(passage.source[start:stop], label, start, stop, by="rule")
                break


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _NAME_AFTER.match(text, end) or (start and text[start - 1] in "-‐–/"):
        return False
    before = text[max(0, start - 30) : start]
    return not _NAME_BEFORE.search(before)


def _is_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym with no noun after it is the name of a language."""
    return _LANGUAGE_BEFORE.search(text, max(0, start - 20), start) is not None and not re.match(r" [a-z]", text[end : end + 2])


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names by their first word, longest first, with their label; an empty one for names that only shield a part of them."""
    known = table()
    names = {name: "" for facts in (known.places, known.bodies) for name in facts}
    for state in known.states.values():
        names |= {form: _safe(form, "NORP") for demonym in state.demonyms for form in (demonym, plural(demonym))}
    for state in known.states.values():
        names |= {name: _safe(name, "GPE") for name in (state.name, state.official, *state.aliases) if name not in state.demonyms}
    first: dict[str, list[tuple[str, str]]] = {}
    for name, label in names.items():
        if word := _CAPITAL.match(name):
            first.setdefault(word.group(), []).append((name, label))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in first.items()}


@cache
def _unsafe() -> frozenset[str]:
    return frozenset(read("words")["unsafe"])


def _safe(name: str, label: str) -> str:
    short = len(name) < _SHORTEST and name not in _SHORT
    return "" if short or name in _unsafe() or key(name) in table().weak or _NOT_A_NAME.search(name) else label
