"""Tags in: the articles of files that ``geopol tag`` wrote."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.records import Article, Copy, Country, CountryShare, Entity, NameCount, Paragraph, Reason
from geopol.wording import amiss, cannot_read, several, why
from geopol.writing import check_schema, date_from_dict, open_lines


def read_tagged(paths: Iterable[str | Path] | str | Path) -> Iterator[Article]:
    """Read tagged articles from JSON lines files, plain or ``.gz``, in order.

    Raises:
        InputError: If a file cannot be read, or a line is no article of this schema (file and line are named).
    """
    for path in map(Path, several(paths)):
        try:
            with open_lines(path) as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _parse(line, f"{path}, line {number}")
        except (OSError, EOFError, zlib.error) as error:
            raise cannot_read(path, error) from error


def _parse(line: bytes, where: str) -> Article:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{where}: {why(error)}; needed is the output of geopol tag as JSON lines") from error
    check_schema(row, where)
    try:
        return article_from_dict(row)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{where}: not an article as geopol tag wrote it: {amiss(error)}; docs/schema.md has the keys"
        ) from error


def article_from_dict(row: Mapping[str, Any]) -> Article:
    """The article that `geopol.writing.to_dict` wrote; of what an entity means, the state's name is not in the output."""
    return Article(
        id=row["id"],
        title=row["title"],
        date=row["date"],
        chars=row["chars"],
        themes=row["themes"],
        countries=tuple(
            CountryShare(one["code"], one["name"], one["mentions"], one["share"], one["weight"]) for one in row["countries"]
        ),
        period=(row["period"]["earliest"], row["period"]["latest"]),
        reading=row["reading"],
        paragraphs=tuple(map(paragraph_from_dict, row["paragraphs"])),
        version=row["model"]["version"],
        fingerprint=row["model"]["fingerprint"],
        names=tuple(NameCount(one["name"], one["label"], one["country"], one["mentions"]) for one in row["names"]),
        language=row["language"],
        duplicate=Copy(copy["of"], copy["similarity"]) if (copy := row.get("duplicate")) else None,
    )


def paragraph_from_dict(row: Mapping[str, Any]) -> Paragraph:
    """The paragraph that `geopol.writing.paragraph_to_dict` wrote."""
    return Paragraph(
        index=row["index"],
        kind=row["kind"],
        start=row["start"],
        end=row["end"],
        heading=row["heading"],
        text=row["text"],
        theme=row["theme"],
        also=tuple(row["also"]),
        scores=row["scores"],
        status=row["status"],
        why=tuple(Reason(what, weight) for what, weight in row["why"]),
        entities=tuple(map(_entity, row["entities"])),
        dates=tuple(map(date_from_dict, row["dates"])),
    )


def _entity(row: Mapping[str, Any]) -> Entity:
    meant, period = row["meant"], row.get("period")
    return Entity(
        text=row["text"],
        label=row["label"],
        start=row["start"],
        end=row["end"],
        country=row["country"],
        name=row["name"],
        by=row["by"],
        score=row["score"],
        meant=None if meant is None else _country(row["country"], meant),
        period=None if period is None else (period["earliest"], period["latest"]),
    )


def _country(code: str | None, row: Mapping[str, Any]) -> Country:
    return Country(code, None, row["how"], row["score"], row["metonym"], tuple(row["candidates"]))
