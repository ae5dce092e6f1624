"""What a step from another date means: a match of a rule in ``relative_rules`` becomes a value."""

from __future__ import annotations

import re
from dataclasses import replace

from geopol.dates.calendar_senses import clock_of, key, mod_of, month_of, timed
from geopol.dates.duration_senses import YEARS, length, unit_of
from geopol.dates.lexicon import lexicon, number, ordinal
from geopol.dates.rule import Build
from geopol.dates.sense import Sense, Shift, Side

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
# word: (units from the base, base, value where the base is not known)
STEPS = {
    "last": (-1, "document", PAST),
    "past": (-1, "document", PAST),
    "this past": (-1, "document", PAST),
    "this": (0, "document", PRESENT),
    "next": (1, "document", FUTURE),
    "this coming": (1, "document", FUTURE),
    "coming": (1, "document", FUTURE),
    "upcoming": (1, "document", FUTURE),
    "current": (0, "document", PRESENT),
    "present": (0, "document", PRESENT),
    "that": (0, "mention", ""),
    "same": (0, "mention", ""),
    "that same": (0, "mention", ""),
    "this same": (0, "mention", ""),
    "very same": (0, "mention", ""),
    "that very": (0, "mention", ""),
    "following": (1, "mention", ""),
    "ensuing": (1, "mention", ""),
    "subsequent": (1, "mention", ""),
    "succeeding": (1, "mention", ""),
    "previous": (-1, "mention", PAST),
    "preceding": (-1, "mention", PAST),
    "prior": (-1, "mention", PAST),
}
PLACEHOLDER = {
    "D": "XXXX-XX-XX",
    "N": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "S": "XXXX",
    "Y": "XXXX",
}


def _part(match: re.Match[str]) -> str | None:
    part = match.groupdict().get("part")
    return lexicon().parts.get(key(part), {"earlier": "START", "later": "END"}.get(key(part))) if part else None


def _shift(word: str, unit: str) -> Shift:
    count, base, fallback = STEPS[key(word)]
    return Shift(unit, count, base, fallback or PLACEHOLDER.get(unit, "XXXX"))  # type: ignore[arg-type]


def stepped(match: re.Match[str]) -> Sense | None:
    """A unit next to, or the same as, the base: "last year", "the same month", "late this week"."""
    unit = unit_of(match["unit"])
    if unit[0] == "T" or unit in ("ML", "F") or (unit == "D" and key(match["step"]) == "present"):
        return None  # the present day is no day, but now
    if key(match["step"]) == "next" and (unit == "D" or _told_next(match)):
        return timed(match, Sense("", mod=_part(match), shift=_shift("following", unit)))
    if (
        key(match["step"]) in ("past", "last")
        and unit in (("Y", "DE", "CE") if key(match["step"]) == "past" else ("DE", "CE"))
        and not match["part"]
    ):
        return Sense(length(1.0, unit), "DURATION")  # "the past year" is a length up to now, "last year" a calendar year
    return timed(match, Sense("", mod=_part(match), shift=_shift(match["step"], unit)))


_GOES_ON = re.compile(r"(?:^|\b(?:and|but|early|late|by|until|then)[ ,]+)the $")
_OPENS = re.compile(r"[.;!?]['\"”’)]*\s+the $")
_TOLD = re.compile(r",|\s(?:he|she|it|they|we|the|an?|his|her|its|their|(?-i:[A-Z]\w*))\b", re.IGNORECASE)


def _told_next(match: re.Match[str]) -> bool:
    """Whether "the next year" goes on from a year told; "over the next year" and "the next year will" go on from now."""
    before = match.string[max(0, match.start("step") - 16) : match.start("step")].lower()
    if _OPENS.search(before):
        return _TOLD.match(match.string, match.end()) is not None
    return _GOES_ON.search(before) is not None


def stepped_fiscal(match: re.Match[str]) -> Sense:
    """A fiscal year next to the base."""
    return Sense("", mod=_part(match), shift=_shift(match["step"], "Y"))


def inside(match: re.Match[str]) -> Sense:
    """A month, season or day inside a stepped year: "March of that year"."""
    groups = match.groupdict()
    if groups.get("month"):
        value = "XXXX-" + month_of(groups["month"]) + (f"-{ordinal(groups['day']):02d}" if groups.get("day") else "")
    else:
        value = "XXXX-" + lexicon().seasons[groups["season"].lower()]
    return Sense(value, mod=_part(match), shift=stepped_year(match))


def stepped_year(match: re.Match[str]) -> Shift:
    """The step to the year that the group ``step`` names."""
    return _shift(match["step"], "Y")


def stepped_name(match: re.Match[str]) -> Sense:
    """A named day, month or season next to the base: "last March", "next Tuesday", "this summer"."""
    groups = match.groupdict()
    word = key(match["step"])
    count, base, _ = STEPS[word]
    if groups.get("weekday"):
        sense = Sense(f"XXXX-WXX-{lexicon().weekdays[groups['weekday'].lower()]}")
    elif groups.get("month"):
        sense = Sense("XXXX-" + month_of(groups["month"]) + (f"-{ordinal(groups['day']):02d}" if groups.get("day") else ""))
    else:
        sense = Sense("XXXX-" + lexicon().seasons[groups["season"].lower()])
    seek: Side | None = "before" if count < 0 else "after" if count > 0 else None
    return timed(match, replace(sense, mod=_part(match), seek=seek, leans=base == "mention"))


