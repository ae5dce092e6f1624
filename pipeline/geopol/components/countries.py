"""``geopol_countries``: the country that each entity of a Doc means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from geopol import countries, dates
from geopol.components.docs import Saveless, by_passage, entities, extend, extend_input, passages, span_of, trimmed
from geopol.entities import link_names, merge
from geopol.entities.labels import to_codebook
from geopol.records import Country, Entity, Passage
from geopol.tagging import settle, with_period

_COUNTRIES = "geopol_countries"


def _entities(doc: Doc) -> tuple[Entity, ...]:
    return tuple(_entity(row) for row in doc.user_data.get(_COUNTRIES, ()))


def _entity(row: dict[str, Any]) -> Entity:
    meant = row["meant"]
    told = Country(**{**meant, "candidates": tuple(meant["candidates"])}) if meant else None
    fields = {key: value for key, value in row.items() if key != "span"}
    return Entity(**{**fields, "meant": told, "period": tuple(row["period"]) if row["period"] else None})


def _meant(span: Span) -> Country | None:
    place = _place(span)
    row = next((row for row in span.doc.user_data.get(_COUNTRIES, ()) if row["span"] == place), None)
    return _entity(row).meant if row else None


def _place(span: Span) -> str:
    return f"{span.start_char}:{span.end_char}"


def _country(span: Span) -> str | None:
    meant = _meant(span)
    return meant.code if meant else None


def _countries(doc: Doc) -> dict[str, int]:
    codes = Counter(row["country"] for row in doc.user_data.get(_COUNTRIES, ()) if row["country"])
    return dict(sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])))


@Language.factory(
    "geopol_countries",
    assigns=["doc._.countries", "doc._.entities", "doc.spans", "span._.country", "span._.meant"],
    default_config={"find": True, "rules": False, "follow": False, "spans_key": "countries"},
)
def countries_component(nlp: Language, name: str, find: bool, rules: bool, follow: bool, spans_key: str) -> CountriesComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_countries")``."""
    del nlp, name
    return CountriesComponent(find, rules, follow, spans_key)


class CountriesComponent(Saveless):
    """Tells which country each entity of a Doc means. It follows whatever component sets ``doc.ents``, and works without one.

    The Doc's own date and title are ``doc._.date`` and ``doc._.title``, set before the component runs; both are optional. The
    countries come out as ``span._.country`` (the code) and ``span._.meant`` (the record with ``how``, ``score``, ``metonym`` and
    ``candidates``) of each entity, as ``doc.spans[spans_key]`` (the names that mean a country, with the code as ``span.id_``),
    as ``doc._.countries`` (mentions by code, most first), and as ``doc._.entities``: all entities as records, with places that
    need not be those of tokens.

    Args:
        find: Whether names of countries and peoples that no component found become entities (``GPE`` and ``NORP``).
        rules: Whether all rules for names apply that `geopol.load` has, which change ``doc.ents``: treaties, weapons, bodies and
            wars are found by name, spans are cut as the codebook says, a name has one label in all of the Doc.
        follow: Whether former states are followed to the states that stand for them today.
        spans_key: Key of the span group.
    """

    def __init__(self, find: bool = True, rules: bool = False, follow: bool = False, spans_key: str = "countries") -> None:
        extend_input()
        extend(Doc, countries=_countries, entities=_entities)
        extend(Span, country=_country, meant=_meant)
        self.find = find
        self.rules = rules
        self.follow = follow
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Tell the countries of one Doc."""
        read = passages(doc)
        found = self._settled(doc, read) if self.rules else self._filled(doc, read)
        linked = link_names(doc.text, [tuple(map(with_period, names)) for names in found])
        meant = countries.resolve(read, linked, title=doc._.title, date=doc._.date, follow=self.follow)
        told = [
            replace(entity, country=country.code if country else None, meant=country)
            for names, here in zip(linked, meant, strict=True)
            for entity, country in zip(names, here, strict=True)
        ]
        spans = [span_of(doc, entity, entity.label) for entity in told]
        others = [span for span in doc.ents if to_codebook(span.label_) is None]
        doc.ents = _free([*spans, *others] if self.rules else [*doc.ents, *spans])
        doc.user_data[_COUNTRIES] = [{**asdict(entity), "span": _place(span)} for entity, span in zip(told, spans, strict=True)]
        doc.spans[self.spans_key] = [
            Span(doc, span.start, span.end, label=span.label_, span_id=entity.country)
            for entity, span in zip(told, spans, strict=True)
            if entity.country
        ]
        return doc

    def _filled(self, doc: Doc, read: Sequence[Passage]) -> list[tuple[Entity, ...]]:
        """The Doc's entities as they are, and names of countries and peoples beside them."""
        model = by_passage(read, entities(doc))
        return list(map(merge, model, countries.find(read))) if self.find else model

    @staticmethod
    def _settled(doc: Doc, read: Sequence[Passage]) -> list[tuple[Entity, ...]]:
        """The Doc's entities after all that `geopol.load` does to a model's."""
        model = by_passage(read, filter(None, map(trimmed, entities(doc))))
        return [names for names, _ in settle(read, model, dates.find(read))]


def _free(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans, without those that share a token with an earlier one."""
    taken: set[int] = set()
    kept = []
    for span in spans:
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(span)
    return tuple(kept)
