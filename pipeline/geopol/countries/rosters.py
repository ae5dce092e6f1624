"""Who belongs to what, and when: members of blocs, leaders of states, armed groups and where they act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from geopol.countries.names import items, key
from geopol.countries.store import read
from geopol.errors import GeopolError, InputError
from geopol.wording import meant, not_a

# Later than any day of the data: "as it stands".
_NOW = "9999-12-31"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

Office = Literal["head", "minister"]


@dataclass(frozen=True, slots=True)
class Bloc:
    """An organisation of states.

    Attributes:
        name: Its full name.
        names: Every name it is known by, abbreviations and bodies included.
        first: First day, or year.
        last: Last day, ``None`` while it stands.
        changes: ``(day, code, joined)`` in order of time.
    """

    name: str
    names: tuple[str, ...]
    first: str
    last: str | None = None
    changes: tuple[tuple[str, str, bool], ...] = field(default=(), repr=False)

    def members(self, on: str | None = None) -> tuple[str, ...]:
        """Codes of the states that are in on a day, in order; without one as it stands, or stood when it ended."""
        day = _NOW if on is None else _pad(on, "-12-31")
        if on is not None and self.last is not None and day > _pad(self.last, "-12-31"):
            return ()
        inside: set[str] = set()
        for when, code, joined in self.changes:
            if when <= day:
                (inside.add if joined else inside.discard)(code)
        return tuple(sorted(inside))


@dataclass(frozen=True, slots=True)
class Leader:
    """A head of state or government, or a foreign minister.

    Attributes:
        name: The name most in use.
        names: Every spelling of it.
        code: The state.
        office: ``head`` or ``minister``.
        terms: First and last year of each time in office; ``None`` for one that lasts.
    """

    name: str
    names: tuple[str, ...]
    code: str
    office: Office
    terms: tuple[tuple[int, int | None], ...]

    def serves(self, year: int) -> bool:
        """Whether a year is one of those in office."""
        return any(first <= year <= (last or 9999) for first, last in self.terms)


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group.

    Attributes:
        name: The name most in use.
        names: Every name of it.
        states: Codes of the states that it acts in.
        first: First year.
        last: Last year, ``None`` while it acts.
    """

    name: str
    names: tuple[str, ...]
    states: tuple[str, ...]
    first: int
    last: int | None = None


def members(bloc: str, on: str | None = None) -> tuple[str, ...]:
    """The states of a bloc.

    Args:
        bloc: Any of its names: ``NATO``, ``European Union``, ``Warsaw Pact``.
        on: A day as ISO date (a year means its end); without one the members it has, or had when it ended.

    Returns:
        Alpha-3 codes in order; empty after the bloc's end.

    Raises:
        InputError: If no bloc has the name, or ``on`` is no day.
    """
    if not isinstance(bloc, str):
        raise not_a("bloc", str, bloc)
    known = _blocs_by_name()
    if key(bloc) not in known:
        names = sorted({b.names[0] for b in known.values()})
        raise InputError(f"no bloc is called {bloc!r}; known are {', '.join(names)}{meant(bloc, names)}")
    if on is not None and not (isinstance(on, str) and _DAY.fullmatch(on)):
        raise InputError(f"on must be a day such as '1999-04-01', '1999-04' or '1999', not {on!r}")
    return known[key(bloc)].members(on)


def leaders(code: str, on: int | None = None) -> tuple[Leader, ...]:
    """Heads of state and government and foreign ministers of a state since 1945; ``on`` keeps those in office in that year.

    Raises:
        InputError: If ``code`` is none of a state, or ``on`` no year.
    """
    if code not in read("states") and code not in read("former"):
        raise InputError(f"no state has the code {code!r}; codes are three capital letters, such as 'FRA'; see lookup(name).code")
    if on is not None and not isinstance(on, int):
        raise InputError(f"on must be a year such as 1970, not {on!r}")
    found = (leader for leader in parse_leaders(read("leaders")) if leader.code == code)
    return tuple(leader for leader in found if on is None or leader.serves(on))