def moved(match: re.Match[str]) -> Sense | None:
    """So many units before or after the base: "two years ago", "three days later"."""
    groups = match.groupdict()
    unit = unit_of(groups["unit"])
    word = key(groups["way"])
    count = number(groups["n"]) if groups.get("n") else 1.0
    if groups.get("half") or count is None or count != int(count) or unit[0] == "T":
        return _vague_move(unit, word, count)
    return _moved_by(match, count, unit)


def _moved_by(match: re.Match[str], count: float, unit: str) -> Sense:
    groups, word = match.groupdict(), key(match["way"])
    back = word in BACK
    document = word in ("ago", "from now", "hence", "back")
    span = length(count, unit)
    factor, unit = COUNTED_IN.get(unit, (1, unit))
    fallback = (PAST if back else FUTURE) if document else span
    single = not (groups.get("n") or groups.get("share"))
    steps = int(count * factor)
    shift = Shift(unit, -steps if back else steps, "document" if document else "mention", fallback, single=single)
    mod = groups.get("approx")
    return Sense("", mod=lexicon().approximations[key(mod)] if mod else None, shift=shift)


def moved_by_part(match: re.Match[str]) -> Sense:
    """A half or quarter of a decade or century before or after the base: "half a century ago" counts fifty years."""
    share = 0.5 if match["share"].lower() == "half" else 0.25
    return _moved_by(match, share * YEARS[unit_of(match["unit"])], "Y")


BACK = ("ago", "earlier", "before", "previously", "prior", "back", "previous")
# Units that a step is counted in others, and how many of them.
COUNTED_IN = {"F": (2, "W"), "N": (1, "D"), "WE": (1, "W"), "ML": (10, "CE"), "Q": (3, "M"), "S": (3, "M")}


def _vague_move(unit: str, word: str, count: float | None) -> Sense:
    if word in ("ago", "back"):
        return Sense(PAST)
    if word in ("from now", "hence"):
        return Sense(FUTURE)
    return Sense(length(count or "X", unit), "DURATION")


def vaguely_moved(match: re.Match[str]) -> Sense:
    """An unknown number of units before or after the base: "several years ago", "weeks later"."""
    return _vague_move(unit_of(match["unit"]), key(match["way"]), None)


def day_word(match: re.Match[str]) -> Sense:
    """A day counted from the document's, as "yesterday" is, with its part where told."""
    count, fallback = DAY_WORDS[key(match["word"])]
    clock = {
        "tonight": "TNI",
        "last night": "TNI",
        "overnight": "TNI",
        "this morning": "TMO",
        "this afternoon": "TAF",
        "this evening": "TEV",
    }.get(key(match["word"]), "")
    groups = match.groupdict()
    if groups.get("daypart"):
        clock = lexicon().dayparts[groups["daypart"].lower()]
    if groups.get("clock"):
        clock = clock_of(groups["clock"])
    return Sense("", "TIME" if clock else "DATE", shift=Shift("D", count, "document", fallback), clock=clock)


DAY_WORDS = {
    "today": (0, PRESENT),
    "to-day": (0, PRESENT),
    "tonight": (0, PRESENT),
    "this morning": (0, PRESENT),
    "this afternoon": (0, PRESENT),
    "this evening": (0, PRESENT),
    "yesterday": (-1, PAST),
    "last night": (-1, PAST),
    "tomorrow": (1, FUTURE),
    "to-morrow": (1, FUTURE),
    "day before yesterday": (-2, PAST),
    "day after tomorrow": (2, FUTURE),
}


def unit_of_mention(match: re.Match[str]) -> Sense:
    """The unit that the text is in: "the end of the year", "later in the month"."""
    unit = unit_of(match["unit"])
    return Sense("", mod=_part(match), shift=Shift(unit, 0, "mention", PLACEHOLDER.get(unit, PRESENT)))


def day_near(match: re.Match[str]) -> Sense:
    """The day before or after the mention leant on."""
    word = key(match["way"])
    back = word in ("before", "previous", "prior", "preceding")
    sense = Sense(
        "", shift=Shift(unit_of(match["unit"]), -1 if back else 1, "mention", PLACEHOLDER.get(unit_of(match["unit"]), "XXXX"))
    )
    return timed(match, sense)


def day_by_event(match: re.Match[str]) -> Sense:
    """A day told by what happened on the next one or the one before; which day that was is not in the words."""
    del match
    return Sense("XXXX-XX-XX")


def mention_daypart(match: re.Match[str]) -> Sense:
    """A part of the day leant on: "that morning", "the next evening"."""
    word = key(match["step"])
    return timed(match, Sense("", shift=_shift("following" if word == "next" else word, "D")))


def fixed(value: str) -> Build:
    """A builder for expressions that always mean the same."""
    return lambda match: Sense(value, mod=mod_of(match))
