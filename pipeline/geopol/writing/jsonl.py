"""JSON lines: an article a line, as schema 1 has it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from geopol.writing.files import Files


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write one file of JSON lines.

    Args:
        articles: Articles of schema 1.
        target: The file.
        files: Where files are opened.
    """
    with files.open(target) as out:
        for article in articles:
            out.write(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))
