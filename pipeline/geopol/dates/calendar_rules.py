"""Rules for what stands in a calendar: days, months, years, seasons, quarters, decades, centuries."""

from __future__ import annotations

from geopol.dates.calendar_senses import (
    ancient,
    ancient_month,
    ancient_range,
    anno,
    calendar,
    century,
    century_decade,
    century_turn,
    day_only,
    decade,
    fiscal,
    halved,
    month_of,
    numeric_day,
    range_centuries,
    range_days,
    range_year,
    short_season,
    short_year,
    slashed_day,
    week_of,
    winter,
)
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense

PRE = r"(?:(?P<approx>about|around|circa|c\.|ca\.|approximately|roughly) ?)?(?:(?P<part>{part})(?:(?<=mid) {hyphen} ?| |{hyphen})(?:the )?)?"
ERA = r"(?: (?:(?P<bc>{bc})|{ad}))"
WDAY = r"(?:{weekday},? (?:the )?)?"
DAYPART = (
    r"(?:(?:(?:early|late) )?(?P<daypart>{daypart}) (?:hours )?(?:of|on) (?:the )?|(?P<clock>{clock}){zone},? (?:on )?(?:the )?)?"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "day month year",
        PRE
        + DAYPART
        + WDAY
        + r"(?P<day>{day})(?:{nth})?(?: day)?(?: of)? (?P<month>{any_month})(?: ?,)?(?: of)? (?P<year>{year})",
        calendar,
        "3rd of March 2014",
    ),
    Rule("day-month-year", r"(?P<day>{day})[-./](?P<month>{month})[-./](?P<year>{year})", calendar, "14-Mar-2014"),
    Rule(
        "day month", PRE + DAYPART + WDAY + r"(?P<day>{day})(?:{nth})?(?: day)?(?: of)? (?P<month>{month})", calendar, "3 March"
    ),
    Rule(
        "month day year",
        PRE
        + DAYPART
        + WDAY
        + r"(?P<month>{any_month}) ?(?:the )?(?P<day>{day})(?:{nth})?(?: ?, ?| of | in |, in | )(?P<year>{year})",
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
    Rule(
        "month the ordinal",
        WDAY + r"(?P<month>{month}) the (?P<day>{nth_day})(?:,? (?P<year>{year})|(?=[.,;:)]|$))",
        calendar,
        "March the first, 1914",
    ),
    Rule(
        "ordinal of month",
        PRE + WDAY + r"(?P<day>{nth_day})(?: day)? of (?P<month>{month})(?:,?(?: of)? (?P<year>{year}))?",
        calendar,
        "twenty-first of January 1793",
    ),
    Rule(
        "month year",
        PRE + r"(?P<month>{month}|{short_month})(?:,|'s)?(?: of)?(?: the year)? (?P<year>{year})",
        calendar,
        "March 2014",
    ),
    Rule(
        "month short year",
        r"(?P<month>{month}) ['’](?P<yy>\d\d)",
        lambda m: Sense(short_year(m).value + "-" + month_of(m["month"])),
        "March '98",
    ),
    Rule("month", PRE + r"(?P<month>{month})", calendar, "late March"),
    Rule("month ancient", PRE + r"(?P<month>{month})(?: of)? (?P<y>\d{1,4})" + ERA, ancient_month, "April 480 BC"),
    Rule("month of three digits", PRE + r"(?P<month>{month}) (?P<y>[2-9]\d\d)(?!\d| [a-z]+s\b)", ancient_month, "September 298"),
    Rule(
        "day of three digits",
        r"(?P<day>{day})(?:{nth})? (?P<month>{month}),? (?P<y>[2-9]\d\d)(?!\d| [a-z]+s\b)",
        ancient_month,
        "25 December 800",
    ),
    Rule("season ancient", PRE + r"(?P<season>{season})(?: of)? (?P<y>\d{1,4})" + ERA, ancient_month, "spring of 480 BC"),
    Rule("day ancient", r"(?P<day>{day})(?:{nth})? (?P<month>{month}),? (?P<y>\d{1,4})" + ERA, ancient_month, "15 March 44 BC"),
    Rule(
        "week of a day",
        r"week of (?:(?P<month>{month}) (?P<day>{day})(?:{nth})?|(?P<day2>{day})(?:{nth})? (?P<month2>{month}))(?:,? (?P<year>{year}))",
        week_of,
        "week of March 6, 2000",
    ),
    Rule("ISO day", r"(?P<year>{year})(?P<sep>[-/])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)", numeric_day, "2014-03-05"),
    Rule("slashed day", r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>{year})", slashed_day, "25/12/1991"),
    Rule("day of month", r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))", day_only, "21st"),
    Rule("season year", PRE + r"(?P<season>{season})(?:,| of|,? in)?(?: the year)? (?P<year>{year})", calendar, "spring of 1916"),
    Rule(
        "winter of two years",
        PRE + r"(?P<season>winter)(?:,| of|,? in)? (?P<year>{year})(?:{dash}|/)(?P<tail>\d\d(?:\d\d)?)",
        winter,
        "winter of 1943–44",
    ),
    Rule(
        "season of short year",
        PRE + r"(?P<season>{season})(?:,| of)? ['’‘](?P<yy>\d\d)",
        short_season,
        "summer of '42",
    ),
    Rule("year season", PRE + r"(?P<year>{year})(?:['’]s)? (?P<season>{season})", calendar, "2010 summer"),
    Rule("season", PRE + r"(?P<season>{season})(?: months)?", calendar, "early summer"),
    Rule(
        "half of decade",
        r"(?P<nth>first|second|latter|last) half of (?:the )?(?:(?P<ddd>1\d\d|20\d)0['’ ]?s|['’](?P<yy>\d)0s|(?P<word>{decade_word}))",
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
    Rule("old year", PRE + r"(?:(?:the )?year )?(?P<y>[1-9]\d\d)(?![\d/]|[.,]\d)", anno, "year 476"),
    Rule("year era", PRE + r"(?P<y>\d{1,4})(?: ?(?:(?P<bc>{bc})|{ad}))", ancient, "111 BC"),
    Rule(
        "years era",
        r"(?P<a>\d{1,4})(?:{dash}| (?:to|until|and) )(?P<b>\d{1,4}) ?(?:(?P<bc>{bc})|{ad})",
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
    Rule("decade", PRE + r"(?P<ddd>1\d\d|20\d|[1-9]\d(?=0s ?{bc}))0['’ ]?s(?: (?P<bc>{bc}))?", decade, "late 1990s"),
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
        "cut range of years",
        PRE + r"(?P<year>{year})(?: ?[-–—‑‒−] ?(?!{year})|/)(?P<tail>{year}|\d\d?)(?![\d%]|\.\d|,\d)",
        range_year,
        "1914–18",
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
        PRE
        + r"(?P<a>{ordinal})(?:-century)?(?:,? and |{dash}| to |- (?:and|to) )(?:the )?(?P<b>{ordinal})[- ]centur(?:ies|y)(?: (?P<bc>{bc}))?",
        range_centuries,
        "16th and 17th centuries",
    ),
)
