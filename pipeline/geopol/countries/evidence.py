"""What an article says around a name: years, cue words, states it names, and what stands right before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geopol.countries.facts import Era, Fact, Weak
from geopol.records import Entity, Passage

# Four digits that can be a year, not a part of a longer number, an amount or a resolution.
_YEAR = re.compile(r"(?<![\d.,$€£#-])(?:1[0-9]|20)\d\d(?!\d|[.,]\d|%)")
_NUMBERED = re.compile(r"(?:Resolutions?|No\.|UNSCR|Orders?|Article|Section)\s(?:\d+,? (?:and )?)*$")
# Characters either side of a mention that its rungs may look at.
_REACH = 90


@dataclass(frozen=True)
class Evidence:
    """A stretch of text as evidence.

    Attributes:
        text: The stretch.
        states: How often it names each state by name or demonym.
    """

    text: str
    states: Counter[str] = field(default_factory=Counter)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years told in the text."""
        found = _YEAR.finditer(self.text)
        return tuple(
            int(year.group()) for year in found if not _NUMBERED.search(self.text, max(0, year.start() - 30), year.start())
        )

    def votes(self, weak: Weak) -> dict[str, int]:
        """How many different cues of each reading the text has, its years among them; readings without one are left out."""
        counts = {code: len(set(cues.findall(self.text))) for code, cues in weak.cues.items()}
        for code, year in weak.until.items():
            if self.years and max(self.years) < year:
                counts[code] = counts.get(code, 0) + 1
        return {code: count for code, count in counts.items() if count}

    def speaks_of(self, era: Era) -> bool:
        """Whether the text has a cue of a former state."""
        return era.cues.search(self.text) is not None

    def reaches(self, year: int | None) -> bool:
        """Whether the text tells of a year or a later one; true where none is asked for."""
        return year is None or any(told >= year for told in self.years)

    def fits(self, era: Era) -> bool:
        """Whether no year of the text lies outside a former state's life."""
        first, last = era.years
        return all(first <= year <= last for year in self.years)


@dataclass(frozen=True)
class Article(Evidence):
    """A whole article as evidence, with what its names were already found to mean.

    Attributes:
        readings: The one reading of each name that has several, by its key.
        title: States that the title names.
    """

    readings: dict[str, Fact] = field(default_factory=dict)
    title: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mention:
    """A name where it stands.

    Attributes:
        entity: The name.
        near: Its paragraph.
        article: The whole article with its title.
        before: What stands before it in the paragraph, on one line.
        after: What stands after it.
    """

    entity: Entity
    near: Evidence = field(repr=False)
    article: Article = field(repr=False)
    before: str = ""
    after: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The mention as written, and the fullest form of the name in the article."""
        entity = self.entity
        return (entity.text,) if entity.name in (None, entity.text) else (entity.text, str(entity.name))


def gather(passages: Sequence[Passage], mentions: Sequence[Sequence[Entity]], article: Article) -> list[list[Mention]]:
    """Put every entity in its surroundings, a list a passage."""
    rows = []
    for passage, entities in zip(passages, mentions, strict=True):
        near = Evidence(passage.text)
        rows.append([Mention(entity, near, article, *_around(passage, entity)) for entity in entities])
    return rows


def _around(passage: Passage, entity: Entity) -> tuple[str, str]:
    source, end = passage.source, passage.locate(len(passage.text) - 1, len(passage.text))[1]
    before = source[max(passage.start, entity.start - _REACH) : entity.start]
    after = source[entity.end : min(end, entity.end + _REACH)]
    return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)
