"""The table of facts: states, and every name that is known to mean one, or known to mean none. It refuses clashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from geopol.countries.names import items, key, plural
from geopol.errors import GeopolError, InputError

# Data files that make up the table; `arms.toml` is read when the first weapon is met.
FILES = ("states", "former", "places", "none", "weak", "eras", "organisations", "people")


# The key in `weak.toml` for cues of a meaning that is no one state.
NO_STATE = "none"


@dataclass(frozen=True, slots=True)
class State:
    """A row of the table: a state that exists, or a former one with a code of its own.

    Attributes:
        code: ISO 3166-1 alpha-3, for former states that of ISO 3166-3, ``XKX`` for Kosovo.
        name: Short English name.
        official: Official English name.
        iso2: ISO 3166-1 alpha-2, or the one that was withdrawn.
        numeric: ISO 3166-1 numeric, ``None`` for Kosovo.
        cow: Number in the Correlates of War list of states, ``None`` where it lists none.
        capital: Seat of government as the table tells it, ``None`` where there is none.
        first: First day as ISO date, former states only.
        last: Last day as ISO date, former states only.
        successors: Codes of the states that followed, former states only.
        aliases: Further names and abbreviations.
        demonyms: Adjectives and people.
    """

    code: str
    name: str
    official: str
    iso2: str
    numeric: int | None = None
    cow: int | None = None
    capital: str | None = None
    first: str | None = None
    last: str | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a name means.

    Attributes:
        code: The state, ``None`` where the name is known to belong to no one state.
        how: The kind of name: ``name``, ``demonym``, ``capital``, ``place``, ``organisation``, ``person``, ``surname``, ``none``.
    """

    code: str | None
    how: str


# What a rung answers for a name that belongs to no one state.
NOBODY = Fact(None, "none")


@dataclass(frozen=True, slots=True)
class Weak:
    """A name with several readings.

    Attributes:
        cues: Words that speak for a state, by its code, or against any, by `NO_STATE`.
        alone: The reading where nothing speaks for any, ``None`` where it then stays silent.
    """

    cues: Mapping[str, re.Pattern[str]]
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """A former state that a name stood for in its time ("Moscow" for the Soviet Union).

    Attributes:
        code: The former state.
        cues: Words that speak for it.
        years: First and last year in which it existed.
    """

    code: str
    cues: re.Pattern[str]
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """All facts. Names are under their `geopol.countries.names.key`.

    Attributes:
        states: States by code.
        places: What a country, people, city or region means.
        bodies: What an organisation, event or act means.
        people: What a person's name means.
        weak: Names with several readings; never in ``places``.
        divisions: Parts of states that follow the name of a city after a comma.
        eras: Names of a present state that stood for a former one in its time; also in ``places``.
    """

    states: Mapping[str, State]
    places: Mapping[str, Fact] = field(repr=False)
    bodies: Mapping[str, Fact] = field(repr=False)
    people: Mapping[str, Fact] = field(repr=False)
    weak: Mapping[str, Weak] = field(repr=False)
    divisions: Mapping[str, str] = field(repr=False)
    eras: Mapping[str, Era] = field(repr=False)


@cache
def table() -> Table:
    """The table that geopol ships, read once.

    Raises:
        GeopolError: If a name means two states, or a code is not in the table.
    """
    return build({name: read(name) for name in FILES})


