"""Rules for what stands in a calendar: days, months, years, seasons, quarters, decades, centuries."""

from __future__ import annotations

import datetime
import re

from geopol.dates import almanac
from geopol.dates.lexicon import lexicon, number, ordinal
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense

PREFIX = r"(?:(?P<part>{part})(?: |{hyphen})(?:the )?)?(?:(?P<approx>about|around|circa|c\.|ca\.|approximately|roughly) ?)?"
PRE = r"(?:(?P<approx>about|around|circa|c\.|ca\.|approximately|roughly) ?)?(?:(?P<part>{part})(?: |{hyphen})(?:the )?)?"
ERA = r"(?: (?:(?P<bc>{bc})|{ad}))"


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
    """TIMEX3 clock of "9:30 p.m." (``T21:30``), "noon", "midnight"."""
    plain = key(text).replace(".", "")
    named = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
    if plain in named:
        return named[plain]
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


def quarter(match: re.Match[str]) -> Sense:
    """A quarter of a year, told or not."""
    groups = match.groupdict()
    which = ordinal(groups.get("nth") or "") or int(groups.get("q") or 4)
    return Sense(f"{year_of(groups.get('year'))}-Q{which}", mod=mod_of(match))


def half(match: re.Match[str]) -> Sense:
    """A half of a year."""
    which = 1 if match["nth"].lower() in ("first", "1st") else 2
    return Sense(f"{year_of(match['year'])}-H{which}", mod=mod_of(match))


def halved(match: re.Match[str]) -> Sense:
    """The first or second half of a decade or century."""
    inner = century(match) if match.groupdict().get("ord") else decade(match)
    first = match["nth"].lower() in ("first", "1st")
    whole = almanac.stretch(inner.value)
    return Sense(inner.value, mod="START" if first else "END", span=almanac.half(whole, first) if whole else None)


def decade(match: re.Match[str]) -> Sense:
    """A decade: "the 1990s", "the '90s", "the nineties", "the 480s BC"."""
    groups = match.groupdict()
    if groups.get("word"):
        digits = f"19{lexicon().decades[groups['word'].lower()]}"
    elif groups.get("yy"):
        digits = "19" + groups["yy"] if int(groups["yy"]) >= 2 else "20" + groups["yy"]
    else:
        digits = groups["ddd"].zfill(3)
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


def spoken_year(match: re.Match[str]) -> Sense | None:
    """A year in words, as broadcasts write it: "nineteen ninety-six"."""
    high, low = number(match["tens"]), number(match["ones"])
    if high is None:
        return None
    year = int(high) if high >= 1000 else int(high) * 100 + int(low or 0)
    month = match.groupdict().get("month")
    return Sense(f"{year}-{month_of(month)}" if month else str(year), mod=mod_of(match))


def ancient(match: re.Match[str]) -> Sense | None:
    """A year with an era: "111 BC", "AD 70", "c. 325 CE"."""
    return Sense(year_of(match["y"], match["bc"]), mod=mod_of(match))


def ancient_range(match: re.Match[str]) -> Sense | None:
    """Years with one era for both: "264 to 241 BC" runs down, "66–73 AD" up."""
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


def weekday(match: re.Match[str]) -> Sense:
    """A day of the week; the surroundings tell which."""
    which = lexicon().weekdays[match["weekday"].lower()]
    return timed(match, Sense(f"XXXX-WXX-{which}", mod=mod_of(match)))


def clock(match: re.Match[str]) -> Sense:
    """A time of day of an unnamed day."""
    return Sense("XXXX-XX-XX", "TIME", clock=clock_of(match["clock"]))


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
    """Two centuries that share the word: "16th and 17th centuries"."""
    ends = tuple(Sense(f"{(ordinal(match[name]) or 1) - 1:02d}") for name in ("a", "b"))
    return Sense(f"{ends[0].value}/{ends[1].value}", mod=mod_of(match), ends=ends) if ends[0].value < ends[1].value else None


