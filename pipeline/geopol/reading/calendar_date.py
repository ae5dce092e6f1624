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


def _month(text: str | None) -> int:
    """Number of a month by figures, name or first three letters; 0 for none."""
    if text is None:
        return 0
    if text.isdigit():
        return int(text)
    name = text.lower()
    return next((n for n, month in enumerate(_MONTHS, 1) if name in (month, month[:3]) or (name == "sept" and n == 9)), 0)
