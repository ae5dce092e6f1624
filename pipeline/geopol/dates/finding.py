"""From passages to dates: scan, join, resolve, and write the record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geopol.dates import almanac
from geopol.dates.bounds import bound_of
from geopol.dates.ranges import join
from geopol.dates.resolve import resolve
from geopol.dates.scan import scan
from geopol.dates.sense import Found, Sense
from geopol.dates.story import Story
from geopol.errors import InputError
from geopol.records import Date, DatePart, Passage, Reading
from geopol.wording import not_a, not_one_of

Anchor = str | datetime.date | None
Wanted = Literal["auto", "news", "narrative"]
READINGS: tuple[Wanted, ...] = ("auto", "news", "narrative")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")
_BREAK = re.compile(r"[\n\r]")
_NO_YEAR = 10_000  # of an article without a date: all years told lie before it
_ANCHOR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of time.

    Attributes:
        reading: How its bare months and weekdays were read: ``news`` or ``narrative``.
        dates: A tuple of dates for each passage.
    """

    reading: Reading
    dates: list[tuple[Date, ...]]


def find(
    passages: Sequence[Passage], *, anchor: Anchor = None, reading: Wanted = "auto", events: bool = False
) -> list[tuple[Date, ...]]:
    """Find the dates of an article: :func:`tell` without the reading that it chose."""
    return tell(passages, anchor=anchor, reading=reading, events=events).dates


def tell(passages: Sequence[Passage], *, anchor: Anchor = None, reading: Wanted = "auto", events: bool = False) -> Told:
    """Find the dates of an article, and say how it was read.

    Args:
        passages: The article's passages in order, headings included; what one tells, the next can lean on.
        anchor: The article's date, ISO 8601, whole or partial (``2024-06``); relative dates count from it, or stay unresolved.
        reading: What a bare "March" means: ``news`` the one near the anchor, ``narrative`` the one of the year last told,
            ``auto`` what :func:`choose_reading` says.
        events: Whether events known by name ("the Cold War") are dates too. The codebook makes them entities (``EVENT``), so
            :func:`geopol.load`'s tagger leaves them out here and gives those entities their period.

    Returns:
        The reading, and one tuple a passage: dates in text order, none overlapping another.

    Raises:
        InputError: If ``passages`` are none, ``anchor`` is no date, or ``reading`` none of the three.
    """
    if isinstance(passages, str) or not all(isinstance(passage, Passage) for passage in passages):
        raise InputError(f"passages must be a list of Passage, not {passages!r:.60}; find_in takes a plain text")
    day = _anchor(anchor)
    finds = [join(passage.text, scan(passage.text, events)) for passage in passages]
    check_reading(reading)
    chosen = _choose(finds, day) if reading == "auto" else reading
    story = Story(day, chosen)
    return Told(chosen, [_passage(passage, here, story) for passage, here in zip(passages, finds, strict=True)])


def _passage(passage: Passage, finds: Sequence[Found], story: Story) -> tuple[Date, ...]:
    story.fresh = True
    return tuple(_record(passage, found, story) for found in finds)


def check_reading(reading: Wanted) -> Wanted:
    """Hand a reading back.

    Raises:
        InputError: If it is not ``auto``, ``news`` or ``narrative``.
    """
    if reading not in READINGS:
        raise not_one_of("reading", reading, READINGS)
    return reading


def find_in(text: str, *, anchor: Anchor = None, reading: Wanted = "auto", events: bool = False) -> tuple[Date, ...]:
    """Find the dates of a plain string; a blank line ends a paragraph, a single line break is a space. See :func:`tell`."""
    return tell_in(text, anchor=anchor, reading=reading, events=events).dates[0]


def tell_in(text: str, *, anchor: Anchor = None, reading: Wanted = "auto", events: bool = False) -> Told:
    """:func:`tell` for a plain string: all its dates in one tuple."""
    if not isinstance(text, str):
        raise not_a("text", str, text)
    passages = [Passage(_BREAK.sub(" ", match.group()), text, match.start()) for match in _PARAGRAPH.finditer(text)]
    told = tell(passages, anchor=anchor, reading=reading, events=events)
    return Told(told.reading, [tuple(date for here in told.dates for date in here)])


