"""Finds date expressions in a plain text: at every word that can open one, the rule that reaches farthest."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
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
    calendar = calendar_rules.RULES + quarter_rules.RULES + spoken_rules.RULES + clock_rules.RULES
    return _named(events) + business_rules.RULES + calendar + relative_rules.RULES + duration_rules.RULES


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


def scan(text: str, events: bool = False) -> Iterator[Found]:
    """All expressions of a text, in order, none overlapping another; ``events`` counts named events among them."""
    words = [(word.start(), word.group().lower()) for word in _WORD.finditer(text)]
    done = 0
    for (start, opener), core in zip(words, _next_cores(words), strict=True):
        if start < done:
            continue
        grammar = _grammar(opener, core - start, events)
        found = _longest(text, start, grammar) if grammar else None
        if found is not None:
            done = found.end
            yield found


def _next_cores(words: list[tuple[int, str]]) -> list[int]:
    """For each word, where the next core begins: itself, or a later word that a date can be made of."""
    cores, following = [0] * len(words), sys.maxsize
    known, own = lexicon().cores, _words() | _holidays()
    for index in range(len(words) - 1, -1, -1):
        start, word = words[index]
        if word in own or word in known or word[-1].isdigit() or word[0].isdigit():
            following = start
        cores[index] = following
    return cores


@cache
def _tried(events: bool, named: bool) -> tuple[Tried, ...]:
    """The rules with their compiled patterns at hand: looking each up for each word takes time."""
    return tuple((compiled(rule.pattern).match, rule) for rule in (_named(events) if named else rules(events)))


def _grammar(opener: str, reach: int, events: bool) -> tuple[Tried, ...]:
    """The rules that can begin with a word whose next core is so many characters away."""
    if opener in _words() or _DIGITS.fullmatch(opener) or not opener[0].isalnum() or opener[:2] in ("fy", "ad"):
        return _tried(events, named=False)
    if opener in lexicon().openers and reach <= REACH:
        return _tried(events, named=False)
    return _tried(events, named=True) if opener in _names(events) else ()


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
