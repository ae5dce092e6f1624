"""What quarters and halves of a year mean: a match of a rule in ``quarter_rules`` becomes a value."""

from __future__ import annotations

import re

from geopol.dates.calendar_senses import mod_of, year_of
from geopol.dates.lexicon import ordinal
from geopol.dates.relative_senses import stepped_year
from geopol.dates.sense import Sense


def numbered(match: re.Match[str]) -> Sense | None:
    """A quarter or half by its number: "Q3 2021", "2021-Q3", "2Q 2009", "H1 2023"; there is no third half."""
    groups = match.groupdict()
    part = _coded(groups["code"] or groups["listed"])
    return Sense(f"{year_of(groups.get('year'))}-{part}") if part else None


def _coded(code: str) -> str | None:
    letters = code.upper()
    part = letters if letters[0] in "QH" else letters[::-1]
    return None if part in ("H3", "H4") else part


def part_of_year(match: re.Match[str]) -> Sense:
    """A quarter or half in words, of a year that is told or not."""
    return Sense(f"{year_of(match.groupdict().get('year'))}-{_worded(match)}", mod=mod_of(match))


def _worded(match: re.Match[str]) -> str:
    half = match.groupdict().get("half")
    if half:
        return "H1" if half.lower() in ("first", "1st") else "H2"
    return f"Q{ordinal(match['quarter']) or 4}"


def inside_year(match: re.Match[str]) -> Sense | None:
    """A quarter or half of a year told from another: "this year's third quarter", "first half of last year"."""
    code = match.groupdict().get("code")
    part = _coded(code) if code else _worded(match)
    return Sense(f"XXXX-{part}", shift=stepped_year(match)) if part else None