def parse(text: str, *, anchor: Anchor = None) -> Date | None:
    """Read one expression.

    Args:
        text: The expression and nothing else; a leading article and outer white space do not count.
        anchor: As in :func:`find`.

    Returns:
        The date, or None where the string as a whole is no date.
    """
    if not isinstance(text, str):
        raise not_a("text", str, text)
    bare = re.sub(r"^\s*(?:the|an?)\s+(?=\S)", "", text.rstrip(), flags=re.IGNORECASE)
    skipped = len(text.rstrip()) - len(bare)
    dates = find_in(text, anchor=anchor, events=True)
    return next((date for date in dates if date.start <= skipped and date.end == len(text.rstrip())), None)


def choose_reading(passages: Sequence[Passage], anchor: Anchor = None) -> Reading:
    """How an article tells its dates: ``narrative`` where it tells of years long before its own, else ``news``.

    An article without a date is ``narrative`` where no word needs one, too.
    """
    return _choose([join(passage.text, scan(passage.text)) for passage in passages], _anchor(anchor))


def _anchor(anchor: Anchor) -> str | None:
    if anchor is None or anchor == "":
        return None
    text = anchor.isoformat()[:10] if isinstance(anchor, datetime.date) else str(anchor)[:10]
    if not _ANCHOR.fullmatch(text) or almanac.stretch(text) is None:
        raise InputError(f"anchor {anchor!r} is no date; allowed are 2024-06-19, 2024-06, 2024, and a datetime.date")
    return text


def _choose(finds: Sequence[Sequence[Found]], anchor: str | None) -> Reading:
    """Count full dates of years well before the anchor against words that only make sense beside it.

    An article without a date in which no such word stands tells its own time; one in which some do was news once, and what its
    "January" meant is lost.
    """
    year = int(anchor[:4]) if anchor is not None else _NO_YEAR
    old = near = recent = 0
    for found in (one for here in finds for one in here):
        sense = found.sense.ends[0] if found.sense.ends else found.sense
        if sense.dated and (sense.value[:4].isdigit() or sense.value.startswith("BC")):
            late = not sense.value.startswith("BC") and int(sense.value[:4]) >= year - 1
            old, recent = old + (not late), recent + late
        near += _needs_a_date(found, sense)
    if anchor is None and near == 0:
        return "narrative"
    return (
        "narrative" if old >= 3 + 6 * near and old > recent else "news"
    )  # separates all histories from all but 4 of 256 news texts


def _needs_a_date(found: Found, sense: Sense) -> bool:
    """Whether words make sense beside the article's date alone: "on Monday", "last year"; not "to this day"."""
    if found.rule in ("weekday", "clock weekday", "day word"):
        return True
    shift = sense.shift
    return shift is not None and shift.base == "document" and not (found.rule == "stepped unit" and shift.unit == "D")


def _record(passage: Passage, found: Found, story: Story) -> Date:
    start, end = passage.locate(found.start, found.end)
    sense = found.sense
    result = resolve(found, passage.text, start, story)
    span = almanac.stretch(result.value) if sense.type in ("DATE", "TIME") else None
    bound = bound_of(passage.text, found)
    first, last = (str(span.first), str(span.last)) if span else (None, None)
    return Date(
        text=passage.source[start:end],
        start=start,
        end=end,
        type=sense.type,
        value=result.value,
        mod=sense.mod or bound,
        edtf=almanac.edtf(result.value, sense.mod, bound) if span else None,
        earliest=sense.span[0] if sense.span else first,
        latest=sense.span[1] if sense.span else last,
        granularity=span.grain if span else None,
        anchor=result.anchor,
        parts=_parts(passage, found, result.value),
    )


def _parts(passage: Passage, found: Found, value: str) -> tuple[DatePart, ...]:
    if len(found.parts) != 2:
        return ()
    parts = []
    for (first, last), end_value in zip(found.parts, value.split("/"), strict=True):
        start, end = passage.locate(first, last)
        parts.append(DatePart(passage.source[start:end], start, end, end_value))
    return tuple(parts)
