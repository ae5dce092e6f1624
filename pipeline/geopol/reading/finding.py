"""Find the files to tag: by name, by glob, or in folders walked through in a stable order, one folder in memory at a time."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from geopol.reading.junk import instead, is_junk, is_of_page
from geopol.records import Failure
from geopol.wording import several, why

# One file of these is one article.
TEXTS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml")
# One file of TABLES holds one article a row, one of ARCHIVES holds files.
TABLES = (".jsonl", ".csv", ".parquet")
ARCHIVES = (".zip", ".tar")
SUFFIXES = (*TEXTS, *TABLES, *ARCHIVES)
_TARS = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read.

    Attributes:
        id: The path as the user gave it, joined, with ``/``; in an archive its path and the member's; ``-`` for standard input.
        path: Where it lies, ``None`` for standard input and for what ``data`` holds.
        size: Bytes on disk, 0 where unknown.
        stamp: What tells whether it has changed: nanoseconds of its last change, or a hash of its bytes.
        data: The bytes themselves, for a member of an archive.
        within: Id of the archive it is in.
    """

    id: str
    path: Path | None
    size: int = 0
    stamp: int = 0
    data: bytes | None = None
    within: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix that says what kind of file it is, without ``.gz``; lower case."""
        return "" if self.is_stdin else kind_of(self.id)

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return self.path is None and self.data is None

    @property
    def holds_many(self) -> bool:
        """Whether one file holds many articles. Standard input may."""
        return self.is_stdin or self.suffix in TABLES or self.suffix in ARCHIVES


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files of a folder or an archive are taken.

    Attributes:
        include: Only files whose name or path below the top matches one of these globs.
        exclude: No files whose name or path below the top matches one of these globs.
        hidden: Whether files and folders whose names begin with a full stop are taken too.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False

    def takes(self, path: PurePosixPath) -> bool:
        """Whether a path below the top is wanted."""
        if is_junk(path) or (not self.hidden and any(part.startswith(".") for part in path.parts)):
            return False
        return (not self.include or _matches(path, self.include)) and not _matches(path, self.exclude)


ALL = Choice()
Ignored = Callable[[str], None]


def kind_of(name: str) -> str:
    """The suffix of a file name that says its kind: ``.txt`` for ``a.TXT.gz``, ``.tar`` for every packed tar; may be empty."""
    name = name.rpartition("/")[2].lower()
    if name.endswith(_TARS):
        return ".tar"
    return os.path.splitext(name.removesuffix(".gz"))[1]  # noqa: PTH122 - a name, not a path


def no_reader(where: str, within: str | None = None) -> Failure:
    """The failure of a file whose suffix nothing here reads."""
    suffix = kind_of(where)
    kind = repr(suffix) if suffix else "files without a suffix"
    return Failure(where, "reading", f"no reader for {kind}", instead(suffix), within)


def printable(path: str) -> str:
    """A path as text that UTF-8 can hold; bytes that are none are written by their numbers."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def discover(
    paths: Iterable[str | Path] | str | Path, *, choice: Choice = ALL, ignored: Ignored | None = None
) -> Iterator[Source | Failure]:
    """Find what is to be read, lazily.

    Files given by name are always taken. A path that does not exist and has ``*``, ``?`` or ``[`` in it is a glob (``**`` goes
    through folders). Folders are walked through, each real folder once however it is linked, in the order of the paths'
    characters. In folders, hidden files and folders are left out without a word, and what is no document.

    Args:
        paths: Files, globs and folders; ``-`` for standard input.
        choice: Which files of folders are taken.

        ignored: Called with the path of each file or folder that is passed over since it is no document: lock files of office
            programs, files of the system, what belongs to a saved web page. Members of archives are not told.

    Yields:
        Sources, and failures for paths that do not exist, folders that cannot be opened, and suffixes that nothing here reads.
    """
    told = ignored or _unheard
    for given in several(paths):
        path = Path(given)
        if str(given) == "-":
            yield Source("-", None)
        elif os.path.lexists(path):
            yield from _below(path, choice, told) if path.is_dir() else (_source(path),)
        elif glob.has_magic(str(given)):
            yield from _matching(str(given), choice, told)
        else:
            yield Failure(_id(path), "reading", "no such file or folder", "check the path")


def _unheard(path: str) -> None:
    """Where nobody asked what was passed over."""
    del path


def _matching(pattern: str, choice: Choice, ignored: Ignored) -> Iterator[Source | Failure]:
    found = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        yield Failure(printable(pattern), "reading", "no file matches", "check the glob")
    for name in found:
        path = Path(name)
        if not path.is_dir():
            yield _source(path)
        elif "**" not in pattern:  # which names the files below by itself
            yield from _below(path, choice, ignored)


def _id(path: Path) -> str:
    return printable(path.as_posix())


def _source(path: Path) -> Source | Failure:
    try:
        status = path.stat()
    except OSError as error:
        return Failure(_id(path), "reading", f"cannot be opened: {why(error)}", "check the link or the permissions")
    # absolute, since a worker may stand in another folder
    source = Source(_id(path), path.absolute(), status.st_size, status.st_mtime_ns)
    return source if source.suffix in SUFFIXES else no_reader(source.id)


def _below(top: Path, choice: Choice, ignored: Ignored) -> Iterator[Source | Failure]:
    """Every wanted file below a folder, in the order of the paths' characters.

    A folder reached twice, by a link, is entered once: under its own path where that is below ``top``, else where it comes first.
    """
    root = os.path.realpath(top)
    entered: set[str] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):  # noqa: PTH112 - it never raises
            below = PurePosixPath(path.relative_to(top).as_posix())
            if choice.takes(below):
                yield _source(path)
            elif is_junk(below):
                ignored(_id(path))
            continue
        real = os.path.realpath(path)
        own_place = path == top or not path.is_symlink() or not Path(real).is_relative_to(root)
        if real in entered or not own_place:
            continue
        entered.add(real)
        try:
            waiting += _entries(path, ignored, hidden=choice.hidden)
        except OSError as error:
            yield Failure(_id(path), "reading", f"cannot be opened: {why(error)}", "check the permissions")


def _entries(folder: Path, ignored: Ignored, *, hidden: bool) -> list[Path]:
    """What is in a folder, last first."""
    with os.scandir(folder) as entries:
        # os.path.isdir, unlike DirEntry.is_dir, answers for a link that leads to itself
        names = [(entry.name + "/" if os.path.isdir(entry.path) else entry.name, entry.name) for entry in entries]  # noqa: PTH112
    beside = {name for _, name in names}
    of_pages = {name for key, name in names if key.endswith("/") and is_of_page(name, beside)}
    for name in sorted(of_pages):
        ignored(_id(folder / name))
    wanted = (name for _, name in sorted(names, reverse=True) if hidden or not name.startswith("."))
    return [folder / name for name in wanted if name not in of_pages]


def _matches(path: PurePosixPath, globs: Sequence[str]) -> bool:
    """Whether a glob fits the file's name or its whole path."""
    return any(fnmatchcase(name, glob) for glob in globs for name in (path.name, path.as_posix()))
