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
from geopol.wording import cannot_read, several, why


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


def read_gold(paths: Iterable[str | Path] | str | Path) -> Iterator[GoldText]:
    """Read labelled texts from JSON lines files, in order.

    Raises:
        InputError: If a file cannot be read, a line is not a JSON object, or lacks ``text`` (file and line are named).
    """
    for path in map(Path, several(paths)):
        try:
            lines = path.read_bytes().split(b"\n")
        except OSError as error:
            raise cannot_read(path, error) from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _parse(line, f"{path}, line {number}", str(number))


def _parse(line: bytes, where: str, number: str) -> GoldText:
    try:
        row: dict[str, Any] = orjson.loads(line)
        _check(row)
        entities = tuple(map(_entity, row["entities"])) if "entities" in row else None
        return GoldText(
            id=str(row.get("id", number)),
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
        needed = "needed is an object with a text, and its theme, also or entities"
        raise InputError(f"{where}: not a labelled text: {why(error)}; {needed}") from error


def _check(row: object) -> None:
    """Refuse what would be taken for a text or a theme.

    Raises:
        TypeError: If it is none.
    """
    if not isinstance(row, dict):
        raise TypeError(f"it is a {type(row).__name__}")
    if not isinstance(row["text"], str) or not isinstance(row.get("theme") or "", str):
        raise TypeError("text and theme are strings")
    also = row.get("also", [])
    if not isinstance(also, list) or not all(isinstance(theme, str) for theme in also):
        raise TypeError(f"also is a list of themes, not {also!r}")


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
