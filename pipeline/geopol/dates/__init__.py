"""Dates in text as calendar intervals: find, normalise, resolve."""

from geopol.dates.finding import choose_reading, find, find_in, parse

__all__ = ["choose_reading", "find", "find_in", "parse"]
