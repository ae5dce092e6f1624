"""Gives each expression its value: the anchor, the year last told, the mention leant on."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from geopol.dates import almanac
from geopol.dates.holidays import feast
from geopol.dates.nearest import nearest
from geopol.dates.sense import Found, Sense, Shift
from geopol.dates.story import Story, looks_ahead, opens_sentence
from geopol.dates.tense import side_told


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and what gave it.

    Attributes:
        value: TIMEX3 value.
        anchor: ``explicit``, ``document``, ``mention:OFFSET`` or None.
    """

    value: str
    anchor: str | None


def resolve(found: Found, text: str, offset: int, story: Story) -> Resolved:
    """Value of a find.

    Args:
        found: The expression.
        text: The passage, for the tense around it.
        offset: Offset of the expression in the article.
        story: What was told before; it takes note of the result.
    """
    sense = found.sense
    result = _range(found, text, offset, story) if sense.ends else _point(sense, text, found, story)
    if sense.type in ("DATE", "TIME") and result.anchor is not None and (story.reading == "news" or result.anchor != "document"):
        story.told(result.value, offset, opens_sentence(text, found.start), looks_ahead(text, found.start))
    return result


def _range(found: Found, text: str, offset: int, story: Story) -> Resolved:
    results = []
    for end in found.sense.ends:
        results.append(_point(end, text, found, story))
        if results[-1].anchor is not None:
            story.told(results[-1].value, offset, opens_sentence(text, found.start), looks_ahead(text, found.start))
    anchors = [result.anchor for result in results]
    first, last = (result.value for result in (results[0], results[-1]))
    value = f"{first.split('/')[0]}/{last.split('/')[-1]}"  # an end may be a period with ends of its own
    return Resolved(value, None if None in anchors else next((anchor for anchor in anchors if anchor != "explicit"), "explicit"))


def _point(sense: Sense, text: str, found: Found, story: Story) -> Resolved:
    if sense.feast:
        result = _feasted(sense, text, found, story)
    elif sense.shift is not None:
        result = _shifted(sense, story)
    elif sense.yearless and sense.type in ("DATE", "TIME"):
        result = _dated(sense, text, found, story)
    else:
        result = Resolved(sense.value, "explicit" if almanac.stretch(sense.value) else None)
    return replace(result, value=result.value + sense.clock) if sense.clock and result.value[-3:] != "REF" else result


def _base(value: str | None) -> almanac.Stretch | None:
    return almanac.stretch(value) if value else None


def _mention(story: Story) -> str:
    return f"mention:{story.offset}"


def _shifted(sense: Sense, story: Story) -> Resolved:
    """A step from the document's date or from the last mention."""
    shift = sense.shift
    assert shift is not None  # noqa: S101  (the caller asked)
    if story.reading == "narrative" and shift.unit == "D" and shift.count == 0 and shift.base == "document":
        return Resolved(_unresolved(sense), None)  # a history's "today" is the reader's
    if shift.base == "quarter" or (
        shift.unit == "Y" and shift.count == -1 and not sense.value and _speaks_of_quarters(shift, story)
    ):
        return _quarter(sense, shift.count if shift.unit == "Q" else -4, story)
    leans = shift.base == "mention" or (story.reading == "narrative" and story.last and _inside_story(shift.count, sense))
    source = story.last if leans and story.last else story.anchor if shift.base == "document" or story.reading == "news" else None
    label = _mention(story) if leans and story.last else "document"
    base = _base(source)
    if base is None or (shift.base == "document" and not leans and story.reading == "narrative" and story.anchor is None):
        return Resolved(_unresolved(sense), None)
    value = almanac.step(base.first, shift.unit, shift.count, base.grain)
    if value is None:
        return Resolved(_unresolved(sense), None)
    return Resolved(_filled(sense.value, value), label)


def _feasted(sense: Sense, text: str, found: Found, story: Story) -> Resolved:
    """A movable holiday: of the year last told in a history, in news the one next to the document's date."""
    if sense.value.isdigit():  # a year that stands behind a list: "Easter and June 2008"
        return Resolved(feast(sense.feast, int(sense.value)).isoformat(), "explicit")
    if story.reading == "news" and story.anchor:
        year = int(story.anchor[:4])
        days = [feast(sense.feast, one).isoformat() for one in (year - 1, year, year + 1)]
        return Resolved(nearest(days, story.anchor, side_told(text, found), sense.seek), "document")
    base = _base(story.last)
    if base is None or base.grain in ("decade", "century") or base.first.year < FIRST_FEAST:
        return Resolved("XXXX", None)
    return Resolved(feast(sense.feast, base.first.year).isoformat(), _mention(story))


FIRST_FEAST = 1583  # the first whole year of the Gregorian calendar, which the rules of movable holidays are made for


