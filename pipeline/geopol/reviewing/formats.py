"""Paragraphs to review for other tools, and what those tools make of them: Label Studio, doccano, a spreadsheet.

doccano's lines are those of its "Intent Detection and Slot Filling" projects
(``text``, ``entities``, ``cats``; other keys are kept); a CSV has a column ``theme`` to fill in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.reviewing.corrections import CARRIED, Correction, carried
from geopol.reviewing.journal import read_journal
from geopol.reviewing.labelstudio import from_labelstudio, to_labelstudio
from geopol.wording import amiss, cannot_read, not_one_of
from geopol.writing.cells import FORMULA, guarded

COLUMNS = (*CARRIED, "text", "theme", "also")


def to_doccano(corrections: Iterable[Correction]) -> bytes:
    """Lines of text and entities; the theme is for a person to give, since doccano does not tell a model's from a person's.

    There is no place in it for countries and values of dates.
    """
    rows = [
        {
            "text": one.text,
            "entities": [[mention.start, mention.end, mention.label] for mention in one.mentions],
            "cats": [],
            **carried(one),
        }
        for one in corrections
    ]
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def to_csv(corrections: Iterable[Correction]) -> bytes:
    """A table with an empty ``theme`` to fill in; ``also`` takes themes with semicolons between them."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    for one in corrections:
        row = {**carried(one), "text": one.text, "theme": one.theme or "", "also": "; ".join(one.also if one.theme else ())}
        table.writerow({key: _cell(value) for key, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


EXPORTS: dict[str, Callable[[Iterable[Correction]], bytes]] = {
    "labelstudio": to_labelstudio,
    "doccano": to_doccano,
    "csv": to_csv,
}


def export(corrections: Iterable[Correction], name: str) -> bytes:
    """Corrections in another tool's format.

    Raises:
        InputError: If the format is not known.
    """
    if name not in EXPORTS:
        raise not_one_of("the export", name, EXPORTS)
    return EXPORTS[name](corrections)


def read_corrections(path: str | Path) -> list[Correction]:
    """Corrections of ``geopol review``, or of one of the tools it exports to; those that nobody gave a theme are left out.

    Raises:
        InputError: If the file is missing or in no known form (file and place are named).
    """
    path = Path(path)
    try:
        found = list(_read(path))
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(path, error) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{path}: not corrections: {amiss(error)}; needed is a file of geopol review, an export of Label Studio (JSON) or "
            "doccano (JSONL), or a filled-in CSV"
        ) from error
    return [correction for correction in found if correction.theme is not None]


def _read(path: Path) -> Iterator[Correction]:
    if path.suffix == ".csv":
        yield from _from_csv(path)
    elif path.suffix == ".json":
        yield from (from_labelstudio(task, f"{path}, task {number}") for number, task in enumerate(_json(path), 1))
    else:
        first = path.read_bytes().partition(b"\n")[0]
        if b'"cats"' in first:
            lines = path.read_bytes().splitlines()
            yield from (_from_doccano(orjson.loads(line), f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip())
        else:
            yield from read_journal(path).values()


def _json(path: Path) -> list[Any]:
    tasks: list[Any] = orjson.loads(path.read_bytes())
    return tasks


def _from_doccano(row: Mapping[str, Any], where: str) -> Correction:
    """The first category is the theme, the others are further ones."""
    cats = [*row["cats"], None]
    mentions = [{"start": start, "end": end, "label": label} for start, end, label in sorted(row.get("entities", ()))]
    return Correction.from_dict({**row, "theme": cats[0], "also": cats[1:-1], "mentions": mentions}, where)


def _from_csv(path: Path) -> Iterator[Correction]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = {"article", "paragraph", "text", "theme"} - set(table.fieldnames or ())
        if missing:
            found = ", ".join(table.fieldnames or ()) or "none"
            raise InputError(f"{path} lacks the columns {', '.join(sorted(missing))}; it has {found}")
        for number, cells in enumerate(table, 2):
            row = {key: _value(text) for key, text in cells.items() if key in COLUMNS}
            yield Correction(
                article=row["article"] or "",
                paragraph=_number(row["paragraph"], f"{path}, row {number}"),
                text=row["text"] or "",
                theme=row["theme"],
                also=tuple(part.strip() for part in (row.get("also") or "").split(";") if part.strip()),
                title=row.get("title"),
                date=row.get("date"),
                heading=row.get("heading"),
                was=row.get("was"),
            )


def _number(text: str | None, where: str) -> int:
    if text is None or not text.isdecimal():
        raise InputError(f"{where}: the paragraph is {text!r}, not a number")
    return int(text)


def _cell(value: object) -> str:
    """A value as text; the apostrophe of one that is guarded is taken off again by `_value`."""
    return str(guarded("" if value is None else str(value)))


def _value(text: str | None) -> str | None:
    if text and text[0] == "'" and text[1:].startswith(FORMULA):
        return text[1:]
    return text or None
