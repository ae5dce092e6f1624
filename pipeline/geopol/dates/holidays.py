"""Holidays: the days of fixed ones, the rules of movable ones."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib.resources import files

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
        rule: ``4-4-11`` for the fourth Thursday of November (``-1`` the last), ``+1`` behind it for the day after, or
            ``easter-2``.
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
