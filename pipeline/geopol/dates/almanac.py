"""Calendar arithmetic on TIMEX3 values: intervals, steps, EDTF.

Years are astronomical inside (1 BC is 0, 111 BC is -110, ISO 8601); TIMEX3 writes 111 BC as ``BC0111``. Days follow the proleptic
Gregorian calendar (ISO 8601), as the texts' own day and month are kept.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTHS_OF = {
    "SP": (3, 5),
    "SU": (6, 8),
    "FA": (9, 11),
    "WI": (12, 14),
}  # meteorological seasons of the northern half; winter runs into the next year
SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}  # EDTF level 1
GRAINS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "S": "season", "H": "half-year", "Y": "year"}
YEARS_IN = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_VALUE = re.compile(r"(BC)?(\d{2,4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)(?:-(\d|WE))?|-(SP|SU|FA|WI)|-Q([1-4])|-H([12]))?(?:T.*|TX*)?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of the proleptic Gregorian calendar with an astronomical year."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


def day_of(text: str) -> Day:
    """The day of a signed ISO date."""
    year, month, day = text.rsplit("-", 2)
    return Day(int(year), int(month), int(day))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A closed interval of days and the grain it was told in."""

    first: Day
    last: Day
    grain: str


def month_length(year: int, month: int) -> int:
    """Days in a month of an astronomical year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def year_value(year: int) -> str:
    """TIMEX3 value of an astronomical year: 1991 is ``1991``, -110 is ``BC0111``."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def stretch(value: str) -> Stretch | None:
    """First and last day that a TIMEX3 value names.

    Args:
        value: A TIMEX3 value, or a range ``A/B``.

    Returns:
        The stretch, or None where the value has no calendar position (``P2Y``, ``PAST_REF``, ``XXXX-12-25``) or is no real day.
    """
    if "/" in value:
        first, last = (stretch(end) for end in value.split("/", 1))
        return Stretch(first.first, last.last, first.grain) if first and last and first.first <= last.last else None
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    era, digits, *rest = match.groups()
    if len(digits) < 4:
        return _rounded(era, digits, any(rest))
    year = 1 - int(digits) if era else int(digits)
    month, day, week, weekday, season, quarter, half = rest
    if month:
        return _month_or_day(year, int(month), day)
    if week:
        return _week(year, int(week), weekday)
    if season:
        opening, closing = MONTHS_OF[season]
        return _months(year, opening, closing, "season")
    if quarter:
        return _months(year, 3 * int(quarter) - 2, 3 * int(quarter), "quarter")
    if half:
        return _months(year, 6 * int(half) - 5, 6 * int(half), "half-year")
    return _months(year, 1, 12, "year")


def _rounded(era: str | None, digits: str, more: bool) -> Stretch | None:
    """A decade (three digits) or century (two); ``18`` is 1800–1899, as EDTF's ``18XX``, ``BC04`` the 5th century BC."""
    if more:
        return None
    grain, size = ("decade", 10) if len(digits) == 3 else ("century", 100)
    low = int(digits) * size
    if not era:
        return Stretch(Day(low, 1, 1), Day(low + size - 1, 12, 31), grain)
    shift = 1 if grain == "century" else 0  # the 490s BC are 499–490 BC, the 5th century BC is 500–401 BC
    return Stretch(Day(1 - (low + size - 1 + shift), 1, 1), Day(1 - (low + shift), 12, 31), grain)


def _months(year: int, first: int, last: int, grain: str) -> Stretch:
    end_year, end = (year + 1, last - 12) if last > 12 else (year, last)
    return Stretch(Day(year, first, 1), Day(end_year, end, month_length(end_year, end)), grain)


def _month_or_day(year: int, month: int, day: str | None) -> Stretch | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return _months(year, month, month, "month")
    if not 1 <= int(day) <= month_length(year, month):
        return None
    return Stretch(Day(year, month, int(day)), Day(year, month, int(day)), "day")


def _week(year: int, week: int, weekday: str | None) -> Stretch | None:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
        first = monday + datetime.timedelta(days=5 if weekday == "WE" else int(weekday) - 1 if weekday else 0)
        last = (
            first + datetime.timedelta(days=1) if weekday == "WE" else first if weekday else monday + datetime.timedelta(days=6)
        )
    except (ValueError, OverflowError):
        return None
    grain = {"WE": "weekend", None: "week"}.get(weekday, "day")
    return Stretch(Day(first.year, first.month, first.day), Day(last.year, last.month, last.day), grain)


def half(whole: Stretch, first: bool) -> tuple[str, str]:
    """First and last day of the first or second half of a decade or century: 1980-01-01 to 1984-12-31."""
    years = whole.last.year - whole.first.year + 1
    middle = whole.first.year + years // 2
    if first:
        return str(whole.first), str(Day(middle - 1, 12, 31))
    return str(Day(middle, 1, 1)), str(whole.last)


def day_value(date: datetime.date) -> str:
    """TIMEX3 value of a day."""
    return date.isoformat()


