"""People without their titles: "Foreign Minister Wang Yi" is "Wang Yi"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from geopol.entities.grammar import items
from geopol.entities.rules import read
from geopol.kept import compile_once
from geopol.records import Entity


def untitled(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Take titles off people, with whatever stands before them; a title that stands alone is kept as the model has it."""
    return tuple(_untitled(entity) if entity.label == "PERSON" else entity for entity in entities)


def has_title(text: str, at: int) -> bool:
    """Whether a title stands right before a place."""
    return _before().search(text, max(0, at - 40), at) is not None


def _untitled(entity: Entity) -> Entity:
    found = _leading().match(entity.text)
    if found is None:
        return entity
    return replace(entity, text=entity.text[found.end() :], start=entity.start + found.end())


@cache
def _leading() -> re.Pattern[str]:
    """All up to the last title of a mention that a capital follows; before an office may stand whose it is ("Israeli")."""
    office = (
        r"(?:\S+\s+){1,4}?(?=(?:\S+\s+){0,3}(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Envoy|Spokes\w+)\s)"
    )
    return compile_once(rf"(?:{office})?(?:(?:{_any()})\s+)+(?=[^\W\d_a-z])")


@cache
def _before() -> re.Pattern[str]:
    return compile_once(rf"(?<!\w)(?:{_any()})\s+$")


def _any() -> str:
    titles = sorted(items(read("people")["titles"]), key=lambda title: (-len(title), title))
    return "|".join(r"\s+".join(map(re.escape, title.split())) for title in titles)
