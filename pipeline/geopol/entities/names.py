"""Link short forms to the fullest form of the same name in the article: "Putin" to "Vladimir Putin"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from geopol.records import Entity

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
# Bound in brackets right after the long form: "Economic Community of West African States (ECOWAS)".
_BRACKET = re.compile(r"\s*\(\s*$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&\-]{1,9}$")


def link_names(source: str, mentions: Sequence[Sequence[Entity]]) -> list[tuple[Entity, ...]]:
    """Give every entity its ``name``: the fullest form in this article, on one line.

    Surnames are linked where one person alone in the article bears them; abbreviations where the article introduces them in
    brackets.

    Args:
        source: The article's whole text.
        mentions: Its entities, a sequence a passage.
    """
    every = [entity for group in mentions for entity in group]
    people = _surnames(every)
    short = _abbreviations(source, every)

    def full(entity: Entity) -> str:
        name = plain(entity.text)
        if entity.label == "PERSON":
            return people.get(name, name)
        return short.get((entity.label, name), name)

    return [tuple(replace(entity, name=full(entity)) for entity in group) for group in mentions]


def plain(text: str) -> str:
    """A mention as a name: white space folded, no possessive."""
    return _POSSESSIVE.sub("", _SPACE.sub(" ", text))


def _surnames(entities: Iterable[Entity]) -> dict[str, str]:
    """Surname → full name, for surnames that one person alone bears."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(plain(entity.text) for entity in entities if entity.label == "PERSON"):
        words = name.split()
        for at in range(1, len(words)):
            bearers[" ".join(words[at:])].append(name)
    # "Raúl Castro" and "Fidel Castro" leave "Castro" open, "Lavrov" and "Sergey Lavrov" do not.
    return {part: max(names, key=len) for part, names in bearers.items() if len({_first(name) for name in names}) == 1}


def _first(name: str) -> str:
    return name.split()[0]


def _abbreviations(source: str, entities: Sequence[Entity]) -> dict[tuple[str, str], str]:
    """``(label, abbreviation)`` → long form, from "long form (ABBREVIATION)"."""
    found: dict[tuple[str, str], str] = {}
    for long, short in pairwise(entities):
        if long.label == short.label and len(plain(long.text)) > len(short.text) and _ACRONYM.match(short.text):
            between = source[long.end : short.start]
            if _BRACKET.match(between):
                found.setdefault((long.label, plain(short.text)), plain(long.text))
    return found
