"""Failures as a file, to look through and to try again: a line of JSON each, with path, id, step, reason and hint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.records import Failure
from geopol.wording import cannot_read, why


def to_line(failure: Failure) -> bytes:
    """One line, line feed included. ``path`` is the file to look into, ``id`` the row or member in it, or the file again."""
    row = {
        "path": failure.source or failure.id,
        "id": failure.id,
        "step": failure.step,
        "reason": failure.reason,
        "hint": failure.hint,
    }
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _row(row: object) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise TypeError(f"it is a {type(row).__name__}")
    return row


def read_failures(path: Path) -> dict[str, frozenset[str]]:
    """What a file of failures says to do again.

    Returns:
        For each source, in the order in which they stand there, the ids that failed in it.

    Raises:
        InputError: If it cannot be read or is empty, or a line has no path and id (the line is named).
    """
    wanted: dict[str, set[str]] = {}
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = _row(orjson.loads(line))
                    wanted.setdefault(str(row["path"]), set()).add(str(row["id"]))
                except (orjson.JSONDecodeError, KeyError, TypeError) as error:
                    needed = "needed is a line of NAME.failures.jsonl, with path and id"
                    raise InputError(f"{path}, line {number}: not a failure of geopol: {why(error)}; {needed}") from error
    except OSError as error:
        raise cannot_read(path, error) from error
    if not wanted:
        raise InputError(f"no failure stands in {path}; there is nothing to try again")
    return {source: frozenset(ids) for source, ids in wanted.items()}
