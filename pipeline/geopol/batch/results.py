"""What comes of the items, and what a run comes to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from geopol.records import Article, Failure
from geopol.writing import to_json

# Failures that a summary names one by one, and kinds of reasons that it counts; a run of any length stays in the same memory.
NAMED = 200
REASONS = 1000
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


Result = Tagged | Failure


def tagged(article: Article, size: int) -> Tagged:
    """An article as the run writes and counts it."""
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
        themes: Paragraphs by theme.
        languages: Articles by language, ``unknown`` where it could not be told.
        reasons: Failures by reason, values left out.
        failures: The first failures; the file of failures has them all.
    """

    articles: int = 0
    words: int = 0
    paragraphs: int = 0
    uncertain: int = 0
    failed: int = 0
    duplicates: int = 0
    themes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Failure):
            self.failed += 1
            reason = _VALUE.sub("…", result.reason)
            self.reasons[reason if reason in self.reasons or len(self.reasons) < REASONS else "other reasons"] += 1
            self.failures += [result] if len(self.failures) < NAMED else []
            return
        self.articles += 1
        self.words += result.words
        self.paragraphs += result.paragraphs
        self.uncertain += result.uncertain
        self.themes.update(result.themes)
        self.languages[result.language or "unknown"] += 1

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


_NUMBERS = ("articles", "words", "paragraphs", "uncertain", "failed", "duplicates")
_COUNTERS = ("themes", "languages", "reasons")
