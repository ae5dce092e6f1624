"""Cut what is to be tagged into chunks of like size, the same ones for any number of workers."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from geopol.reading import Source
from geopol.records import Document, Failure

# A chunk is what a worker gets at once: large enough to hide the cost of sending it, small enough that workers end together and
# that what a killed run has to do again takes seconds.
CHUNK_ITEMS = 32
CHUNK_CHARS = 100_000
# The first chunks are smaller, each twice the one before, so that a run that is stopped soon has something to go on from.
FIRST_ITEMS, FIRST_CHARS = 2, 6_000
# How many bytes of a file hold one character of text, by kind; formats with pictures in them hold more.
_BYTES_A_CHAR = {".pdf": 15, ".docx": 10, ".odt": 10, ".epub": 5, ".html": 5, ".htm": 5, ".eml": 3, ".rtf": 3}
# Members of archives travel to the worker in memory up to this size, larger ones through a file.
IN_MEMORY = 1_000_000

Item = Source | Document | Failure


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one worker does at once.

    Attributes:
        number: Its place in the run, from 0.
        items: What to tag, in order.
    """

    number: int
    items: tuple[Item, ...]

    def tokens(self) -> list[list[str]]:
        """Id and mark of every item; the mark is another one when the item has changed."""
        return [[item.id, _mark(item)] for item in self.items]


def chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Cut a stream of items. Where it is cut depends on the items alone."""
    held: list[Item] = []
    size = number = 0
    for item in items:
        held.append(item)
        size += _chars(item)
        if len(held) >= min(CHUNK_ITEMS, FIRST_ITEMS << number) or size >= min(CHUNK_CHARS, FIRST_CHARS << number):
            yield Chunk(number, tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield Chunk(number, tuple(held))


def size_of(item: Item) -> int:
    """About the bytes of input that an item is."""
    return len(item.text) if isinstance(item, Document) else item.size if isinstance(item, Source) else 0


def _chars(item: Item) -> int:
    """About the characters of text in an item."""
    per = _BYTES_A_CHAR.get(item.suffix, 1) if isinstance(item, Source) else 1
    return size_of(item) // per


def _mark(item: Item) -> str:
    if isinstance(item, Source):
        return f"{item.size}:{item.stamp}"
    if isinstance(item, Failure):
        return "failed"
    digest = blake2b(digest_size=8)
    for part in (item.text, item.title or "", item.date or ""):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


class Shelf:
    """Where large members of archives wait for their worker: files in a folder that is removed at the end of the run.

    Args:
        folder: The folder, which is made anew; where workers are on other machines, one that all see. A temporary one of this
            machine if not given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="geopol-"))
        else:
            shutil.rmtree(folder, ignore_errors=True)  # what a killed run has left
            folder.mkdir()
            self._folder = folder.absolute()

    def put(self, source: Source) -> Source:
        """The source with its bytes in a file, where they are many."""
        if source.data is None or len(source.data) <= IN_MEMORY:
            return source
        handle, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as file:
            file.write(source.data)
        return replace(source, data=None, path=Path(name))

    def clear(self, chunk: Chunk) -> None:
        """Remove what a chunk that is done has had here."""
        for item in chunk.items:
            if isinstance(item, Source) and item.path is not None and item.within is not None:
                item.path.unlink(missing_ok=True)

    def passing(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The same chunks, each cleared when the next is asked for."""
        for chunk in chunks:
            yield chunk
            self.clear(chunk)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
