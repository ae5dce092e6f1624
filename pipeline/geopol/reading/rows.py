"""Tables: one article a row, read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

import orjson

from geopol.errors import InputError, ReadError
from geopol.reading.calendar_date import starts_with_day, table_date
from geopol.reading.dateline import told_date
from geopol.reading.encoding import encoding_of
from geopol.reading.plain import clean_title
from geopol.reading.terms import MAX_BYTES, PLAIN_TERMS, Columns, Terms
from geopol.records import Document, Failure
from geopol.wording import meant, why

_FIELDS = ("text", "id", "title", "date")
_SEPARATORS = (",", ";", "\t", "|")  # the first wins where several would do
# What news databases call the columns, in CSV alone; a name that is given, and the usual one, go before these.
_CALLED = {
    "text": ("body", "content", "full text", "full_text", "fulltext", "article"),
    "title": ("headline", "heading", "subject", "titel"),
    "date": ("published", "publication date", "publication_date", "date published", "pubdate", "datum"),
}
_MEND = "split it into articles, a line each"


def read_jsonl(stream: BinaryIO, where: str, terms: Terms = PLAIN_TERMS) -> Iterator[Document | Failure]:
    """JSON lines, split at line feeds alone; blank lines are passed over.

    Args:
        stream: The file.
        where: Its id; rows are ``where#N`` with N the line number, unless they bring an id.
        terms: Limits, and the names of the columns.
    """
    seen: set[str] = set()
    for number, line in enumerate(iter(lambda: stream.readline(MAX_BYTES), b""), 1):
        here = f"{where}#{number}"
        if len(line) == MAX_BYTES and not line.endswith(b"\n"):
            yield Failure(here, "reading", f"a line over the limit of {MAX_BYTES:,} bytes; the rest is not read", _MEND, where)
            return
        if not line.strip():
            continue
        try:
            row = orjson.loads(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
        except orjson.JSONDecodeError as error:
            yield Failure(here, "reading", why(error), "mend the line: JSON lines have an object a line", where)
            continue
        named = _named(row, terms.columns) if isinstance(row, dict) else {}
        yield row_document(named, here, where, seen, terms)


def read_csv(stream: BinaryIO, where: str, terms: Terms = PLAIN_TERMS) -> Iterator[Document | Failure]:
    """CSV with a header that names a column for the text; id, title and date are used where they exist.

    A column that is called as news databases call it ("Headline", "Published") is taken where the usual name is missing.
    The separator is the one of comma, semicolon, tab and ``|`` that the header is parted by. The encoding is told as a text's
    is. Where dates are figures alone, one whose first number is over 12 tells for its whole column that the day comes first.

    Args:
        stream: The file, which can be rewound: it is read through before its rows are.
        where: Its id; rows are ``where#N`` with N the row number, the header not counted, unless they bring an id.
        terms: Limits, and the names of the columns.
    """
    # The module's limit is one for the whole process; this raises it from 128 kB, which a speech may exceed.
    csv.field_size_limit(MAX_BYTES)
    seen: set[str] = set()
    number = 0
    encoding, lines = "any encoding", None
    try:
        encoding = encoding_of(stream)
        lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
        mark = _separator(lines, terms.columns)
        rows = csv.DictReader(_short(lines), delimiter=mark)
        columns = _columns(rows.fieldnames or (), terms.columns)
        if "text" not in columns.values():
            found = ", ".join(repr((name or "").strip()) for name in rows.fieldnames or ()) or "none"
            close = meant(terms.columns.text, rows.fieldnames or ())
            reason = f"no column {terms.columns.text!r}; the columns are {found}, parted by {mark!r}{close}"
            yield Failure(
                where,
                "reading",
                reason,
                "name the columns in the first row, or give --text-column, --title-column and --date-column",
            )
            return
        terms = _with_order(lines, mark, terms, {ours: name for name, ours in columns.items()}.get("date", ""))
        rows = csv.DictReader(_short(lines), delimiter=mark)
        for number, row in enumerate(rows, 1):
            named = {columns[key]: value for key, value in row.items() if key in columns and value}
            yield row_document(named, f"{where}#{number}", where, seen, terms)
    except ReadError as error:
        yield Failure(where, "reading", error.reason, error.hint)
    except (csv.Error, UnicodeDecodeError) as error:
        here = f"{where}#{number + 1}"
        yield Failure(here, "reading", f"not CSV in {encoding}: {why(error)}", "save the table again as CSV in UTF-8", where)
    finally:
        if lines is not None:
            lines.detach()  # the stream is its opener's to close


def _separator(lines: io.TextIOWrapper, wanted: Columns) -> str:
    """What the header is parted by: what gives the column of the text, else what gives most columns. Rewinds."""
    head = lines.readline(MAX_BYTES)
    lines.seek(0)
    parted = {mark: next(csv.reader([head], delimiter=mark), []) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: ("text" in _columns(parted[mark], wanted).values(), len(parted[mark])))


def _with_order(lines: io.TextIOWrapper, mark: str, terms: Terms, name: str) -> Terms:
    """The terms with the order of day and month that the column of dates shows. Rewinds."""
    lines.seek(0)
    if terms.day_first is not None:
        return terms
    shown = set(_orders(csv.reader(_short(lines), delimiter=mark), name)) - {None}
    lines.seek(0)
    return replace(terms, day_first=shown.pop()) if len(shown) == 1 else terms


def _orders(rows: Iterator[list[str]], name: str) -> Iterator[bool | None]:
    names = next(rows, [])
    if name not in names:
        return
    at = names.index(name)
    try:
        yield from (starts_with_day(row[at]) for row in rows if len(row) > at)
    except csv.Error:
        return  # what is wrong with a row is told when it is read


def _short(lines: io.TextIOWrapper) -> Iterator[str]:
    """Lines that fit into memory.

    Raises:
        csv.Error: If one does not.
    """
    while line := lines.readline(MAX_BYTES):
        if len(line) == MAX_BYTES:
            raise csv.Error(f"a line over the limit of {MAX_BYTES:,} characters; the rest is not read")
        yield line


def _columns(names: Iterable[str], wanted: Columns) -> dict[str, str]:
    """The header's names of the wanted columns, to geopol's; upper and lower case alike."""
    found = {name.strip().lower(): name for name in reversed([name or "" for name in names])}
    taken = {}
    for field in _FIELDS:
        name = getattr(wanted, field).lower()
        calls = (name, *_CALLED.get(field, ())) if name == field else (name,)
        if (called := next((call for call in calls if call in found and found[call] not in taken), None)) is not None:
            taken[found[called]] = field
    return taken


def _named(row: Mapping[str, object], wanted: Columns) -> dict[str, object]:
    """The wanted keys of a row under geopol's names; all of them where the text is missing, to say so."""
    if wanted.text not in row:
        return {key: value for key, value in row.items() if key != "text"}
    return {field: row[name] for field in _FIELDS if (name := getattr(wanted, field)) in row}


