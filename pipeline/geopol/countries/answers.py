"""From a fact to what the caller gets: the state's name, the score of the rung, candidates, and the successor on request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from geopol.countries.facts import Fact
from geopol.countries.store import read
from geopol.countries.table import heir, table
from geopol.records import Country


@lru_cache(maxsize=1 << 14)
def answer(fact: Fact, name: str, *, metonym: bool = False, follow: bool = False) -> Country:
    """Put an answer together.

    Args:
        fact: What a rung found.
        name: The key of the mention, under which candidates and states without a code are kept.
        metonym: Whether a place stands for its government.
        follow: Whether a former state is followed to its successor.
    """
    code = fact.code or (_heir_of_ended(name) if follow else None)
    if code is None:
        return Country(None, _ended_name(fact, name), fact.how, _score(fact.how), False, _candidates(fact, name, follow))
    code = heir(code) if follow else code
    return Country(code, table().states[code].name, fact.how, _score(fact.how), metonym, () if follow else fact.states)


def _candidates(fact: Fact, name: str, follow: bool) -> tuple[str, ...]:
    """Codes that an open name may mean; of a state without one heir that is to be followed, its successors."""
    known = table()
    if fact.how == "ambiguous" and name in known.weak:
        return known.weak[name].candidates
    return known.former[name].successors if follow and name in known.former else fact.states


def _ended_name(fact: Fact, name: str) -> str | None:
    known = table()
    return known.former[name].name if fact.how == "former" and name in known.former else None


def _heir_of_ended(name: str) -> str | None:
    found = table().former.get(name)
    return found.heir if found else None


def _score(how: str) -> float:
    return _scores().get(how, 1.0)


@cache
def _scores() -> Mapping[str, float]:
    """How often each rung is right, as `benchmarks/countries.py --scores` measured."""
    return {how: float(share) for how, share in read("scores").items()}
