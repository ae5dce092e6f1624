"""The codebook's entity labels, and what other schemes' labels are called there."""

from __future__ import annotations

LABELS = ("DATE", "EVENT", "FAC", "GPE", "LAW", "LOC", "MONEY", "NORP", "ORG", "PERSON", "WEAPON")

# CoNLL-2003 and WikiNER names of the same things. LOC is theirs for every place, so a country comes out as LOC there.
_ALIASES = {"PER": "PERSON", "FACILITY": "FAC"}


def to_codebook(label: str) -> str | None:
    """The codebook's name of a pipeline's label, ``None`` for kinds it does not have (``CARDINAL``, ``LANGUAGE`` …)."""
    label = _ALIASES.get(label, label)
    return label if label in LABELS else None