def read(name: str) -> dict[str, Any]:
    """One data file of the package, by its name without ``.toml``."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def build(data: Mapping[str, Mapping[str, Any]]) -> Table:
    """Make a table of the data files' contents.

    Args:
        data: Contents by file name, those of `FILES`.

    Raises:
        GeopolError: If a name means two states, or a code is not in the table.
    """
    states = {code: _state(code, row) for part in ("states", "former") for code, row in data[part].items()}
    weak = {key(name): _weak(name, row, states) for name, row in data["weak"].items()}
    none = data["none"]
    own = (entry for entry in _names(states) if key(entry[0]) not in weak)
    places = _facts(
        (*own, *_listed(data["places"]["places"], "place"), *_stateless(none, "states", "regions", "peoples")), states
    )
    bodies = _facts(
        (*_listed(data["organisations"]["organisations"], "organisation"), *_stateless(none, "bodies", "events")), states
    )
    if both := sorted(weak.keys() & (places.keys() | bodies.keys())):
        raise GeopolError(f"names in weak.toml that another file gives one meaning: {', '.join(both)}")
    divisions = {key(name): fact.code or "" for name, fact in _listed(data["places"]["divisions"], "place")}
    people = _people(data["people"], states, taken=places.keys() | weak.keys())
    return Table(states, places, bodies, people, weak, divisions, _eras(data["eras"], states))


def info(code: str) -> State:
    """The row of a state.

    Args:
        code: An alpha-3 code of ISO 3166-1 or 3166-3, or ``XKX``.

    Raises:
        InputError: If the table has no such code.
    """
    states = table().states
    if code not in states:
        raise InputError(f"no state has the code {code!r}; codes are three capital letters, such as 'FRA' or 'SUN'")
    return states[code]


def _state(code: str, row: Mapping[str, Any]) -> State:
    lists = {name: tuple(items(row[name])) for name in ("aliases", "demonyms", "successors") if name in row}
    return State(code=code, **{**row, **lists})


def _weak(name: str, row: Mapping[str, str], states: Mapping[str, State]) -> Weak:
    cues = {code: words(items(line)) for code, line in row.items() if code != "alone"}
    alone = row.get("alone")
    if unknown := [code for code in (*cues, *([alone] if alone else [])) if code not in states and code != NO_STATE]:
        raise GeopolError(f"weak.toml: {name!r} names unknown codes: {', '.join(unknown)}")
    return Weak(cues, alone)


def _eras(data: Mapping[str, Mapping[str, str]], states: Mapping[str, State]) -> dict[str, Era]:
    eras: dict[str, Era] = {}
    for code, row in data.items():
        state = states.get(code)
        if state is None or not state.first or not state.last:
            raise GeopolError(f"eras.toml: {code!r} is no former state of former.toml")
        era = Era(code, words(items(row["cues"])), (int(state.first[:4]), int(state.last[:4])))
        eras |= {key(name): era for name in items(row["names"])}
    return eras


def words(names: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the names as whole words, case-sensitive."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


_Named = tuple[str, Fact]


def _names(states: Mapping[str, State]) -> Iterator[_Named]:
    for state in states.values():
        for name in (state.name, state.official, *state.aliases):
            yield name, Fact(state.code, "name")
        for demonym in state.demonyms:
            yield demonym, Fact(state.code, "demonym")
            yield plural(demonym), Fact(state.code, "demonym")
        if state.capital:
            yield state.capital, Fact(state.code, "capital")


def _listed(lines: Mapping[str, str], how: str) -> Iterator[_Named]:
    for code, line in lines.items():
        for name in items(line):
            yield name, Fact(code, how)


def _stateless(none: Mapping[str, Mapping[str, str]], *parts: str) -> Iterator[_Named]:
    for part in parts:
        for entry in items(none[part]["names"]):
            yield entry.partition(":")[0], Fact(None, "none")


def _facts(named: tuple[_Named, ...], states: Mapping[str, State]) -> dict[str, Fact]:
    """Names to facts. The first of two facts with one code stays, so a capital that is also a country is the country."""
    facts: dict[str, Fact] = {}
    clashes = []
    for name, fact in named:
        if fact.code is not None and fact.code not in states:
            raise GeopolError(f"{name!r} is given the code {fact.code!r}, which is not in states.toml or former.toml")
        known = facts.setdefault(key(name), fact)
        if known.code != fact.code:
            clashes.append(f"{name!r} ({known.code} and {fact.code})")
    if clashes:
        raise GeopolError(f"names with two meanings: {', '.join(clashes)}; list them in weak.toml instead")
    return facts


def _people(data: Mapping[str, Any], states: Mapping[str, State], taken: Set[str]) -> dict[str, Fact]:
    """Full names to facts, and last names that only one state's people bear and no place (``taken``) has.

    Last names are ``surname`` unless the data say that they are known by themselves.
    """
    named = tuple(_listed(data["people"], "person"))
    facts = _facts(named, states)
    common, alone = ({key(name) for name in items(data[part])} for part in ("common", "alone"))
    bearers: dict[str, set[str | None]] = {}
    for name, fact in named:
        bearers.setdefault(key(name.split()[-1]), set()).add(fact.code)
    for last, codes in bearers.items():
        if len(codes) == 1 and last not in common and last not in taken:
            facts.setdefault(last, Fact(next(iter(codes)), "person" if last in alone else "surname"))
    return facts
