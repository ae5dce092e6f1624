"""Failures as a file, to look through and to try again: a line of JSON each, with path, id, step, reason and hint."""

from __future__ import annotations

from pathlib import Path

import orjson

from geopol.errors import InputError
from geopol.records import Failure


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


def read_failures(path: Path) -> dict[str, frozenset[str]]:
    """What a file of failures says to do again.

    Returns:
        For each source, in the order in which they stand there, the ids that failed in it.

    Raises:
        InputError: If it cannot be read, or a line has no path and id (the line is named).
    """
    wanted: dict[str, set[str]] = {}
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = orjson.loads(line)
                    wanted.setdefault(str(row["path"]), set()).add(str(row["id"]))
                except (orjson.JSONDecodeError, KeyError, TypeError) as error:
                    raise InputError(f"{path}, line {number}: not a failure of geopol (needs path and id): {error}") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return {source: frozenset(ids) for source, ids in wanted.items()}
