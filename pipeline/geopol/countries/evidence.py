"""What an article says around a name: years, cue words, states it names, and what stands right before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geopol.countries.facts import Cues, Era, Fact, Weak
from geopol.records import Entity, Passage

# Four digits that can be a year, not a part of a longer number, an amount or a resolution.
_YEAR = re.compile(r"(?:1[0-9]|20)(?<![\d.,$€£#-]..)\d\d(?!\d|[.,]\d|%)")
_NUMBERED = re.compile(r"(?:Resolutions?|No\.|UNSCR|Orders?|Article|Section)\s(?:\d+,? (?:and )?)*$")
_SPACE = re.compile(r"\s+")
# Characters either side of a mention that its rungs may look at.
_REACH = 90


@dataclass(frozen=True)
class Evidence:
    """A stretch of text as evidence.

    Attributes:
        text: The stretch.
        states: How often it names each state by name or demonym.
        spoken: Cues that were already looked for, and whether it has one.
    """

    text: str
    states: Counter[str] = field(default_factory=Counter)
    spoken: dict[Cues, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years told in the text."""
        found = _YEAR.finditer(self.text)
        return tuple(
            int(year.group()) for year in found if not _NUMBERED.search(self.text, max(0, year.start() - 30), year.start())
        )

    def votes(self, weak: Weak) -> dict[str, int]:
        """How many different cues of each reading the text has, its years among them; readings without one are left out."""
        counts = {code: len(set(cues.pattern.findall(self.text))) for code, cues in weak.cues.items()}
        for code, year in weak.until.items():
            if self.years and max(self.years) < year:
                counts[code] = counts.get(code, 0) + 1
        return {code: count for code, count in counts.items() if count}

    def speaks_of(self, era: Era) -> bool:
        """Whether the text has a cue of a former state."""
        if era.cues not in self.spoken:
            self.spoken[era.cues] = era.cues.pattern.search(self.text) is not None
        return self.spoken[era.cues]

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
        passage: The paragraph that it stands in.
    """

    entity: Entity
    near: Evidence = field(repr=False)
    article: Article = field(repr=False)
    passage: Passage = field(repr=False)

    @cached_property
    def before(self) -> str:
        """What stands before it in the paragraph, on one line."""
        start = max(self.passage.start, self.entity.start - _REACH)
        return _one_line(self.passage.source[start : self.entity.start])

    @cached_property
    def after(self) -> str:
        """What stands after it in the paragraph, on one line."""
        end = self.passage.locate(len(self.passage.text) - 1, len(self.passage.text))[1]
        return _one_line(self.passage.source[self.entity.end : min(end, self.entity.end + _REACH)])

    def is_followed_by(self, *signs: str) -> bool:
        """Whether one of a few signs stands right after it; quick, unlike `after`."""
        return self.passage.source.startswith(signs, self.entity.end)

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
        rows.append([Mention(entity, near, article, passage) for entity in entities])
    return rows


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text) if "\n" in text or "  " in text else text
