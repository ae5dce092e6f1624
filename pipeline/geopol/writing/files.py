"""Files that appear under their names together, when all of them are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class Files:
    """Opens files beside their places; at the end of the block they are put there, or removed if it did not end well.

    Attributes:
        written: The files, in the order in which they were opened.
    """

    def __init__(self) -> None:
        self.written: list[Path] = []

    def place(self, path: Path) -> Path:
        """Where to write what shall become ``path``."""
        self.written.append(path)
        return _beside(path)

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """A file to write what shall become ``path``."""
        with self.place(path).open("wb") as file:
            yield file

    def __enter__(self) -> Files:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            for path in self.written if kind is None else ():
                with _beside(path).open("rb+") as file:
                    os.fsync(file.fileno())
                _beside(path).replace(path)
        finally:
            for path in self.written:  # what is in its place is no longer there
                _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def sibling(path: Path, word: str) -> Path:
    """A further file of the same output: ``tags.csv`` and ``entities`` make ``tags.entities.csv``."""
    return path.with_name(f"{path.name.removesuffix(path.suffix)}.{word}{path.suffix}")
