"""The formats that tags can be written in, each from articles of schema 1, one after the other, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import orjson

from geopol.errors import InputError
from geopol.writing import comma, docbin, doccano, labelstudio, parquet
from geopol.writing.files import Files
from geopol.writing.lines import SCHEMA

Format = Literal["jsonl", "csv", "parquet", "docbin", "labelstudio", "doccano"]
FORMATS: tuple[Format, ...] = get_args(Format)
_SUFFIXES: dict[str, Format] = {".csv": "csv", ".parquet": "parquet", ".spacy": "docbin"}
Article = dict[str, Any]


def _jsonl(articles: Iterable[Article], target: Path, files: Files) -> None:
    with files.open(target) as out:
        for article in articles:
            out.write(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))


_WRITERS: dict[Format, Callable[[Iterable[Article], Path, Files], None]] = {
    "jsonl": _jsonl,
    "csv": comma.write,
    "parquet": parquet.write,
    "docbin": docbin.write,
    "labelstudio": labelstudio.write,
    "doccano": doccano.write,
}


def format_of(path: Path, named: str | None = None) -> Format:
    """The format of an output: the one that is named, else the one that its suffix says, else ``jsonl``.

    Raises:
        InputError: If the name is none of a format.
    """
    if named is not None and named not in FORMATS:
        raise InputError(f"format must be one of {', '.join(FORMATS)}, not {named!r}")
    return named or _SUFFIXES.get(path.suffix.lower(), "jsonl")


def convert(articles: Iterable[Article], target: Path, form: Format) -> list[Path]:
    """Write articles in a format. All its files appear at the end, whole.

    Args:
        articles: Articles of schema 1.
        target: The file, or the first of several.
        form: The format.

    Returns:
        The files written.

    Raises:
        InputError: If the format needs a package that is not installed.
    """
    with Files() as files:
        _WRITERS[form](articles, target, files)
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
