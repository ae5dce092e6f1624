"""What a model learnt and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from geopol.corpus import LabelledParagraph
from geopol.evaluation.scores import Table, percent
from geopol.themes import ThemeModel

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Change:
    """Scores on one set of paragraphs, by their texts alone, before and after.

    Attributes:
        name: What the set is.
        paragraphs: Its size.
        accuracy: Percent of themes right, before and after.
        macro_f1: Mean F1 of the set's themes in percent, before and after.
        held: Whether a fall here speaks against the new model; learnt paragraphs prove nothing.
    """

    name: str
    paragraphs: int
    accuracy: tuple[float, float]
    macro_f1: tuple[float, float]
    held: bool = True


@dataclass(frozen=True, slots=True)
class Flip:
    """A paragraph to which the new model gives another theme."""

    article: str
    paragraph: int
    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of corrections.

    Attributes:
        method: ``adapted`` or ``retrained``.
        corrections: How many were learnt, and how many of them differ from what the model had said.
        changes: Scores before and after.
        flips: Tagged paragraphs whose theme would be another, and how many were looked at.
        worse: Where the new model falls by more than the tolerance, in words.
        written: Whether the model was written.
    """

    method: str
    corrections: tuple[int, int]
    changes: tuple[Change, ...]
    flips: tuple[tuple[Flip, ...], int]
    worse: tuple[str, ...]
    written: bool

    def tables(self) -> dict[str, Table]:
        """Header and rows of the tables that people read."""
        rows: list[tuple[str, ...]] = [
            (one.name, str(one.paragraphs), *(f"{number:.1f}" for number in (*one.accuracy, *one.macro_f1)))
            for one in self.changes
        ]
        flipped, looked = self.flips
        turns: dict[str, int] = {}
        for flip in flipped:
            turns[f"{flip.before} → {flip.after}"] = turns.get(f"{flip.before} → {flip.after}", 0) + 1
        counted: list[tuple[str, ...]] = [
            (turn, str(n)) for turn, n in sorted(turns.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        header = ("", "paragraphs", "accuracy before", "after", "macro-F1 before", "after")
        return {
            "Before and after": (header, rows),
            f"Old tags that would flip: {len(flipped)} of {looked}": (("", "paragraphs"), counted),
        }

    def history(self) -> dict[str, Any]:
        """What the model's ``meta.json`` keeps of it."""
        return {
            "method": self.method,
            "corrections": self.corrections[0],
            "changed": self.corrections[1],
            "scores": [asdict(one) for one in self.changes],
            "flips": [len(self.flips[0]), self.flips[1]],
        }


def measure(
    name: str, gold: Sequence[LabelledParagraph], before: Sequence[str], after: Sequence[str], *, held: bool = True
) -> Change:
    """Scores of two models' themes for the same paragraphs."""
    themes = [paragraph.theme for paragraph in gold]

    def accuracy(said: Sequence[str]) -> float:
        return percent(sum(a == b for a, b in zip(said, themes, strict=True)), len(themes))

    def macro_f1(said: Sequence[str]) -> float:
        found = f1_score(themes, list(said), labels=sorted(set(themes)), average="macro", zero_division=0.0)
        return round(100 * float(found), DECIMALS)

    return Change(name, len(gold), (accuracy(before), accuracy(after)), (macro_f1(before), macro_f1(after)), held)


def themes_of(model: ThemeModel, paragraphs: Sequence[LabelledParagraph]) -> list[str]:
    """The model's themes by the texts alone."""
    if not paragraphs:
        return []
    best = np.asarray(model.probabilities([paragraph.text for paragraph in paragraphs])).argmax(axis=1)
    return [model.labels[column] for column in best]


def falls(changes: Sequence[Change], tolerance: float) -> tuple[str, ...]:
    """Where accuracy falls by more than so many points."""
    return tuple(
        f"{one.name}: accuracy falls from {one.accuracy[0]:.1f} to {one.accuracy[1]:.1f}"
        for one in changes
        if one.held and round(one.accuracy[0] - one.accuracy[1], DECIMALS) > tolerance
    )
