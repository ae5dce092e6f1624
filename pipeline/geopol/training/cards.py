"""Model cards: a template beside this module, filled with what was measured when the weights were written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geopol.evaluation.scores import Table


def card(name: str, tables: Mapping[str, Table]) -> str:
    """A card's text.

    Args:
        name: Template: ``entities``, ``themes`` or ``vectors``.
        tables: Header and rows for each ``{mark}`` of the template.
    """
    text = Path(__file__).with_name(f"{name}.card.md").read_text(encoding="utf-8")
    for mark, table in tables.items():
        text = text.replace(f"{{{mark}}}", markdown(table))
    return text


def markdown(table: Table) -> str:
    """A table in Markdown; columns after the first are numbers."""
    header, rows = table
    lines = [f"| {' | '.join(header)} |", "|---|" + "--:|" * (len(header) - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def entity_tables(scores: Mapping[str, Mapping[str, Any]]) -> dict[str, Table]:
    """F1 by label and gold file."""
    labels = sorted({label for score in scores.values() for label in score["per_label"]})
    rows = [("all", *(f"{score['f1']:.1f}" for score in scores.values()))]
    for label in labels:
        cells = (score["per_label"].get(label) for score in scores.values())
        rows.append((label, *(f"{cell[0]:.1f} ({cell[1]})" if cell else "" for cell in cells)))
    return {"scores": (("label", *scores), rows)}
