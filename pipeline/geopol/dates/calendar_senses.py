"""What the words of a calendar mean: a match of a rule in ``calendar_rules`` becomes a value."""

from __future__ import annotations

import datetime
import re

from geopol.dates import almanac
from geopol.dates.lexicon import lexicon, number, ordinal
from geopol.dates.sense import Sense


def key(text: str) -> str:
    """A word as the tables hold it: lower-case, single spaces, no closing dot."""
    return re.sub(r"\s+", " ", text).strip().lower()


def mod_of(match: re.Match[str]) -> str | None:
    """The modifier that the groups ``part`` and ``approx`` name."""
    groups = match.groupdict()
    if groups.get("approx"):
        return lexicon().approximations[key(groups["approx"])]
    return lexicon().parts[key(groups["part"])] if groups.get("part") else None


def year_of(text: str | None, bc: str | None = None) -> str:
    """TIMEX3 year of four digits; ``XXXX`` where there is none."""
    return "XXXX" if not text else f"BC{int(text):04d}" if bc else f"{int(text):04d}"


def month_of(text: str) -> str:
    """Two digits of a month's name."""
    return f"{lexicon().months[key(text).rstrip('.')]:02d}"


def calendar(match: re.Match[str]) -> Sense | None:
    """The date that the groups year, bc, month, day and season name; "the opening of the 2000 Games" is none."""
    if re.search(r" the \d{4}$", match.group()):
        return None
    groups = match.groupdict()
    value = year_of(groups.get("year"), groups.get("bc"))
    if groups.get("month"):
        value += "-" + month_of(groups["month"])
        if groups.get("day"):
            value += f"-{ordinal(groups['day']):02d}"
    elif groups.get("season"):
        value += "-" + lexicon().seasons[groups["season"].lower()]
    return timed(match, Sense(value, mod=mod_of(match)))


def timed(match: re.Match[str], sense: Sense) -> Sense:
    """The sense with the part of day or the clock that the groups ``daypart`` and ``clock`` name."""
    groups = match.groupdict()
    if groups.get("daypart"):
        return _with(sense, lexicon().dayparts[groups["daypart"].lower()])
    return _with(sense, clock_of(groups["clock"])) if groups.get("clock") else sense


def _with(sense: Sense, clock: str) -> Sense:
    return Sense(sense.value, "TIME", sense.mod, sense.shift, clock, sense.seek)


def clock_of(text: str) -> str:
    """TIMEX3 clock of "9:30 p.m." (``T21:30``), "six o'clock", "noon", "midnight"."""
    plain = key(text).replace(".", "")
    named = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
    if plain in named:
        return named[plain]
    if plain.endswith("clock"):
        return f"T{int(number(plain.split()[0]) or 0):02d}:00"
    hour, minute = re.match(r"(\d+)(?::(\d\d))?", plain).groups()  # type: ignore[union-attr]
    hours = int(hour) % 12 + (12 if plain.endswith("pm") else 0) if plain.endswith("m") else int(hour)
    return f"T{hours:02d}:{minute or '00'}"


def week_of(match: re.Match[str]) -> Sense | None:
    """The week that holds a day."""
    month, day = match["month"] or match["month2"], int(match["day"] or match["day2"])
    try:
        return Sense(almanac.week_value(datetime.date(int(match["year"]), int(month_of(month)), day)))
    except ValueError:
        return None