def week_value(date: datetime.date) -> str:
    """TIMEX3 value of the ISO week that holds a day."""
    year, week, _ = date.isocalendar()
    return f"{year:04d}-W{week:02d}"


def season_of(month: int) -> str:
    """Code of the season that holds a month."""
    return "WI" if month in (12, 1, 2) else ("SP", "SU", "FA")[(month - 3) // 3]


def step(day: Day, unit: str, count: int, grain: str) -> str | None:
    """Value of the unit that lies ``count`` units from a day.

    Args:
        day: Where to count from.
        unit: ``D``, ``W``, ``WE``, ``F``, ``M``, ``Q``, ``S``, ``Y``, ``DE``, ``CE`` or ``ML``.
        count: Units to go, negative into the past.
        grain: How exactly the base is known; a finer unit cannot be counted from it.

    Returns:
        The value, or None where the base is too coarse or the calendar ends.
    """
    if unit in YEARS_IN:
        return _step_years(day.year, unit, count)
    if unit in ("M", "Q", "S"):
        if grain in ("year", "decade", "century"):
            return None
        return _step_months(day, unit, count)
    if grain not in ("day", "week", "weekend") or not 1 <= day.year <= 9999:
        return None
    try:
        date = datetime.date(day.year, day.month, day.day)
        date += datetime.timedelta(days=count * {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14}.get(unit, 0))
    except (ValueError, OverflowError):
        return None
    if unit in ("D", "N"):
        return day_value(date)
    return week_value(date) + ("-WE" if unit == "WE" else "")


def _step_years(year: int, unit: str, count: int) -> str | None:
    target = year + count * YEARS_IN[unit]
    if not -9998 <= target <= 9999:
        return None
    text = year_value(target)
    return text[: len(text) - {"Y": 0, "DE": 1, "CE": 2, "ML": 3}[unit]]


def _step_months(day: Day, unit: str, count: int) -> str:
    months = day.year * 12 + day.month - 1 + count * (1 if unit == "M" else 3)
    year, month = divmod(months, 12)
    if unit == "M":
        return f"{year_value(year)}-{month + 1:02d}"
    if unit == "Q":
        return f"{year_value(year)}-Q{month // 3 + 1}"
    return f"{year_value(year - (month < 2))}-{season_of(month + 1)}"


OPEN_ENDS = {"ON_OR_AFTER": 0, "AFTER": 1, "ON_OR_BEFORE": 0, "BEFORE": -1}


def edtf(value: str, mod: str | None, bound: str | None = None) -> str | None:
    """The value in EDTF (ISO 8601-2), None where it has no calendar position.

    ``199`` is ``199X``, ``1984`` with ``APPROX`` is ``1984~``, ``2001-SP`` is ``2001-21``, ``BC0111`` is ``-0110``.

    Args:
        value: TIMEX3 value.
        mod: TIMEX3 modifier of the words themselves.
        bound: ``ON_OR_AFTER``, ``AFTER``, ``ON_OR_BEFORE`` or ``BEFORE``, where a preposition opens one end: "since 1991" is
            ``1991/..``, "before 1914" ``../1913``.
    """
    if "/" in value:
        ends = [edtf(end, mod) for end in value.split("/", 1)]
        return "/".join(end for end in ends if end) if all(ends) else None
    found = stretch(value)
    if found is None:
        return None
    point = _edtf_point(value.split("T")[0], found) + ("~" if mod == "APPROX" else "")
    if bound is None:
        return point
    limit = (_neighbour(found, OPEN_ENDS[bound]) if OPEN_ENDS[bound] else point).split("/")[-1 if "BEFORE" in bound else 0]
    return f"../{limit}" if "BEFORE" in bound else f"{limit}/.."


def _neighbour(found: Stretch, way: int) -> str:
    """EDTF of the last day, month or year before a stretch (-1), or the first one behind it (1)."""
    unit = {"year": "Y", "month": "M"}.get(found.grain, "D")
    base = found.first if way < 0 else found.last
    value = step(base, unit, way, "day")
    span = stretch(value) if value else None
    return _edtf_point(value, span) if value and span else str(base)


def _edtf_point(value: str, found: Stretch) -> str:
    year = str(found.first)[: 5 if found.first.year < 0 else 4]
    if found.grain in ("decade", "century"):
        return value.ljust(4, "X") if value[0] != "B" else f"{found.first}/{found.last}"
    if found.grain == "season":
        return f"{year}-{SEASON_EDTF[value[-2:]]}"
    if found.grain in ("year", "month", "day"):
        return str(found.first)[: len(year) + {"year": 0, "month": 3, "day": 6}[found.grain]]
    if found.grain == "quarter":
        return f"{year}-{32 + int(value[-1])}"  # EDTF level 2: 33-36 are the quarters
    if found.grain == "half-year":
        return f"{year}-{39 + int(value[-1])}"  # EDTF level 2: 40 and 41 are the halves
    return f"{found.first}/{found.last}"
