"""Articles out: schema 1, one JSON object a line. docs/schema.md describes every key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from geopol.records import Article, Country, Date, DatePart, Entity, Paragraph

SCHEMA = 1


def to_json(article: Article) -> bytes:
    """One line of UTF-8 JSON, line feed included."""
    return orjson.dumps(to_dict(article), option=orjson.OPT_APPEND_NEWLINE)


def to_dict(article: Article) -> dict[str, Any]:
    """An article as schema 1 has it, keys in their documented order."""
    return {
        "schema": SCHEMA,
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "chars": article.chars,
        "themes": article.themes,
        "countries": [
            {"code": one.code, "name": one.name, "mentions": one.mentions, "share": one.share, "weight": one.weight}
            for one in article.countries
        ],
        "names": [
            {"name": one.name, "label": one.label, "country": one.country, "mentions": one.mentions} for one in article.names
        ],
        "period": {"earliest": article.period[0], "latest": article.period[1]},
        "reading": article.reading,
        "language": article.language,
        **({"duplicate": {"of": copy.of, "similarity": copy.similarity}} if (copy := article.duplicate) else {}),
        "paragraphs": [paragraph_to_dict(paragraph) for paragraph in article.paragraphs],
        "model": {"version": article.version, "fingerprint": article.fingerprint},
    }


def paragraph_to_dict(paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph as schema 1 has it."""
    return {
        "index": paragraph.index,
        "kind": paragraph.kind,
        "start": paragraph.start,
        "end": paragraph.end,
        "heading": paragraph.heading,
        "text": paragraph.text,
        "theme": paragraph.theme,
        "also": list(paragraph.also),
        "scores": paragraph.scores,
        "status": paragraph.status,
        "why": [[reason.what, reason.weight] for reason in paragraph.why],
        "entities": [_entity(entity) for entity in paragraph.entities],
        "dates": [date_to_dict(date) for date in paragraph.dates],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": entity.text,
        "label": entity.label,
        "start": entity.start,
        "end": entity.end,
        "country": entity.country,
        "name": entity.name,
        "by": entity.by,
        "score": entity.score,
        "meant": country_to_dict(entity.meant) if entity.meant else None,
    }
    if entity.period is not None:  # stands on events known by name alone
        row["period"] = {"earliest": entity.period[0], "latest": entity.period[1]}
    return row


def country_to_dict(country: Country) -> dict[str, Any]:
    """How the country of a mention was told, as schema 1 has it; the code itself stands beside it."""
    return {
        "how": country.how,
        "score": country.score,
        "metonym": country.metonym,
        "candidates": list(country.candidates),
    }


def date_to_dict(date: Date) -> dict[str, Any]:
    """A date as schema 1 has it."""
    row: dict[str, Any] = {
        "text": date.text,
        "start": date.start,
        "end": date.end,
        "type": date.type,
        "value": date.value,
        "mod": date.mod,
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "granularity": date.granularity,
        "anchor": date.anchor,
    }
    if date.parts:  # stands on ranges alone
        row["parts"] = [_part(part) for part in date.parts]
    return row


def date_from_dict(row: Mapping[str, Any]) -> Date:
    """The date that :func:`date_to_dict` wrote."""
    parts = tuple(DatePart(**part) for part in row.get("parts", ()))
    return Date(**{key: value for key, value in row.items() if key != "parts"}, parts=parts)


def _part(part: DatePart) -> dict[str, Any]:
    return {"text": part.text, "start": part.start, "end": part.end, "value": part.value}
