"""The journal of a run: what is finished, so that a run that was killed at any instant can go on.

A line is the CRC-32 of what follows, a space, and JSON. The first says what the run is; after it stands a line a finished chunk,
written when the chunk's output is safe on the disk; the last says that all are done. A line that was cut off is no line.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from geopol.batch.results import Summary
from geopol.errors import InputError

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A finished chunk.

    Attributes:
        tokens: Id and mark of every item in it.
        ends: By file (``out``, ``failures``), where its bytes end there.
        sums: By file, their CRC-32.
        counts: What it added to the summary.
    """

    tokens: list[list[str]]
    ends: dict[str, int]
    sums: dict[str, int]
    counts: dict[str, Any]


class Journal:
    """A journal that is open for writing; no second run can open it.

    Args:
        path: Where it is.
        about: What the run is: geopol's version, the models' fingerprint, the settings.

    Raises:
        InputError: If another run is writing it, or it belongs to a run that was another one.
    """

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        self.path = path
        self._file = path.open("a+b")
        _lock(self._file, path)
        self._head = 0
        try:
            self._read_head({"journal": _VERSION, **about})
        except (InputError, OSError):
            with suppress(OSError):  # a disk that is full is full once more for what is still to be written
                self.close()
            raise
        self.finished = self._ended()

    def records(self) -> Iterator[Record]:
        """The finished chunks, in order, as long as the lines are whole."""
        with self.path.open("rb") as lines:
            lines.seek(self._head)
            for fields in _whole(lines):
                if fields.get("end"):
                    return
                yield Record(**fields)

    def total(self) -> tuple[int, Summary]:
        """How many chunks are finished, and what they came to."""
        count, summary = 0, Summary()
        for record in self.records():
            count += 1
            summary.merge(record.counts)
        return count, summary

    def keep(self, count: int) -> None:
        """Leave the first ``count`` records and cut off the rest."""
        at, number = self._head, 0
        with self.path.open("rb") as lines:
            lines.seek(at)
            for fields in _whole(lines):
                if number == count or fields.get("end"):
                    break
                number, at = number + 1, lines.tell()
        self._file.truncate(at)
        safe(self._file)

    def add(self, record: Record) -> None:
        """Write that a chunk is finished; its output has to be safe on the disk by then."""
        fields = {"tokens": record.tokens, "ends": record.ends, "sums": record.sums, "counts": record.counts}
        self._write(fields)

    def end(self) -> None:
        """Write that all chunks are done."""
        self._file.write(_END)
        safe(self._file)
        self.finished = True

    def close(self) -> None:
        """Close it; another run may open it then."""
        self._file.close()

    def _write(self, fields: Mapping[str, Any]) -> None:
        self._file.write(_line(fields))
        safe(self._file)

    def _ended(self) -> bool:
        """Whether the last line says that all chunks are done."""
        size = self.path.stat().st_size
        with self.path.open("rb") as lines:
            lines.seek(max(0, size - len(_END)))
            return lines.read() == _END

    def _read_head(self, about: dict[str, Any]) -> None:
        about = orjson.loads(orjson.dumps(about))
        with self.path.open("rb") as lines:
            found = next(_whole(lines), None)
            self._head = lines.tell() if found else 0
        if found is None:  # new, or killed before the first line was whole
            self._file.truncate(0)
            self._write(about)
            self._head = self._file.tell()
            return
        for key, value in _flat(about).items():
            if (was := _flat(found).get(key)) != value:
                raise InputError(
                    f"cannot resume {self.path}: {key} was {was!r} and is now {value!r}; "
                    "go on with the former, or begin anew with --restart"
                )


def _line(fields: Mapping[str, Any]) -> bytes:
    text = orjson.dumps(fields)
    return b"%08x %s\n" % (zlib.crc32(text), text)


_END = _line({"end": True})


def _whole(lines: BinaryIO) -> Iterator[dict[str, Any]]:
    """Lines from here on, up to the first that is damaged."""
    while line := lines.readline():
        mark, _, text = line.removesuffix(b"\n").partition(b" ")
        if not line.endswith(b"\n") or mark != b"%08x" % zlib.crc32(text):
            return
        fields: dict[str, Any] = orjson.loads(text)
        yield fields


def _flat(fields: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested fields under dotted names."""
    flat: dict[str, Any] = {}
    for key, value in fields.items():
        flat.update(_flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value})
    return flat


def safe(file: BinaryIO) -> None:
    """Have what was written on the disk itself, where a loss of power leaves it."""
    file.flush()
    os.fsync(file.fileno())


def _lock(file: BinaryIO, path: Path) -> None:
    if sys.platform == "win32":  # which has no such lock; the user is on their own
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise InputError(f"another run is writing {path}; wait for it, or give another -o") from error
