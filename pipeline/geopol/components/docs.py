"""What the components share: a Doc as paragraphs, spans, records and attributes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Span

from geopol import paragraphs
from geopol.entities.labels import LABELS, to_codebook
from geopol.entities.scores import score
from geopol.entities.spans import trim
from geopol.records import Date, Entity, Paragraph, Passage


class Saveless:
    """A component whose settings are in the pipeline's config and whose knowledge comes with geopol."""

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:  # noqa: ANN401 - spaCy's signature
        """Nothing to save."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> Saveless:  # noqa: ANN401 - spaCy's signature
        """Nothing to load."""
        del path, exclude
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:  # noqa: ANN401 - spaCy's signature
        """Nothing to save."""
        del exclude
        return b""

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> Saveless:  # noqa: ANN401 - spaCy's signature
        """Nothing to load."""
        del data, exclude
        return self


def passages(doc: Doc) -> list[Passage]:
    """The Doc's paragraphs, headings and page furniture as the steps read them: as `geopol.load` does."""
    return [paragraphs.passage(doc.text, block) for block in paragraphs.split(doc.text)]


def entities(doc: Doc) -> list[Entity]:
    """The Doc's entities as records, with the codebook's labels where it has them."""
    return [
        Entity(span.text, to_codebook(span.label_) or span.label_, span.start_char, span.end_char, score=score(span))
        for span in doc.ents
    ]


def trimmed(entity: Entity) -> Entity | None:
    """An entity with the codebook's bounds; None where the codebook has no such kind, or nothing is left."""
    start, end = trim(entity.text, 0, len(entity.text))
    if entity.label not in LABELS or start >= end:
        return None
    return replace(entity, text=entity.text[start:end], start=entity.start + start, end=entity.start + end)


def by_passage(read: Sequence[Passage], found: Iterable[Entity]) -> list[tuple[Entity, ...]]:
    """Entities by the passage that they begin in; what begins before the first, in its markup, is nothing to read."""
    groups: list[list[Entity]] = [[] for _ in read]
    starts = [passage.start for passage in read]
    for entity in found:
        at = bisect_right(starts, entity.start) - 1
        if at >= 0:
            groups[at].append(entity)
    return [tuple(group) for group in groups]


def span_of(doc: Doc, found: Date | Entity | Paragraph, label: str) -> Span:
    """The whole tokens over which something stands; a date's value is the span's ``id_``."""
    value = found.value if isinstance(found, Date) else ""
    span = doc.char_span(found.start, found.end, label=label, span_id=value, alignment_mode="expand")
    assert span is not None  # noqa: S101  (an expanded span of a non-empty stretch is there)
    return span


def extend(owner: type[Doc] | type[Span], **getters: Callable[[Any], Any]) -> None:
    """Register attributes; a name that somebody else took is left to them."""
    for name, getter in getters.items():
        if not owner.has_extension(name):
            owner.set_extension(name, getter=getter)


def extend_input() -> None:
    """Register ``doc._.date`` and ``doc._.title``, which the user sets."""
    for name in ("date", "title"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
