"""Tables: one article a row, read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import orjson

from geopol.errors import InputError
from geopol.reading.calendar_date import iso_date
from geopol.reading.limits import MAX_CHARS
from geopol.reading.plain import clean_title
from geopol.records import Document, Failure

_NEEDED = "a row needs a string 'text', and may have 'id', 'title' and 'date'"


def read_jsonl(stream: BinaryIO, where: str) -> Iterator[Document | Failure]:
    """JSON lines, split at line feeds alone; blank lines are passed over.

    Args:
        stream: The file.
        where: Its id; rows are ``where#N`` with N the line number, unless they bring an id.
    """
    seen: set[str] = set()
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
        except orjson.JSONDecodeError as error:
            yield Failure(f"{where}#{number}", "reading", f"not JSON: {error}", "mend the line")
            continue
        yield _document(row if isinstance(row, dict) else {}, f"{where}#{number}", where, seen)


def read_csv(stream: BinaryIO, where: str) -> Iterator[Document | Failure]:
    """CSV in UTF-8 with a header that names a column ``text``; ``id``, ``title`` and ``date`` are used where they exist.

    Args:
        stream: The file.
        where: Its id; rows are ``where#N`` with N the row number, the header not counted, unless they bring an id.
    """
    # The module's limit is one for the whole process; this raises it from 128 kB, which a speech may exceed.
    csv.field_size_limit(MAX_CHARS)
    seen: set[str] = set()
    number = 0
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    rows = csv.DictReader(lines)
    try:
        columns = {name: (name or "").strip().lower() for name in rows.fieldnames or ()}
        if "text" not in columns.values():
            found = ", ".join(map(repr, columns.values())) or "none"
            yield Failure(where, "reading", f"no column 'text'; the columns are {found}", "name the columns in the first row")
            return
        for number, row in enumerate(rows, 1):
            named = {columns[key]: value for key, value in row.items() if key in columns and value}
            yield _document(named, f"{where}#{number}", where, seen)
    except (csv.Error, UnicodeDecodeError) as error:
        yield Failure(f"{where}#{number + 1}", "reading", f"not CSV in UTF-8: {error}", "save the table as CSV in UTF-8")
    finally:
        lines.detach()  # the stream is its opener's to close


def _document(row: Mapping[str, object], here: str, where: str, seen: set[str]) -> Document | Failure:
    """A row as a document. An id that an earlier row has is replaced by the row's place, so that no two articles are confused."""
    text = row.get("text")
    if not isinstance(text, str):
        return Failure(here, "reading", f"no text: {_shown(row)}", _NEEDED)
    if not text.strip():
        return Failure(here, "reading", "empty: the row's text has nothing but white space", _NEEDED)
    if len(text) > MAX_CHARS:
        return Failure(here, "reading", f"{len(text):,} characters, the limit is {MAX_CHARS:,}", "split it into articles")
    date = row.get("date")
    try:
        day = None if date in (None, "") else iso_date(date)
    except InputError as error:
        return Failure(here, "reading", str(error), "mend the row's date, or leave it out")
    own = row.get("id")
    name = here if own in (None, "") or str(own) in seen else str(own)
    seen.add(name)
    return Document(id=name, text=text, title=clean_title(row.get("title")), date=day, source=where)


def _shown(row: Mapping[str, object]) -> str:
    return f"the row has {', '.join(map(repr, row))}" if row else "the row is no object with keys"
