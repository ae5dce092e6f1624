"""One row a paragraph, as tables and annotation tools have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from geopol.wording import not_one_of
from geopol.writing.cells import one_line

Row = dict[str, Any]
# What a paragraph's row says of its article.
_ARTICLE = ("id", "title", "date", "language")
_PARAGRAPH = ("index", "kind", "start", "end", "heading", "text", "theme", "status")
FLAT = ("article", "title", "date", "language", "duplicate", *_PARAGRAPH, "score")
ENTITY = ("text", "label", "start", "end", "country", "name", "by", "score", "how", "metonym")
DATE = ("text", "start", "end", "type", "value", "mod", "edtf", "earliest", "latest", "granularity", "anchor")
COUNTRY = ("code", "name", "mentions", "share", "weight")
# `article` and `index` name the paragraph that a row belongs to.
_PLACE = ("article", "index")
# What a table of paragraphs has, in the order in which a person reads it; the report's table has these but the last three.
SHEET = (
    *("article", "title", "date", "language", "duplicate", "index", "kind", "heading", "theme", "also", "status", "score"),
    *("countries", "names", "dates", "earliest", "latest", "text", "start", "end", "scores"),
)
# What stands between several values in a cell.
_JOINT = "; "
# The flat tables of an article, each with its columns.
TABLES = {
    "paragraphs": SHEET,
    "entities": (*_PLACE, *ENTITY),
    "dates": (*_PLACE, *DATE),
    "countries": ("article", *COUNTRY),
}


def rows(articles: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Every paragraph with its article, in order."""
    for article in articles:
        for paragraph in article["paragraphs"]:
            yield article, paragraph


def flat(article: Mapping[str, Any], paragraph: Mapping[str, Any]) -> Row:
    """The columns of a paragraph that hold one value; ``article`` is the article's id, ``score`` the best theme's."""
    head = {"article" if key == "id" else key: article[key] for key in _ARTICLE}
    copy = article.get("duplicate")
    best = next(iter(paragraph["scores"].values()), None)
    return {**head, "duplicate": copy["of"] if copy else None, **{key: paragraph[key] for key in _PARAGRAPH}, "score": best}


def entity(row: Mapping[str, Any]) -> Row:
    """An entity with how its country was told in one level."""
    meant = row["meant"] or {}
    return {key: row[key] if key in row else meant.get(key) for key in ENTITY}


def date(row: Mapping[str, Any]) -> Row:
    """A date in one level, without the parts of a range."""
    return {key: row[key] for key in DATE}


def table_rows(article: Mapping[str, Any], table: str) -> Iterator[Row]:
    """The rows of one of the `TABLES` of an article of schema 1; every value is a string, a number, a truth value or None.

    A line break inside a value is a space.

    Raises:
        InputError: If there is no such table.
    """
    if table not in TABLES:
        raise not_one_of("table", table, TABLES)
    yield from ({key: one_line(value) for key, value in row.items()} for row in _table_rows(article, table))


def _table_rows(article: Mapping[str, Any], table: str) -> Iterator[Row]:
    if table == "countries":
        yield from ({"article": article["id"], **share} for share in article["countries"])
        return
    for paragraph in article["paragraphs"]:
        place = {"article": article["id"], "index": paragraph["index"]}
        if table == "entities":
            yield from ({**place, **entity(one)} for one in paragraph["entities"])
        elif table == "dates":
            yield from ({**place, **date(one)} for one in paragraph["dates"])
        else:
            told = {**flat(article, paragraph), **_joined(paragraph)}
            yield {key: told[key] for key in SHEET}


def _joined(paragraph: Mapping[str, Any]) -> Row:
    """The columns of a paragraph that hold several values, each once, in the order of the text, or what they come to."""
    entities, dates = paragraph["entities"], paragraph["dates"]
    closed = [one for one in dates if one["earliest"] and one["latest"]]
    return {
        "also": _JOINT.join(paragraph["also"]),
        "countries": _once(one["country"] for one in entities),
        "names": _once(one["name"] or one["text"] for one in entities if one["label"] != "MONEY"),
        "dates": _once(one["value"] for one in dates),
        "earliest": min((one["earliest"] for one in closed), key=_day, default=None),
        "latest": max((one["latest"] for one in closed), key=_day, default=None),
        "scores": orjson.dumps(paragraph["scores"]).decode(),
    }


def _once(values: Iterable[str | None]) -> str:
    return _JOINT.join(dict.fromkeys(value for value in values if value))


def _day(iso: str) -> tuple[int, str]:
    """Sort key of a signed ISO date."""
    return int(iso[:-6]), iso[-6:]


def body(articles: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Paragraphs that have a theme: headings and page furniture are nothing to annotate."""
    return ((article, paragraph) for article, paragraph in rows(articles) if paragraph["kind"] == "body")


def spans(paragraph: Mapping[str, Any]) -> list[tuple[int, int, str, Row]]:
    """Entities and dates by their place in the paragraph's text, in order, never overlapping."""
    start = paragraph["start"]
    named = [(one["start"] - start, one["end"] - start, one["label"], one) for one in paragraph["entities"]]
    dated = [(one["start"] - start, one["end"] - start, one["type"], one) for one in paragraph["dates"]]
    return sorted([*named, *dated], key=lambda span: span[:2])
