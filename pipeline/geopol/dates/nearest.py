"""Of the years around an article's date, the one that a month, season or day without a year belongs to."""

from __future__ import annotations

from geopol.dates import almanac
from geopol.dates.sense import Side
from geopol.dates.tense import Told


def nearest(candidates: list[str], anchor: str, side: Told, seek: Side | None) -> str:
    """Of a month, season or day in the years around the document's date, the one meant.

    Args:
        candidates: Its values in three years, the middle one that of the document.
        anchor: The document's date.
        side: The side that the tense tells.
        seek: The side that the words themselves tell ("last March").
    """
    base = almanac.stretch(anchor)
    known = [(value, span) for value in candidates if (span := almanac.stretch(value)) is not None]
    if base is None or not known:
        return candidates[1]
    if seek is None and len(known) == len(candidates):
        return min(known, key=lambda pair: _distance(pair[1], base, side))[0]
    if seek == "after":
        return next((value for value, span in known if span.first > base.last), candidates[1])
    return next((value for value, span in reversed(known) if span.last < base.first), candidates[1])


def _distance(span: almanac.Stretch, base: almanac.Stretch, side: Told) -> float:
    """Days from the anchor, the side that the tense speaks against counting more."""
    if span.first <= base.first <= span.last:
        return 0.0
    ahead = span.first > base.first
    days = _ordinal(span.first) - _ordinal(base.last) if ahead else _ordinal(base.first) - _ordinal(span.last)
    against = AGAINST[side.side][ahead]
    return days * (SURELY if side.sure and against > 1 and days > TOLERANCE else against)


# How much more a day behind and ahead of the anchor counts, by the side told. For what is told ahead, 2, 3 and 4 are equal on
# TimeBank and AQUAINT and 6 is worse.
AGAINST: dict[Side | None, tuple[float, float]] = {"before": (1.0, 6.0), None: (1.0, 4.0), "after": (4.0, 1.0)}
# Where the verb leaves no doubt, the other side is out of the question, but for the day that lies between two time zones.
SURELY, TOLERANCE = 400.0, 1


def _ordinal(day: almanac.Day) -> int:
    return day.year * 365 + day.month * 30 + day.day
