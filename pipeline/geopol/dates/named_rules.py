"""Rules for what has a name: periods and holidays."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib.resources import files

from geopol.dates.calendar_rules import key, mod_of
from geopol.dates.lexicon import either
from geopol.dates.periods import period_sense, periods
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense, Shift, Side

_NTH = re.compile(r"(-?\d)-(\d)-(\d+)(?:\+(\d))?")


@cache
def holidays() -> dict[str, str]:
    """Month and day, or the rule, of each holiday, by lower-case name."""
    tables = tomllib.loads((files("geopol.dates") / "holidays.toml").read_text(encoding="utf-8"))
    return {name.lower(): day for table in tables.values() for name, day in table.items()}


def easter(year: int) -> datetime.date:
    """Western Easter Sunday (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def feast(rule: str, year: int) -> datetime.date:
    """The day of a movable holiday.

    Args:
        rule: ``4-4-11`` for the fourth Thursday of November (``-1`` the last), ``+1`` behind it for the day after, or ``easter-2``.
        year: A year of the Gregorian calendar.
    """
    if rule.startswith("easter"):
        return easter(year) + datetime.timedelta(days=int(rule.removeprefix("easter")))
    match = _NTH.fullmatch(rule)
    if match is None:
        raise ValueError(f"holiday rule {rule!r} is neither like '4-4-11' nor like 'easter+1'")
    nth, weekday, month = (int(match.group(index)) for index in (1, 2, 3))
    first = datetime.date(year, month, 1)
    days = [
        day
        for day in (first + datetime.timedelta(days=offset) for offset in range(31))
        if day.month == month and day.isoweekday() == weekday
    ]
    return days[nth - 1 if nth > 0 else nth] + datetime.timedelta(days=int(match.group(4) or 0))


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
    return Sense(
        "XXXX", shift=Shift("Y", {"before": -1, "after": 1}.get(step or "", 0), "document", "XXXX"), feast=day, seek=step
    )


def named_period(match: re.Match[str]) -> Sense:
    """An era or dynasty."""
    sense = period_sense(periods()[key(match["name"])])
    return Sense(sense.value, mod=mod_of(match), span=sense.span)


def _names(kind: str) -> str:
    return either(name for name, found in periods().items() if found.kind == kind)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules; their patterns hold the tables' names."""
    part = r"(?:(?P<part>{part})(?: |-)(?:the )?)?"
    return (
        Rule("era", part + rf"(?P<name>{_names('era')})", named_period, "interwar period"),
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
