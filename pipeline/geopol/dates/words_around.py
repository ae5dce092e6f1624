"""The words around a find, and the lists that tell what they make of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BEFORE = re.compile(r"([\w]+)\W{1,3}$")
_AFTER = re.compile(r"[-\s]{1,2}([\w%]+)")


@dataclass(frozen=True, slots=True)
class Vetoes:
    """Word lists of ``vetoes.toml``, as they are compared: lower-case but for names."""

    before_year: frozenset[str]
    weak_before_year: frozenset[str]
    after_year: frozenset[str]
    ambiguous_after_year: frozenset[str]
    month_after: frozenset[str]
    verb_months: frozenset[str]
    season_after: frozenset[str]
    season_words: frozenset[str]
    season_before: frozenset[str]
    verb_seasons: frozenset[str]
    papers: frozenset[str]
    before_real_year: frozenset[str]
    always_counted: frozenset[str]
    before_old_year: frozenset[str]
    units_after: frozenset[str]
    behind: frozenset[str]
    before_range: frozenset[str]
    counted_by_of: frozenset[str]
    named_by_month: frozenset[str]
    before_month: frozenset[str]
    person_verbs: frozenset[str]
    groups: frozenset[str]
    minute_nouns: frozenset[str]


@cache
def vetoes() -> Vetoes:
    """Read the word lists."""
    tables = tomllib.loads((files("geopol.dates") / "vetoes.toml").read_text(encoding="utf-8"))
    return Vetoes(**{name: frozenset(words) for name, words in tables.items()})


def word_before(text: str, start: int) -> str:
    """The word before a position, lower-case; empty at the start of the text."""
    match = _BEFORE.search(text, max(0, start - 24), start)
    return match.group(1).lower() if match else ""


def word_after(text: str, end: int) -> str:
    """The word after a position, as written; empty where punctuation comes first."""
    match = _AFTER.match(text, end)
    return match.group(1) if match else ""


def opens(text: str, start: int) -> bool:
    """Whether a position opens a sentence."""
    return re.search(r"(?:^|[.!?:;]['\"”’)]*\s+|[\n\"“])$", text[max(0, start - 5) : start]) is not None
