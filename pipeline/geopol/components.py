"""geopol's steps as spaCy pipeline components, found by ``nlp.add_pipe`` through entry points."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geopol.dates import Wanted, check_reading, tell_in
from geopol.records import Date
from geopol.writing import date_from_dict, date_to_dict

# What spaCy serialises and sends between processes is `Doc.user_data`; it must be plain.
_DATES, _READING = "geopol_dates", "geopol_reading"


def _dates(doc: Doc) -> tuple[Date, ...]:
    return tuple(date_from_dict(row) for row in doc.user_data.get(_DATES, ()))


def _date(span: Span) -> Date | None:
    place = (span.start_char, span.end_char)
    return next((date for date in _dates(span.doc) if (date.start, date.end) == place), None)


def _reading(doc: Doc) -> str | None:
    reading: str | None = doc.user_data.get(_READING)
    return reading


def _extend() -> None:
    """Register the attributes once; a name that somebody else took is left to them."""
    if not Doc.has_extension("date"):
        Doc.set_extension("date", default=None)
    for name, getter in (("dates", _dates), ("reading", _reading)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
    if not Span.has_extension("date"):
        Span.set_extension("date", getter=_date)


@Language.factory(
    "geopol_dates",
    assigns=["doc._.dates", "doc._.reading", "doc.spans", "span._.date"],
    default_config={"reading": "auto", "spans_key": "dates", "set_ents": False, "events": False},
)
def dates_component(nlp: Language, name: str, reading: Wanted, spans_key: str, set_ents: bool, events: bool) -> DatesComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_dates")``."""
    del nlp, name
    return DatesComponent(reading, spans_key, set_ents, events)


class DatesComponent:
    """Finds dates in a Doc and reads them as calendar intervals. It needs no other component.

    The Doc's own date, which "last month" counts from, is ``doc._.date`` (ISO 8601), set before the component runs. The dates
    come out as ``doc._.dates`` (records with ``value``, ``earliest``, ``latest`` …) and as ``doc.spans[spans_key]``: spans over
    whole tokens, labelled ``DATE``, ``TIME``, ``DURATION`` or ``SET``, with the TIMEX3 value as ``span.id_`` and the record as
    ``span._.date`` where the tokens' bounds are the date's.

    Args:
        reading: How a bare "March" is read: ``news``, ``narrative``, or ``auto`` for what the text tells.
        spans_key: Key of the span group.
        set_ents: Whether dates also become entities (``DATE`` and ``TIME``), in the place of those that a model found.
        events: Whether events known by name ("the Cold War") are dates too.

    Raises:
        InputError: If ``reading`` is none of the three, or ``doc._.date`` is no date.
    """

    def __init__(self, reading: Wanted = "auto", spans_key: str = "dates", set_ents: bool = False, events: bool = False) -> None:
        _extend()
        self.reading = check_reading(reading)
        self.spans_key = spans_key
        self.set_ents = set_ents
        self.events = events

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one Doc."""
        told = tell_in(doc.text, anchor=doc._.date, reading=self.reading, events=self.events)
        found = told.dates[0]
        doc.user_data[_DATES] = [date_to_dict(date) for date in found]
        doc.user_data[_READING] = told.reading
        spans = [_span(doc, date, date.type) for date in found]
        doc.spans[self.spans_key] = spans
        if self.set_ents:
            named = [_span(doc, date, "TIME" if date.type == "TIME" else "DATE") for date in found]
            others = [entity for entity in doc.ents if entity.label_ not in ("DATE", "TIME")]
            taken = {token.i for entity in others for token in entity}
            free = [span for span in named if not any(token.i in taken for token in span)]
            doc.ents = tuple(filter_spans([*others, *free]))
        return doc

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:  # noqa: ANN401 - spaCy's signature
        """Nothing to save: the pipeline's config holds the settings, the rules come with geopol."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> DatesComponent:  # noqa: ANN401 - spaCy's signature
        """Nothing to load."""
        del path, exclude
        return self


def _span(doc: Doc, date: Date, label: str) -> Span:
    span = doc.char_span(date.start, date.end, label=label, span_id=date.value, alignment_mode="expand")
    assert span is not None  # noqa: S101  (an expanded span of a non-empty stretch is there)
    return span
