"""Dates in text as calendar intervals: find, normalise, resolve."""

from geopol.dates.finding import choose_reading, find, find_in, parse
from geopol.dates.periods import Period, period

__all__ = ["Period", "choose_reading", "find", "find_in", "parse", "period"]
