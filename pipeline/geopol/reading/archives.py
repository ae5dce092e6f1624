"""Archives: their members, read one after the other and never written anywhere. Runs in the process that parses."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from geopol.errors import ReadError
from geopol.reading.finding import ARCHIVES, SUFFIXES, Choice, kind_of, printable
from geopol.reading.terms import MAX_BYTES, MAX_RATIO, MAX_UNPACKED
from geopol.wording import why

_AGAIN = "pack it again"
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)
Answer = tuple[dict[str, Any], bytes]


def zip_members(head: dict[str, Any], data: bytes) -> Iterator[Answer]:
    """The wanted members of a zip file, in the order in which they stand in it.

    Args:
        head: ``path`` of the archive, or none where ``data`` holds it; ``include``, ``exclude`` and ``hidden``.
        data: Its bytes.

    Yields:
        ``member`` with its bytes, or ``failure`` with reason and hint, each with ``name``.

    Raises:
        ReadError: If it is no zip file, or unpacks to more than the limit.
    """
    stream, size = _open(head, data)
    purse = _Purse(size)
    try:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    locked = "locked with a password" if entry.flag_bits & 1 else ""
                    yield from _member(head, entry.filename, locked, partial(archive.open, entry), purse)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise ReadError(f"a damaged .zip file: {error}", _AGAIN) from error


def tar_members(head: dict[str, Any], data: bytes) -> Iterator[Answer]:
    """The wanted members of a tar file, packed by gzip, bzip2 or xz or not at all. See `zip_members`.

    Raises:
        ReadError: If it is no tar file, is cut off, or unpacks to more than the limit.
    """
    stream, size = _open(head, data)
    purse = _Purse(size)
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for entry in archive:
                if not entry.isdir():
                    other = "" if entry.isfile() else "a link or a device, not a file"
                    yield from _member(head, entry.name, other, partial(archive.extractfile, entry), purse)
    except _DAMAGED as error:
        raise ReadError(f"a damaged .tar file: {error}", _AGAIN) from error


class _Purse:
    """What an archive may still unpack to."""

    def __init__(self, packed: int) -> None:
        self.limit = max(MAX_UNPACKED, MAX_RATIO * packed)
        self.left = self.limit

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise ReadError(
                f"unpacks to more than the limit of {self.limit:,} bytes; the rest is not read", "it is no ordinary archive"
            )


def _open(head: dict[str, Any], data: bytes) -> tuple[BinaryIO, int]:
    if not head.get("path"):
        return io.BytesIO(data), len(data)
    try:
        path = Path(head["path"])
        return path.open("rb"), path.stat().st_size
    except OSError as error:
        raise ReadError(f"cannot be opened: {why(error)}", "check the path and the permissions") from error


def _member(
    head: dict[str, Any], name: str, wrong: str, opened: Callable[[], IO[bytes] | None], purse: _Purse
) -> Iterator[Answer]:
    name = printable(name).replace("\\", "/")
    path = PurePosixPath(name)
    if not Choice(tuple(head["include"]), tuple(head["exclude"]), head["hidden"]).takes(_plain(path)):
        return
    wrong = wrong or _refused(path)
    if wrong:
        yield _failure(name, wrong, "unpack it by hand" if "archive" not in wrong else "unpack the outer archive first")
    elif kind_of(name) not in SUFFIXES:
        yield {"is": "unread", "name": name}, b""
    else:
        yield _read(name, opened, purse)


def _plain(path: PurePosixPath) -> PurePosixPath:
    """A path without ``.`` and ``..``, which are no hidden names."""
    return PurePosixPath(*(part for part in path.parts if part not in (".", "..")))


def _refused(path: PurePosixPath) -> str:
    if path.is_absolute() or ".." in path.parts:
        return "its path leads out of the archive"
    return "an archive inside an archive" if kind_of(path.as_posix()) in ARCHIVES else ""


def _read(name: str, opened: Callable[[], IO[bytes] | None], purse: _Purse) -> Answer:
    try:
        with opened() or io.BytesIO() as stream:
            data = stream.read(MAX_BYTES + 1)
    except _DAMAGED as error:
        return _failure(name, f"damaged inside its archive: {error}", _AGAIN)
    purse.spend(len(data))
    if len(data) > MAX_BYTES:
        return _failure(name, f"over the limit of {MAX_BYTES:,} bytes", "split it into articles")
    return {"is": "member", "name": name}, data


def _failure(name: str, reason: str, hint: str) -> Answer:
    return {"is": "failure", "name": name, "reason": reason, "hint": hint}, b""
