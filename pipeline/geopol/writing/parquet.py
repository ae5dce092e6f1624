"""Parquet: one row a paragraph; entities and dates as lists in it, countries of the article repeated on each of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geopol.extras import missing
from geopol.writing.files import Files
from geopol.writing.paragraphs import COUNTRY, DATE, ENTITY, FLAT, date, entity, flat, rows

if TYPE_CHECKING:
    import pyarrow

# Rows of a row group: some megabytes in memory, large enough to pack well.
_GROUP = 2000
_WHOLE = frozenset({"index", "start", "end", "mentions"})
_REAL = frozenset({"score", "share", "weight"})


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write one Parquet file.

    Args:
        articles: Articles of schema 1.
        target: The file.
        files: Where files are opened.

    Raises:
        InputError: If pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise missing("pyarrow", "parquet", "the format parquet") from error
    schema = _schema()
    found = (_row(article, paragraph) for article, paragraph in rows(articles))
    with parquet.ParquetWriter(files.place(target), schema, compression="zstd") as out:
        while group := list(islice(found, _GROUP)):
            out.write_table(pyarrow.Table.from_pylist(group, schema=schema))


def _schema() -> pyarrow.Schema:
    import pyarrow

    def kind(name: str) -> pyarrow.DataType:
        if name == "metonym":
            return pyarrow.bool_()
        return pyarrow.int64() if name in _WHOLE else pyarrow.float64() if name in _REAL else pyarrow.string()

    def table(names: Iterable[str]) -> pyarrow.DataType:
        return pyarrow.list_(pyarrow.struct([(name, kind(name)) for name in names]))

    return pyarrow.schema(
        [
            *((name, kind(name)) for name in FLAT),
            ("also", pyarrow.list_(pyarrow.string())),
            ("scores", pyarrow.map_(pyarrow.string(), pyarrow.float64())),
            ("entities", table(ENTITY)),
            ("dates", table(DATE)),
            ("countries", table(COUNTRY)),
        ]
    )


def _row(article: dict[str, Any], paragraph: dict[str, Any]) -> dict[str, Any]:
    return {
        **flat(article, paragraph),
        "also": paragraph["also"],
        "scores": list(paragraph["scores"].items()),
        "entities": [entity(one) for one in paragraph["entities"]],
        "dates": [date(one) for one in paragraph["dates"]],
        "countries": article["countries"],
    }
