"""Rules for what has a name: periods and holidays."""

from __future__ import annotations

import re
from functools import cache

from geopol.dates.calendar_senses import key, mod_of
from geopol.dates.holidays import feast, holidays
from geopol.dates.lexicon import either
from geopol.dates.periods import period_sense, periods
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense, Side

SIDES: dict[str, Side] = {"last": "before", "this past": "before", "next": "after"}


def holiday(match: re.Match[str]) -> Sense:
    """A holiday, with its year or without."""
    day = holidays()[key(match["name"])]
    year = match["year"]
    step = SIDES.get(key(match["step"] or ""))
    if len(day) == len("2001-09-11"):
        return Sense(day)
    if day[:2].isdigit() and day[2] == "-":
        return Sense(f"{year or 'XXXX'}-{day}", seek=step)
    if year:
        return Sense(feast(day, int(year)).isoformat())
    return Sense("XXXX", feast=day, seek=step)


def named_period(match: re.Match[str]) -> Sense:
    """An era, a dynasty or an event."""
    sense = period_sense(periods()[key(match["name"])])
    return Sense(sense.value, mod=mod_of(match), span=sense.span)


def event(match: re.Match[str]) -> Sense | None:
    """An event, if it is written as a name."""
    return None if match["name"].islower() else named_period(match)


def _names(kind: str) -> str:
    return either(name for name, found in periods().items() if found.kind == kind)


PART = r"(?:(?P<part>{part})(?: |-)(?:the )?)?"


@cache
def event_rules() -> tuple[Rule, ...]:
    """The rule of named events, for those who want them as dates."""
    return (Rule("event", PART + rf"(?P<name>{_names('event')})", event, "Cold War"),)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules; their patterns hold the tables' names."""
    return (
        Rule("era", PART + rf"(?P<name>{_names('era')})", named_period, "interwar period"),
        Rule(
            "dynasty",
            rf"(?:(?<=during the )|(?<=throughout the )|(?<=since the )|(?<=until the )|(?<=in the ))(?P<name>{_names('dynasty')})",
            named_period,
            "Ming dynasty",
        ),
        Rule(
            "holiday",
            rf"(?:(?P<step>last|this past|next|this) )?(?P<name>{either(holidays())})(?:,? (?:of |in )?(?P<year>{{year}}))?",
            holiday,
            "Christmas 1963",
        ),
    )
