r"""The date that an article gives itself at its head: under the title, in a byline, a dateline. A wrong one is worse than none.

What counts is a whole day with its year, in one of these places, the first kind before the second and so on:
    ``Published: 9 December 2024``                        a label
    ``9 December 2024``, ``Clara Vogel, 9 December 2024``  a line of its own, or with short names beside it
    ``WASHINGTON, March 5, 2025 (Wire) -- The …``          a dateline before the first words
    ``Load-Date: March 6, 2025``                          a news database's own line, anywhere, where there is one such day alone
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from geopol.bylines import DAY, EVENT, MONTH, WEEKDAY, day_beside_names, day_of
from geopol.kept import compile_once

# The head of an article: so many characters and lines, and so many words of prose; behind that a date is what the text tells.
_CHARS, _LINES, _WORDS = 2_000, 25, 80
_PROSE = 10  # words in a line of prose
_MAX_LABEL = 120
_AROUND = "*_#()[] \t"
_FIRST_YEAR, _LAST_YEAR = 1700, 2099

_LABEL = compile_once(
    r"(?:(?:first |originally )?(?:published|posted|issued|released)(?: (?:on|at|online))?"
    r"|(?:publication |release |issue )?date(?: of (?:publication|issue|release))?(?: published)?"
    rf"|for immediate release|(?:press|news) (?:release|statement))\s*[:,|–—-]?\s+{DAY}(?:\W.{{0,60}})?",
    re.IGNORECASE,
)
_LOADED = compile_once(rf"^[^\S\n]*load-?date:[^\S\n]+{DAY}", re.IGNORECASE | re.MULTILINE)
_SOURCE = r"(?: ?\([^()\n]{2,40}\)| ?/[A-Za-z -]{2,30}/)?"
_CAPITAL = r"(?:(?:de|del|des|la|sur|am|on|upon|of|the|al|el)[ -])?[A-ZÀ-Þ][\w.’']{0,20}"
_PLACED = compile_once(
    rf"{_CAPITAL}(?:[ /-]{_CAPITAL}){{0,4}}(?:, (?!(?i:{WEEKDAY})){_CAPITAL}(?: {_CAPITAL}){{0,2}})?"
    rf"{_SOURCE}(?:,? (?P<open>\()?| ?[-–—]{{1,2}} ?)(?i:{DAY})(?(open)\)){_SOURCE} ?(?:[-–—_]{{1,2}}|:)\s+(?!(?i:{MONTH})|\d)"
)
_OPENING = compile_once(rf"{DAY}{_SOURCE} ?[-–—]{{1,2}}\s+(?!{MONTH}|\d)", re.IGNORECASE)
_TIMELINE = compile_once(rf"^[^\S\n]*[*_#(–-]*[^\S\n]*{DAY}[^\S\n]*(?:[*_)]*[^\S\n]*$|[:–—-])", re.IGNORECASE | re.MULTILINE)
_YEAR = compile_once(r"(?<![\d.,$€£-])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")


def told_date(text: str) -> str | None:
    """The date that an article gives itself at its head, ISO 8601.

    Args:
        text: The article.

    Returns:
        The day; ``None`` where the head gives none or more than one, where a file holds several articles or a list of days, or
        where the text tells mostly of later years.
    """
    loaded = (
        {day for found in _LOADED.finditer(text) if (day := _day(found)) is not None} if "oad-date" in text.lower() else set()
    )
    if len(loaded) > 1:
        return None
    told: dict[int, set[datetime.date]] = {}
    for rank, day in _candidates(text[:_CHARS]):
        told.setdefault(rank, set()).add(day)
    days = told[min(told)] if told else loaded
    if len(days) != 1:
        return None
    day = min(days)
    return None if _is_list_of_days(text, day) or _tells_later(text, day.year) else day.isoformat()


def _candidates(head: str) -> Iterator[tuple[int, datetime.date]]:
    """Days in the places where an article's date stands, each with its rank; the best is 0."""
    prose = seen = 0
    for line, following in pairwise([*(line.strip() for line in head.splitlines()), ""]):
        seen += line != ""
        # A line of wrapped text may begin with any day.
        if (found := _line(line, alone=not following[:1].islower())) is not None:
            yield found
        words = len(line.split())
        prose += words if words >= _PROSE else 0
        if prose > _WORDS or seen == _LINES:
            return


def _line(line: str, *, alone: bool) -> tuple[int, datetime.date] | None:
    bare = line.strip(_AROUND)
    if alone and len(bare) <= _MAX_LABEL and (label := _LABEL.fullmatch(bare)) is not None and (day := _day(label)) is not None:
        return 0, day
    if alone and (day := day_beside_names(bare)) is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return 1, day
    opening = _PLACED.match(bare) or (_OPENING.match(bare) if len(bare.split()) > 2 * _PROSE else None)
    day = _day(opening) if opening is not None and not EVENT.search(opening.group()) else None
    return None if day is None else (2, day)


def _day(found: re.Match[str]) -> datetime.date | None:
    """The day of a match; none where it is in no calendar, may be two, or lies in no year that has articles."""
    day = day_of(found)
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _is_list_of_days(text: str, day: datetime.date) -> bool:
    """Whether further lines begin with days of their own, as those of a chronology or a digest do."""
    others = {_day(found) for found in _TIMELINE.finditer(text)} - {day, None}
    return len(others) > 1


def _tells_later(text: str, year: int) -> bool:
    """Whether most years told lie well after a year: then it is one that the text tells of."""
    years = {int(found) for found in _YEAR.findall(text)}
    later = sum(one > year + 1 for one in years)
    return later > 1 and 2 * later > len(years)
