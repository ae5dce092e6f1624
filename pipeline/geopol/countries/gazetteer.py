"""Country names and demonyms that are safe to tag without a model: case-sensitive, whole words, longest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from geopol.countries.alone import is_language, joins, stands_alone
from geopol.countries.names import key, plural
from geopol.countries.store import read
from geopol.countries.table import table
from geopol.kept import compile_once, recall
from geopol.models import code_of
from geopol.records import Entity, Passage

# A class of letters first lets the search skip what cannot begin a name; what may not stand before it is looked at then.
_CAPITAL = compile_once(r"[A-ZÀ-ÞĀ-ɏ](?<![\w.’'].)\w*(?:\.\w\.(?:\w\.)*)?")
_SHORTEST = 4
# Share of the names found that are right, with their very span, on `gold/train` and `corpus` (16,000 names).
_RIGHT = {"GPE": 0.99, "NORP": 0.95}
_SHORT = ("UK", "U.S.", "U.K.", "US", "USA", "UAE", "PRC", "GDR")
# Aliases that say a part of a name, two names, or a body.
_NOT_A_NAME = compile_once(
    r"^The |[(]|[Gg]overnment|[Ss]tate$|Authority|Isles|Mesopotamia|Antarctica|Sandwich|Gilbert|Polonia|Empire$"
)
_WITHIN = compile_once(r"[a-z0-9,’'] (?:the )?$")


def find(passages: Sequence[Passage]) -> list[tuple[Entity, ...]]:
    """Find countries and peoples by name.

    Args:
        passages: Passages of an article.

    Returns:
        For each passage its entities in order, labelled ``GPE`` or ``NORP``, by ``rule``; offsets refer to the article.
    """
    return [tuple(_entities(passage)) for passage in passages]


def _entities(passage: Passage) -> Iterator[Entity]:
    text, reached, after_state, names = passage.text, 0, False, _by_first_word()
    leads: dict[int, bool] = {}
    for word in _CAPITAL.finditer(text):
        if word.group() not in names:
            continue
        start = word.start()
        if start < reached or (found := _known(text, start)) is None:
            continue
        joined = after_state and start == reached + 1
        reached, label = found
        after_state = bool(label) or _is_bloc(text[start:reached])
        if label and _is_safe(text, (start, reached), label, joined, leads):
            begin, stop = passage.locate(start, reached)
            yield Entity(passage.source[begin:stop], label, begin, stop, by="rule", score=_RIGHT[label])


def _is_safe(text: str, span: tuple[int, int], label: str, joined: bool, told: dict[int, bool]) -> bool:
    start, end = span
    if text[start:end] in _within() and not _WITHIN.search(text, max(0, start - 8), start):
        return False
    if label == "NORP" and is_language(text, start, end):
        return False
    return stands_alone(text, start, end, joined=joined, leads=_leads_to_known(text, end, told))


def _leads_to_known(text: str, end: int, told: dict[int, bool]) -> bool:
    """Whether a hyphen joins a name to another known one that stands alone: "Canada-EU", "China-Russia-North Korea".

    Args:
        text: The passage.
        end: Where the name ends.
        told: What is known of other ends, and is then known of this one and of those behind it.
    """
    links: list[tuple[int, int, int]] = []
    at = end
    while at not in told:
        link = _next_known(text, at)
        if link is None:
            told[at] = False
        else:
            links.append((at, *link))
            at = link[1]
    for at, begin, stop in reversed(links):
        told[at] = stands_alone(text, begin, stop, joined=True, leads=told[stop])
    return told[end]


def _next_known(text: str, end: int) -> tuple[int, int] | None:
    """Where a state or bloc begins and ends that a hyphen joins to the name that ends here."""
    begin = joins(text, end)
    if begin is None or (found := _known(text, begin)) is None:
        return None
    stop, label = found
    return (begin, stop) if label or _is_bloc(text[begin:stop]) else None


def _known(text: str, start: int) -> tuple[int, str] | None:
    """Where the longest known name at a place ends, and its label; an empty one where it only shields what is in it."""
    word = _CAPITAL.match(text, start)
    for name, label in _by_first_word().get(word.group(), ()) if word else ():
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum():
            return end, label
    return None


def _is_bloc(name: str) -> bool:
    fact = table().bodies.get(key(name))
    return fact is not None and fact.how == "bloc"


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names by their first word, longest first, with their label; an empty one for names that only shield a part of them."""
    return recall("gazetteer", code_of("countries"), _made)


def _made() -> dict[str, tuple[tuple[str, str], ...]]:
    known = table()
    names = {name: "" for facts in (known.places, known.bodies) for name in facts}
    names |= {name: "" for state in known.former.values() for name in (state.name, *state.aliases, *state.demonyms)}
    for state in known.states.values():
        names |= {name: _safe(name, "GPE") for name in (state.name, state.official, *state.aliases)}
    for state in known.states.values():
        names |= {form: _safe(form, "NORP") for demonym in state.demonyms for form in (demonym, plural(demonym))}
    first: dict[str, list[tuple[str, str]]] = {}
    for name, label in names.items():
        if word := _CAPITAL.match(name):
            first.setdefault(word.group(), []).append((name, label))
            if "–" in name:
                first[word.group()].append((name.replace("–", "-"), label))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in first.items()}


@cache
def _unsafe() -> frozenset[str]:
    return frozenset(read("words")["unsafe"])


@cache
def _within() -> frozenset[str]:
    """Names that are safe within a sentence alone: at its beginning a turkey has a capital too."""
    return frozenset(read("words")["within"])


def _safe(name: str, label: str) -> str:
    short = len(name) < _SHORTEST and name not in _SHORT
    return "" if short or name in _unsafe() or key(name) in table().weak or _NOT_A_NAME.search(name) else label
