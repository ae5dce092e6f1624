"""One policy for mentions that two finders see: the model's span stands, a rule fills what the model left open."""

from __future__ import annotations

from collections.abc import Iterable

from geopol.records import Date, Entity


def merge(model: Iterable[Entity], rules: Iterable[Entity]) -> tuple[Entity, ...]:
    """Both finders' entities in text order, none overlapping; where two overlap, the model's is kept."""
    kept = list(model)
    taken = sorted((entity.start, entity.end) for entity in kept)
    kept += [entity for entity in rules if not _overlaps(entity.start, entity.end, taken)]
    return tuple(sorted(kept, key=lambda entity: entity.start))


def without_dates(entities: Iterable[Entity], dates: Iterable[Date]) -> tuple[tuple[Entity, ...], tuple[Date, ...]]:
    """Settle what is an entity and what a date, since the codebook never nests spans.

    A date inside a name belongs to it ("Hungarian Revolution of 1848" is one ``EVENT``). Any other date stands, and with it goes
    every ``DATE`` of the model and every entity that it overlaps.
    """
    names = [entity for entity in entities if entity.label != "DATE"]
    inside = sorted((name.start, name.end) for name in names)
    standing = tuple(date for date in dates if not any(start <= date.start and date.end <= end for start, end in inside))
    spans = sorted((date.start, date.end) for date in standing)
    return tuple(name for name in names if not _overlaps(name.start, name.end, spans)), standing


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)
