"""Labelled texts: what models are trained on and measured against.

One JSON object a line: ``id``, ``text``, and any of ``title``, ``date``, ``theme``, ``also``, ``entities``, ``cover`` and
``missing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One labelled mention; ``country_known`` tells "no country" (``country`` is None) from "nobody looked"."""

    start: int
    end: int
    label: str
    country: str | None = None
    country_known: bool = False
    value: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """One labelled text.

    Attributes:
        id: Its name in the file.
        text: The text that offsets refer to.
        title: Title of its article.
        date: Date of its article.
        theme: Primary theme, ``None`` where themes are not labelled.
        also: Further themes.
        entities: Labelled mentions, ``None`` where mentions are not labelled.
        cover: Labels that are marked throughout; ``None`` stands for all. ``PLACE`` is a GPE, LOC or FAC.
        missing: Stretches that are names of an unknown kind.
        heading: The heading that the text stands under, where it is part of an article.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    theme: str | None = None
    also: tuple[str, ...] = ()
    entities: tuple[GoldEntity, ...] | None = None
    cover: frozenset[str] | None = None
    missing: tuple[tuple[int, int], ...] = ()
    heading: str | None = None

    @property
    def timeml(self) -> bool:
        """Whether the mentions follow TimeML, which marks both ends of a range where the codebook marks the range."""
        return any(entity.type is not None for entity in self.entities or ())


def read_gold(paths: Iterable[str | Path]) -> Iterator[GoldText]:
    """Read labelled texts from JSON lines files, in order.

    Raises:
        InputError: If a file is missing, a line is not a JSON object, or lacks ``id`` or ``text``.
    """
    for path in map(Path, paths):
        if not path.is_file():
            raise InputError(f"no such gold file: {path}")
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if line.strip():
                yield _parse(line, f"{path}#{number}")


def _parse(line: bytes, where: str) -> GoldText:
    try:
        row: dict[str, Any] = orjson.loads(line)
        entities = tuple(map(_entity, row["entities"])) if "entities" in row else None
        return GoldText(
            id=str(row.get("id", where.rpartition("#")[2])),
            text=row["text"],
            title=row.get("title"),
            date=row.get("date"),
            theme=row.get("theme"),
            also=tuple(row.get("also", ())),
            entities=entities,
            cover=frozenset(row["cover"]) if "cover" in row else None,
            missing=tuple((start, end) for start, end in row.get("missing", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: not a gold record: {error!r}; needed: text, and what is labelled") from error


def _entity(row: dict[str, Any]) -> GoldEntity:
    return GoldEntity(
        start=row["start"],
        end=row["end"],
        label=row["label"],
        country=row.get("country") or None,
        country_known="country" in row,
        value=row.get("value"),
        type=row.get("type"),
    )