def group(name: str) -> Group | None:
    """An armed group by any of its names, with the states it acts in and its years; None where there is none."""
    if not isinstance(name, str):
        raise not_a("name", str, name)
    return _groups_by_name().get(key(name))


def parse_blocs(data: Mapping[str, Any]) -> tuple[Bloc, ...]:
    """The rows of ``blocs.toml``.

    Raises:
        GeopolError: If a state leaves a bloc that it is not in.
    """
    return tuple(_bloc(name, row) for name, row in data.items())


def _bloc(short: str, row: Mapping[str, Any]) -> Bloc:
    changes = sorted([*_changes(row.get("left", {}), False), *_changes(row["joined"], True)], key=lambda change: change[0])
    inside: set[str] = set()
    for when, code, joined in changes:
        if (code in inside) == joined:
            raise GeopolError(f"blocs.toml: {code} cannot {'join' if joined else 'leave'} {short} on {when}")
        (inside.add if joined else inside.discard)(code)
    names = (*items(row["aliases"]), row["name"], *items(row.get("bodies", "")))
    return Bloc(row["name"], tuple(dict.fromkeys(names)), row["first"], row.get("last"), tuple(changes))


def _changes(days: Mapping[str, str], joined: bool) -> Iterator[tuple[str, str, bool]]:
    for day, codes in days.items():
        for code in items(codes):
            yield _pad(day, "-01-01"), code, joined


def parse_leaders(data: Mapping[str, Any]) -> tuple[Leader, ...]:
    """The rows of ``leaders.toml``.

    Raises:
        GeopolError: If years are missing or run backwards.
    """
    offices: tuple[tuple[str, Office], ...] = (("heads", "head"), ("ministers", "minister"))
    return tuple(
        Leader(names[0], names, code, office, terms)
        for code, row in data.items()
        for part, office in offices
        for names, terms in map(_dated, items(row.get(part, "")))
    )


def parse_groups(data: Mapping[str, Any]) -> tuple[Group, ...]:
    """The rows of ``groups.toml``: groups of one state, then those of several."""
    found = []
    for code, line in data["one"].items():
        for names, terms in map(_dated, items(line)):
            found.append(Group(names[0], names, (code,), *terms[0]))
    for name, row in data["several"].items():
        names, terms = _dated(" | ".join([name, *items(row["also"])]) + f": {row['years']}")
        found.append(Group(name, names, tuple(items(row["states"])), *terms[0]))
    return tuple(found)


def _dated(entry: str) -> tuple[tuple[str, ...], tuple[tuple[int, int | None], ...]]:
    """``Name | spelling: 1990-1994+1999-`` as names and years."""
    names, _, years = entry.rpartition(":")
    terms = [term.strip().partition("-") for term in years.split("+")]
    try:
        spans = tuple((int(first), int(last) if last else None) for first, _, last in terms)
    except ValueError:
        raise GeopolError(f"{entry!r} has no years; write 'Name: 1990-1994', or 'Name: 1990-'") from None
    if not names or any(last is not None and last < first for first, last in spans):
        raise GeopolError(f"{entry!r} has years that run backwards, or no name")
    return tuple(name.strip() for name in names.split("|")), spans


def _pad(day: str, rest: str) -> str:
    """A year or month as a day that compares with others: ``rest`` fills up what is missing."""
    return day + rest[len(day) - 4 :] if len(day) < len(_NOW) else day


@cache
def _blocs_by_name() -> Mapping[str, Bloc]:
    return {key(name): bloc for bloc in parse_blocs(read("blocs")) for name in bloc.names}


@cache
def _groups_by_name() -> Mapping[str, Group]:
    return {key(name): found for found in parse_groups(read("groups")) for name in found.names}
