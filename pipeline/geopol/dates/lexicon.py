"""The words of dates, read from ``lexicon.toml``, and the pattern pieces made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from geopol.errors import InputError

NUMERIC = re.compile(r"\d[\d,.]*")
LONGEST_MONTH = 31  # days
HOURS = 12  # on the face of a clock
HALF = re.compile(r"half|½|1/2", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word tables; every key is lower-case.

    ``openers`` are first words of expressions besides those of the tables and of the rules' examples, ``cores`` words that an
    expression with such an opener holds, ``adverbs`` words that may stand behind one.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    parts: dict[str, str]
    approximations: dict[str, str]
    bounds: dict[str, str]
    sets: dict[str, str]
    openers: frozenset[str]
    cores: frozenset[str]
    adverbs: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the tables.

    Raises:
        InputError: If a word stands twice in a table, whatever its case.
    """
    tables: dict[str, Any] = tomllib.loads((files("geopol.dates") / "lexicon.toml").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {name: frozenset(tables.pop(name)) for name in ("openers", "cores", "adverbs")}
    words: dict[str, Any] = {name: _lowered(name, table) for name, table in tables.items()}
    return Lexicon(**words, **lists)


def _lowered(name: str, table: dict[str, Any]) -> dict[str, Any]:
    lowered = {word.lower(): meaning for word, meaning in table.items()}
    if len(lowered) != len(table):
        raise InputError(f"lexicon.toml: a word stands twice in [{name}]")
    return lowered


def either(words: Iterable[str]) -> str:
    """Pattern that matches any of the words, the longest first.

    Words are grouped by their first letter behind a look at all first letters, as ``re`` tries the branches of an alternation one
    by one: most words of a text fail at once, which made the scan a quarter faster.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(_escaped(word[1:]))
    branches = (f"{_escaped(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())
    return f"(?=[{re.escape(''.join(groups))}])(?:{'|'.join(branches)})"


def _escaped(text: str) -> str:
    return re.escape(text).replace(r"\ ", " ")


@cache
def pieces() -> dict[str, str]:
    """The named pieces that rules are written with (``{month}``, ``{year}``, …).

    Rules ignore case; where a capital tells a month or weekday from another word ("May", "March"), the piece does not.
    """
    words = lexicon()
    months = [word.capitalize() for word in words.months]
    full = [word for word in months if len(word) > 4 or word in ("May", "June", "July")]
    short = [word for word in months if word not in full]
    plain = either(word for word in words.numbers if word not in ("hundred", "thousand", "dozen"))
    hour = either(word for word, value in words.numbers.items() if value <= HOURS and word != "dozen")
    zones = "(?-i:GMT|UTC|EST|EDT|CST|CDT|PST|PDT|ET|BST|CET)"
    many = "(?:hundred|thousand|dozen)"
    number_words = (
        rf"(?:{plain})(?:[- ](?:{plain}))?(?: {many})?(?: and (?:{plain})(?=[- ]))?|(?:a )?{many}(?: and (?:{plain})(?=[- ]))?"
    )
    nth_days = (word for word, value in words.ordinals.items() if value <= LONGEST_MONTH)
    return {
        "any_month": rf"(?:{either(full)}\b|(?-i:{either(short)}|{either(word.upper() for word in short)})\b\.?)",
        "short_month": f"(?-i:(?:{either(word.upper() for word in short)})\\b\\.?)",
        "nth_day": f"(?:{either(word.replace('-', end) for word in nth_days for end in '- ')})",
        "month": rf"(?-i:(?:{either(full)}|{either(word.upper() for word in full)})\b|(?:{either(short)})\b\.?)",
        "weekday_name": either(word.capitalize() for word in words.weekdays),
        "weekday": f"(?-i:(?:{either(word.capitalize() for word in words.weekdays)})\\b)",
        "season": f"(?:{either(words.seasons)})",
        "daypart": f"(?:{either(words.dayparts)})",
        "unit": "(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|season|year|decade|century|millennium)",
        "units": "(?:seconds|minutes|hours|days|nights|weeks|weekends|fortnights|months|quarters|seasons|years|decades|centuries"
        "|millennia)",
        "any_unit": f"(?:{either(words.units)})",
        "calendar_unit": "(?:day|weekend|week|month|quarter|season|year|decade|century)",
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d{{1,2}})?|{number_words})",
        "ordinal": rf"(?:\d{{1,3}}(?:st|nd|rd|th|d| th| st| nd| rd)\b|{either(words.ordinals)}|twenty[- ](?:first|second|third))",
        "small_ordinal": "(?:first|second|third|fourth|1st|2nd|3rd|4th)",
        "decade_word": f"(?:{either(words.decades)})",
        "part": f"(?:{either(words.parts)})",
        "adverb": f"(?:{either(words.adverbs)})",
        "set": f"(?:{either(words.sets)})",
        "approx": f"(?:{either(words.approximations)})",
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
        "nth": r"(?:st|nd|rd|th|d| st| nd| rd| th)",
        "year": r"(?:1\d\d\d|20\d\d|21\d\d)(?!\d)",
        "dash": r"(?: ?(?:--|[-–—‑‒−]) ?)",
        "hyphen": r"[-‑–]",
        "bc": r"(?-i:BCE|BC|B\. ?C\. ?E\.|B\. ?C\.|B\.C|bce|bc|b\.c\.e\.|b\.c\.)",
        "ad": r"(?-i:CE|C\.E\.|AD|A\.D\.)",
        "digit": f"(?:{either(word for word, value in words.numbers.items() if value < 10)})",
        "teen": f"(?:{either(word for word, value in words.numbers.items() if 10 <= value < 20 and word != 'dozen')})",
        "tens": f"(?:{either(word for word, value in words.numbers.items() if value in range(20, 100, 10))})",
        "oclock": rf"(?:(?:\d{{1,2}}|{hour}) o['’]clock)",
        "clock": rf"(?:\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b\.?|\d{{1,2}}:\d\d(?: ?hrs| hours)?|(?:\d{{1,2}}|{hour}) o['’]clock"
        "|noon|midnight|midday)",
        "zone": rf"(?:(?: \(?{zones}\)?|(?-i: local time))?)",
        "zone_name": zones,
        "few": "(?:several|a few|few|many|some|numerous|a number of|so many)",
    }


def number(text: str) -> float | None:
    """The number that digits or words name: "1,500", "twenty-five", "a hundred and fifty"; None for what is no number."""
    plain = text.strip().lower()
    if NUMERIC.fullmatch(plain):
        return float(plain.replace(",", ""))
    words = lexicon().numbers
    total = 0
    for word in re.split(r"[-\s]+", plain):
        if word in ("hundred", "thousand", "dozen"):
            total = (total or 1) * words[word]
        elif word in words:
            total += words[word]
        elif word not in ("a", "an", "and", "of"):
            return None
    return float(total) or None


def ordinal(text: str) -> int | None:
    """The number that an ordinal names: "21st", "twenty-first"; None for what is no ordinal."""
    plain = text.strip().lower()
    digits = re.match(r"\d+", plain)
    return int(digits.group()) if digits else lexicon().ordinals.get(re.sub(r"\s+", "-", plain))
