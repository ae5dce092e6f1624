"""Open a source and hand its bytes to the reader of its kind. What is wrong with the content is a failure, not an exception."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from hashlib import blake2b
from typing import Any, BinaryIO, cast

import orjson

from geopol.errors import InputError, ReadError
from geopol.reading import sandbox
from geopol.reading.collected import articles
from geopol.reading.dateline import told_date
from geopol.reading.finding import ALL, ARCHIVES, TABLES, Choice, Source, no_reader
from geopol.reading.plain import Content, read_markdown, read_text
from geopol.reading.rows import read_csv, read_jsonl, row_document
from geopol.reading.terms import MAX_BYTES, MAX_PAGE, PLAIN_TERMS, Terms
from geopol.records import Document, Failure
from geopol.wording import why

_READERS: dict[str, Callable[[bytes], Content]] = {".txt": read_text, ".md": read_markdown}
_ROWS: dict[str, Callable[[BinaryIO, str, Terms], Iterator[Document | Failure]]] = {".jsonl": read_jsonl, ".csv": read_csv}
# What news databases give out.
_COLLECTED = (".txt", ".docx", ".rtf", ".pdf", ".odt")
_KINDS = ((b"%pdf-", ".pdf"), (b"pk\x03\x04", ".docx"), (b"{\\rtf", ".rtf"), (b"<!doctype html", ".html"), (b"<html", ".html"))


def read(source: Source, stdin: BinaryIO | None = None, *, terms: Terms = PLAIN_TERMS) -> Iterator[Document | Failure]:
    """Read a source: one document for a text, one an article for a news database's file and a table, all in it for an archive.

    Plain text, Markdown, JSON lines and CSV are read here; everything else is parsed in a process of its own, see `sandbox`.

    Args:
        source: What `discover` found.
        stdin: Standard input (buffered, so that one can look ahead), for the source ``-``; its first bytes say what it is.
        terms: Limits, and names of columns.

    Yields:
        Documents, and failures with step ``reading`` for everything that could not be read; at least one of either.
    """
    for part in unpack(source, stdin, terms=terms):
        if isinstance(part, Source):
            yield from _read(part, terms)
        else:
            yield part


def unpack(
    source: Source, stdin: BinaryIO | None = None, *, choice: Choice = ALL, terms: Terms = PLAIN_TERMS
) -> Iterator[Source | Document | Failure]:
    """Take a source that holds many apart, as a stream; one that does not comes back as it is.

    Args:
        source: What `discover` found.
        stdin: Standard input, for the source ``-``.
        choice: Which members of archives are taken.
        terms: Limits, and names of columns.

    Yields:
        Sources (members of an archive, with their bytes), documents (rows of a table) and failures; at least one of them.
    """
    if not source.holds_many:
        yield source
        return
    try:
        if source.suffix in ARCHIVES:
            yield from _some(_members(source, choice, terms), source, "the archive has no files to read")
        elif source.suffix in TABLES:
            yield from _some(_rows(source, terms), source, "the table has no rows")
        else:
            yield from _standard_input(source, stdin, terms)
    except ReadError as error:
        yield Failure(source.id, "reading", error.reason, error.hint, source.within)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(source.id, "reading", f"a damaged .gz file: {error}", "pack it again", source.within)
    except OSError as error:
        yield _unopened(source, error)


def _read(source: Source, terms: Terms) -> Iterator[Document | Failure]:
    """The document of a source, or the several of a news database's file: ``path#1`` and so on, as the rows of a table."""
    try:
        with _open(source) as stream:
            data = _all(stream, _most(source.suffix, terms))
        content = _READERS[source.suffix](data) if source.suffix in _READERS else _parse(source.suffix, data, terms)
        yield from _documents(source, content, terms)
    except ReadError as error:
        yield Failure(source.id, "reading", error.reason, error.hint, source.within)
    except InputError as error:
        yield Failure(source.id, "reading", str(error), "mend the date in the file", source.within)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(source.id, "reading", f"a damaged .gz file: {error}", "pack it again", source.within)
    except OSError as error:
        yield _unopened(source, error)


def _documents(source: Source, content: Content, terms: Terms) -> list[Document]:
    parts = articles(content) if source.suffix in _COLLECTED else (content,)
    if len(parts) == 1:
        return [_document(source, content, terms)]
    each = [_document(source, part, terms) for part in parts]
    return [replace(one, id=f"{source.id}#{number}", source=source.within or source.id) for number, one in enumerate(each, 1)]


def _unopened(source: Source, error: OSError) -> Failure:
    reason = f"cannot be opened: {why(error)}"
    return Failure(source.id, "reading", reason, "check the path and the permissions", source.within)


def _parse(suffix: str, data: bytes, terms: Terms) -> Content:
    return sandbox.shared(terms.memory).parse(suffix, data, terms.seconds, terms.max_chars)


