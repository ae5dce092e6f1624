"""Rules for years and decades in words, as speeches and broadcasts have them: "nineteen ninety-six", "nineteen-sixties"."""

from __future__ import annotations

import re

from geopol.dates.calendar_rules import PRE
from geopol.dates.calendar_senses import mod_of, month_of
from geopol.dates.lexicon import lexicon, number
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense

HEAD = r"(?P<head>{teen}|twenty)[ -]"
TAIL = r"(?P<tail>oh?[ -]{digit}|{tens}(?:[ -]{digit})?|{teen})"
LOOSE = r"(?P<tail>{tens}(?:[ -]{digit})?|{teen}|{digit})"  # behind "hundred and", "two thousand and"
UNCOUNTED = r"(?! {any_unit}|-[a-z]| (?:hundred|thousand|million|billion)|(?-i: [a-z]+s\b))"  # "nineteen fifty-ton tanks"


def spoken_year(match: re.Match[str]) -> Sense | None:
    """A year in words, with its month where told."""
    head, tail = number(match["head"]) or 0, number(re.sub(r"^oh?[ -]", "", match["tail"] or "")) or 0
    month = match.groupdict().get("month")
    year = int(head * (1 if head >= YEAR_LONG else 100) + tail)
    value = f"{year}-{month_of(month)}" if month else str(year)
    return Sense(value, mod=mod_of(match)) if year < NEXT_CENTURY else None


YEAR_LONG = 1000  # a head so large is the thousands themselves: "two thousand and eight"
NEXT_CENTURY = 2100


def spoken_decade(match: re.Match[str]) -> Sense:
    """A decade with its century: "nineteen-sixties"."""
    return Sense(f"{int(number(match['head']) or 0)}{lexicon().decades[match['word'].lower()]}", mod=mod_of(match))


RULES: tuple[Rule, ...] = (
    Rule("spoken year", PRE + r"(?:year )?" + HEAD + TAIL + UNCOUNTED, spoken_year, "nineteen ninety-six"),
    Rule("month spoken year", r"(?P<month>{month}) " + HEAD + TAIL, spoken_year, "January nineteen ninety-seven"),
    Rule(
        "spoken year of a hundred",
        PRE + r"(?:year )?(?P<head>{teen}) hundred and " + LOOSE + UNCOUNTED,
        spoken_year,
        "nineteen hundred and one",
    ),
    Rule(
        "spoken year of two thousand",
        PRE + r"(?:year )?(?P<head>two thousand) (?:and )?" + LOOSE + UNCOUNTED,
        spoken_year,
        "two thousand and eight",
    ),
    Rule("year two thousand", r"year (?P<head>two thousand)(?P<tail>)", spoken_year, "year two thousand"),
    Rule("spoken decade", PRE + r"(?P<head>{teen})[ -](?P<word>{decade_word})", spoken_decade, "nineteen-sixties"),
)
