"""Page furniture: lines that belong to the page and not to the article."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from geopol.kept import compile_once

DATA = Path(__file__).with_name("furniture.toml")
# Furniture is short; the longest notices run to three sentences. Longer lines are text, whatever they begin with.
_MAX_CHARS = 400
# A running header stands on at least so many pages.
_REPEATS = 3
_MAX_HEADER = 100
_DIGITS = compile_once(r"\d+")


def is_furniture(line: str) -> bool:
    """Whether a line, without outer white space, is page furniture by its words; emphasis around them does not matter."""
    if len(line) > _MAX_CHARS:
        return False
    words = line.strip("*_ ") if line[:1] in "*_" else line
    return any(pattern.fullmatch(words) for pattern in _patterns())


def tail(line: str) -> int:
    """How many characters long what follows may be, for a line that begins the foot of a page; 0 for any other line."""
    if len(line) > _MAX_HEADER:
        return 0
    words = line.strip("*_# :")
    return next((longest for pattern, longest in _tails() if pattern.fullmatch(words)), 0)


def running(lines: Iterable[str]) -> frozenset[str]:
    """Lines that stand again and again but for their figures, as running headers and footers do; see `skeleton`."""
    counts = Counter(skeleton(line) for line in lines if len(line) <= _MAX_HEADER)
    return frozenset(line for line, count in counts.items() if count >= _REPEATS and line)


def skeleton(line: str) -> str:
    """A line without its figures."""
    return _DIGITS.sub("", line).strip()


@cache
def _tails() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["tail"]
    return tuple((compile_once(row["pattern"], re.IGNORECASE), row["longest"]) for row in rows)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern without regard to case, and one with."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["furniture"]
    plain = "|".join(f"(?:{row['pattern']})" for row in rows if not row.get("case"))
    exact = "|".join(f"(?:{row['pattern']})" for row in rows if row.get("case"))
    return compile_once(plain, re.IGNORECASE), compile_once(exact)
