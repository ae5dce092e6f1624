"""Named periods: the interwar period, the Ming dynasty, World War II."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from geopol.dates import almanac
from geopol.dates.sense import Sense
from geopol.errors import InputError

_YEAR = re.compile(r"^\d{4} | of \d{4}(?:[-–—]\d{2,4})?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A period with a name.

    Attributes:
        name: The name as it stands in text, without article.
        kind: ``era``, ``dynasty``, or ``event`` for what the codebook calls an EVENT.
        precision: How exact the days are: ``day``, ``month``, ``year``, ``century`` or ``vague``.
        source: What the days rest on.
        first: First day, signed ISO, None where writers differ.
        last: Last day, likewise.
        aliases: Other names.
    """

    name: str
    kind: Literal["era", "dynasty", "event"]
    precision: Literal["day", "month", "year", "century", "vague"]
    source: str
    first: str | None = None
    last: str | None = None
    aliases: tuple[str, ...] = ()


@cache
def periods() -> dict[str, Period]:
    """All periods by lower-case name and alias.

    Raises:
        InputError: If two periods share a name, or one ends before it begins.
    """
    table: dict[str, Period] = {}
    rows = tomllib.loads((files("geopol.dates") / "periods.toml").read_text(encoding="utf-8"))["period"]
    for row in rows:
        found = Period(**{**row, "aliases": tuple(row.get("aliases", ()))})
        if found.first and found.last and almanac.day_of(found.first) > almanac.day_of(found.last):
            raise InputError(f"periods.toml: {found.name!r} ends {found.last} before it begins {found.first}")
        for name in {found.name.lower(): None, **{alias.lower(): None for alias in found.aliases}}:
            if name in table:
                raise InputError(f"periods.toml: {name!r} names two periods")
            table[name] = found
    return table


def period(name: str) -> Period | None:
    """The period of a name, an article before it and a year beside it left out ("the Suez Crisis of 1956"); None if unknown."""
    words = " ".join(name.lower().split()).removeprefix("the ")
    return periods().get(words) or periods().get(_YEAR.sub("", words))


def period_sense(found: Period) -> Sense:
    """What a period's name means: its years as a range, ``PAST_REF`` where they are vague."""
    if found.precision in ("vague", "century") or not (found.first and found.last):
        return Sense("PAST_REF", span=(found.first, found.last))
    first, last = almanac.day_of(found.first), almanac.day_of(found.last)
    value = (
        f"{almanac.year_value(first.year)}/{almanac.year_value(last.year)}"
        if first.year != last.year
        else almanac.year_value(first.year)
    )
    return Sense(value, span=(found.first, found.last))
