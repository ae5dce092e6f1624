"""Parquet tables, by pyarrow. Runs in the process that parses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import orjson

from geopol.errors import ReadError
from geopol.extras import hint
from geopol.wording import meant

Answer = tuple[dict[str, Any], bytes]
# Rows decoded at once; a row may be a speech of 100 kB.
_ROWS = 256


def read_parquet(head: dict[str, Any], data: bytes) -> Iterator[Answer]:
    """Rows of a table, as JSON objects under geopol's names for the columns.

    Args:
        head: ``path`` of the table, or none where ``data`` holds it; ``columns``: geopol's names and the table's.
        data: Its bytes.

    Yields:
        ``row`` with the JSON of one row.

    Raises:
        ReadError: If pyarrow is not installed, the table is damaged, or it has no column of the name of the text's.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ReadError("a .parquet table, which needs pyarrow", hint("parquet")) from error
    try:
        table = parquet.ParquetFile(head["path"] or io.BytesIO(data))
        names = _names(table.schema_arrow.names, head["columns"])
        for batch in table.iter_batches(batch_size=_ROWS, columns=list(names)):
            for row in batch.to_pylist():
                yield {"is": "row"}, _json({names[key]: value for key, value in row.items() if value is not None})
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadError(f"a damaged .parquet table: {' '.join(str(error).split())[:200]}", "write it again") from error


def _names(found: list[str], wanted: dict[str, str]) -> dict[str, str]:
    """The table's names of the wanted columns, to geopol's.

    Raises:
        ReadError: If the text's is not among them.
    """
    if wanted["text"] not in found:
        columns = ", ".join(map(repr, found)) or "none"
        raise ReadError(
            f"no column {wanted['text']!r}; the columns are {columns}{meant(wanted['text'], found)}", "name it with --text-column"
        )
    return {name: ours for ours, name in wanted.items() if name in found}


def _json(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, default=str, option=orjson.OPT_NON_STR_KEYS)
