"""Gives each expression its value: the anchor, the year last told, the mention leant on."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

from geopol.dates import almanac
from geopol.dates.sense import Found, Sense

Reading = Literal["news", "narrative"]
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|'ll|would|to be|is to|are to|due|scheduled|expected|expects?|plans?|planned|planning|set to|slated|upcoming|until|going to|hopes?|intends?|"
    r"by|next|deadline|expires?|begins?|starts?|runs? through)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;]['\"”’]?\s")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and what gave it.

    Attributes:
        value: TIMEX3 value.
        anchor: ``explicit``, ``document``, ``mention:OFFSET`` or None.
    """

    value: str
    anchor: str | None


@dataclass(slots=True)
class Context:
    """What the text has told so far.

    Attributes:
        anchor: The document's date as a TIMEX3 value, None where unknown.
        reading: ``news`` or ``narrative``.
        last: The last calendar date told, as a value.
        offset: Where in the article it stands.
    """

    anchor: str | None
    reading: Reading
    last: str | None = None
    offset: int = 0

    def told(self, value: str, offset: int) -> None:
        """Take note of a resolved date. A century or decade is no ground to lean on for a month."""
        point = value.split("/")[-1].split("T")[0]
        if almanac.stretch(point):
            self.last, self.offset = point, offset


def resolve(found: Found, text: str, offset: int, context: Context) -> Resolved:
    """Value of a find.

    Args:
        found: The expression.
        text: The passage, for the tense around it.
        offset: Offset of the expression in the article.
        context: What was told before; it takes note of the result.
    """
    sense = found.sense
    if sense.ends:
        result = _range(found, text, offset, context)
    else:
        result = _point(sense, text, found, offset, context)
    if sense.type in ("DATE", "TIME") and result.anchor is not None:
        context.told(result.value, offset)
    return result


def _range(found: Found, text: str, offset: int, context: Context) -> Resolved:
    results = []
    for end in found.sense.ends:
        results.append(_point(end, text, found, offset, context))
        if results[-1].anchor is not None:
            context.told(results[-1].value, offset)
    anchors = [result.anchor for result in results]
    value = "/".join(result.value for result in results)
    return Resolved(value, None if None in anchors else next((anchor for anchor in anchors if anchor != "explicit"), "explicit"))


def _point(sense: Sense, text: str, found: Found, offset: int, context: Context) -> Resolved:
    if sense.shift is not None:
        result = _shifted(sense, context)
    elif sense.yearless and sense.type in ("DATE", "TIME"):
        result = _dated(sense, text, found, context)
    else:
        result = Resolved(sense.value, "explicit" if almanac.stretch(sense.value) else None)
    return replace(result, value=result.value + sense.clock) if sense.clock and result.value[-3:] != "REF" else result


def _base(value: str | None) -> almanac.Stretch | None:
    return almanac.stretch(value) if value else None


def _mention(context: Context) -> str:
    return f"mention:{context.offset}"


def _shifted(sense: Sense, context: Context) -> Resolved:
    """A step from the document's date or from the last mention."""
    shift = sense.shift
    assert shift is not None  # noqa: S101  (the caller asked)
    leans = shift.base == "mention" or (context.reading == "narrative" and shift.unit != "D" and context.last and _inside_story(shift.count, sense))
    source = context.last if leans and context.last else context.anchor if shift.base == "document" or context.reading == "news" else None
    label = _mention(context) if leans and context.last else "document"
    base = _base(source)
    if base is None or (shift.base == "document" and not leans and context.reading == "narrative" and context.anchor is None):
        return Resolved(_unresolved(sense), None)
    value = almanac.step(base.first, shift.unit, shift.count, base.grain)
    if value is None:
        return Resolved(_unresolved(sense), None)
    return Resolved(_filled(sense.value, value), label)


def _inside_story(count: int, sense: Sense) -> bool:
    """Whether a document-bound step ("this year") is told of the story's time in a history: only with a part inside."""
    return bool(sense.value)


def _unresolved(sense: Sense) -> str:
    assert sense.shift is not None  # noqa: S101  (the caller asked)
    return sense.value or sense.shift.fallback


def _filled(inner: str, year: str) -> str:
    return inner.replace("XXXX", year, 1) if inner else year


def _dated(sense: Sense, text: str, found: Found, context: Context) -> Resolved:
    """A month, day or weekday without a year."""
    if sense.value.startswith("XXXX-XX-"):
        return _day_of_month(sense, context)
    if sense.value.startswith("XXXX-WXX"):
        return _weekday(sense, text, found, context)
    if "X" in sense.value[4:]:
        return Resolved(sense.value, None)
    if context.reading == "news" and context.anchor and not sense.leans:
        return Resolved(nearest(sense, context.anchor, looks_ahead(text, found)), "document")
    if context.last is None:
        return Resolved(sense.value, None)
    year = context.last[: context.last.index("-")] if "-" in context.last else context.last
    if len(year.removeprefix("BC")) < 4:
        return Resolved(sense.value, None)
    value = sense.value.replace("XXXX", year, 1)
    if sense.leans and sense.seek == "after" and value <= context.last[: len(value)] and not year.startswith("BC"):
        value = sense.value.replace("XXXX", str(int(year) + 1), 1)
    return Resolved(value, _mention(context))


def _day_of_month(sense: Sense, context: Context) -> Resolved:
    base = _base(context.last or (context.anchor if context.reading == "news" else None))
    if base is None or base.grain not in ("month", "day") or sense.value.endswith("XX"):
        return Resolved(sense.value, None)
    value = f"{almanac.year_value(base.first.year)}-{base.first.month:02d}{sense.value[7:]}"
    return Resolved(value, _mention(context)) if almanac.stretch(value) else Resolved(sense.value, None)


def _weekday(sense: Sense, text: str, found: Found, context: Context) -> Resolved:
    base = _base(context.anchor) if context.reading == "news" else None
    if base is None or base.grain != "day":
        return Resolved(sense.value, None)
    day = datetime.date(base.first.year, base.first.month, base.first.day)
    behind = (day.isoweekday() - int(sense.value[-1])) % 7
    if sense.seek == "before":
        day -= datetime.timedelta(days=behind or 7)
    elif sense.seek == "after" or (looks_ahead(text, found) and behind):
        day += datetime.timedelta(days=7 - behind)
    else:
        day -= datetime.timedelta(days=behind)
    return Resolved(almanac.day_value(day), "document")


def looks_ahead(text: str, found: Found) -> bool:
    """Whether the clause around a find speaks of the future, by its verbs and prepositions."""
    window = text[max(0, found.start - 70) : found.start]
    cut = [match.end() for match in _SENTENCE.finditer(window)]
    return _FUTURE.search(window[cut[-1] if cut else 0 :]) is not None


def nearest(sense: Sense, anchor: str, ahead: bool) -> str:
    """A month, season or day without year next to the document's date, on the side that the tense tells."""
    year = int(anchor[:4])
    candidates = [sense.value.replace("XXXX", str(one), 1) for one in (year - 1, year, year + 1)]
    stretches = [(value, almanac.stretch(value)) for value in candidates]
    base = almanac.stretch(anchor)
    known = [(value, span) for value, span in stretches if span is not None]
    if base is None or not known:
        return candidates[1]
    if ahead or sense.seek == "after":
        later = [value for value, span in known if (span.last if sense.seek is None else span.first) >= base.first]
        return later[0] if later else candidates[1]
    earlier = [value for value, span in known if (span.first if sense.seek is None else span.last) <= base.last]
    return earlier[-1] if earlier else candidates[1]
