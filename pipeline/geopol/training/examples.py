"""What a labelled text teaches the recogniser: which tags each of its tokens may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geopol.entities.labels import LABELS
from geopol.entities.recogniser import ALLOWED
from geopol.entities.tags import OUTSIDE, Tags
from geopol.gold import GoldText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.training import Example

TAGS = Tags(LABELS)
# What a label of other schemes may be here.
KINDS = {"PLACE": ("GPE", "LOC", "FAC")}
_EVERY = (1 << len(TAGS)) - 1


def example(doc: Doc, gold: GoldText) -> Example:
    """One training example; what the file does not cover is left open, never "not an entity"."""
    from spacy.tokens import Span
    from spacy.training import Example

    reference = doc.copy()
    spans = list(_spans(doc, gold))
    bits = _allowed(doc, gold, spans)
    marked = [Span(reference, span.start, span.end, label) for span, label in spans if label in LABELS]
    unknown = [reference[at : at + 1] for at, tags in enumerate(bits.tolist()) if tags.bit_count() > 1]
    reference.set_ents(marked, missing=unknown, default="outside")
    reference.user_data[ALLOWED] = bits
    return Example(doc, reference)


def _allowed(doc: Doc, gold: GoldText, spans: Iterable[tuple[Span, str]]) -> NDArray[np.uint64]:
    """The tags that each token may have, as bits.

    A token that nobody marked is outside, or has any tag of the labels that the file does not cover. Of a span on whole tokens
    the label is known, or one of a few (`KINDS`); of a stretch whose kind or bounds are not known, nothing.
    """
    bits = [_open_tags(gold.cover) if _may_be_name(doc, token.i, gold.cover) else 1 << OUTSIDE for token in doc]
    for span, label in spans:
        for place, at in enumerate(range(span.start, span.end)):
            bits[at] = sum(1 << TAGS.of_span(kind, len(span))[place] for kind in KINDS.get(label, (label,))) if label else _EVERY
    return np.array(bits, dtype=np.uint64)


@cache
def _open_tags(cover: frozenset[str] | None) -> int:
    """``O`` and the tags of every label that is not covered, as bits."""
    if cover is None:
        return 1 << OUTSIDE
    covered = {kind for label in cover for kind in KINDS.get(label, (label,))}
    return (1 << OUTSIDE) + sum(1 << tag for label in LABELS if label not in covered for tag in TAGS.of_label(label))


def _spans(doc: Doc, gold: GoldText) -> Iterator[tuple[Span, str]]:
    """Spans that do not overlap, with their labels; an empty label stands for a name of an unknown kind or unknown bounds."""
    free = set(range(len(doc)))
    stretches = [(start, end, "") for start, end in gold.missing]
    stretches += [(entity.start, entity.end, entity.label) for entity in gold.entities or ()]
    for start, end, label in stretches:
        span = doc.char_span(start, end)
        wide = span or doc.char_span(start, end, alignment_mode="expand")
        if wide is not None and free.issuperset(range(wide.start, wide.end)):
            free -= set(range(wide.start, wide.end))
            yield wide, label if span is not None else ""


def _may_be_name(doc: Doc, at: int, cover: frozenset[str] | None) -> bool:
    """Whether an unmarked token of a partly labelled text could belong to a name of a label outside ``cover``."""
    if cover is None:
        return False
    if not {"PERSON", "ORG"} <= cover:
        return True

    def loud(position: int) -> bool:
        return 0 <= position < len(doc) and any(char.isupper() or char.isdigit() for char in doc[position].text)

    return loud(at) or (loud(at - 1) and loud(at + 1))
