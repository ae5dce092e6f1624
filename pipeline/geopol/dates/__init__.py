"""Dates in text as calendar intervals: find, normalise, resolve."""

from geopol.dates.finding import READINGS, Told, Wanted, check_reading, choose_reading, find, find_in, parse, tell, tell_in
from geopol.dates.periods import Period, period

__all__ = [
    "READINGS",
    "Period",
    "Told",
    "Wanted",
    "check_reading",
    "choose_reading",
    "find",
    "find_in",
    "parse",
    "period",
    "tell",
    "tell_in",
]
