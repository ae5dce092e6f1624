"""The files of a run that is under way: articles and failures, appended chunk by chunk under the journal's eye."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from geopol.batch.chunks import Chunk
from geopol.batch.failures import to_line
from geopol.batch.journal import Journal, Record, safe
from geopol.batch.results import Result, Summary
from geopol.errors import InputError
from geopol.records import Failure

FILES = ("out", "failures")
_BLOCK = 1 << 20


class Spool:
    """Articles and failures of an unfinished run, with its journal.

    Args:
        out: Where the articles go, as schema 1.
        failures: Where the failures go.
        journal: The journal.
    """

    def __init__(self, out: Path, failures: Path, journal: Journal) -> None:
        self.paths = dict(zip(FILES, (out, failures), strict=True))
        self._journal = journal
        self._open: dict[str, BinaryIO] = {}

    def resume(self) -> tuple[int, Summary]:
        """Find the last chunk up to which files and journal agree, and cut off what comes after it.

        Returns:
            How many chunks are finished, and what they came to.
        """
        count, summary = 0, Summary()
        ends = dict.fromkeys(FILES, 0)
        files: dict[str, BinaryIO] = {name: path.open("a+b") for name, path in self.paths.items()}
        for file in files.values():
            file.seek(0)
        for record in self._journal.records():
            if any(_sum(file, record.ends[name] - ends[name]) != record.sums[name] for name, file in files.items()):
                break
            count, ends = count + 1, record.ends
            summary.merge(record.counts)
        self._journal.keep(count)
        for name, file in files.items():
            file.truncate(ends[name])
            file.seek(ends[name])
        self._open = files
        return count, summary

    def same(self, chunks: Iterator[Chunk], count: int) -> None:
        """Pass over the chunks that are finished, and see that they are what they were.

        Raises:
            InputError: If one has changed; what has changed is named.
        """
        records = self._journal.records()
        for _ in range(count):
            was, now = next(records).tokens, next(chunks, None)
            if now is None or now.tokens() != was:
                raise InputError(f"cannot resume: {_changed(was, now.tokens() if now else [])}; begin anew with --restart")

    def add(self, chunk: Chunk, results: Sequence[Result]) -> None:
        """Append a chunk's results; when this returns, they are safe."""
        lines = {
            "out": b"".join(result.line for result in results if not isinstance(result, Failure)),
            "failures": b"".join(to_line(result) for result in results if isinstance(result, Failure)),
        }
        for name, text in lines.items():
            if text:
                self._open[name].write(text)
                safe(self._open[name])
        part = Summary()
        for result in results:
            part.add(result)
        ends = {name: file.tell() for name, file in self._open.items()}
        sums = {name: zlib.crc32(text) for name, text in lines.items()}
        self._journal.add(Record(chunk.tokens(), ends, sums, part.counts()))

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            file.close()


def _sum(file: BinaryIO, size: int) -> int:
    """CRC-32 of the next bytes; -1 where there are fewer."""
    total = 0
    while size > 0:
        block = file.read(min(size, _BLOCK))
        if not block:
            return -1
        total, size = zlib.crc32(block, total), size - len(block)
    return total


def _changed(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> str:
    """The first difference between what was tagged and what is there."""
    for before, after in zip(was, now, strict=False):
        if before[0] != after[0]:
            return f"the input was {before[0]!r} where it is now {after[0]!r}"
        if before[1] != after[1]:
            return f"{before[0]!r} has changed since it was tagged"
    return f"{was[len(now)][0]!r} is gone" if len(now) < len(was) else f"{now[len(was)][0]!r} is new"
