"""Joins two finds to a range, and lets a year told once count for the dates listed before it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from geopol.dates.sense import Found, Sense

_DASH = re.compile(r"\s{0,3}(?:--|[-–—‑‒−])\s{0,3}(?:the )?")
_SLASH = re.compile(r"\s?/\s?")
_TO = re.compile(r"\s{1,3}(?:to|through|until|till|thru|up to|up until|through to|down to)\s{1,3}(?:the )?", re.IGNORECASE)
_AND = re.compile(r",?\s{1,3}(?:and|to)\s{1,3}(?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_LIST = re.compile(
    r"(?:,\s|,?\s(?:and|or|to|until|through|and again in|and in)\s|\s?[-–—/]\s?)(?:in |on |the |the following )?", re.IGNORECASE
)
_ON_DAY = re.compile(r"(?:\s\([^)\n]{1,20}\))?(?:\s[\w]+ time)?,?\s(?:on\s)?(?:the\s)?")
_DAY_VALUE = re.compile(r"(?:XXXX|\d{4})-(?:\d\d-\d\d|WXX-\d)")
# In the order of the year; the winter named after a year begins in its December.
_SEASONS = ("-SP", "-SU", "-FA", "-WI")


def join(text: str, found: Iterable[Found]) -> list[Found]:
    """Carry years and days backwards, then join the ends of ranges."""
    return _ranges(text, _clocked(text, _carried(text, list(found))))


def _clocked(text: str, finds: list[Found]) -> list[Found]:
    """Let a time of day take the day that follows: "5:34 AM Baghdad time on March 20, 2003", "10:35 a.m. (0735 GMT) Friday"."""
    for index, (this, later) in enumerate(itertools.pairwise(finds)):
        day = later.sense
        if (
            this.rule == "clock"
            and not day.ends
            and ((day.shift is not None and day.shift.unit == "D") or _DAY_VALUE.fullmatch(day.value))
            and _ON_DAY.fullmatch(text, this.end, later.start)
        ):
            finds[index] = replace(this, sense=replace(day, type="TIME", mod=None, clock=this.sense.clock))
    return finds


def _carried(text: str, finds: list[Found]) -> list[Found]:
    """In "June and August 2008", June takes the year that stands behind the list."""
    for index in range(len(finds) - 2, -1, -1):
        this, later = finds[index], finds[index + 1]
        year = _own_year(later.sense)
        if year and _takes_year(this.sense) and _LIST.fullmatch(text, this.end, later.start):
            finds[index] = replace(this, sense=replace(this.sense, value=this.sense.value.replace("XXXX", year, 1)))
    return finds


def _takes_year(sense: Sense) -> bool:
    return (
        sense.yearless
        and not sense.ends
        and sense.type in ("DATE", "TIME")
        and "X" not in sense.value[4:]
        and not re.match(r"XXXX-W[\dX]", sense.value)
    )


def _own_year(sense: Sense) -> str | None:
    first = sense.ends[0] if sense.ends else sense
    match = re.match(r"((?:BC)?\d{4})-", first.value)
    return match.group(1) if match and first.shift is None and first.type in ("DATE", "TIME") else None


def _ranges(text: str, finds: list[Found]) -> list[Found]:
    joined: list[Found] = []
    for this in finds:
        if joined and _makes_range(text, joined[-1], this):
            joined[-1] = _range(joined[-1], this)
        else:
            joined.append(this)
    return joined


def _makes_range(text: str, left: Found, right: Found) -> bool:
    if left.sense.ends or right.sense.ends or not _end(left, first=True) or not _end(right, first=False):
        return False
    gap = text[left.end : right.start]
    if len(gap) > 16:
        return False
    if _AND.fullmatch(gap) and _BETWEEN.search(text, max(0, left.start - 14), left.start):
        return True
    if _SLASH.fullmatch(gap):  # "April/May 1725"
        return left.rule == "month" and right.rule in ("month year", "month")
    return (_DASH.fullmatch(gap) is not None or _TO.fullmatch(gap) is not None) and _ascending(left.sense, right.sense)


def _end(found: Found, first: bool) -> bool:
    """Whether a find can be the end of a range: a calendar date, or for the last end the present."""
    sense = found.sense
    if sense.dated or (sense.yearless and sense.type != "SET"):
        return True
    if first:
        return False
    return found.rule == "now" or (found.rule == "day word" and sense.shift is not None and sense.shift.count == 0)


def _ascending(left: Sense, right: Sense) -> bool:
    """Whether the ends can stand in this order; dates before Christ and without years always can."""
    if "X" in left.value + right.value or "B" in left.value + right.value or not right.value or right.value.endswith("REF"):
        return True
    if left.value[4:] in _SEASONS and right.value[4:] in _SEASONS:
        return (left.value[:4], _SEASONS.index(left.value[4:])) <= (right.value[:4], _SEASONS.index(right.value[4:]))
    size = min(len(left.value), len(right.value))
    return left.value[:size] <= right.value[:size]


def _range(left: Found, right: Found) -> Found:
    sense = Sense(f"{left.sense.value}/{right.sense.value}", ends=(left.sense, right.sense))
    return Found(left.start, right.end, sense, "range", ((left.start, left.end), (right.start, right.end)))