WDAY = r"(?:{weekday},? (?:the )?)?"
DAYPART = (
    r"(?:(?:(?:early|late) )?(?P<daypart>{daypart}) (?:hours )?(?:of|on) (?:the )?|(?P<clock>{clock}){zone},? (?:on )?(?:the )?)?"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "day month year",
        PRE + DAYPART + WDAY + r"(?P<day>{day})(?:{nth})?(?: day)?(?: of)? (?P<month>{month}),?(?: of)? (?P<year>{year})",
        calendar,
        "3rd of March 2014",
    ),
    Rule("day-month-year", r"(?P<day>{day})[-./](?P<month>{month})[-./](?P<year>{year})", calendar, "14-Mar-2014"),
    Rule(
        "day month", PRE + DAYPART + WDAY + r"(?P<day>{day})(?:{nth})?(?: day)?(?: of)? (?P<month>{month})", calendar, "3 March"
    ),
    Rule(
        "month day year",
        PRE + DAYPART + WDAY + r"(?P<month>{month}) (?:the )?(?P<day>{day})(?:{nth})?(?:,| of|,? in)? (?P<year>{year})",
        calendar,
        "March 3, 2014",
    ),
    Rule(
        "month day",
        PRE + DAYPART + WDAY + r"(?P<month>{month}) (?:the )?(?P<day>{day})(?:{nth})?(?![:.,]\d)",
        calendar,
        "March 3",
    ),
    Rule("month ordinal", WDAY + r"(?P<month>{month}) (?P<day>{ordinal})(?:,? (?P<year>{year}))?", calendar, "March twelfth"),
    Rule("month year", PRE + r"(?P<month>{month})(?:,|'s)?(?: of)?(?: the year)? (?P<year>{year})", calendar, "March 2014"),
    Rule(
        "month short year",
        r"(?P<month>{month}) ['’](?P<yy>\d\d)",
        lambda m: Sense(short_year(m).value + "-" + month_of(m["month"])),
        "March '98",
    ),
    Rule("month", PRE + r"(?P<month>{month})", calendar, "late March"),
    Rule("month ancient", PRE + r"(?P<month>{month})(?: of)? (?P<y>\d{1,4})" + ERA, ancient_month, "April 480 BC"),
    Rule("month of three digits", PRE + r"(?P<month>{month}) (?P<y>[2-9]\d\d)(?!\d| [a-z]+s\b)", ancient_month, "September 298"),
    Rule("season ancient", PRE + r"(?P<season>{season})(?: of)? (?P<y>\d{1,4})" + ERA, ancient_month, "spring of 480 BC"),
    Rule("day ancient", r"(?P<day>{day})(?:{nth})? (?P<month>{month}),? (?P<y>\d{1,4})" + ERA, ancient_month, "15 March 44 BC"),
    Rule(
        "week of a day",
        r"week of (?:(?P<month>{month}) (?P<day>{day})(?:{nth})?|(?P<day2>{day})(?:{nth})? (?P<month2>{month}))(?:,? (?P<year>{year}))",
        week_of,
        "week of March 6, 2000",
    ),
    Rule("ISO day", r"(?P<year>{year})-(?P<m>\d\d)-(?P<d>\d\d)", numeric_day, "2014-03-05"),
    Rule("slashed day", r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>{year})", slashed_day, "25/12/1991"),
    Rule("day of month", r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))", day_only, "21st"),
    Rule("season year", PRE + r"(?P<season>{season})(?:,| of|,? in)?(?: the year)? (?P<year>{year})", calendar, "spring of 1916"),
    Rule("year season", PRE + r"(?P<year>{year})(?:['’]s)? (?P<season>{season})", calendar, "2010 summer"),
    Rule("season", PRE + r"(?P<season>{season})(?: months)?", calendar, "early summer"),
    Rule(
        "quarter of year",
        PRE
        + r"(?:fiscal(?: |-))?(?P<nth>{small_ordinal}|last|final)[- ](?:fiscal )?quarter(?: (?:of|in) (?:the )?(?:fiscal )?(?:year )?(?P<year>{year}))?",
        quarter,
        "third quarter of 1990",
    ),
    Rule(
        "year quarter",
        r"(?:fiscal )?(?P<year>{year})(?:['’]s)?[- ](?P<nth>{small_ordinal})[- ]quarter",
        quarter,
        "1988 second quarter",
    ),
    Rule("Q1", r"Q(?P<q>[1-4])(?: (?:of )?|/|-)(?P<year>{year})", quarter, "Q3 2010"),
    Rule(
        "half of year",
        r"(?P<nth>first|second|latter|last|1st|2nd)[- ]half of (?:the year )?(?P<year>{year})",
        half,
        "second half of 2008",
    ),
    Rule(
        "half of decade",
        r"(?P<nth>first|second|latter|last) half of (?:the )?(?:(?P<ddd>1\d\d|20\d)0['’]?s|['’](?P<yy>\d)0s|(?P<word>{decade_word}))",
        halved,
        "first half of the 1980s",
    ),
    Rule(
        "half of century",
        r"(?P<nth>first|second|latter|last) half of the (?P<ord>{ordinal})[- ]century(?: (?P<bc>{bc}))?",
        halved,
        "first half of the 20th century",
    ),
    Rule("year", PRE + r"(?:(?:the )?year )?(?P<year>{year})", calendar, "early 2010"),
    Rule(
        "spoken year",
        PRE
        + r"(?:the )?(?:year )?(?P<tens>seventeen|eighteen|nineteen|twenty)[ -](?P<ones>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))(?! {any_unit}|-{any_unit}|(?-i: [a-z]+s\b))",
        spoken_year,
        "nineteen ninety-six",
    ),
    Rule(
        "month spoken year",
        r"(?P<month>{month}) (?P<tens>eighteen|nineteen|twenty)[ -](?P<ones>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))",
        spoken_year,
        "January nineteen ninety-seven",
    ),
    Rule("year two thousand", r"year (?P<tens>two thousand)(?P<ones>)", spoken_year, "year two thousand"),
    Rule("year era", PRE + r"(?P<y>\d{1,4})(?: ?(?:(?P<bc>{bc})|{ad}))", ancient, "111 BC"),
    Rule(
        "years era",
        r"(?P<a>\d{1,4})(?:{dash}| (?:to|until) )(?P<b>\d{1,4}) ?(?:(?P<bc>{bc})|{ad})",
        ancient_range,
        "264 to 241 BC",
    ),
    Rule("era year", PRE + r"(?-i:AD|A\.D\.|CE) ?(?P<y>\d{1,4})(?P<bc>)", anno, "AD 70"),
    Rule("short year", r"(?:(?P<part>early|late|mid)[- ])?(?<!['’‘\"])['’‘](?P<yy>\d\d)", short_year, "'98"),
    Rule(
        "fiscal year",
        PRE
        + r"(?:(?:fiscal(?: year)?|(?:financial|budget|academic|school|crop|marketing|tax) year) |(?-i:FY) ?)(?:(?P<year>{year})|['’]?(?P<yy>[0-4]\d))(?![-–/]\d)",
        fiscal,
        "fiscal year 2004",
    ),
    Rule("decade", PRE + r"(?P<ddd>1\d\d|20\d|[1-9]\d(?=0s ?{bc}))0['’]?s(?: (?P<bc>{bc}))?", decade, "late 1990s"),
    Rule(
        "decade of two digits",
        PRE + r"(?:(?:['’‘]|(?<=early )|(?<=mid-)|(?<=mid )|(?<=late ))(?P<yy>\d)0['’]?s|(?P<word>{decade_word}))",
        decade,
        "the '90s".removeprefix("the "),
    ),
    Rule("century", PRE + r"(?P<ord>{ordinal})(?:[-‑– ]| )century(?: (?:(?P<bc>{bc})|{ad}))?", century, "early 20th century"),
    Rule(
        "decade of century",
        r"(?P<which>first|second|third|last|final) decade of the (?P<ord>{ordinal}) century",
        century_decade,
        "first decade of the 21st century",
    ),
    Rule("turn of century", r"turn of the (?P<ord>{ordinal}) century", century_turn, "turn of the 20th century"),
    Rule(
        "weekday",
        r"(?:(?P<part>early|late)(?: on)? )?(?P<weekday>{weekday})(?: (?P<daypart>{daypart}))?",
        weekday,
        "Tuesday evening",
    ),
    Rule("clock weekday", r"(?P<clock>{clock}){zone},? (?:on )?(?P<weekday>{weekday})", weekday, "9 a.m. EST Wednesday"),
    Rule(
        "clock",
        r"(?:around |about )?(?P<clock>\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|[01]?\d:[0-5]\d(?: ?hrs| hours)){zone}",
        clock,
        "10:35 a.m.",
    ),
    Rule(
        "cut range of years", PRE + r"(?P<year>{year})(?: ?[-–—‑‒−] ?|/)(?P<tail>\d\d?)(?![\d%]|\.\d|,\d)", range_year, "1914–18"
    ),
    Rule(
        "fiscal range",
        r"(?:fiscal(?: years?)? |(?-i:FY) ?|(?:financial|academic|crop) year )(?P<year>{year})(?:[-–/])(?P<tail>\d\d?)(?P<part>)(?P<approx>)",
        range_year,
        "fiscal year 2023-24",
    ),
    Rule(
        "days of month year",
        r"(?P<a>{day})(?:{nth})?(?:{dash}| to | and | until |/)(?P<b>{day})(?:{nth})?(?: of)? (?P<month>{month}),?(?: (?P<year>{year}))?",
        range_days,
        "3–5 March 2014",
    ),
    Rule(
        "month days year",
        r"(?P<month>{month}) (?P<a>{day})(?:{nth})?(?:{dash}| to | and | through | until )(?P<b>{day})(?:{nth})?(?:,? (?P<year>{year}))?(?![:,.]\d)",
        range_days,
        "March 3-5, 2014",
    ),
    Rule(
        "centuries",
        PRE + r"(?P<a>{ordinal})(?:-century)?(?:,? and |{dash}| to |- (?:and|to) )(?:the )?(?P<b>{ordinal})[- ]centur(?:ies|y)",
        range_centuries,
        "16th and 17th centuries",
    ),
)
