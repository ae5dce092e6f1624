"""What a person decided, on disk after every key: a file of corrections that only grows while it is worked on.

Each line is a whole correction, and the last one of a paragraph holds. Opening and closing the file leave one line a paragraph.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.reviewing.corrections import Correction
from geopol.wording import cannot_read, cannot_write, why


class Journal:
    """The corrections of one review.

    Args:
        path: The file; it is made where missing. A line that a crash cut short at its end is dropped.
        chosen: The paragraphs to review; those that the file has already keep what was decided.

    Raises:
        InputError: If the file is none of corrections, or cannot be written.
    """

    def __init__(self, path: str | Path, chosen: Iterable[Correction] = ()) -> None:
        self.path = Path(path)
        self.corrections = read_journal(self.path) if self.path.exists() else {}
        for correction in chosen:
            self.corrections.setdefault(correction.id, correction)
        self.close()

    def save(self, correction: Correction) -> None:
        """Put a decision on disk before this returns.

        Raises:
            InputError: If the paragraph is not under review, or its text is another.
        """
        known = self.corrections.get(correction.id)
        if known is None or known.text != correction.text:
            raise InputError(f"{correction.id} is not under review in {self.path}")
        with self.path.open("ab") as file:
            file.write(_line(correction))
            file.flush()
            os.fsync(file.fileno())
        self.corrections[correction.id] = correction

    def close(self) -> None:
        """Leave one line a paragraph; the file is replaced in one step. What another review of the same file saved stays."""
        if self.path.exists():
            self.corrections |= read_journal(self.path)
        part = self.path.with_name(self.path.name + ".part")
        try:
            part.write_bytes(b"".join(map(_line, self.corrections.values())))
            part.replace(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    @property
    def done(self) -> int:
        """How many paragraphs have a person's theme."""
        return sum(correction.theme is not None for correction in self.corrections.values())


def read_journal(path: Path) -> dict[str, Correction]:
    """The last correction of each paragraph, in the order in which they first stand.

    Raises:
        InputError: If the file cannot be read, or a line is no correction. A broken last line without line feed was cut short by
            a crash and is passed over.
    """
    found: dict[str, Correction] = {}
    try:
        *lines, rest = path.read_bytes().split(b"\n")
    except OSError as error:
        raise cannot_read(path, error) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            correction = Correction.from_dict(_row(line, f"{path}, line {number}"), f"{path}, line {number}")
            found[correction.id] = correction
    if rest.strip():
        try:
            last = Correction.from_dict(_row(rest, f"{path}, last line"), f"{path}, last line")
        except InputError:
            return found
        found[last.id] = last
    return found


def _row(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        row: Mapping[str, Any] = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{where}: {why(error)}; needed is a file of geopol review") from error
    return row


def _line(correction: Correction) -> bytes:
    return orjson.dumps(correction.to_dict(), option=orjson.OPT_APPEND_NEWLINE)
