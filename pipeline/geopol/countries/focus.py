"""Which countries an article is about: mentions, their share, and a weight by the part each mention plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from geopol.countries.ladder import named_in
from geopol.countries.table import info
from geopol.records import CountryShare, Entity, Paragraph

# Shares are counts over counts; three decimals tell one mention in a thousand.
DECIMALS = 3
# What a mention weighs: a state or people by name, or a place that stands for its government, is an actor; a city, a body, a
# person or a weapon speaks of its state in passing.
_ACTOR, _IN_PASSING = 1.0, 0.5
_ACTORS = frozenset(("code", "name", "demonym", "context", "era", "seat"))
# Where it stands: titles and headings say what a text is about, its first paragraph comes next.
_TITLE, _HEADING, _LEAD = 3.0, 2.0, 2.0


def focus(paragraphs: Sequence[Paragraph], title: str | None = None) -> tuple[CountryShare, ...]:
    """Countries of an article by mentions; page furniture does not count.

    Args:
        paragraphs: The tagged paragraphs.
        title: The article's title; its country names add weight, not mentions.
    """
    mentions: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for code, weight in _weighed(paragraphs):
        mentions[code] += 1
        weights[code] += weight  # type: ignore[assignment]  # Counter is typed for whole numbers
    for code in sorted(named_in(title)) if title else ():
        if code in mentions:
            weights[code] += _TITLE  # type: ignore[assignment]
    total, mass = sum(mentions.values()), sum(weights.values())
    ranked = sorted(mentions.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        CountryShare(code, info(code).name, count, round(count / total, DECIMALS), round(weights[code] / mass, DECIMALS))
        for code, count in ranked
    )


def _weighed(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, float]]:
    lead = next((paragraph.index for paragraph in paragraphs if paragraph.kind == "body"), None)
    for paragraph in paragraphs:
        if paragraph.kind == "boilerplate":
            continue
        place = _HEADING if paragraph.kind == "heading" else _LEAD if paragraph.index == lead else 1.0
        for entity in paragraph.entities:
            if entity.country:
                yield entity.country, place * _part(entity)


def _part(entity: Entity) -> float:
    meant = entity.meant
    return _ACTOR if meant is None or meant.metonym or meant.how in _ACTORS else _IN_PASSING
