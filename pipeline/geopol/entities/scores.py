"""How sure the recogniser is of an entity, and where a Doc keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# What spaCy serialises and sends between processes is `Doc.user_data`; it must be plain.
_SCORES = "geopol_scores"


def keep_scores(doc: Doc, scores: Iterable[tuple[Span, float]]) -> None:
    """Keep the probability of each span with the Doc."""
    doc.user_data[_SCORES] = {_place(span): value for span, value in scores}


def score(span: Span) -> float | None:
    """The probability of an entity, 0 to 1; None where its recogniser gives none."""
    value: float | None = span.doc.user_data.get(_SCORES, {}).get(_place(span))
    return value


def _place(span: Span) -> str:
    return f"{span.start_char}:{span.end_char}"
