"""CSV: one row a paragraph, and tables of entities, dates and countries beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

from geopol.writing.files import Files, sibling
from geopol.writing.paragraphs import COUNTRY, DATE, ENTITY, FLAT, entity, flat

# `article` and `index` name the paragraph that a row belongs to.
_PLACE = ("article", "index")


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write ``NAME.csv``, ``NAME.entities.csv``, ``NAME.dates.csv`` and ``NAME.countries.csv``, UTF-8, RFC 4180.

    Args:
        articles: Articles of schema 1.
        target: The table of paragraphs.
        files: Where files are opened.
    """
    with ExitStack() as stack:

        def table(path: Path, columns: Sequence[str]) -> csv.DictWriter[str]:
            out = io.TextIOWrapper(stack.enter_context(files.open(path)), encoding="utf-8", newline="")
            rows = csv.DictWriter(stack.enter_context(out), columns)
            rows.writeheader()
            return rows

        paragraphs = table(target, (*FLAT, "also", "scores"))
        entities = table(sibling(target, "entities"), (*_PLACE, *ENTITY))
        dates = table(sibling(target, "dates"), (*_PLACE, *DATE))
        countries = table(sibling(target, "countries"), ("article", *COUNTRY))
        for article in articles:
            countries.writerows({"article": article["id"], **share} for share in article["countries"])
            for paragraph in article["paragraphs"]:
                place = {"article": article["id"], "index": paragraph["index"]}
                themes = {"also": " ".join(paragraph["also"]), "scores": orjson.dumps(paragraph["scores"]).decode()}
                paragraphs.writerow({**flat(article, paragraph), **themes})
                entities.writerows({**place, **entity(one)} for one in paragraph["entities"])
                dates.writerows({**place, **{key: one[key] for key in DATE}} for one in paragraph["dates"])
