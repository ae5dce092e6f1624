"""Country names and demonyms that are safe to tag without a model: case-sensitive, whole words, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geopol.countries.names import key, plural
from geopol.countries.table import table
from geopol.records import Entity, Passage

_CAPITAL = re.compile(r"(?<![\w.’'-])[^\W\da-z_][\w]*(?:\.\w\.(?:\w\.)*)?")
# A capitalised neighbour makes the word a part of a longer name ("Air France", "Russian Railways"), which a model must judge.
_CAPITAL_AFTER = re.compile(r"[-‐–]?\s?[^\W\da-z_]|['’]?[-‐]\w")
_CAPITAL_BEFORE = re.compile(r"(?:[^\W\da-z_][\w.’'-]*|&|\bof|\bfor|\bde)[ -]$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;)”\"]\s)[^\W\da-z_][\w’'-]*[ -]$")
_SHORTEST = 4
# Names that are also words, personal names or parts of other names.
_UNSAFE = frozenset(
    "Turkey Polish Mali Niger Jersey Malta Cuba Monaco Palestine Martinique Dominica Reunion Guam Soviets Brits Turks Finn Dane Pole Swiss Basque America "
    "Ireland Dutch Scot Scots Welsh English French Micronesia Samoa Holland Macau Grenada Kiribati Nauru Togo Oman".split()
)


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
                if label and _stands_alone(text, word.start(), end):
                    start, stop = passage.locate(word.start(), end)
                    yield Entity(passage.source[start:stop], label, start, stop, by="rule")
                break


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _CAPITAL_AFTER.match(text, end) or text[start - 1 : start] in ("-", "‐", "/"):
        return False
    before = text[max(0, start - 30) : start]
    return not _CAPITAL_BEFORE.search(before)


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names by their first word, longest first, with the label they get; an empty one for names that only shield a part of them."""
    known = table()
    names: dict[str, str] = {}
    for state in known.states.values():
        for name in (state.name, state.official, *state.aliases):
            names[name] = "GPE"
        for demonym in state.demonyms:
            names[demonym] = names[plural(demonym)] = "NORP"
    for name in list(names):
        if key(name) in known.weak or name in _UNSAFE or (len(name) < _SHORTEST and name != "UK"):
            names[name] = ""
    shields = (name for facts in (known.places, known.bodies) for name in facts)
    table_ = {**dict.fromkeys((name for name in shields if name[:1].isupper()), ""), **names}
    first: dict[str, list[tuple[str, str]]] = {}
    for name, label in table_.items():
        if word := _CAPITAL.match(name):
            first.setdefault(word.group(), []).append((name, label))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in first.items()}
