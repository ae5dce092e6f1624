"""What a gold file says of a tagger, in numbers. All scores are percentages, rounded to two decimals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geopol.gold import GoldText
from geopol.records import Article

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold text and what the tagger made of it."""

    gold: GoldText
    article: Article


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by step; a step that the gold does not label is empty.

    Attributes:
        themes: ``n``, ``acc`` (primary right), ``acc_also`` (primary right or in the gold's *also*), ``macro_f1``, ``per_theme``
            (F1), ``precision``, ``paragraphs`` with each theme in the gold, and what was ``confused`` how often.
        entities: ``n``, strict ``f1``, ``p``, ``r`` (same span and label, without dates), ``span_f1``, and ``per_label`` as
            ``[f1, n]``.
        dates: ``n``, ``strict_f1`` (same span), ``relaxed_f1`` (overlap), ``value_f1`` (relaxed times share of equal values).
        countries: ``n`` and the shares ``right``, ``wrong``, ``silent`` of gold mentions whose country is known.
    """

    themes: dict[str, Any]
    entities: dict[str, Any]
    dates: dict[str, Any]
    countries: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The scores of the steps that were scored."""
        every = {"themes": self.themes, "entities": self.entities, "dates": self.dates, "countries": self.countries}
        return {name: part for name, part in every.items() if part}

    def tables(self) -> dict[str, Table]:
        """Header and rows for each step that was scored."""
        return {name: _table(part) for name, part in self.to_dict().items()}


def f1(right: int, found: int, gold: int) -> float:
    """F1 in percent; 0 where there is nothing to find and nothing was found."""
    return round(200 * right / (found + gold), 2) if found + gold else 0.0


def percent(part: int, whole: int) -> float:
    """A share in percent; 0 of nothing is 0."""
    return round(100 * part / whole, 2) if whole else 0.0


def _table(part: dict[str, Any]) -> Table:
    rows: list[tuple[str, ...]] = [(name, _cell(value)) for name, value in part.items() if not isinstance(value, dict)]
    for name, value in part.items():
        if isinstance(value, dict):
            rows += [(f"{name.removeprefix('per_')} {label}", _cell(number)) for label, number in value.items()]
    return ("", ""), rows


def _cell(value: float | list[float]) -> str:
    return f"{value[0]:.2f}  (n {value[1]})" if isinstance(value, list) else str(value)
