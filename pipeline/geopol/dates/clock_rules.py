"""Rules for days of the week and times of day."""

from __future__ import annotations

import re

from geopol.dates.calendar_senses import clock_of, mod_of, timed
from geopol.dates.lexicon import lexicon
from geopol.dates.relative_rules import DAY_WORD
from geopol.dates.relative_senses import day_word
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense


def weekday(match: re.Match[str]) -> Sense:
    """A day of the week; the surroundings tell which."""
    which = lexicon().weekdays[match["weekday"].lower()]
    return timed(match, Sense(f"XXXX-WXX-{which}", mod=mod_of(match)))


def clock(match: re.Match[str]) -> Sense:
    """A time of day of an unnamed day."""
    return Sense("XXXX-XX-XX", "TIME", clock=clock_of(match["clock"]))


HOUR = r"(?:[01]?\d|2[0-4]):[0-5]\d"
AT = r"(?:(?<=at )|(?<=by )|(?<=until )|(?<=till )|(?<=before )|(?<=after )|(?<=from )|(?<=since )|(?<=around )|(?<=about ))"
RULES: tuple[Rule, ...] = (
    Rule(
        "weekday",
        r"(?:(?P<part>early|late)(?: on)? )?(?P<weekday>{weekday})(?: (?P<daypart>{daypart}))?",
        weekday,
        "Tuesday evening",
    ),
    Rule("clock weekday", r"(?P<clock>{clock}){zone},? (?:on )?(?P<weekday>{weekday})", weekday, "9 a.m. EST Wednesday"),
    Rule("clock day word", r"(?P<clock>{clock}){zone},? (?P<word>" + DAY_WORD + r")", day_word, "4:45 p.m. yesterday"),
    Rule(
        "clock",
        r"(?:around |about )?(?P<clock>\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|" + HOUR + r"(?: ?hrs| hours)|{oclock}){zone}",
        clock,
        "10:35 a.m.",
    ),
    Rule("clock zone", r"(?P<clock>" + HOUR + r")(?= \(?{zone_name}\b| local time){zone}", clock, "17:30 GMT"),
    Rule("clock alone", AT + r"(?P<clock>" + HOUR + r"|(?-i:noon|midday)){zone}", clock, "noon"),
)
