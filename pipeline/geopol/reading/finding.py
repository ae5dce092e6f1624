"""Find the files to tag: by name, or in folders searched through in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from geopol.records import Failure

# One file of these is one article; one file of TABLES holds one article a row.
TEXTS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
TABLES = (".jsonl", ".csv")
SUFFIXES = (*TEXTS, *TABLES)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read.

    Attributes:
        id: The path as the user gave it, joined, with ``/``; ``-`` for standard input.
        path: Where it lies, ``None`` for standard input.
        size: Bytes on disk, 0 where unknown.
    """

    id: str
    path: Path | None
    size: int = 0

    @property
    def suffix(self) -> str:
        """The suffix that says what kind of file it is, without ``.gz``; lower case."""
        if self.path is None:
            return ""
        name = self.path.name.lower().removesuffix(".gz")
        return os.path.splitext(name)[1]  # noqa: PTH122 - a name, not a path

    @property
    def is_table(self) -> bool:
        """Whether one file holds many articles. Standard input may."""
        return self.path is None or self.suffix in TABLES


def discover(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = (), hidden: bool = False
) -> Iterator[Source | Failure]:
    """Find what is to be read.

    Files given by name are always taken. Folders are searched through, each real folder once however it is linked, in the order
    of the paths' characters. In folders, hidden files and folders are left out: the one thing that is left out without a word.

    Args:
        paths: Files and folders; ``-`` for standard input.
        include: In folders, only files whose name or path below the folder matches one of these globs.
        exclude: In folders, no files whose name or path below the folder matches one of these globs.
        hidden: In folders, take hidden files too.

    Yields:
        Sources, and failures for paths that do not exist or have a suffix that nothing here reads.
    """
    for given in paths:
        path = Path(given)
        if str(given) == "-":
            yield Source("-", None)
        elif path.is_dir():
            for found in sorted(_files(path, hidden=hidden), key=lambda found: found.as_posix()):
                if _wanted(found.relative_to(path), include, exclude):
                    yield _source(found)
        elif path.exists():
            yield _source(path)
        else:
            yield Failure(path.as_posix(), "reading", "no such file or folder", "check the path")


def _source(path: Path) -> Source | Failure:
    try:
        source = Source(path.as_posix(), path, path.stat().st_size)
    except OSError as error:
        return Failure(path.as_posix(), "reading", f"cannot be opened: {error.strerror}", "check the link or the permissions")
    if source.suffix not in SUFFIXES:
        kind = repr(source.suffix) if source.suffix else "files without a suffix"
        return Failure(
            source.id, "reading", f"no reader for {kind}", f"read are {', '.join(SUFFIXES)}, also with .gz; see --exclude"
        )
    return source


def _files(top: Path, *, hidden: bool) -> Iterator[Path]:
    """Every file below a folder; a folder reached twice, by a link, is entered once."""
    entered: set[str] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in entered:
            continue
        entered.add(real)
        # A link may lead to a folder that also stands here itself; entering real folders first keeps its own path.
        for entry in sorted(folder.iterdir(), key=lambda entry: (not entry.is_symlink(), entry.name), reverse=True):
            if entry.name.startswith(".") and not hidden:
                continue
            if entry.is_dir():
                waiting.insert(0, entry) if entry.is_symlink() else waiting.append(entry)
            else:
                yield entry


def _wanted(path: Path, include: Sequence[str], exclude: Sequence[str]) -> bool:
    return (not include or _matches(path, include)) and not _matches(path, exclude)


def _matches(path: Path, globs: Sequence[str]) -> bool:
    """Whether a glob fits the file's name or its whole path."""
    return any(fnmatchcase(name, glob) for glob in globs for name in (path.name, path.as_posix()))
