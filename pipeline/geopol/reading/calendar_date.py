"""A document's date as ISO 8601, as precise as it was given."""

from __future__ import annotations

import datetime
import re

from geopol.errors import InputError

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
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:[T ].*)?)?)?$")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.? (?P<m>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})$")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2}), ?(?P<y>\d{4})$")
_MONTH = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<y>\d{4})$")

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
_DAY = re.compile(DAY, re.IGNORECASE)


def iso_date(value: object) -> str:
    """Normalise a date to ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Args:
        value: A date or datetime, or text such as ``2024-06-19``, ``2024-06``, ``2024-06-19T08:00Z``, ``19 June 2024``,
            ``June 19, 2024``. A time of day is left out.

    Raises:
        InputError: If it is none of these, or no day of the calendar.
    """
    if isinstance(value, datetime.date):  # datetime is one too
        return value.isoformat()[:10]
    text = str(value).strip()
    found = next(filter(None, (pattern.match(text) for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _MONTH))), None)
    parts = found.groupdict() if found else {}
    month, day = _month(parts.get("m")), parts.get("d")
    try:
        if not parts or (parts.get("m") and not month):
            raise ValueError("unknown form")
        datetime.date(int(parts["y"]), month or 1, int(day or 1))
    except ValueError as error:
        raise InputError(f"not a date: {text!r} ({error}); allowed are 2024-06-19, 2024-06, 2024 and 19 June 2024") from error
    return parts["y"] + (f"-{month:02d}" if month else "") + (f"-{int(day):02d}" if day else "")


def table_date(value: str, *, day_first: bool | None = None) -> str:
    """A cell of a table as a date: what `iso_date` reads, and what spreadsheets and databases write.

    Args:
        value: ``15/11/2021``, ``15.11.2021 08:30``, ``2021/11/15``, ``Mon, 15 Nov 2021 08:30:00 +0000`` and the like.
        day_first: Whether the day stands before the month where both numbers could be either; ``None`` where nobody knows.

    Raises:
        InputError: If it is no date, or may be two.
    """
    text = value.strip()
    found = _DAY.fullmatch(text)
    if found is not None and found["mark"] == "." and day_first is None:
        day_first = True  # full stops part dates in the countries that put the day first
    day = day_of(found, day_first=day_first) if found is not None else None
    if day is not None:
        return day.isoformat()
    if found is not None and found["mark"] and day_first is None and max(int(found["a"]), int(found["b"])) <= 12:
        raise InputError(f"not one date but two: {text!r} may begin with the day or the month; give --day-first or --month-first")
    return iso_date(text)


def starts_with_day(value: str) -> bool | None:
    """Whether a date in figures has the day before the month, by its numbers alone; ``None`` where they do not tell."""
    found = _DAY.fullmatch(value.strip())
    if found is None or not found["mark"]:
        return None
    first, second = int(found["a"]), int(found["b"])
    return None if (first > 12) == (second > 12) else first > 12


def day_of(found: re.Match[str], *, day_first: bool | None = None) -> datetime.date | None:
    """The day that a match of `DAY` names.

    Args:
        found: The match.
        day_first: As for `table_date`.

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
        month = int(part["m3"]) if part["m3"] else _month((part["m1"] or part["m2"]).rstrip("."))
    try:
        return datetime.date(int(year), month, day)
    except ValueError:
        return None


def _month(text: str | None) -> int:
    """Number of a month by figures, name or first three letters; 0 for none."""
    if text is None:
        return 0
    if text.isdigit():
        return int(text)
    name = text.lower()
    return next((n for n, month in enumerate(_MONTHS, 1) if name in (month, month[:3]) or (name == "sept" and n == 9)), 0)
