"""What a run will tag, in the order in which it will: found lazily, tables and archives taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from geopol.batch.chunks import Item, Shelf
from geopol.batch.settings import Settings
from geopol.errors import InputError
from geopol.reading import Choice, Source, discover, unpack
from geopol.records import Failure


def plan(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = (), hidden: bool = False
) -> Iterator[Source | Failure]:
    """What a run will read. See `geopol.reading.discover`."""
    return discover(paths, choice=Choice(tuple(include), tuple(exclude), hidden))


def read_list(stream: BinaryIO) -> Iterator[str]:
    """Paths from a list: one a line, or with NUL bytes between them, as ``find -print0`` writes it.

    Raises:
        InputError: If a line is no UTF-8.
    """
    head = stream.peek(4096)[:4096] if hasattr(stream, "peek") else b""
    parts = _split(stream, b"\0") if b"\0" in head else iter(stream)
    for number, part in enumerate(parts, 1):
        try:
            path = part.decode("utf-8").strip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"the list of files is not UTF-8 in entry {number}: {error.reason}; save it as UTF-8") from error
        if path:
            yield path


def _split(stream: BinaryIO, mark: bytes) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(65536):
        *whole, rest = (rest + block).split(mark)
        yield from whole
    yield rest


def take_apart(
    found: Iterable[Source | Failure],
    settings: Settings,
    shelf: Shelf,
    *,
    stdin: BinaryIO | None = None,
    only: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Item]:
    """Tables and archives are read here and what is in them is shared out, since one may hold any number.

    Args:
        found: What `plan` found.
        settings: The run's settings.
        shelf: Where large members of archives wait.
        stdin: Standard input, for the source ``-``.
        only: By source, the ids to take, for a run that does again what has failed; a source among its own ids is taken whole.
    """
    for item in found:
        if not isinstance(item, Source):
            yield item
            continue
        wanted = only.get(item.id) if only is not None else None
        for part in unpack(item, stdin, choice=settings.choice, terms=settings.terms):
            if wanted is None or item.id in wanted or part.id in wanted or isinstance(part, Failure):
                yield shelf.put(part) if isinstance(part, Source) else part
