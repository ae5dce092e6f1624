"""Gives each expression its value: the anchor, the year last told, the mention leant on."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

from geopol.dates import almanac
from geopol.dates.named_rules import feast
from geopol.dates.sense import Found, Sense, Shift

Reading = Literal["news", "narrative"]
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|would|(?:to|can|could|may|might|must|should) (?:be|[a-z]+)|is due|due|scheduled|expected"
    r"|expects?|plans?|planned|planning|set to|slated|upcoming|until|through|going to|hopes?|intends?|next"
    r"|deadline|expires?|begins?|starts?|payable|effective"
    r"|as (?:soon|early) as)\b|'ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!be )(?<!to )\b(?:said|told|met|was|were|had|did|made|came|went|took|held|began|gave|saw|left|sent"
    r"|fell|rose|won|lost|\w{2,}ed)\b",
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
        quarter: The last quarter told that was not itself counted back from another.
    """

    anchor: str | None
    reading: Reading
    last: str | None = None
    offset: int = 0
    quarter: str | None = None

    def told(self, value: str, offset: int) -> None:
        """Take note of a resolved date. A century or decade is no ground to lean on for a month."""
        point = value.split("/")[-1].split("T")[0]
        if almanac.stretch(point):
            self.last, self.offset = point, offset
            if "-Q" in point:
                self.quarter = self.quarter or point


def resolve(found: Found, text: str, offset: int, context: Context) -> Resolved:
    """Value of a find.

    Args:
        found: The expression.
        text: The passage, for the tense around it.
        offset: Offset of the expression in the article.
        context: What was told before; it takes note of the result.
    """
    sense = found.sense
    result = _range(found, text, offset, context) if sense.ends else _point(sense, text, found, context)
    if (
        sense.type in ("DATE", "TIME")
        and result.anchor is not None
        and (context.reading == "news" or result.anchor != "document")
    ):
        context.told(result.value, offset)
    return result


def _range(found: Found, text: str, offset: int, context: Context) -> Resolved:
    results = []
    for end in found.sense.ends:
        results.append(_point(end, text, found, context))
        if results[-1].anchor is not None:
            context.told(results[-1].value, offset)
    anchors = [result.anchor for result in results]
    first, last = (result.value for result in (results[0], results[-1]))
    value = f"{first.split('/')[0]}/{last.split('/')[-1]}"  # an end may be a period with ends of its own
    return Resolved(value, None if None in anchors else next((anchor for anchor in anchors if anchor != "explicit"), "explicit"))


def _point(sense: Sense, text: str, found: Found, context: Context) -> Resolved:
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
    if context.reading == "narrative" and shift.unit == "D" and shift.count == 0 and shift.base == "document":
        return Resolved(_unresolved(sense), None)  # a history's "today" is the reader's
    if shift.base == "quarter" or (
        shift.unit == "Y" and shift.count == -1 and not sense.value and _speaks_of_quarters(shift, context)
    ):
        return _quarter(sense, shift.count if shift.unit == "Q" else -4, context)
    leans = shift.base == "mention" or (context.reading == "narrative" and context.last and _inside_story(shift.count, sense))
    source = (
        context.last
        if leans and context.last
        else context.anchor
        if shift.base == "document" or context.reading == "news"
        else None
    )
    label = _mention(context) if leans and context.last else "document"
    base = _base(source)
    if sense.feast and context.last and context.reading == "narrative":
        base, label = _base(context.last), _mention(context)
    if base is None or (shift.base == "document" and not leans and context.reading == "narrative" and context.anchor is None):
        return Resolved(_unresolved(sense), None)
    value = almanac.step(base.first, shift.unit, shift.count, base.grain)
    if value is None:
        return Resolved(_unresolved(sense), None)
    return Resolved(_feast(sense, value) if sense.feast else _filled(sense.value, value), label)


def _feast(sense: Sense, year: str) -> str:
    return feast(sense.feast, int(year)).isoformat() if year.isdigit() else sense.value


