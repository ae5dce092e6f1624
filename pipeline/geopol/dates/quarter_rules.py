"""Rules for quarters and halves of a year, told in words or as statistics number them (``Q3``, ``H1``)."""

from __future__ import annotations

from geopol.dates.calendar_rules import PRE
from geopol.dates.quarter_senses import inside_year, numbered, part_of_year
from geopol.dates.relative_rules import STEP
from geopol.dates.rule import Rule

CODE = r"(?P<code>[QH][1-4]|[1-4](?-i:[QH]))"
QUARTER = r"(?P<quarter>{small_ordinal}|last|final)[- ](?:fiscal )?quarter"
HALF = r"(?P<half>first|second|latter|last|1st|2nd)[- ]half"
FISCAL = r"(?:fiscal(?: |-))?"
RULES: tuple[Rule, ...] = (
    Rule(
        "quarter of year",
        PRE + FISCAL + QUARTER + r" (?:of|in) (?:the )?(?:fiscal )?(?:year )?(?P<year>{year})",
        part_of_year,
        "third quarter of 1990",
    ),
    Rule("quarter", PRE + FISCAL + r"(?P<quarter>{small_ordinal}|final)[- ](?:fiscal )?quarter", part_of_year, "third quarter"),
    Rule(
        "year quarter",
        r"(?:fiscal )?(?P<year>{year})(?:['’]s)?[- ](?P<quarter>{small_ordinal})[- ]quarter",
        part_of_year,
        "1988 second quarter",
    ),
    Rule("half of year", HALF + r" of (?:the year )?(?P<year>{year})", part_of_year, "second half of 2008"),
    Rule("Q1 year", CODE + r"(?: (?:of )?|/|-)(?P<year>{year})", numbered, "Q3 2010"),
    Rule("year Q1", r"(?P<year>{year})(?: |-|/)" + CODE, numbered, "2010 Q3"),
    Rule(
        "Q1",
        r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=during ))(?P<code>(?-i:Q[1-4]))|(?P<listed>(?-i:Q[1-4]|H[12]))(?=(?:,? (?:and|or|to|through|until) |{dash}|/)(?-i:[QH][1-4]))",
        numbered,
        "Q1",
    ),
    Rule("Q1 of stepped year", CODE + r" (?:of |in )?(?:the )?" + STEP + r" year", inside_year, "Q1 of this year"),
    Rule("half of stepped year", HALF + r" of (?:the )?" + STEP + r" year", inside_year, "first half of this year"),
    Rule("quarter of stepped year", QUARTER + r" of (?:the )?" + STEP + r" year", inside_year, "third quarter of last year"),
    Rule("stepped year's quarter", r"(?:" + STEP + r" year['’]s )" + QUARTER, inside_year, "this year's third quarter"),
)
