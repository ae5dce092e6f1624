"""Tables that are made of data files, kept as they are in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TypeVar

from geopol.kept.files import BUILD, place, write

_T = TypeVar("_T")

# What reading a damaged or outdated pickle may raise (pickle's documentation names these and "others").
_UNREADABLE = (
    pickle.UnpicklingError,
    OSError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


def recall(name: str, made_from: str, make: Callable[[], _T]) -> _T:
    """What ``make`` makes, from what was kept of an earlier process where that was made from the same.

    Args:
        name: What it is kept under.
        made_from: Fingerprint of all that decides what it is: data, and the code that reads them.
        make: Makes it; what it raises is raised.
    """
    file, stamp = place(name), f"{BUILD} {made_from}"
    try:
        with file.open("rb") as lines:
            if pickle.load(lines) == stamp:  # noqa: S301 - as trusted as the bytecode it lies beside
                kept: _T = pickle.load(lines)  # noqa: S301
                return kept
    except _UNREADABLE:
        pass
    made = make()
    write(file, pickle.dumps(stamp) + pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    return made
