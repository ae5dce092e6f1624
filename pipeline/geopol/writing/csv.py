"""CSV: one row a paragraph, and tables of entities, dates and countries beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from geopol.writing.files import Files, sibling
from geopol.writing.paragraphs import TABLES, table_rows


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write ``NAME.csv``, ``NAME.entities.csv``, ``NAME.dates.csv`` and ``NAME.countries.csv``, UTF-8, RFC 4180.

    Args:
        articles: Articles of schema 1.
        target: The table of paragraphs.
        files: Where files are opened.
    """
    with ExitStack() as stack:

        def opened(path: Path, columns: Sequence[str]) -> csv.DictWriter[str]:
            out = io.TextIOWrapper(stack.enter_context(files.open(path)), encoding="utf-8", newline="")
            rows = csv.DictWriter(stack.enter_context(out), columns)
            rows.writeheader()
            return rows

        tables = {
            name: opened(target if name == "paragraphs" else sibling(target, name), columns) for name, columns in TABLES.items()
        }
        for article in articles:
            for name, table in tables.items():
                table.writerows(table_rows(article, name))
