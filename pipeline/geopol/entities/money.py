"""Amounts of money: a number with a currency's sign, code or word. "Over", "almost" and "more than" stay outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopol.entities.grammar import items
from geopol.entities.rules import Group, read
from geopol.kept import compile_once

_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|milliard|lakh|crore|mn|mln|bn|bln|trn|tn|mio)\b"
_GLUED = r"(?:[kKmMbB]n?|[tT]n?|mm|MM)(?!\w)"  # "$4.61bn", "$120m"
_DIGITS = r"(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_AMOUNT = rf"{_DIGITS}(?:[ -]?(?i:{_SCALE})|{_GLUED})?(?: (?i:{_SCALE}))?"
_UNIT = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion)"
)
# "two and one-half billion", "half a billion".
_SPELLED = rf"(?i:half a|a quarter of a|one-half|half|{_UNIT})(?:[ -](?:and |and a |a )?(?:one-half|half|quarter|{_UNIT}))*"
# "tens of millions of".
_ROUND = "(?:tens|hundreds|thousands|millions|billions|trillions)"
_VAGUE = rf"(?i:{_ROUND})(?:,? (?:of|and|or|or even) {_ROUND})* of"
_DIGIT = compile_once(r"\d")
# How far before a currency's word its number may begin, in characters.
_BACK = 70


def amounts(text: str) -> Iterator[tuple[int, int, Group]]:
    """Start, end and group of every amount in a text whose dashes and quotation marks are plain."""
    group, whole, word, number = _grammar()
    for found in whole.finditer(text) if _DIGIT.search(text) else ():
        yield *found.span(), group
    for currency in word.finditer(text):
        if before := number.search(text, max(0, currency.start() - _BACK), currency.start()):
            yield before.start(), currency.end(), group


@cache
def _grammar() -> tuple[Group, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The group; amounts with a sign or code; words of currencies; what stands before such a word."""
    data = read("money")
    sign, prefix = f"[{data['signs']}]", _any(data["prefixes"])
    before, after = _any(data["codes"] + "," + data["abbreviations"]), _any(data["codes"])
    signed = rf"(?<![^\W_])(?:{prefix})?{sign}(?: ?US)? ?{_AMOUNT}(?:-{sign}?{_AMOUNT})?(?: (?:{after}|dollars|[MB]illion)\b)?"
    coded = rf"(?<![\w.-])(?:(?:{before}) |(?:USD|EUR|GBP|Rs\.?)){_AMOUNT}(?:-{_AMOUNT})?(?![\w%])"
    numbered = rf"(?<![\w.,$-]){_AMOUNT}(?: ?- ?{_AMOUNT})? ?(?:{after})(?!\w)"
    ranged = rf"{_DIGITS}(?:[ -]{_SCALE})?(?: ?(?:-|to|or) ?{_DIGITS}(?:[ -]{_SCALE})?)?"
    number = rf"(?<![\w.,$-])(?:{ranged}|{_SPELLED}|{_VAGUE}) (?:(?:{_any(data['whose'])}) )?$"
    return (
        Group("money.amounts", "MONEY", data["force"], data["right"]),
        compile_once(f"{signed}|{coded}|{numbered}"),
        compile_once(rf"\b(?:{_any(data['words'])})(?![\w-])(?<!pounds(?= of [a-z]))(?<!pounds(?= per ))"),
        compile_once(number),
    )


def _any(line: str) -> str:
    return "|".join(sorted({re.escape(name) for name in items(line)}, key=lambda name: (-len(name), name)))
