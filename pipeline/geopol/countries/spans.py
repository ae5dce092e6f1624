"""Spans of a model that the table knows better: two states in one, a people taken for an event, a place taken for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geopol.countries.facts import Fact
from geopol.countries.names import key
from geopol.countries.store import read
from geopol.countries.table import table
from geopol.kept import compile_once
from geopol.records import Entity

_JOINT = compile_once(r"\s*[-‐–—/]\s*|\s+and\s+")
_IN = compile_once(r" in (?:the )?(?=[A-Z])")
_KINDS = {"name": "GPE", "demonym": "NORP", "capital": "GPE", "bloc": "ORG"}
# Small words after two states are not a part of a name ("Russia–China relationship"), unless they make an event of it.
_TAIL = compile_once(r"(?:\s+[a-z][a-z-]*)+$")
_EVENT = compile_once(
    r"\b(?:wars?|conflicts?|cris[ie]s|summits?|treat(?:y|ies)|pacts?|agreements?|accords?|elections?|revolution|coup|uprising|revolt"
    r"|invasion|civil|campaign|offensive|massacre|genocide|famine|spring|independence|referendum|protests?|disaster|attacks?)\b",
    re.IGNORECASE,
)
# "11 Canadian records", "2014 Chinese Foreign Minister": a people and what is its, no event and no law.
_PEOPLES = compile_once(
    r"^(?:\d[\d,]*\s+)?([A-Z][\w.]*(?:\s[A-Z][a-z]+)?)\s+(?=[a-z]|(?:Foreign|Prime|Defen[cs]e|Finance)\s+Minister|President\b)"
)


def mend(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Put a model's spans right where the names of states in them leave no doubt.

    Args:
        entities: What the model found in one passage, in order.

    Returns:
        The same, with spans over two states parted ("U.S.-Soviet", "Austria and Hungary"), a people cut out of what the model
        took for an event or law, and places that it took for people labelled as places.
    """
    return tuple(part for entity in entities for part in _mended(entity))


def _mended(entity: Entity) -> Iterator[Entity]:
    if entity.label == "PERSON" and _is_place(entity.text):
        yield replace(entity, label="GPE", by="rule")
    elif parts := _parts(entity) or _body_and_place(entity):
        yield from parts
    elif entity.label in ("EVENT", "LAW") and (found := _PEOPLES.match(entity.text)) and not _EVENT.search(entity.text):
        people = _fact(found[1])
        yield _piece(entity, *found.span(1), "NORP") if people and people.how == "demonym" else entity
    else:
        yield entity


def _parts(entity: Entity) -> list[Entity]:
    """One entity for each of two or more states, or states and blocs, that a span joins; none where it joins anything else."""
    text = entity.text
    tail = _TAIL.search(text)
    end = tail.start() if tail and not _EVENT.search(tail.group()) else len(text)
    if (entity.label == "PERSON" and "-" not in text) or not _JOINT.search(text, 0, end) or key(text[:end]) in table().places:
        return []
    found, start = [], 0
    for cut in (*[joint.span() for joint in _JOINT.finditer(text, 0, end)], (end, end)):
        fact = _fact(text[start : cut[0]])
        if fact is None or fact.how not in _KINDS:
            return []
        found.append(_piece(entity, start, cut[0], _KINDS[fact.how]))
        start = cut[1]
    return [] if found[-1].text.startswith("American") else found  # "Chinese-American" is one people


def _body_and_place(entity: Entity) -> list[Entity]:
    """A group or bloc of several states, and the one it is said to be in: "Islamic State in Syria"."""
    cut = _IN.search(entity.text) if entity.label == "ORG" else None
    if cut is None or key(entity.text) in table().bodies:
        return []
    body, state = table().bodies.get(key(entity.text[: cut.start()])), _fact(entity.text[cut.end() :])
    if body is None or body.code or body.how not in ("bloc", "group") or state is None or state.how != "name":
        return []
    return [_piece(entity, 0, cut.start(), "ORG"), _piece(entity, cut.end(), len(entity.text), "GPE")]


def _piece(entity: Entity, start: int, end: int, label: str) -> Entity:
    return Entity(entity.text[start:end], label, entity.start + start, entity.start + end, by="rule", score=entity.score)


def _fact(name: str) -> Fact | None:
    known, wanted = table(), key(name)
    if wanted in known.weak and known.weak[wanted].alone:
        return Fact(known.weak[wanted].alone, "name" if wanted[:-1] not in known.weak else "demonym")
    fact = known.places.get(wanted) or known.bodies.get(wanted)
    return fact if fact and (fact.code or fact.how == "bloc") else None


def _is_place(name: str) -> bool:
    fact = table().places.get(key(name))
    return fact is not None and fact.code is not None and fact.how in ("name", "capital", "place") and name not in _given()


@cache
def _given() -> frozenset[str]:
    """Places that people are called by, too."""
    return frozenset(read("words")["given"].replace("\n", " ").split(", "))