def numeric_day(match: re.Match[str]) -> Sense | None:
    """A day written in numbers, year first."""
    month, day = int(match["m"]), int(match["d"])
    return Sense(f"{match['year']}-{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None


def slashed_day(match: re.Match[str]) -> Sense | None:
    """A day written 14/03/2014 or 3/14/2014; where both readings are possible, the month is not invented."""
    first, second = int(match["a"]), int(match["b"])
    if first > 12 >= second:
        return Sense(f"{match['year']}-{second:02d}-{first:02d}")
    if second > 12 >= first or first == second:
        return Sense(f"{match['year']}-{first:02d}-{second:02d}") if first <= 12 and second <= 31 else None
    return Sense(match["year"]) if first <= 12 and second <= 12 else None


def short_year(match: re.Match[str]) -> Sense:
    """A year of two digits, "'98"; the century is the writer's own: 20th from '20 on, else 21st."""
    digits = int(match["yy"])
    return Sense(f"{1900 + digits if digits >= 20 else 2000 + digits}", mod=mod_of(match))


def halved(match: re.Match[str]) -> Sense:
    """The first or second half of a decade or century."""
    inner = century(match) if match.groupdict().get("ord") else decade(match)
    first = match["nth"].lower() in ("first", "1st")
    whole = almanac.stretch(inner.value)
    return Sense(inner.value, mod="START" if first else "END", span=almanac.half(whole, first) if whole else None)


def short_season(match: re.Match[str]) -> Sense:
    """A season of a year of two digits: "summer of '42"."""
    return Sense(f"{short_year(match).value}-{lexicon().seasons[match['season'].lower()]}", mod=mod_of(match))


def winter(match: re.Match[str]) -> Sense | None:
    """A winter by both of its years: "winter of 1943–44" is one winter, named after the first."""
    year, tail = match["year"], match["tail"]
    return Sense(f"{year}-WI", mod=mod_of(match)) if str(int(year) + 1).endswith(tail) else None


def decade(match: re.Match[str]) -> Sense:
    """A decade: "the 1990s", "the '90s", "the nineties", "the 480s BC"; "the 1700s" are a century, as TIDES has it."""
    groups = match.groupdict()
    if groups.get("word"):
        digits = f"19{lexicon().decades[groups['word'].lower()]}"
    elif groups.get("yy"):
        digits = "19" + groups["yy"] if int(groups["yy"]) >= 2 else "20" + groups["yy"]
    else:
        digits = groups["ddd"].zfill(3)
        digits = digits[:2] if re.fullmatch(r"1[0-8]0", digits) and not groups.get("bc") else digits
    return Sense(("BC" if groups.get("bc") else "") + digits, mod=mod_of(match))


def century(match: re.Match[str]) -> Sense:
    """A century: "19th century" is ``18``, "5th century BC" ``BC04``."""
    which = ordinal(match["ord"]) or 1
    return Sense(("BC" if match.groupdict().get("bc") else "") + f"{which - 1:02d}", mod=mod_of(match))


def century_decade(match: re.Match[str]) -> Sense:
    """The first or last decade of a century: "first decade of the 21st century"."""
    which = 9 if match["which"].lower() in ("last", "final") else (ordinal(match["which"]) or 1) - 1
    return Sense(century(match).value + str(which))


def century_turn(match: re.Match[str]) -> Sense:
    """The turn of a century is its first year, about."""
    return Sense(f"{(ordinal(match['ord']) or 1) - 1:02d}00", mod="APPROX")


def ancient(match: re.Match[str]) -> Sense | None:
    """A year with an era: "111 BC", "AD 70", "c. 325 CE"."""
    return Sense(year_of(match["y"], match["bc"]), mod=mod_of(match))


def ancient_range(match: re.Match[str]) -> Sense | None:
    """Years with one era for both: "264 to 241 BC" runs down, "66–73 AD" up; with "and" they are a range behind "between"."""
    if " and " in match.group() and not match.string[max(0, match.start() - 8) : match.start()].lower().endswith("between "):
        return None
    ends = Sense(year_of(match["a"], match["bc"])), Sense(year_of(match["b"], match["bc"]))
    falls = int(match["a"]) > int(match["b"])
    return Sense(f"{ends[0].value}/{ends[1].value}", ends=ends) if falls == bool(match["bc"]) else None


def anno(match: re.Match[str]) -> Sense:
    """A year after "AD"."""
    return Sense(year_of(match["y"]), mod=mod_of(match))


def ancient_month(match: re.Match[str]) -> Sense:
    """A month, season or day of a year with an era."""
    inner = calendar(match)
    rest = inner.value[4:] if inner else ""
    return Sense(year_of(match["y"], match.groupdict().get("bc")) + rest, mod=mod_of(match))


def fiscal(match: re.Match[str]) -> Sense:
    """A fiscal year by its name; it is told as a year, as states begin theirs in different months."""
    digits = match["year"] or f"20{match['yy']}"
    return Sense(digits, mod=mod_of(match))


def day_only(match: re.Match[str]) -> Sense:
    """A day whose month the surroundings give."""
    return Sense(f"XXXX-XX-{ordinal(match['day']):02d}")


def range_year(match: re.Match[str]) -> Sense | None:
    """Two years, the second cut short: "1914-18", "1939/45"."""
    first, tail = match["year"], match["tail"]
    last = first[: 4 - len(tail)] + tail
    if int(last) <= int(first):
        last = f"{int(last) + 10 ** len(tail)}"
        if len(tail) == 1 or int(last) - int(first) > 1:
            return None
    return Sense(f"{first}/{last}", mod=mod_of(match), ends=(Sense(first), Sense(last)))


def range_days(match: re.Match[str]) -> Sense | None:
    """Two days of one month: "3–5 March 2014", "March 3 to 5"."""
    month, year = month_of(match["month"]), year_of(match.groupdict().get("year"))
    first, last = int(match["a"]), int(match["b"])
    if first >= last:
        return None
    ends = tuple(Sense(f"{year}-{month}-{day:02d}") for day in (first, last))
    return Sense(f"{ends[0].value}/{ends[1].value}", ends=ends)


def range_centuries(match: re.Match[str]) -> Sense | None:
    """Two centuries that share the word: "16th and 17th centuries", "fourth and third centuries BC"."""
    era = "BC" if match["bc"] else ""
    ends = tuple(Sense(f"{era}{(ordinal(match[name]) or 1) - 1:02d}") for name in ("a", "b"))
    first, last = ends[::-1] if era else ends
    return Sense(f"{ends[0].value}/{ends[1].value}", mod=mod_of(match), ends=ends) if first.value < last.value else None
