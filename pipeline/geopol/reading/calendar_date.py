"""A document's date as ISO 8601, as precise as it was given."""

from __future__ import annotations

import datetime
import re

from geopol.bylines import DAY, day_of, month_number
from geopol.errors import InputError
from geopol.kept import compile_once

_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:[T ].*)?)?)?$")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.? (?P<m>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})$")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2}), ?(?P<y>\d{4})$")
_MONTH = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<y>\d{4})$")

_DAY = compile_once(DAY, re.IGNORECASE)


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
    month, day = month_number(parts.get("m")), parts.get("d")
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
