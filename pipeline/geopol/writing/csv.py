"""CSV for spreadsheets: one row a paragraph, and tables of entities, dates and countries beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from geopol.writing.cells import guarded
from geopol.writing.files import Files, sibling
from geopol.writing.paragraphs import TABLES, table_rows


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files, *, whole: bool = False) -> None:
    """Write ``NAME.csv``, ``NAME.entities.csv``, ``NAME.dates.csv`` and ``NAME.countries.csv``, RFC 4180.

    They are in UTF-8 with a byte-order mark, without which Excel takes them for another encoding, and have no line breaks inside
    a cell; a cell that a spreadsheet would run as a formula has an apostrophe before it.

    Args:
        articles: Articles of schema 1.
        target: The table of paragraphs.
        files: Where files are opened.
        whole: Whether headings and page furniture have rows among the paragraphs too.
    """
    with ExitStack() as stack:

        def opened(path: Path, columns: Sequence[str]) -> csv.DictWriter[str]:
            out = io.TextIOWrapper(stack.enter_context(files.open(path)), encoding="utf-8-sig", newline="")
            rows = csv.DictWriter(stack.enter_context(out), columns)
            rows.writeheader()
            return rows

        tables = {
            name: opened(target if name == "paragraphs" else sibling(target, name), columns) for name, columns in TABLES.items()
        }
        for article in articles:
            for name, table in tables.items():
                wanted = (row for row in table_rows(article, name) if whole or row.get("kind", "body") == "body")
                table.writerows({key: guarded(value) for key, value in row.items()} for row in wanted)
