"""Words that several messages share: what an error of the system means, what was probably meant, what JSON says of itself."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from difflib import get_close_matches
from json import JSONDecodeError
from os.path import realpath
from pathlib import Path

from geopol.errors import InputError

# What the system says in its own words, in a reader's.
_SYSTEM = {
    errno.ENOENT: "there is no such file or folder",
    errno.EEXIST: "there is a file of that name",
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ELOOP: "it is a link that leads to itself",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EFBIG: "it would be larger than the system allows",
    errno.EADDRINUSE: "another program has it",
    errno.ENAMETOOLONG: "its name is too long",
}


def why(error: Exception) -> str:
    """What an error of the system, of a packed file or of an encoding says, without its numbers."""
    if isinstance(error, OSError) and error.errno is not None:
        return _SYSTEM.get(error.errno, error.strerror or str(error))
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8: {error.reason} at byte {error.start}"
    if isinstance(error, JSONDecodeError):
        return f"not JSON: {error.msg} at character {error.pos + 1}"
    if isinstance(error, KeyError):
        return f"there is no {error.args[0]!r}"
    return " ".join(str(error).split())


def amiss(error: Exception) -> str:
    """What is amiss with the keys of a record: the one that is not there, else that something is of another kind."""
    return "a part of it is of another kind" if isinstance(error, AttributeError | TypeError) else why(error)


def meant(value: object, allowed: Iterable[str]) -> str:
    """``; did you mean 'csv'?`` where one of the allowed values is close, else nothing."""
    known = {name.lower(): name for name in allowed}
    found = get_close_matches(str(value).lower(), known, n=1)
    return f"; did you mean {known[found[0]]!r}?" if found else ""


def not_one_of(what: str, value: object, allowed: Iterable[str]) -> InputError:
    """The error of a value that is none of a few."""
    names = tuple(allowed)
    return InputError(f"{what} must be one of {', '.join(names)}, not {value!r}{meant(value, names)}")


def cannot_write(path: object, error: OSError) -> InputError:
    """The error of a file that cannot be written."""
    return InputError(f"cannot write {path}: {why(error)}")


def cannot_read(path: object, error: Exception) -> InputError:
    """The error of a file that cannot be read."""
    return InputError(f"cannot read {path}: {why(error)}")


def not_a(what: str, wanted: type, value: object) -> InputError:
    """The error of an argument of another type."""
    return InputError(f"{what} must be a {wanted.__name__}, not {type(value).__name__}")


def same_place(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one place, there or not."""
    return realpath(one) == realpath(other)


def several(paths: Iterable[str | Path] | str | Path) -> list[str | Path]:
    """Paths as a list; one path that stands alone is a list of one, not one of letters.

    Raises:
        InputError: If one is no path.
    """
    if isinstance(paths, str | Path):
        return [paths]
    found = list(paths) if isinstance(paths, Iterable) else [paths]
    for path in found:
        if not isinstance(path, str | Path):
            raise InputError(f"a path must be a str or a Path, not {type(path).__name__}")
    return found
