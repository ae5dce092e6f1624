"""The colours of what is named, in a terminal and in a notebook; those of themes stand in the codebook.

They are Okabe and Ito's, which people with any kind of colour vision can tell apart, as in the report; one of them is moved so
that it can be told on black and on white.
"""

from __future__ import annotations

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
