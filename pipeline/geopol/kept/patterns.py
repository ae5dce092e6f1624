"""Compiled patterns.

Python compiles a pattern in Python, a millisecond for every hundred characters or so, and a run asks for hundreds. What comes out
is a list of numbers for the matching engine. A pattern is known by its text and flags, so a changed one is another.
"""

from __future__ import annotations

import atexit
import marshal
import re
from array import array
from functools import cache
from pathlib import Path
from typing import Any

from geopol.kept.files import BUILD, place, write

# Codes in a file at most; with so many, most are of patterns that nobody uses any more, and it begins anew.
_MOST = 5_000


def compile_once(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, from what was kept of an earlier process where there is something."""
    return _store().compile(pattern, flags)


@cache
def _store() -> Store:
    store = Store(place("patterns"))
    atexit.register(store.save)
    return store


class Store:
    """A file of compiled patterns.

    Args:
        file: Where it is, or will be.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._codes = _read(file)
        self._new = False

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """A pattern, from the file or compiled now."""
        flags = int(flags)
        kept = self._codes.get((pattern, flags))
        code = _coded(pattern, flags) if kept is None else kept
        made = None if code is None else _revived(pattern, code)
        if code is None or made is None:
            return re.compile(pattern, flags)
        if kept is None:
            self._codes[pattern, flags] = code
            self._new = True
        return made

    def save(self) -> None:
        """Write the file if there is something new."""
        if self._new:
            codes = self._codes if len(self._codes) <= _MOST else {}
            self._new = not write(self._file, marshal.dumps((BUILD, codes)))


# Flags, the code's numbers as bytes, the number of groups, and their names.
_Code = tuple[int, bytes, int, dict[str, int]]


def _read(file: Path) -> dict[tuple[str, int], _Code]:
    try:
        build, codes = marshal.loads(file.read_bytes())  # noqa: S302 - as trusted as the bytecode it lies beside
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return codes if build == BUILD and isinstance(codes, dict) else {}


def _coded(pattern: str, flags: int) -> _Code | None:
    """The numbers of a pattern; None where this Python keeps them elsewhere.

    Raises:
        re.error: As `re.compile` does.
    """
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, flags)
        numbers = array("I", _compiler._code(parsed, flags)).tobytes()
        state = parsed.state
        return int(flags | state.flags), numbers, state.groups - 1, dict(state.groupdict)
    except (ImportError, AttributeError):
        return None


def _revived(pattern: str, code: _Code) -> re.Pattern[str] | None:
    flags, numbers, groups, names = code
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    try:
        import _sre  # type: ignore[import-not-found]

        build: Any = _sre.compile
        made: re.Pattern[str] = build(pattern, flags, array("I", numbers).tolist(), groups, names, tuple(by_number))
    except (ImportError, TypeError, ValueError, RuntimeError, OverflowError):
        return None
    return made
