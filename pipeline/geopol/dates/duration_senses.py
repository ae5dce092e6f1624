"""What lengths and sets of time mean: a match of a rule in ``duration_rules`` becomes a value."""

from __future__ import annotations

import re

from geopol.dates.calendar_senses import key, month_of
from geopol.dates.lexicon import HALF, lexicon, number, ordinal
from geopol.dates.sense import Sense

YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}


def unit_of(text: str) -> str:
    """ISO letter of a unit's name."""
    return lexicon().units[key(text)]


def length(count: float | str, unit: str) -> str:
    """TIMEX3 value of so many units; decades and centuries are counted in years, quarters in months when told.

    Args:
        count: How many, ``X`` where not told.
        unit: A unit of the lexicon.
    """
    if count == "X" or isinstance(count, str):
        return {"TS": "PTXS", "TM": "PTXM", "TH": "PTXH", "N": "PXD", "WE": "PXW", "F": "PXW", "S": "PXY"}.get(unit, f"PX{unit}")
    if unit in YEARS:
        return _whole(count * YEARS[unit], "Y")
    if unit[0] == "T":
        finer = {"TH": "30M", "TM": "30S"}.get(unit, "") if count % 1 == 0.5 else ""
        return f"PT{int(count)}{unit[1]}{finer}" if finer else "PT" + _whole(count, unit[1])[1:]
    factor, letter = {"F": (2, "W"), "N": (1, "D"), "Q": (3, "M"), "WE": (2, "D"), "S": (3, "M")}.get(unit, (1, unit))
    return _whole(count * factor, letter)


def _whole(count: float, letter: str) -> str:
    if count == int(count):
        return f"P{int(count)}{letter}"
    if letter == "Y" and count * 12 == int(count * 12):
        return f"P{int(count * 12)}M"
    return f"P{count:g}{letter}"


def _mod(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("approx")
    return lexicon().approximations[key(word)] if word else None


def counted(match: re.Match[str]) -> Sense | None:
    """So many units: "two years", "2½ months", "a year and a half"."""
    groups = match.groupdict()
    count = number(groups["n"]) if groups.get("n") else 1.0
    unit = unit_of(groups["unit"])
    if (
        count is None
        or _is_year(groups.get("n"))
        or (unit in ("Q", "S", "TS") and match.re.groupindex.keys().isdisjoint({"window"}) and count < 5)
    ):
        return None  # "three quarters" is a share, "a second" an ordinal
    return Sense(length(count + 0.5 if groups.get("half") else count, unit), "DURATION", mod=_mod(match))


def _is_year(text: str | None) -> bool:
    """Whether digits read as a year: "2019 quarter" counts no quarters."""
    return text is not None and re.fullmatch(r"1[5-9]\d\d|20\d\d", text) is not None


def vague(match: re.Match[str]) -> Sense:
    """Units without a number: "several years", "months", "decades-long"."""
    return Sense(length("X", unit_of(match["unit"])), "DURATION", mod=_mod(match))


def pair(match: re.Match[str]) -> Sense:
    """A couple of units is two, about."""
    return Sense(length(2.0, unit_of(match["unit"])), "DURATION", mod="APPROX")


def fraction(match: re.Match[str]) -> Sense:
    """A part of a unit: "half a century", "a quarter of a century", "half a year"."""
    share = 0.5 if HALF.match(match["share"]) else 0.25 * (number(match["n"] or "") or 1)
    count, unit = FINER.get(unit_of(match["unit"]), (1, unit_of(match["unit"])))
    return Sense(length(share * count, unit), "DURATION", mod=_mod(match))


# Units that a part is told in, and how many make the whole.
FINER = {
    "ML": (1000, "Y"),
    "CE": (100, "Y"),
    "DE": (10, "Y"),
    "Y": (12, "M"),
    "D": (24, "TH"),
    "TH": (60, "TM"),
    "TM": (60, "TS"),
}


def between(match: re.Match[str]) -> Sense | None:
    """From so many units to so many: "two to three years"."""
    first, last = number(match["n"]), number(match["n2"])
    if first is None or last is None or first >= last or _is_year(match["n"]) or unit_of(match["unit"]) in ("TS", "Q"):
        return None
    unit = unit_of(match["unit"])
    ends = (Sense(length(first, unit), "DURATION"), Sense(length(last, unit), "DURATION"))
    return Sense(f"{ends[0].value}/{ends[1].value}", "DURATION", mod=_mod(match))


def every(match: re.Match[str]) -> Sense | None:
    """What comes again with each unit: "every year", "every two weeks", "every other day", "annually", "three times a week"."""
    groups = match.groupdict()
    if groups.get("adverb"):
        return Sense(lexicon().sets[key(groups["adverb"])], "SET")
    if groups.get("unit") is None:
        return Sense(f"XXXX-{_named(groups)}", "SET")
    count = _every_how_many(groups)
    return Sense(length(count, unit_of(groups["unit"])), "SET") if count else None


def _every_how_many(groups: dict[str, str]) -> float | None:
    nth = groups.get("nth")
    if nth:
        return 2.0 if nth.lower() == "other" else ordinal(nth)
    return number(groups["n"]) if groups.get("n") else 1.0


def _named(groups: dict[str, str]) -> str:
    """The day, month or season that comes again, as it stands behind the year."""
    words = lexicon()
    if groups.get("weekday"):
        return f"WXX-{words.weekdays[groups['weekday'].lower()]}"
    if groups.get("season"):
        return words.seasons[groups["season"].lower()]
    day = groups.get("day") or groups.get("day2")
    return month_of(groups["month"]) + (f"-{int(day):02d}" if day else "")
