"""The table of facts: states, and every name that is known to mean one, or known to mean none. It refuses clashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache
from typing import Any

from geopol.countries.facts import NO_STATE, Cues, Era, Fact, State, Table, Weak
from geopol.countries.names import items, key, plural
from geopol.countries.rosters import Bloc, Group, parse_blocs, parse_groups, parse_leaders
from geopol.countries.store import read
from geopol.errors import GeopolError, InputError
from geopol.kept import recall
from geopol.models import code_of

# Data files that make up the table; `arms.toml` is read when the first weapon is met.
FILES = ("states", "former", "ended", "places", "none", "weak", "eras", "organisations", "blocs", "groups", "people", "leaders")

# Keys of a row of `weak.toml` that are no code.
_SETTINGS = ("alone", "since", "until", "candidates")

_Named = tuple[str, Fact]


@cache
def table() -> Table:
    """The table that geopol ships, read once.

    Raises:
        GeopolError: If a name means two states, or a code is not in the table.
    """
    return recall("countries", code_of("countries"), lambda: build({name: read(name) for name in FILES}))


def build(data: Mapping[str, Mapping[str, Any]]) -> Table:
    """Make a table of the data files' contents.

    Args:
        data: Contents by file name, those of `FILES`.

    Raises:
        GeopolError: If a name means two states, or a code is not in the table.
    """
    states = {code: _state(code, row) for part in ("states", "former") for code, row in data[part].items()}
    ended = [_state(None, {"name": name, **row}) for name, row in data["ended"].items()]
    blocs, groups = parse_blocs(data["blocs"]), parse_groups(data["groups"])
    _check_codes([*states.values(), *ended], blocs, groups, states.keys())
    weak = {key(name): _weak(name, row, states) for name, row in data["weak"].items()}
    places = _facts(_places(data, states, ended, weak.keys()), states)
    bodies = _facts(_bodies(data, blocs, groups), states)
    if both := sorted(weak.keys() & (places.keys() | bodies.keys())):
        raise GeopolError(f"names in weak.toml that another file gives one meaning: {', '.join(both)}")
    divisions = {key(name): fact.code or "" for name, fact in _listed(data["places"]["divisions"], "place")}
    people = _people(data, states, taken=places.keys() | weak.keys())
    former = {key(name): state for state in ended for name, _ in _names(state)}
    return Table(states, former, places, bodies, people, weak, divisions, _eras(data["eras"], states, ended))


def info(code: str | int) -> State:
    """The row of a state, present or former.

    Args:
        code: A code of ISO 3166-1 (alpha-3, alpha-2 or numeric) or 3166-3 (alpha-3), ``XKX``, or the name of a state that ended
            without a code ("Ottoman Empire").

    Raises:
        InputError: If the table has no such code.
    """
    known = table()
    found = known.states.get(str(code)) or _other_codes().get(str(code).lstrip("0")) or known.former.get(key(str(code)))
    if found is None:
        raise InputError(f"no state has the code {code!r}; codes are three capital letters, such as 'FRA'; see lookup(name).code")
    return found


def heir(code: str) -> str:
    """The code of the state that stands for a former one today; the code itself where it exists, or has no one successor."""
    states = table().states
    while following := states[code].heir:
        code = following
    return code


@cache
def _other_codes() -> Mapping[str, State]:
    """Present states by alpha-2 and numeric code."""
    present = [state for state in table().states.values() if not state.last]
    return {str(code): state for state in present for code in (state.iso2, state.numeric) if code is not None}


def _state(code: str | None, row: Mapping[str, Any]) -> State:
    lists = {name: tuple(items(row[name])) for name in ("aliases", "demonyms", "successors") if name in row}
    return State(**{"code": code, **row, **lists})


def _weak(name: str, row: Mapping[str, Any], states: Mapping[str, State]) -> Weak:
    cues = {code: Cues(items(line)) for code, line in row.items() if code not in _SETTINGS}
    until, alone = row.get("until", {}), row.get("alone")
    candidates = tuple(items(row["candidates"])) if "candidates" in row else tuple(code for code in cues if code != NO_STATE)
    used = [*cues, *until, *candidates, *([alone] if alone else [])]
    if unknown := [code for code in used if code not in states and code != NO_STATE]:
        raise GeopolError(f"weak.toml: {name!r} names unknown codes: {', '.join(unknown)}")
    return Weak(cues, alone, row.get("since"), until, candidates)


def _eras(data: Mapping[str, Mapping[str, str]], states: Mapping[str, State], ended: Iterable[State]) -> dict[str, Era]:
    former = {state.code or state.name: state for state in (*states.values(), *ended)}
    eras: dict[str, Era] = {}
    for code, row in data.items():
        state = former.get(code)
        years = items(row["years"].replace("-", ",")) if "years" in row else [state and state.first, state and state.last]
        if state is None or None in years:
            raise GeopolError(f"eras.toml: {code!r} is no former state of former.toml or ended.toml")
        first, last = (int(str(year)[:4]) for year in years)
        cues = Cues(items(row["cues"]))
        for part in ("names", "noted"):
            era = Era(state.code, cues, (first, last), part == "noted")
            eras |= {key(name): era for name in items(row.get(part, ""))}
    return eras


def _places(data: Mapping[str, Any], states: Mapping[str, State], ended: Iterable[State], weak: Set[str]) -> Iterator[_Named]:
    """Countries, peoples, capitals, seats of power, cities and regions; then what is known to be no state."""
    yield from (entry for state in states.values() for entry in _names(state) if key(entry[0]) not in weak)
    yield from _listed(data["places"]["seats"], "seat")
    yield from _listed(data["places"]["capitals"], "capital")
    yield from _listed(data["places"]["places"], "place")
    yield from (entry for state in ended for entry in _names(state))
    for codes, line in data["none"]["shared"].items():
        yield from ((name, Fact(None, "shared", tuple(items(codes)))) for name in items(line))
    yield from _stateless(data["none"]["regions"], "none")
    yield from _stateless(data["none"]["peoples"], "people")


def _bodies(data: Mapping[str, Any], blocs: Iterable[Bloc], groups: Iterable[Group]) -> Iterator[_Named]:
    """Armed groups, blocs, organisations, events and acts."""
    for group in groups:
        fact = Fact(group.states[0], "group") if len(group.states) == 1 else Fact(None, "group", group.states)
        yield from ((name, fact) for name in group.names)
    for bloc in blocs:
        yield from ((name, Fact(None, "bloc")) for name in bloc.names)
    yield from _listed(data["organisations"]["organisations"], "organisation")
    yield from _stateless(data["none"]["bodies"], "none")
    yield from _stateless(data["none"]["events"], "none")


def _names(state: State) -> Iterator[_Named]:
    code = state.now or state.code
    named, people = ("name", "demonym") if code else ("former", "former")
    for name in filter(None, (state.name, state.official, *state.aliases)):
        yield name, Fact(code, named)
    for demonym in state.demonyms:
        yield demonym, Fact(code, people)
        yield plural(demonym), Fact(code, people)
    if state.capital:
        yield state.capital, Fact(code, "capital")


def _listed(lines: Mapping[str, str], how: str) -> Iterator[_Named]:
    for code, line in lines.items():
        for name in items(line):
            yield name, Fact(code, how)


def _stateless(part: Mapping[str, str], how: str) -> Iterator[_Named]:
    return ((name, Fact(None, how)) for name in items(part["names"]))


def _facts(named: Iterable[_Named], states: Mapping[str, State]) -> dict[str, Fact]:
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


def _check_codes(rows: Iterable[State], blocs: Iterable[Bloc], groups: Iterable[Group], known: Set[str]) -> None:
    """Successors, heirs and members are states of the table."""
    used = {code: state.name for state in rows for code in (*state.successors, state.heir, state.now) if code}
    used |= {code: bloc.name for bloc in blocs for _, code, _ in bloc.changes}
    used |= {code: group.name for group in groups for code in group.states}
    if unknown := sorted(f"{code} ({name})" for code, name in used.items() if code not in known):
        raise GeopolError(f"codes that are not in states.toml or former.toml: {', '.join(unknown)}")


def _people(data: Mapping[str, Any], states: Mapping[str, State], taken: Set[str]) -> dict[str, Fact]:
    """Full names to facts, and last names that only one state's people bear and no place (``taken``) has.

    Last names are ``surname`` unless the data say that they are known by themselves.
    """
    people = data["people"]
    led = ((name, Fact(leader.code, "person")) for leader in parse_leaders(data["leaders"]) for name in leader.names)
    named = (*led, *_listed(people["people"], "person"))
    facts = _facts(named, states)
    common, alone, shared = ({key(name) for name in items(people[part])} for part in ("common", "alone", "shared"))
    bearers: dict[str, set[str | None]] = {}
    for name, fact in named:
        bearers.setdefault(key(name.split()[-1]), set()).add(fact.code)
    for last, codes in bearers.items():
        if len(codes) == 1 and last not in common and last not in taken:
            facts.setdefault(last, Fact(next(iter(codes)), "person" if last in alone else "surname"))
    return facts | {name: replace(facts[name], how="surname") for name in shared & facts.keys()}
