"""Finds date expressions in a plain text: at every word that can open one, the rule that reaches farthest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from geopol.dates import (
    business_rules,
    calendar_rules,
    clock_rules,
    duration_rules,
    named_rules,
    quarter_rules,
    relative_rules,
    spoken_rules,
)
from geopol.dates.holidays import holidays
from geopol.dates.lexicon import lexicon
from geopol.dates.openings import can_open
from geopol.dates.periods import periods
from geopol.dates.rule import Rule, compiled
from geopol.dates.sense import Found
from geopol.dates.vetoes import vetoed

Tried = tuple[Callable[[str, int], re.Match[str] | None], Rule]
_WORD = re.compile(r"[^\W_]+|(?<!\w)['’‘](?=\d\d(?!\d))")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)  # outside every span (codebook)
_DIGITS = re.compile(r"\d{1,4}(?:st|nd|rd|th|d|s|AD|BC|BCE|CE|am|pm|m|hrs|½)?", re.IGNORECASE)


@cache
def rules(events: bool = False) -> tuple[Rule, ...]:
    """The whole grammar, with or without the names of events. Of rules that reach equally far, the first wins."""
    return _named(events) + _unnamed()


@cache
def _unnamed() -> tuple[Rule, ...]:
    calendar = calendar_rules.RULES + quarter_rules.RULES + spoken_rules.RULES + clock_rules.RULES
    return business_rules.RULES + calendar + relative_rules.RULES + duration_rules.RULES


@cache
def _further() -> frozenset[str]:
    """Words that open longer expressions: the lexicon's, and the first of each rule's example, so that a new rule is tried."""
    firsts = (_WORD.search(rule.example) for rule in _unnamed())
    return lexicon().openers | {first.group().lower() for first in firsts if first and first.group().isalpha()}


@cache
def _words() -> frozenset[str]:
    """First words that open an expression by themselves: months, numbers, units."""
    words = lexicon()
    names = (words.months, words.weekdays, words.seasons, words.dayparts)
    counts = (words.units, words.numbers, words.ordinals, words.decades)
    return frozenset(word.split("-")[0] for table in names + counts for word in table)


@cache
def _holidays() -> frozenset[str]:
    """First words of holidays: "next Christmas" has no other core."""
    return frozenset(re.split(r"[\W_]", name)[0] for name in holidays())


@cache
def _named(events: bool) -> tuple[Rule, ...]:
    return named_rules.event_rules() + named_rules.rules() if events else named_rules.rules()


@cache
def _names(events: bool) -> frozenset[str]:
    """First words of names: "Meiji", "Christmas"."""
    named = [*holidays(), *(name for name, found in periods().items() if events or found.kind != "event")]
    return frozenset(re.split(r"[\W_]", name)[0] for name in named)


def opening_words() -> frozenset[str]:
    """All words that open an expression, those of events too; numbers are left out."""
    return _words() | _further() | _names(events=True)


def scan(text: str, events: bool = False) -> Iterator[Found]:
    """All expressions of a text, in order, none overlapping another; ``events`` counts named events among them."""
    known = _openers(events)
    opened, cores = [], []
    for word in _WORD.finditer(text):
        opener = known[word.group()]
        if opener.is_core:
            cores.append(word.start())
        if opener.near:
            opened.append((word.start(), opener))
    done = 0
    for start, opener in opened:
        if start >= done and (grammar := opener.near if _reaches(start, cores) else opener.far):
            found = _longest(text, start, grammar)
            if found is not None:
                done = found.end
                yield found


def _reaches(start: int, cores: list[int]) -> bool:
    """Whether a core begins at a place or not far behind it."""
    at = bisect_left(cores, start)
    return at < len(cores) and cores[at] - start <= REACH


@dataclass(frozen=True, slots=True)
class _Opener:
    """What a word can open.

    Attributes:
        near: The rules to try where a core is near.
        far: The rules to try where none is.
        is_core: Whether a date can be made of the word itself.
    """

    near: tuple[Tried, ...]
    far: tuple[Tried, ...]
    is_core: bool


class _Openers(dict[str, _Opener]):
    """Word → what it can open."""

    def __init__(self, events: bool) -> None:
        self._events = events

    def __missing__(self, written: str) -> _Opener:
        if len(self) >= MOST:
            self.clear()
        word = written.lower()
        own = _words() | _holidays()
        is_core = word in own or word in lexicon().cores or word[-1].isdigit() or word[0].isdigit()
        named = word in _names(self._events)
        alone = word in _words() or _DIGITS.fullmatch(word) or not word[0].isalnum() or word[:2] in ("fy", "ad")
        near = _tried(word, self._events, not alone and word not in _further()) if alone or word in _further() or named else ()
        far = near if alone else _tried(word, self._events, named=True) if named else ()
        found = self[written] = _Opener(near, far, is_core)
        return found


@cache
def _openers(events: bool) -> _Openers:
    return _Openers(events)


def _tried(word: str, events: bool, named: bool) -> tuple[Tried, ...]:
    """The rules that can begin with a word, or those of names alone, with their compiled patterns at hand."""
    grammar = _named(events) if named else rules(events)
    return tuple((compiled(rule.pattern).match, rule) for rule in grammar if can_open(word, rule.name))


# Words whose grammar is remembered: more than any text has that opens something.
MOST = 50_000
REACH = 40  # characters from an opener to its core at most: "no longer than a period of some twenty ..."


def _longest(text: str, start: int, grammar: tuple[Tried, ...]) -> Found | None:
    """The find at a position that reaches farthest and that nothing speaks against."""
    matches = [(match, rule) for begins, rule in grammar if (match := begins(text, start))]
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        sense = rule.build(match)
        if sense is not None:
            first = _ARTICLE.match(text, start)
            found = Found(first.end() if first else start, match.end(), sense, rule.name, _parts(match) if sense.ends else ())
            if not vetoed(text, found):
                return found
    return None


def _parts(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Spans of both ends of a range that one rule found: up to its first end's group, and from its second's on."""
    first, second = ("year", "tail") if "tail" in match.re.groupindex else ("a", "b")
    return (match.start(), match.end(first)), (match.start(second), match.end())
