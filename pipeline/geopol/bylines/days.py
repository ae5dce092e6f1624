"""A whole day with its year, as people write it."""

from __future__ import annotations

import datetime
import re

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# A month's name, a weekday's, and a whole day with its year as people write it, with weekday and time of day; for patterns that
# do not heed case. The groups are what `day_of` reads.
MONTH = rf"(?:{'|'.join([*_MONTHS, 'sept', *(name[:3] for name in _MONTHS)])})\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_CLOCK = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{1,6})?)?(?: ?[ap]\.?m\b\.?)?"
_ZONE = r"(?:[A-Z]{2,4}\b|Z\b|[+-]\d\d:?\d\d\b|\([A-Z]{2,4}\))"
DAY = (
    rf"(?:{WEEKDAY},? )?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -](?:of )?(?P<m1>{MONTH}),?[ -](?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d{1,2})[-/](?P<d3>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y4>\d{4}))(?![\d/-])"
    rf"(?:,? {WEEKDAY})?(?:(?:T|,? (?:at )?|,? [-–|·] ){_CLOCK}(?: ?{_ZONE}){{0,2}})?"
)


def day_of(found: re.Match[str], *, day_first: bool | None = None) -> datetime.date | None:
    """The day that a match of `DAY` names.

    Args:
        found: The match.
        day_first: Whether the day stands before the month where both numbers could be either; ``None`` where nobody knows.

    Returns:
        The day; ``None`` where it is in no calendar, or may be two.
    """
    part = found.groupdict()
    if part["mark"]:
        first, second = int(part["a"]), int(part["b"])
        if first <= 12 and second <= 12 and first != second and day_first is None:
            return None
        led_by_day = first > 12 or (second <= 12 and day_first is not False)
        year, month, day = part["y4"], second if led_by_day else first, first if led_by_day else second
    else:
        year = part["y1"] or part["y2"] or part["y3"]
        day = int(part["d1"] or part["d2"] or part["d3"])
        month = int(part["m3"]) if part["m3"] else month_number((part["m1"] or part["m2"]).rstrip("."))
    try:
        return datetime.date(int(year), month, day)
    except ValueError:
        return None


def month_number(text: str | None) -> int:
    """Number of a month by figures, name or first three letters; 0 for none."""
    if text is None:
        return 0
    if text.isdigit():
        return int(text)
    name = text.lower()
    return next((n for n, month in enumerate(_MONTHS, 1) if name in (month, month[:3]) or (name == "sept" and n == 9)), 0)
