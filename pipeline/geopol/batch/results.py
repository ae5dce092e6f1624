"""What comes of the items, and what a run comes to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from geopol.records import Article, Failure
from geopol.writing import to_json

# What a summary names at most, so that a run of any length stays in the same memory: failures one by one, kinds of reasons, and
# examples of what could not be read.
NAMED = 200
REASONS = 1000
EXAMPLES = 20
_VALUE = re.compile(r"'[^']*'|\"[^\"]*\"|[\d][\d,.:%]*")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One article as it is written, with what the summary counts; ``size`` is about the bytes of input it took."""

    id: str
    line: bytes
    size: int
    words: int
    paragraphs: int
    themes: dict[str, int]
    uncertain: int
    language: str | None = "en"
    dated: bool = True
    unread: str | None = None


Result = Tagged | Failure


def tagged(article: Article, size: int, unread: str | None = None) -> Tagged:
    """An article as the run writes and counts it; ``unread`` is what its source says and could not be read."""
    bodies = [paragraph for paragraph in article.paragraphs if paragraph.kind == "body"]
    return Tagged(
        id=article.id,
        line=to_json(article),
        size=size,
        words=sum(len(paragraph.text.split()) for paragraph in article.paragraphs),
        paragraphs=len(bodies),
        themes=dict(Counter(paragraph.theme for paragraph in bodies if paragraph.theme)),
        uncertain=sum(paragraph.status == "uncertain" for paragraph in bodies),
        language=article.language,
        dated=article.date is not None,
        unread=unread,
    )


@dataclass(slots=True)
class Summary:
    """What a run came to.

    Attributes:
        articles: Articles tagged.
        words: Words in them.
        paragraphs: Body paragraphs in them.
        uncertain: Of these, how many have an uncertain theme.
        failed: What could not be tagged.
        duplicates: Articles marked as a copy of an earlier one.
        undated: Articles without a date.
        themes: Paragraphs by theme.
        languages: Articles by language, ``unknown`` where it could not be told.
        reasons: Failures by reason, values left out.
        unread: Articles tagged without something that their source says and that could not be read, by what it is.
        failures: The first failures; the file of failures has them all.
    """

    articles: int = 0
    words: int = 0
    paragraphs: int = 0
    uncertain: int = 0
    failed: int = 0
    duplicates: int = 0
    undated: int = 0
    themes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Failure):
            self.failed += 1
            _count(self.reasons, _VALUE.sub("…", result.reason), REASONS)
            self.failures += [result] if len(self.failures) < NAMED else []
            return
        self.articles += 1
        self.words += result.words
        self.paragraphs += result.paragraphs
        self.uncertain += result.uncertain
        self.themes.update(result.themes)
        self.languages[result.language or "unknown"] += 1
        self.undated += not result.dated
        if result.unread is not None:
            _count(self.unread, result.unread, EXAMPLES)

    def counts(self) -> dict[str, Any]:
        """Everything but the failures themselves, for the journal and the manifest."""
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        return {**numbers, **{name: dict(getattr(self, name).most_common()) for name in _COUNTERS}}

    def merge(self, counts: dict[str, Any]) -> None:
        """Add the counts of another part of the run."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + counts[name])
        for name in _COUNTERS:
            getattr(self, name).update(counts[name])


def _count(reasons: Counter[str], reason: str, most: int) -> None:
    reasons[reason if reason in reasons or len(reasons) < most else "other reasons"] += 1


_NUMBERS = ("articles", "words", "paragraphs", "uncertain", "failed", "duplicates", "undated")
_COUNTERS = ("themes", "languages", "reasons", "unread")
