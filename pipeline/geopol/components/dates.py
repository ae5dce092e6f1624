"""``geopol_dates``: dates of a Doc as calendar intervals."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geopol.components.docs import Saveless, entities, extend, extend_input, passages, span_of
from geopol.dates import Wanted, check_reading, tell
from geopol.entities.merge import without_dates
from geopol.records import Date
from geopol.writing import date_from_dict, date_to_dict

_DATES, _READING = "geopol_dates", "geopol_reading"


def _dates(doc: Doc) -> tuple[Date, ...]:
    return tuple(date_from_dict(row) for row in doc.user_data.get(_DATES, ()))


def _date(span: Span) -> Date | None:
    place = (span.start_char, span.end_char)
    return next((date for date in _dates(span.doc) if (date.start, date.end) == place), None)


def _reading(doc: Doc) -> str | None:
    reading: str | None = doc.user_data.get(_READING)
    return reading


@Language.factory(
    "geopol_dates",
    assigns=["doc._.dates", "doc._.reading", "doc.spans", "span._.date"],
    default_config={"reading": "auto", "spans_key": "dates", "set_ents": False, "events": False},
)
def dates_component(nlp: Language, name: str, reading: Wanted, spans_key: str, set_ents: bool, events: bool) -> DatesComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_dates")``."""
    del nlp, name
    return DatesComponent(reading, spans_key, set_ents, events)


class DatesComponent(Saveless):
    """Finds dates in a Doc and reads them as calendar intervals. It needs no other component.

    The Doc's own date, which "last month" counts from, is ``doc._.date`` (ISO 8601), set before the component runs. The dates
    come out as ``doc._.dates`` (records with ``value``, ``earliest``, ``latest`` …) and as ``doc.spans[spans_key]``: spans over
    whole tokens, labelled ``DATE``, ``TIME``, ``DURATION`` or ``SET``, with the TIMEX3 value as ``span.id_`` and the record as
    ``span._.date`` where the tokens' bounds are the date's. A date that belongs to an entity found before ("Revolution of 1848")
    goes with it.

    Args:
        reading: How a bare "March" is read: ``news``, ``narrative``, or ``auto`` for what the text tells.
        spans_key: Key of the span group.
        set_ents: Whether dates also become entities (``DATE`` and ``TIME``), in the place of those that a model found.
        events: Whether events known by name ("the Cold War") are dates too.

    Raises:
        InputError: If ``reading`` is none of the three, or ``doc._.date`` is no date.
    """

    def __init__(self, reading: Wanted = "auto", spans_key: str = "dates", set_ents: bool = False, events: bool = False) -> None:
        extend_input()
        extend(Doc, dates=_dates, reading=_reading)
        extend(Span, date=_date)
        self.reading = check_reading(reading)
        self.spans_key = spans_key
        self.set_ents = set_ents
        self.events = events

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one Doc."""
        told = tell(passages(doc), anchor=doc._.date, reading=self.reading, events=self.events)
        every = [date for here in told.dates for date in here]
        found = every if self.events else without_dates(entities(doc), every)[1]
        doc.user_data[_DATES] = [date_to_dict(date) for date in found]
        doc.user_data[_READING] = told.reading
        doc.spans[self.spans_key] = [span_of(doc, date, date.type) for date in found]
        if self.set_ents:
            named = [span_of(doc, date, "TIME" if date.type == "TIME" else "DATE") for date in found]
            others = [entity for entity in doc.ents if entity.label_ not in ("DATE", "TIME")]
            taken = {token.i for entity in others for token in entity}
            free = [span for span in named if not any(token.i in taken for token in span)]
            doc.ents = tuple(filter_spans([*others, *free]))
        return doc