def _open(source: Source) -> AbstractContextManager[BinaryIO]:
    stream = io.BytesIO(source.data) if source.path is None and source.data is not None else None
    if source.id.lower().endswith(".gz"):
        return cast("AbstractContextManager[BinaryIO]", gzip.open(stream or cast("Any", source.path)))
    return stream or cast("Any", source.path).open("rb")


def _standard_input(source: Source, stdin: BinaryIO | None, terms: Terms) -> Iterator[Source | Document | Failure]:
    if stdin is None:
        raise ReadError("standard input was not given", "pipe a document into the command")
    if not stdin.peek(1):  # type: ignore[attr-defined]
        raise ReadError("empty: standard input has no bytes", "pipe a document into the command")
    head = stdin.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()  # type: ignore[attr-defined]
    if head.startswith(b'{"'):
        yield from _some(read_jsonl(stdin, source.id, terms), source, "the table has no rows")
        return
    suffix = next((kind for mark, kind in _KINDS if head.startswith(mark)), ".txt")
    data = _all(stdin, _most(suffix, terms))
    try:
        yield _document(source, _READERS[suffix](data) if suffix in _READERS else _parse(suffix, data, terms), terms)
    except InputError as error:
        yield Failure(source.id, "reading", str(error), "mend the date in the file")


def _rows(source: Source, terms: Terms) -> Iterator[Document | Failure]:
    if source.suffix in _ROWS:
        with _open(source) as stream:
            yield from _ROWS[source.suffix](stream, source.id, terms)
        return
    seen: set[str] = set()
    request = {"do": "stream", "suffix": source.suffix, "path": _path(source), "columns": asdict(terms.columns)}
    for number, (_, row) in enumerate(sandbox.answers(request, source.data or b"", terms), 1):
        yield row_document(orjson.loads(row), f"{source.id}#{number}", source.id, seen, terms)


def _members(source: Source, choice: Choice, terms: Terms) -> Iterator[Source | Document | Failure]:
    globs = {"include": choice.include, "exclude": choice.exclude, "hidden": choice.hidden}
    request = {"do": "stream", "suffix": source.suffix, "path": _path(source), **globs}
    seen: dict[str, int] = {}
    for head, data in sandbox.answers(request, source.data or b"", terms):
        name = f"{source.id}/{head['name']}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:  # an archive may hold two files of one name; two articles need two
            folder, slash, last = name.rpartition("/")
            name = f"{folder}{slash}{seen[name]}~{last}"
        if head["is"] == "failure":
            yield Failure(name, "reading", head["reason"], head["hint"], source.id)
        elif head["is"] == "unread":
            yield no_reader(name, source.id)
        else:
            stamp = int.from_bytes(blake2b(data, digest_size=8).digest(), "big")
            yield from unpack(Source(name, None, len(data), stamp, data, source.id), terms=terms)


def _path(source: Source) -> str | None:
    return None if source.path is None else str(source.path.absolute())


def _most(suffix: str, terms: Terms) -> int:
    """Bytes worth reading: a character of a plain text has four at most, so more bytes are more characters than the limit."""
    most = 4 * terms.max_chars
    if suffix in _READERS:
        return min(MAX_BYTES, most)
    return min(MAX_BYTES, max(MAX_PAGE, most)) if suffix in (".html", ".htm") else MAX_BYTES


def _all(stream: BinaryIO, most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        hint = "split it into articles" if most == MAX_BYTES else "split it, or raise --max-chars"
        raise ReadError(f"over the limit of {most:,} bytes", hint)
    if not data:
        raise ReadError("empty: the file has no bytes", "leave it out with --exclude")
    return data


def _document(source: Source, content: Content, terms: Terms) -> Document:
    if not content.text.strip():
        raise ReadError("empty: nothing but white space in it", "leave it out with --exclude")
    if len(content.text) > terms.max_chars:
        raise ReadError(f"{len(content.text):,} characters, the limit is {terms.max_chars:,}", "split it, or raise --max-chars")
    check_characters(content.text)
    # What opens a book may be one of the pieces that it collects.
    told = content.date or (None if source.suffix == ".epub" else told_date(content.text))
    return Document(source.id, content.text, content.title, told or terms.date, source.within or source.id)


def check_characters(text: str) -> None:
    """Halves of characters cannot be written.

    Raises:
        ReadError: If there is one.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(f"half a character (a lone surrogate) at {error.start}", "save it as UTF-8 text") from error


def _some(found: Iterator[Any], source: Source, empty: str) -> Iterator[Any]:
    """A table without a row is a failure too: silence would look like success."""
    nothing = True
    for item in found:
        nothing = False
        yield item
    if nothing:
        yield Failure(source.id, "reading", f"empty: {empty}", "leave it out with --exclude", source.within)
