"""Finds date expressions in a plain text: at every word that can open one, the rule that reaches farthest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopol.dates import business_rules, calendar_rules, duration_rules, named_rules, relative_rules
from geopol.dates.lexicon import lexicon
from geopol.dates.periods import periods
from geopol.dates.rule import Rule, compiled
from geopol.dates.sense import Found
from geopol.dates.vetoes import vetoed

_WORD = re.compile(r"[^\W_]+|(?<!\w)['’‘](?=\d\d(?!\d))")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)  # outside every span (codebook)
_DIGITS = re.compile(r"\d{1,4}(?:st|nd|rd|th|d|s|AD|BC|BCE|CE|am|pm|m|hrs)?", re.IGNORECASE)


@cache
def rules() -> tuple[Rule, ...]:
    """The whole grammar. Of rules that reach equally far, the first wins."""
    return named_rules.rules() + business_rules.RULES + calendar_rules.RULES + relative_rules.RULES + duration_rules.RULES


@cache
def _openers() -> frozenset[str]:
    words = lexicon()
    tables = (
        words.months,
        words.weekdays,
        words.seasons,
        words.dayparts,
        words.units,
        words.numbers,
        words.ordinals,
        words.decades,
    )
    named = [*named_rules.holidays(), *(name for name, found in periods().items() if found.kind != "event")]
    return (
        words.openers
        | {re.split(r"[\W_]", name)[0] for name in named}
        | {word.split("-")[0] for table in tables for word in table}
    )


def scan(text: str) -> Iterator[Found]:
    """All expressions of a text, in order, none overlapping another."""
    done = 0
    openers = _openers()
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        opener = word.group().lower()
        if opener in openers or _DIGITS.fullmatch(opener) or not opener[0].isalnum() or opener[:2] in ("fy", "ad"):
            found = _longest(text, start)
            if found is not None:
                done = found.end
                yield found


def _longest(text: str, start: int) -> Found | None:
    """The find at a position that reaches farthest and that nothing speaks against."""
    matches = [(match, rule) for rule in rules() if (match := compiled(rule.pattern).match(text, start))]
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
