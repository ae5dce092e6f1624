"""What an article says about names that stand for several states: by its cues, and by its years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geopol.countries.evidence import Mention
from geopol.countries.facts import AMBIGUOUS, NO_STATE, NOBODY, Fact, Weak
from geopol.countries.names import key
from geopol.countries.table import table

_STATE_BODY = re.compile(
    r"\b(?:Ministry|Army|Navy|Air Force|Armed Forces|Government|Parliament|Cabinet|Senate|Court|Police|Central Bank|Department"
    r"|Guard|Congress|Assembly|Council of Ministers|Gendarmerie|Coast Guard|Security Service|Party|Elections? Commission)\b"
)
_BETWEEN = re.compile(r"\b(?:River|Sea|Ocean|Desert|Gulf|Strait|Mountains|Lake|Area|Peninsula)\b")
# Mentions of one state that tell where an unknown place in the same paragraph lies.
_ENOUGH = 3


def in_its_time(fact: Fact, mention: Mention) -> Fact:
    """The former state that a name stood for in its time ("Moscow" in 1968), else the present one.

    The paragraph's years decide; one without years is read with its own cues, or as the article's years and cues have it. Of
    names that mean the present state more often all the same ("Russia" beside "Soviet"), the former one is noted as a candidate.
    """
    era = table().eras.get(key(mention.entity.text)) if fact.code else None
    if era is None:
        return fact
    near, article = mention.near, mention.article
    told = near if near.years or near.speaks_of(era) else article
    if not (told.fits(era) and article.speaks_of(era)):
        return fact
    if era.noted:
        both = tuple(filter(None, (fact.code, era.code))) if near.years and near.fits(era) and near.speaks_of(era) else ()
        return replace(fact, states=both)
    return Fact(era.code, "era" if era.code else "former")


def named_states(mentions: Sequence[Mention]) -> Counter[str]:
    """How often mentions name each state by name or demonym."""
    places, found = table().places, Counter[str]()
    for mention in mentions:
        fact = places.get(key(mention.entity.text)) if mention.entity.label in ("GPE", "NORP") else None
        if fact and fact.code:
            found[fact.code] += 1
    return found


def only_state(mention: Mention) -> Fact | None:
    """The one state that the paragraph names, where the title names the same one and no other.

    On annotated text this is right for 27 of 28 people that nothing else explains; without the title for 77 in 100.
    """
    states = mention.near.states
    return Fact(next(iter(states)), "focus") if len(states) == 1 and mention.article.title == set(states) else None


def only_state_of_body(mention: Mention) -> Fact | None:
    """As `only_state`, for the bodies that every state has; any other may be of several states."""
    return only_state(mention) if _STATE_BODY.search(mention.entity.text) else None


def only_state_of_place(mention: Mention) -> Fact | None:
    """For a place, three mentions of one state and of no other are enough: right for 33 of 36."""
    if _BETWEEN.search(mention.entity.text):
        return None
    states = mention.near.states
    return Fact(next(iter(states)), "focus") if len(states) == 1 and states.total() >= _ENOUGH else only_state(mention)


def readings(mentions: Sequence[Mention]) -> dict[str, Fact]:
    """One reading an article for each name that has several: what most cues speak for, else what it means alone."""
    weak = table().weak
    where: dict[str, list[Mention]] = {}
    for mention in mentions:
        if (name := key(mention.entity.text)) in weak:
            where.setdefault(name, []).append(mention)
    return {name: _reading(weak[name], found) for name, found in where.items()}


def _reading(weak: Weak, mentions: Sequence[Mention]) -> Fact:
    votes: Counter[str] = Counter()
    for near in {id(mention.near): mention.near for mention in mentions}.values():
        votes.update(near.votes(weak))
    article = mentions[0].article
    votes = votes or Counter(article.votes(weak))
    code = _winner(votes) if votes else weak.alone if article.reaches(weak.since) else None
    if code is None:
        return AMBIGUOUS
    return NOBODY if code == NO_STATE else Fact(code, "context")


def _winner(votes: dict[str, int]) -> str | None:
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
