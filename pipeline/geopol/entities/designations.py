"""Weapons by their designation: letters and a number that the table knows, with maker and nickname ("Sukhoi Su-57")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geopol.entities.grammar import items
from geopol.entities.rules import Group, read
from geopol.errors import GeopolError
from geopol.kept import compile_once

# A capital or digit, a few letters, a number, and what may follow it: "T-72B3", "F/A-18E", "SS-N-22", "S-300PMU-2".
_SHAPE = compile_once(
    r"(?<![\w.,-])(?P<letters>[A-Z][A-Za-z]{0,8}(?:[-/][A-Z]{1,4})?|\d[A-Z])(?P<joint>[- ]?)(?P<number>\d{1,4})"
    r"(?P<rest>(?:[A-Za-z]{1,4}\d{0,2}[A-Za-z]{0,2})?(?:[-/](?:[A-Z]{1,3}\d{0,2}|\d{1,2}[A-Z]?)(?!\w))?)(?![\w%]|[.,]\d)"
)
# How far before a designation its maker may begin, in characters.
_BACK = 40


@dataclass(frozen=True, slots=True)
class Designations:
    """The table: numbers by letters and joint, None for any; makers before, nicknames and cues after a designation."""

    group: Group
    numbers: Mapping[tuple[str, str], frozenset[str] | None]
    maker: re.Pattern[str]
    nickname: re.Pattern[str]
    denied: re.Pattern[str]

    def know(self, found: re.Match[str]) -> bool:
        """Whether the table has what `_SHAPE` found; "MiG-29SMT" is a MiG-29, and "M1A2" stands by itself."""
        key = (found["letters"], found["joint"])
        if key not in self.numbers or self.denied.match(found.string, found.end()):
            return False
        numbers = self.numbers[key]
        return numbers is None or not numbers.isdisjoint((found["number"], found["number"] + found["rest"].rstrip("s")))


def designated(text: str) -> Iterator[tuple[int, int, Group]]:
    """Start, end and group of every designation in a text whose dashes are plain."""
    known = _designations()
    for found in _SHAPE.finditer(text):
        if known.know(found):
            maker = known.maker.search(text, max(0, found.start() - _BACK), found.start())
            nickname = known.nickname.match(text, found.end())
            yield (maker or found).start(), (nickname or found).end(), known.group


@cache
def _designations() -> Designations:
    data = read("weapons")["designations"]
    makers, nicknames, denied = ("|".join(map(re.escape, _longest(data[part]))) for part in ("makers", "nicknames", "not_before"))
    return Designations(
        Group("weapons.designations", "WEAPON", data["force"], data["right"]),
        numbers(data["letters"]),
        compile_once(rf"(?<![\w-])(?:{makers}) $"),
        compile_once(rf" (?:{nicknames})(?:s|es)?(?!\w)"),
        compile_once(rf"[ -](?:{denied})\b"),
    )


def numbers(lines: str) -> dict[tuple[str, str], frozenset[str] | None]:
    """Numbers by letters and the joint that may follow them; None for any number.

    Args:
        lines: Letters with their joints (``Su-``, ``M``, ``Type_`` with ``_`` for a space), a colon, numbers or ``*``.

    Raises:
        GeopolError: If a line has no colon, or letters and joint stand twice.
    """
    table: dict[tuple[str, str], frozenset[str] | None] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        letters, colon, numbers = line.partition(":")
        if not colon:
            raise GeopolError(f"weapons.toml: the designation {line!r} has no colon; write 'Su-: 27 30' or 'Su-: *'")
        for letter in letters.split():
            joint = {"-": "-", "_": " "}.get(letter[-1], "")
            key = (letter[:-1] if joint else letter, joint)
            if key in table:
                raise GeopolError(f"weapons.toml: the letters {letter!r} stand twice")
            table[key] = None if numbers.strip() == "*" else frozenset(numbers.split())
    return table


def _longest(line: str) -> list[str]:
    return sorted(items(line), key=lambda name: (-len(name), name))
