"""doccano: a line of JSON a body paragraph, for projects of sequence labelling and of both spans and categories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from geopol.writing.files import Files
from geopol.writing.paragraphs import body, spans


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write one file of JSON lines.

    Args:
        articles: Articles of schema 1.
        target: The file.
        files: Where files are opened.
    """
    with files.open(target) as out:
        for article, paragraph in body(articles):
            out.write(orjson.dumps(_line(article, paragraph), option=orjson.OPT_APPEND_NEWLINE))


def _line(article: dict[str, Any], paragraph: dict[str, Any]) -> dict[str, Any]:
    """``label`` is what sequence labelling reads, ``entities`` and ``cats`` what the joint project does; the rest is meta."""
    marked = [[start, end, label] for start, end, label, _ in spans(paragraph)]
    return {
        "text": paragraph["text"],
        "label": marked,
        "entities": marked,
        "cats": [name for name in (paragraph["theme"], *paragraph["also"]) if name],
        "article": article["id"],
        "index": paragraph["index"],
        "heading": paragraph["heading"],
        "date": article["date"],
    }
