"""The records that the table of facts is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class State:
    """A row of the table: a state that exists, or one that is no more.

    Attributes:
        code: ISO 3166-1 alpha-3, for former states that of ISO 3166-3, ``XKX`` for Kosovo; ``None`` for states that ended
            before ISO gave codes (`geopol.countries.former`).
        name: Short English name.
        official: Official English name.
        iso2: ISO 3166-1 alpha-2, or the one that was withdrawn; ``None`` where ``code`` is.
        numeric: ISO 3166-1 numeric, ``None`` where ISO gives none.
        cow: Number in the Correlates of War list of states, ``None`` where it lists none.
        capital: Seat of government as the table tells it, ``None`` where there is none.
        first: First day as ISO date (or year), former states only.
        last: Last day as ISO date (or year), former states only.
        successors: Codes of the states that followed, former states only.
        heir: The one successor that stands for it when it is followed, ``None`` where none does.
        now: The present state that its names mean all the same, being still in use ("Burma"), ``None`` where they mean itself.
        aliases: Further names and abbreviations.
        demonyms: Adjectives and people.
    """

    code: str | None
    name: str
    official: str = ""
    iso2: str | None = None
    numeric: int | None = None
    cow: int | None = None
    capital: str | None = None
    first: str | None = None
    last: str | None = None
    successors: tuple[str, ...] = ()
    heir: str | None = None
    now: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a name means.

    Attributes:
        code: The state, ``None`` where the name is known to belong to no one state.
        how: The kind of name: ``name``, ``demonym``, ``capital``, ``seat``, ``place``, ``organisation``, ``group``, ``person``,
            ``surname``; without a state ``bloc``, ``former``, ``shared``, ``people``, ``pair``, ``ambiguous``, ``none``.
        states: Codes of the states that it may mean or acts in, where it is not one.
    """

    code: str | None
    how: str
    states: tuple[str, ...] = ()


class Cues:
    """Words to look for, as whole words, case-sensitive. Their pattern is made when a text first asks for it.

    The letter before a word is looked at after its first one, so that the search can skip to what may begin a word.

    Args:
        names: The words, or phrases.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern."""
        longest_first = sorted(self.names, key=len, reverse=True)
        escaped = (re.escape(name[0]) + r"(?<!\w.)" + re.escape(name[1:]) for name in longest_first)
        return re.compile(r"(?:" + "|".join(escaped) + r")(?!\w)")


# The key in `weak.toml` for cues of a meaning that is no one state.
NO_STATE = "none"

# What a rung answers for a name that belongs to no one state.
NOBODY = Fact(None, "none")

# What a rung answers for a name with several meanings that nothing decides between.
AMBIGUOUS = Fact(None, "ambiguous")


@dataclass(frozen=True, slots=True)
class Weak:
    """A name with several readings.

    Attributes:
        cues: Words that speak for a state, by its code, or against any, by ``none``.
        alone: The reading where nothing speaks for any, ``None`` where it then stays silent.
        since: The year from which ``alone`` holds, ``None`` where it always does.
        until: Readings that a text speaks for if all its years lie before the one given.
        candidates: Codes of the states that the name may mean.
    """

    cues: Mapping[str, Cues]
    alone: str | None = None
    since: int | None = None
    until: Mapping[str, int] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Era:
    """A former state that a name stood for in its time ("Moscow" for the Soviet Union).

    Attributes:
        code: The former state, ``None`` for one that ended without a code.
        cues: Words that speak for it.
        years: First and last year in which it existed.
        noted: Whether it is only noted as a candidate, the present state being meant more often all the same.
    """

    code: str | None
    cues: Cues
    years: tuple[int, int]
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """All facts. Names are under their `geopol.countries.names.key`.

    Attributes:
        states: States by code.
        former: States that ended without a code of their own, by every name they have.
        places: What a country, people, city or region means.
        bodies: What an organisation, event or act means.
        people: What a person's name means.
        weak: Names with several readings; never in ``places``.
        divisions: Parts of states that follow the name of a city after a comma.
        eras: Names of a present state that stood for a former one in its time; also in ``places``.
    """

    states: Mapping[str, State]
    former: Mapping[str, State] = field(repr=False)
    places: Mapping[str, Fact] = field(repr=False)
    bodies: Mapping[str, Fact] = field(repr=False)
    people: Mapping[str, Fact] = field(repr=False)
    weak: Mapping[str, Weak] = field(repr=False)
    divisions: Mapping[str, str] = field(repr=False)
    eras: Mapping[str, Era] = field(repr=False)
