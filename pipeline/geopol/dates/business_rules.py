"""Rules for the quarters and years that companies and statistics report: "the latest quarter", "a year earlier"."""

from __future__ import annotations

import re

from geopol.dates.rule import Rule
from geopol.dates.sense import Sense, Shift

YEAR_BACK = r"(?:(?:comparable |corresponding )?(?:year-ago|year-earlier|prior-year))"


def reported(match: re.Match[str]) -> Sense:
    """The quarter that the report is about, and the same of the year before."""
    back = -4 if match.groupdict().get("back") else 0
    return Sense("", shift=Shift("Q", back, "quarter", "XXXX-QX"))


def weekend(match: re.Match[str]) -> Sense:
    """The weekend of a report is the last one."""
    del match
    return Sense("", shift=Shift("WE", -1, "document", "PAST_REF"))


RULES: tuple[Rule, ...] = (
    Rule(
        "reported quarter",
        r"(?:latest |most recent |reported )(?:quarter|period)|(?<=the )quarter(?! of a\b)",
        reported,
        "latest quarter",
    ),
    Rule(
        "year-ago quarter",
        r"(?P<back>" + YEAR_BACK + r")(?: (?:first|second|third|fourth))?(?: quarter| period)?",
        reported,
        "year-earlier quarter",
    ),
    Rule(
        "corresponding quarter",
        r"(?P<back>(?:comparable|corresponding|same) (?:quarter|period) (?:(?:of )?last year|a year (?:ago|earlier)))",
        reported,
        "corresponding period last year",
    ),
    Rule("weekend", r"(?<=the )weekend", weekend, "weekend"),
)
