"""Link short forms to the fullest form of the same name in the article: "Putin" to "Vladimir Putin"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geopol.entities.abbreviations import abbreviations
from geopol.entities.surnames import bearers
from geopol.records import Entity

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"['’]s?$")


def link_names(source: str, mentions: Sequence[Sequence[Entity]]) -> list[tuple[Entity, ...]]:
    """Give every entity its ``name``: the fullest form in this article, on one line.

    Surnames are linked where one person alone in the article bears them; abbreviations where the article introduces them.

    Args:
        source: The article's whole text.
        mentions: Its entities, a sequence a passage.
    """
    every = [entity for group in mentions for entity in group]
    people = bearers(plain(entity.text) for entity in every if entity.label == "PERSON")
    short = abbreviations(source, every)

    def full(entity: Entity) -> str:
        name = plain(entity.text)
        if entity.label == "PERSON":
            return people.get(name, name)
        bound = short.get(name)
        return bound.name if bound and bound.label == entity.label else name

    return [tuple(replace(entity, name=full(entity)) for entity in group) for group in mentions]


def plain(text: str) -> str:
    """A mention as a name: white space folded, no possessive."""
    return _POSSESSIVE.sub("", _SPACE.sub(" ", text))
