"""geopol's steps as spaCy pipeline components, found by ``nlp.add_pipe`` through entry points."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geopol import countries
from geopol.dates import Wanted, check_reading, tell_in
from geopol.entities import link_names
from geopol.entities.labels import to_codebook
from geopol.records import Country, Date, Entity, Passage
from geopol.writing import date_from_dict, date_to_dict

# What spaCy serialises and sends between processes is `Doc.user_data`; it must be plain.
_DATES, _READING, _COUNTRIES = "geopol_dates", "geopol_reading", "geopol_countries"


def _dates(doc: Doc) -> tuple[Date, ...]:
    return tuple(date_from_dict(row) for row in doc.user_data.get(_DATES, ()))


def _date(span: Span) -> Date | None:
    place = (span.start_char, span.end_char)
    return next((date for date in _dates(span.doc) if (date.start, date.end) == place), None)


def _reading(doc: Doc) -> str | None:
    reading: str | None = doc.user_data.get(_READING)
    return reading


def _meant(span: Span) -> Country | None:
    row = span.doc.user_data.get(_COUNTRIES, {}).get(f"{span.start_char}:{span.end_char}")
    return Country(**{**row, "candidates": tuple(row["candidates"])}) if row else None


def _country(span: Span) -> str | None:
    meant = _meant(span)
    return meant.code if meant else None


def _countries(doc: Doc) -> dict[str, int]:
    codes = Counter(row["code"] for row in doc.user_data.get(_COUNTRIES, {}).values() if row["code"])
    return dict(sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])))


def _extend() -> None:
    """Register the attributes once; a name that somebody else took is left to them."""
    for name in ("date", "title"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name, of_doc in (("dates", _dates), ("reading", _reading), ("countries", _countries)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=of_doc)
    for name, of_span in (("date", _date), ("country", _country), ("meant", _meant)):
        if not Span.has_extension(name):
            Span.set_extension(name, getter=of_span)


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


@Language.factory(
    "geopol_countries",
    assigns=["doc._.countries", "span._.country", "span._.meant"],
    default_config={"find": True, "follow": False, "spans_key": "countries"},
)
def countries_component(nlp: Language, name: str, find: bool, follow: bool, spans_key: str) -> CountriesComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_countries")``."""
    del nlp, name
    return CountriesComponent(find, follow, spans_key)


class CountriesComponent:
    """Tells which country each entity of a Doc means. It follows whatever component sets ``doc.ents``, and works without one.

    The Doc's own date and title are ``doc._.date`` and ``doc._.title``, set before the component runs; both are optional. The
    countries come out as ``span._.country`` (the code) and ``span._.meant`` (the record with ``how``, ``score``, ``metonym`` and
    ``candidates``) of each entity, as ``doc.spans[spans_key]`` (the names that mean a country, with the code as ``span.id_``),
    and as ``doc._.countries`` (mentions by code, most first).

    Args:
        find: Whether names of countries and peoples that no component found become entities (``GPE`` and ``NORP``).
        follow: Whether former states are followed to the states that stand for them today.
        spans_key: Key of the span group.
    """

    def __init__(self, find: bool = True, follow: bool = False, spans_key: str = "countries") -> None:
        _extend()
        self.find = find
        self.follow = follow
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Tell the countries of one Doc."""
        passages = [Passage.of(doc.text)]
        if self.find:
            found = (_span(doc, entity, entity.label) for entity in countries.find(passages)[0])
            taken = {token.i for entity in doc.ents for token in entity}
            doc.ents = (*doc.ents, *(span for span in found if not any(token.i in taken for token in span)))
        named = link_names(doc.text, [[_entity(span) for span in doc.ents]])
        meant = countries.resolve(passages, named, title=doc._.title, date=doc._.date, follow=self.follow)[0]
        told = [(span, country) for span, country in zip(doc.ents, meant, strict=True) if country]
        doc.user_data[_COUNTRIES] = {f"{span.start_char}:{span.end_char}": asdict(country) for span, country in told}
        doc.spans[self.spans_key] = [
            Span(doc, span.start, span.end, label=span.label_, span_id=country.code) for span, country in told if country.code
        ]
        return doc

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:  # noqa: ANN401 - spaCy's signature
        """Nothing to save: the pipeline's config holds the settings, the table comes with geopol."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> CountriesComponent:  # noqa: ANN401 - spaCy's signature
        """Nothing to load."""
        del path, exclude
        return self


def _entity(span: Span) -> Entity:
    return Entity(span.text, to_codebook(span.label_) or span.label_, span.start_char, span.end_char)


def _span(doc: Doc, found: Date | Entity, label: str) -> Span:
    value = found.value if isinstance(found, Date) else ""
    span = doc.char_span(found.start, found.end, label=label, span_id=value, alignment_mode="expand")
    assert span is not None  # noqa: S101  (an expanded span of a non-empty stretch is there)
    return span
