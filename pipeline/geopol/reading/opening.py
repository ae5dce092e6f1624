"""Open a source and hand its bytes to the reader of its kind. What is wrong with the content is a failure, not an exception."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, cast

from geopol.errors import InputError, ReadError
from geopol.reading.finding import Source
from geopol.reading.limits import MAX_BYTES, MAX_CHARS
from geopol.reading.page import read_html
from geopol.reading.pdf import read_pdf
from geopol.reading.plain import Content, read_markdown, read_text
from geopol.reading.rows import read_csv, read_jsonl
from geopol.reading.word import read_docx
from geopol.records import Document, Failure

_READERS: dict[str, Callable[[bytes], Content]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
_ROWS: dict[str, Callable[[BinaryIO, str], Iterator[Document | Failure]]] = {".jsonl": read_jsonl, ".csv": read_csv}


def read(source: Source, stdin: BinaryIO | None = None) -> Iterator[Document | Failure]:
    """Read a source: one document for a text, one a row for a table.

    Args:
        source: What `discover` found.
        stdin: Standard input (buffered, so that one can look ahead), for the source ``-``; its first bytes say what it is.

    Yields:
        Documents, and failures with step ``reading`` for everything that could not be read; at least one of either.
    """
    try:
        with _open(source, stdin) as stream:
            suffix = source.suffix if source.path is not None else _kind(stream)
            if suffix in _ROWS:
                yield from _some(_ROWS[suffix](stream, source.id), source.id)
            else:
                yield _document(source, _READERS[suffix](_all(stream)))
    except ReadError as error:
        yield Failure(source.id, "reading", error.reason, error.hint)
    except InputError as error:
        yield Failure(source.id, "reading", str(error), "mend the date in the file")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(source.id, "reading", f"a damaged .gz file: {error}", "pack it again")
    except OSError as error:
        yield Failure(source.id, "reading", f"cannot be opened: {error.strerror or error}", "check the path and the permissions")


def _open(source: Source, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if source.path is None:
        if stdin is None:
            raise ReadError("standard input was not given", "pipe a document into the command")
        return nullcontext(stdin)  # its owner closes it
    if source.path.name.lower().endswith(".gz"):
        return cast("AbstractContextManager[BinaryIO]", gzip.open(source.path))
    return source.path.open("rb")


def _kind(stream: BinaryIO) -> str:
    """The kind of a stream without a name, by its first bytes."""
    head = stream.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()  # type: ignore[attr-defined]
    if head.startswith(b"%pdf-"):
        return ".pdf"
    if head.startswith(b"pk\x03\x04"):
        return ".docx"
    if head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".jsonl" if head.startswith(b'{"') else ".txt"


def _all(stream: BinaryIO) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"over the limit of {MAX_BYTES:,} bytes", "split it into articles")
    if not data:
        raise ReadError("empty: the file has no bytes", "leave it out with --exclude")
    return data


def _document(source: Source, content: Content) -> Document:
    if not content.text.strip():
        raise ReadError("empty: nothing but white space in it", "leave it out with --exclude")
    if len(content.text) > MAX_CHARS:
        raise ReadError(f"{len(content.text):,} characters, the limit is {MAX_CHARS:,}", "split it into articles")
    return Document(id=source.id, text=content.text, title=content.title, date=content.date, source=source.id)


def _some(found: Iterator[Document | Failure], where: str) -> Iterator[Document | Failure]:
    """A table without a row is a failure too: silence would look like success."""
    empty = True
    for item in found:
        empty = False
        yield item
    if empty:
        yield Failure(where, "reading", "empty: the table has no rows", "leave it out with --exclude")