def _speaks_of_quarters(shift: Shift, story: Story) -> bool:
    """Whether "a year earlier" compares with the quarter just told."""
    return shift.single and story.reading == "news" and story.last is not None and "-Q" in story.last


def _quarter(sense: Sense, count: int, story: Story) -> Resolved:
    """The quarter a report is about, or one so many quarters off: the last told, else the last complete before the anchor."""
    told = story.quarter
    base = _base(told or (story.anchor if story.reading == "news" else None))
    if base is None or base.grain == "year":
        return Resolved(_unresolved(sense), None)
    value = almanac.step(base.first, "Q", count - (told is None), base.grain)
    return Resolved(value or _unresolved(sense), "document" if told is None else _mention(story))


def _inside_story(count: int, sense: Sense) -> bool:
    """Whether a history tells a step of its own time: "the next year", "March of this year"; "29 November last year" is news."""
    return (bool(sense.value) and count == 0) or count > 0


def _unresolved(sense: Sense) -> str:
    assert sense.shift is not None  # noqa: S101  (the caller asked)
    return sense.value or sense.shift.fallback


def _filled(inner: str, year: str) -> str:
    return inner.replace("XXXX", year, 1) if inner else year


def _dated(sense: Sense, text: str, found: Found, story: Story) -> Resolved:
    """A month, day or weekday without a year."""
    if sense.clock and sense.value == "XXXX-XX-XX":
        return _hour(sense, story)
    if sense.value.startswith("XXXX-XX-"):
        return _day_of_month(sense, story)
    if sense.value.startswith("XXXX-WXX"):
        return _weekday(sense, text, found, story)
    if "X" in sense.value[4:]:
        return Resolved(sense.value, None)
    if story.reading == "news" and story.anchor and not sense.leans:
        now = int(story.anchor[:4])
        candidates = [sense.value.replace("XXXX", str(one), 1) for one in (now - 1, now, now + 1)]
        return Resolved(nearest(candidates, story.anchor, side_told(text, found), sense.seek), "document")
    last = story.thread if story.reading == "narrative" or sense.leans else None
    if last is None or (sense.seek and not sense.leans):
        return Resolved(sense.value, None)
    year = last[: last.index("-")] if "-" in last else last
    if len(year.removeprefix("BC")) < 4:
        return Resolved(sense.value, None)
    value = sense.value.replace("XXXX", year, 1)
    if _wrapped(value, last):
        value = sense.value.replace("XXXX", str(int(year) + 1), 1)
    if sense.leans and sense.seek == "after" and not year.startswith("BC") and not _is_later(value, last):
        value = sense.value.replace("XXXX", str(int(year) + 1), 1)
    return Resolved(value, _mention(story))


def _is_later(value: str, last: str) -> bool:
    """Whether a value begins after the last one has ended: the spring that follows 1968 is that of 1969."""
    span, base = almanac.stretch(value), almanac.stretch(last)
    return span is not None and base is not None and span.first > base.last


def _wrapped(value: str, last: str) -> bool:
    """Whether a month so early follows one so late that the story has gone on to the next year."""
    now, then = re.fullmatch(r"\d{4}-(\d\d).*", value), re.fullmatch(r"\d{4}-(\d\d).*", last)
    return now is not None and then is not None and int(then.group(1)) - int(now.group(1)) >= ROLL


ROLL = 9  # months back


def _hour(sense: Sense, story: Story) -> Resolved:
    """A time of day belongs to the day last told."""
    base = _base(story.last)
    if base is None or base.grain != "day" or story.last is None:
        return Resolved(sense.value, None)
    return Resolved(story.last, _mention(story))


def _day_of_month(sense: Sense, story: Story) -> Resolved:
    base = _base(story.last or (story.anchor if story.reading == "news" else None))
    if base is None or base.grain not in ("month", "day") or sense.value.endswith("XX"):
        return Resolved(sense.value, None)
    value = f"{almanac.year_value(base.first.year)}-{base.first.month:02d}{sense.value[7:]}"
    return Resolved(value, _mention(story)) if almanac.stretch(value) else Resolved(sense.value, None)


def _weekday(sense: Sense, text: str, found: Found, story: Story) -> Resolved:
    base = _base(story.anchor) if story.reading == "news" else None
    if base is None or base.grain != "day":
        return Resolved(sense.value, None)
    day = datetime.date(base.first.year, base.first.month, base.first.day)
    behind = (day.isoweekday() - int(sense.value[-1])) % 7
    if sense.seek == "before":
        day -= datetime.timedelta(days=behind or 7)
    elif sense.seek == "after" or (behind and side_told(text, found).side == "after"):
        day += datetime.timedelta(days=7 - behind)
    else:
        day -= datetime.timedelta(days=behind)
    return Resolved(almanac.day_value(day), "document")