def _speaks_of_quarters(shift: Shift, context: Context) -> bool:
    """Whether "a year earlier" compares with the quarter just told."""
    return shift.single and context.reading == "news" and context.last is not None and "-Q" in context.last


def _quarter(sense: Sense, count: int, context: Context) -> Resolved:
    """The quarter a report is about, or one so many quarters off: the last told, else the last complete before the anchor."""
    told = context.quarter
    base = _base(told or (context.anchor if context.reading == "news" else None))
    if base is None or base.grain == "year":
        return Resolved(_unresolved(sense), None)
    value = almanac.step(base.first, "Q", count - (told is None), base.grain)
    return Resolved(value or _unresolved(sense), "document" if told is None else _mention(context))


def _inside_story(count: int, sense: Sense) -> bool:
    """Whether a history tells a step of its own time: "the next year", and any with a part inside ("March of this year")."""
    return bool(sense.value) or count > 0


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
    if context.last is None or (sense.seek and not sense.leans):
        return Resolved(sense.value, None)
    year = context.last[: context.last.index("-")] if "-" in context.last else context.last
    if len(year.removeprefix("BC")) < 4:
        return Resolved(sense.value, None)
    value = sense.value.replace("XXXX", year, 1)
    if _wrapped(value, context.last):
        value = sense.value.replace("XXXX", str(int(year) + 1), 1)
    if sense.leans and sense.seek == "after" and value <= context.last[: len(value)] and not year.startswith("BC"):
        value = sense.value.replace("XXXX", str(int(year) + 1), 1)
    return Resolved(value, _mention(context))


def _wrapped(value: str, last: str) -> bool:
    """Whether a month so early follows one so late that the story has gone on to the next year."""
    now, then = re.fullmatch(r"\d{4}-(\d\d).*", value), re.fullmatch(r"\d{4}-(\d\d).*", last)
    return now is not None and then is not None and int(then.group(1)) - int(now.group(1)) >= ROLL


ROLL = 9  # months back


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
    """Whether the clause before a find speaks of the future: the cue nearest to it decides, "Tuesday's" is past."""
    window = text[max(0, found.start - 70) : found.start]
    cut = [match.end() for match in _SENTENCE.finditer(window)]
    clause = window[cut[-1] if cut else 0 :]
    future = [match.end() for match in _FUTURE.finditer(clause)]
    if not future or (text[found.end : found.end + 2] in ("'s", "’s") and "WXX" in found.sense.value):
        return False
    past = [match.end() for match in _PAST.finditer(clause) if not _FUTURE.fullmatch(match.group())]
    return not past or future[-1] > past[-1]


def nearest(sense: Sense, anchor: str, ahead: bool) -> str:
    """A month, season or day without year next to the document's date, on the side that the tense tells."""
    year = int(anchor[:4])
    candidates = [sense.value.replace("XXXX", str(one), 1) for one in (year - 1, year, year + 1)]
    stretches = [(value, almanac.stretch(value)) for value in candidates]
    base = almanac.stretch(anchor)
    known = [(value, span) for value, span in stretches if span is not None]
    if base is None or not known:
        return candidates[1]
    if sense.seek is None and len(known) == len(candidates):
        return min(known, key=lambda pair: _distance(pair[1], base, ahead))[0]
    if sense.seek == "after":
        return next((value for value, span in known if span.first > base.last), candidates[1])
    return next((value for value, span in reversed(known) if span.last < base.first), candidates[1])


def _distance(span: almanac.Stretch, base: almanac.Stretch, ahead: bool) -> float:
    """Days from the anchor, the side that the tense speaks against counting more."""
    if span.first <= base.first <= span.last:
        return 0.0
    days = _ordinal(span.first) - _ordinal(base.last) if span.first > base.first else _ordinal(span.last) - _ordinal(base.first)
    against = days > 0 if not ahead else days < 0
    return abs(days) * (AGAINST if against else 1.0)


AGAINST = 2.0  # best of 1.5, 2, 3 and 5 on TimeBank


def _ordinal(day: almanac.Day) -> int:
    return day.year * 365 + day.month * 30 + day.day
