"""Several files of tags as one: a run, and what was tagged again or later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geopol.writing.formats import read_lines


def read_all(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Articles of one or more files of schema 1, in order; of several with one id in different files the last file's stands.

    Files are read twice where there are several; the ids are held in memory.

    Args:
        paths: The files.

    Raises:
        InputError: If a line is no article (file and line are named).
    """
    if len(paths) == 1:
        yield from read_lines(paths[0])
        return
    last = {article["id"]: number for number, path in enumerate(paths) for article in read_lines(path)}
    for number, path in enumerate(paths):
        yield from (article for article in read_lines(path) if last[article["id"]] == number)
