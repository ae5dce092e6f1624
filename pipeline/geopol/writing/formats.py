"""The formats that tags can be written in, each from articles of schema 1, one after the other, in flat memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.formats import FORMATS
from geopol.wording import cannot_read, not_one_of, why
from geopol.writing.files import Files
from geopol.writing.lines import SCHEMA

_SUFFIXES = {suffix: form for form, suffixes in FORMATS.items() for suffix in suffixes}
# What an article of schema 1 has at least.
_KEYS = ("id", "title", "date", "chars", "themes", "countries", "names", "period", "reading", "language", "paragraphs", "model")
# What a spreadsheet or a word processor would save as, and what serves instead.
_INSTEAD = {".xlsx": ".csv", ".xls": ".csv", ".ods": ".csv", ".tsv": ".csv"}
Article = dict[str, Any]


def _writer(form: str) -> Callable[..., None]:
    """The ``write`` of the module that is named as the format; what one format needs is imported for no other."""
    writer: Callable[..., None] = import_module(f"geopol.writing.{form}").write
    return writer


def format_of(path: Path, named: str | None = None) -> str:
    """The format of an output: the one that is named, else the one that its suffix says; without a suffix ``jsonl``.

    Raises:
        InputError: If the name is none of a format, or the suffix tells none.
    """
    if named is not None and named not in FORMATS:
        raise not_one_of("format", named, FORMATS)
    suffix = path.suffix.lower()
    if (found := named or _SUFFIXES.get(suffix)) is not None:
        return found
    known = ", ".join(one for one in _SUFFIXES if one)
    instead = f"; a spreadsheet opens {_INSTEAD[suffix]}" if suffix in _INSTEAD else ""
    raise InputError(f"the suffix of {path} tells no format; take {known}, or --format with one of {', '.join(FORMATS)}{instead}")


def convert(articles: Iterable[Article], target: Path, form: str, *, whole: bool = False) -> list[Path]:
    """Write articles in a format. All its files appear at the end, whole.

    Args:
        articles: Articles of schema 1.
        target: The file, or the first of several.
        form: The format.
        whole: Whether headings and page furniture have rows in CSV too; the other formats do not ask.

    Returns:
        The files written.

    Raises:
        InputError: If there is no such format, or it needs a package that is not installed.
    """
    if form not in FORMATS:
        raise not_one_of("format", form, FORMATS)
    with Files() as files:
        writer = partial(_writer(form), whole=True) if whole and form == "csv" else _writer(form)
        writer(articles, target, files)
    return files.written


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of a file of schema 1, plain or ``.gz``, one after the other.

    Raises:
        InputError: If the file cannot be read, or a line is no article (file and line are named).
    """
    try:
        with open_lines(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(line, f"{path}, line {number}")
    except (OSError, EOFError, zlib.error) as error:
        raise cannot_read(path, error) from error


def open_lines(path: Path) -> gzip.GzipFile | BufferedReader:
    """A file of lines, plain or ``.gz``."""
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _article(line: bytes, where: str) -> Article:
    try:
        row: Article = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{where}: {why(error)}; needed is the output of geopol tag as JSON lines") from error
    check_schema(row, where)
    missing = [key for key in _KEYS if key not in row]
    if missing:
        raise InputError(
            f"{where}: not an article as geopol tag wrote it: it lacks {', '.join(missing[:3])}; docs/schema.md has the keys"
        )
    return row


def check_schema(row: object, where: str) -> None:
    """Refuse what is no article of this geopol's schema.

    Raises:
        InputError: If it is none.
    """
    if not isinstance(row, dict) or "schema" not in row:
        raise InputError(f"{where}: not an article as geopol tag wrote it; needed is its output as JSON lines")
    if row["schema"] != SCHEMA:
        raise InputError(f"{where}: the schema is {row['schema']!r}, this geopol reads {SCHEMA}; tag the texts again")