def row_document(
    row: Mapping[str, object], here: str, where: str, seen: set[str], terms: Terms = PLAIN_TERMS
) -> Document | Failure:
    """A row as a document. An id that an earlier row has is replaced by the row's place, so that no two articles are confused.

    Args:
        row: Values under geopol's names.
        here: The row's place: ``where#N``.
        where: The table's id.
        seen: Ids of the rows before; the row's is added.
        terms: Limits.
    """
    text = row.get("text")
    if not isinstance(text, str):
        return Failure(here, "reading", f"no text: {_shown(row)}", _needed(terms.columns), where)
    if not text.strip():
        return Failure(here, "reading", "empty: the row's text has nothing but white space", _needed(terms.columns), where)
    if len(text) > terms.max_chars:
        reason = f"{len(text):,} characters, the limit is {terms.max_chars:,}"
        return Failure(here, "reading", reason, "split it, or raise --max-chars", where)
    day, unread = _date(clean_title(row.get("date")), terms)
    own = clean_title(row.get("id"))
    fresh = own is not None and own not in seen and not own.startswith(f"{where}#")
    seen.update([own] if own else ())
    name = own if own and fresh else here
    return Document(name, text, clean_title(row.get("title")), day or told_date(text) or terms.date, where, unread)


def _date(cell: str | None, terms: Terms) -> tuple[str | None, str | None]:
    """A row's date, and why it has none although it gives one: a row is worth more than its date."""
    try:
        return (None if cell is None else table_date(cell, day_first=terms.day_first)), None
    except InputError as error:
        return None, str(error)


def _needed(columns: Columns) -> str:
    return f"a row needs a string {columns.text!r}, and may have {columns.id!r}, {columns.title!r} and {columns.date!r}"


def _shown(row: Mapping[str, object]) -> str:
    return f"the row has {', '.join(map(repr, row))}" if row else "the row is no object with keys"
