"""The formats that tags can be written in, each from articles of schema 1, one after the other, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.formats import FORMATS
from geopol.writing.files import Files
from geopol.writing.lines import SCHEMA

_SUFFIXES = {suffix: form for form, suffixes in FORMATS.items() for suffix in suffixes}
Article = dict[str, Any]


def _writer(form: str) -> Callable[[Iterable[Article], Path, Files], None]:
    """The ``write`` of the module that is named as the format; what one format needs is imported for no other."""
    writer: Callable[[Iterable[Article], Path, Files], None] = import_module(f"geopol.writing.{_known(form)}").write
    return writer


def _known(form: str) -> str:
    if form not in FORMATS:
        raise InputError(f"format must be one of {', '.join(FORMATS)}, not {form!r}")
    return form


def format_of(path: Path, named: str | None = None) -> str:
    """The format of an output: the one that is named, else the one that its suffix says, else ``jsonl``.

    Raises:
        InputError: If the name is none of a format.
    """
    if named is not None:
        return _known(named)
    return _SUFFIXES.get(path.suffix.lower(), "jsonl")


def convert(articles: Iterable[Article], target: Path, form: str) -> list[Path]:
    """Write articles in a format. All its files appear at the end, whole.

    Args:
        articles: Articles of schema 1.
        target: The file, or the first of several.
        form: The format.

    Returns:
        The files written.

    Raises:
        InputError: If there is no such format, or it needs a package that is not installed.
    """
    with Files() as files:
        _writer(form)(articles, target, files)
    return files.written


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of a file of schema 1, one after the other.

    Raises:
        InputError: If a line is no article (file and line are named).
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InputError(f"{path}, line {number}: not JSON: {error}") from error
            if not isinstance(row, dict) or row.get("schema") != SCHEMA or "paragraphs" not in row:
                raise InputError(f"{path}, line {number}: not an article as geopol tag writes it (schema {SCHEMA})")
            yield row
