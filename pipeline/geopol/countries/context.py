"""What an article says about names that stand for several states: by its cues, and by its years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geopol.countries.evidence import Mention
from geopol.countries.facts import AMBIGUOUS, NO_STATE, NOBODY, Fact, Weak
from geopol.countries.names import key
from geopol.countries.table import table


def in_its_time(fact: Fact, mention: Mention) -> Fact:
    """The former state that a name stood for in its time ("Moscow" in 1968), else the present one.

    The paragraph's years decide; one without years is read with its own cues, or as the article's years and cues have it.
    """
    era = table().eras.get(key(mention.entity.text)) if fact.code else None
    if era is None:
        return fact
    near, article = mention.near, mention.article
    told = near if near.years or near.speaks_of(era) else article
    return Fact(era.code, "era") if told.fits(era) and article.speaks_of(era) else fact


def named_states(mentions: Sequence[Mention]) -> set[str]:
    """Codes of the states that mentions name by name or demonym."""
    places = table().places
    facts = (places.get(key(mention.entity.text)) for mention in mentions if mention.entity.label in ("GPE", "NORP"))
    return {fact.code for fact in facts if fact and fact.code}


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
    votes = votes or Counter(mentions[0].article.votes(weak))
    code = _winner(votes) if votes else weak.alone
    if code is None:
        return AMBIGUOUS
    return NOBODY if code == NO_STATE else Fact(code, "context")


def _winner(votes: dict[str, int]) -> str | None:
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
