"""One policy for mentions that two finders see.

1. The model's span stands, and a rule fills what the model left open: `merge`, and rules of the force ``fill``.
2. The longest reading wins: a rule of the force ``longest`` takes the place of model spans, and gives its label where the span is
   the same, but a longer span of the model stands ("Korean War Memorial").
3. A rule of the force ``win`` takes the place of any.
4. A model's span with a score under `YIELDS` gives way to every rule.

Which group of rules has which force is written beside it in ``data/``, and rests on what `benchmarks/rules.py` measures: each
group alone, what it adds, and how often it is right where it takes the model's place and how often the model was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from geopol.entities.ruler import Ruled
from geopol.records import Date, Entity

# Under this score the model itself thinks it more likely wrong than right.
YIELDS = 0.5

# What may stand between a date and the name that it is cut from.
_EDGE = " \t\r\n,;:()-–—"

_Span = TypeVar("_Span", Entity, Date)


def merge(model: Iterable[Entity], rules: Iterable[Entity]) -> tuple[Entity, ...]:
    """Both finders' entities in text order, none overlapping; where two overlap, the model's is kept."""
    kept = list(model)
    free = [entity for entity in rules if not _over(kept, entity)]
    return tuple(sorted([*kept, *free], key=lambda entity: entity.start))


def overrule(model: Iterable[Entity], ruled: Iterable[Ruled]) -> tuple[Entity, ...]:
    """The model's entities and those of the names by rule, in text order, none overlapping; the module says which stands.

    Args:
        model: What the model found in a passage.
        ruled: What the rules found there, never overlapping each other.
    """
    kept = list(model)
    for rule in sorted(ruled, key=lambda rule: rule.group.force != "win"):  # what wins may make room for what fills
        over = _over(kept, rule.entity)
        if all(_gives_way(entity, rule) for entity in over):
            at = bisect_right(kept, rule.entity.start, key=lambda entity: entity.end)
            kept[at : at + len(over)] = [_agreed(over, rule.entity)]
    return tuple(kept)


def _gives_way(entity: Entity, rule: Ruled) -> bool:
    """Whether a span of the model leaves its place to a rule's."""
    if rule.group.force == "win" or (entity.score is not None and entity.score < YIELDS):
        return True
    around = entity.start <= rule.entity.start and rule.entity.end <= entity.end
    longer = around and len(entity.text) > len(rule.entity.text)
    return rule.group.force == "longest" and not longer


def _agreed(over: Sequence[Entity], rule: Entity) -> Entity:
    """The model's own entity where the rule says the same."""
    same = [entity for entity in over if (entity.start, entity.end, entity.label) == (rule.start, rule.end, rule.label)]
    return same[0] if same else rule


def without_dates(entities: Iterable[Entity], dates: Iterable[Date]) -> tuple[tuple[Entity, ...], tuple[Date, ...]]:
    """Settle what is an entity and what a date, since the codebook never nests spans.

    A date that belongs to a name goes with it ("Hungarian Revolution of 1848" is one ``EVENT``). Any other stands; a name that
    it begins or ends is cut down to the rest ("2026 NDS" is a ``DATE`` and a ``LAW``), and every ``DATE`` of the model gives way.
    """
    names = [entity for entity in entities if entity.label != "DATE"]
    standing = tuple(date for date in dates if not any(_belongs(date, name) for name in _over(names, date)))
    settled = (_cut(name, _over(standing, name)) for name in names)
    return tuple(name for name in settled if name is not None), standing


def _belongs(date: Date, name: Entity) -> bool:
    """Whether a date is a part of a name."""
    if not (name.start <= date.start and date.end <= name.end) or len(date.text) == len(name.text):
        return False
    if date.start == name.start:
        return name.label == "EVENT"
    before = name.text[: date.start - name.start]
    return date.end < name.end or name.label in ("EVENT", "LAW") or before.rstrip().endswith(("of", "of the", "for"))


def _cut(name: Entity, dates: Iterable[Date]) -> Entity | None:
    """What dates leave of a name; None where that is nothing, or a date stands across its edge or in its middle."""
    start, end = name.start, name.end
    for date in dates:
        if date.start < end and start < date.end:
            if date.start == start and date.end < end:
                start = date.end
            elif date.end == end and start < date.start:
                end = date.start
            else:
                return None
    if (start, end) == (name.start, name.end):
        return name
    rest = name.text[start - name.start : end - name.start]
    text = rest.strip(_EDGE)
    start += len(rest) - len(rest.lstrip(_EDGE))
    return replace(name, text=text, start=start, end=start + len(text)) if any(map(str.isalnum, text)) else None


def _over(spans: Sequence[_Span], other: Entity | Date) -> Sequence[_Span]:
    """Those of some spans that overlap another one; they are in text order and apart from each other."""
    first = bisect_right(spans, other.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, other.end, lo=first, key=lambda span: span.start)]
