"""The colours of themes and of what is named, in a terminal and in a notebook.

They are Okabe and Ito's, which people with any kind of colour vision can tell apart, as in the report; two of them are moved so
that they can be told on black and on white.
"""

from __future__ import annotations

from collections.abc import Iterable

THEMES = {
    "history": "#e69f00",
    "diplomacy": "#56b4e9",
    "economy": "#009e73",
    "military": "#d55e00",
    "geopolitics": "#5f87ff",
    "outlook": "#cc79a7",
    "overview": "#c4a900",
}
OTHER = "#9a9a9a"
# What is named, by kind: its colour and its labels.
KINDS = {
    "place": ("#56b4e9", ("GPE", "LOC", "FAC", "NORP")),
    "person": ("#e69f00", ("PERSON",)),
    "organisation": ("#009e73", ("ORG",)),
    "event, law": ("#cc79a7", ("EVENT", "LAW")),
    "weapon, money": ("#d55e00", ("WEAPON", "MONEY")),
    "date": ("#c4a900", ("DATE",)),
}
LABELS = {label: colour for colour, labels in KINDS.values() for label in labels}


def of_themes(themes: Iterable[str]) -> dict[str, str]:
    """A colour for each theme; those that are not geopol's own share its colours by name."""
    palette = list(THEMES.values())
    own = sorted(set(themes) - set(THEMES) - {"other"})
    return {**THEMES, **{theme: palette[at % len(palette)] for at, theme in enumerate(own)}, "other": OTHER}
