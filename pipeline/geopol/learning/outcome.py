"""What a model learnt and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from geopol.corpus import LabelledParagraph
from geopol.evaluation.scores import Table, percent
from geopol.reviewing import Correction
from geopol.themes import ThemeModel

DECIMALS = 2
LEARNT, HELD_BACK, KNOWN = "corrections, learnt", "corrections, held back", "known before"
# From so many corrections on it is odd that all have one theme: of 30 that a person made in 24 articles the commonest had 9.
MANY = 10
# The part of tags that nobody corrected which may flip, and how many at least: of 181 other tags these 30 corrections flip none;
# all set to one theme by mistake, 17.
FLIPPING, FEW = 0.1, 5


@dataclass(frozen=True, slots=True)
class Change:
    """Scores on one set of paragraphs before and after: corrections in their articles, others by their texts alone.

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
    """A paragraph to which the new model gives another theme; ``taught`` where a person gave it or its words a theme."""

    article: str
    paragraph: int
    before: str
    after: str
    text: str
    taught: bool = False


@dataclass(frozen=True, slots=True)
class Flips:
    """Tags of an earlier run that would be others: which, of how many looked at, and how many of these nobody had corrected."""

    found: tuple[Flip, ...] = ()
    looked: int = 0
    others: int = 0

    @property
    def unasked(self) -> int:
        """How many flip without having been corrected, or being a copy of what was."""
        return sum(not flip.taught for flip in self.found)


@dataclass(frozen=True, slots=True)
class Standing:
    """What tagging again says where a person gave a theme.

    Attributes:
        article: Id of the article.
        paragraph: Position in it.
        kind: ``corrected``, ``confirmed`` or ``copy`` (the same words elsewhere).
        wanted: What the person said.
        said: What the new model says there.
        text: The paragraph.
    """

    article: str
    paragraph: int
    kind: str
    wanted: str
    said: str
    text: str

    @property
    def holds(self) -> bool:
        """Whether it comes out as the person said."""
        return self.wanted == self.said


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of corrections.

    Attributes:
        method: ``adapted`` or ``retrained``.
        corrections: How many were learnt, and how many of them differ from what the model had said.
        changes: Scores before and after.
        standings: What tagging again says where a person gave a theme.
        flips: Tagged paragraphs whose theme would be another.
        worse: Where the new model falls by more than the tolerance, in words.
        doubts: What makes the corrections look like a slip, in words.
        written: Whether the model was written.
    """

    method: str
    corrections: tuple[int, int]
    changes: tuple[Change, ...]
    standings: tuple[Standing, ...]
    flips: Flips
    worse: tuple[str, ...]
    doubts: tuple[str, ...]
    written: bool

    def tables(self) -> dict[str, Table]:
        """Header and rows of the tables that people read."""
        rows: list[tuple[str, ...]] = [
            (one.name, str(one.paragraphs), *(f"{number:.1f}" for number in (*one.accuracy, *one.macro_f1)))
            for one in self.changes
        ]
        turns: dict[str, int] = {}
        for flip in self.flips.found:
            turns[f"{flip.before} → {flip.after}"] = turns.get(f"{flip.before} → {flip.after}", 0) + 1
        counted: list[tuple[str, ...]] = [
            (turn, str(n)) for turn, n in sorted(turns.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        header = ("", "paragraphs", "accuracy before", "after", "macro-F1 before", "after")
        flipped = f"Old tags that would flip: {len(self.flips.found)} of {self.flips.looked}"
        return {"Before and after": (header, rows), flipped: (("", "paragraphs"), counted)}

    def sentences(self) -> list[str]:
        """What the numbers mean, a sentence each."""
        found = [sentence for one in self.changes if (sentence := _means(one))]
        for kind, words in _KINDS.items():
            of_kind = [one for one in self.standings if one.kind == kind]
            if of_kind:
                kept = sum(one.holds for one in of_kind)
                found.append(f"tagged again, {kept:,} of {len(of_kind):,} {words}")
        if self.flips.others:
            found.append(f"of {self.flips.others:,} other tags {self.flips.unasked:,} would flip")
        return found

    def history(self) -> dict[str, Any]:
        """What the model's ``meta.json`` keeps of it."""
        return {
            "method": self.method,
            "corrections": self.corrections[0],
            "changed": self.corrections[1],
            "scores": [asdict(one) for one in self.changes],
            "stand": [sum(one.holds for one in self.standings), len(self.standings)],
            "flips": [len(self.flips.found), self.flips.looked],
        }


_KINDS = {
    "corrected": "corrected paragraphs come out as corrected",
    "confirmed": "confirmed paragraphs stay as they were",
    "copy": "copies of them elsewhere follow",
}


def _means(change: Change) -> str:
    """What a score says, in a sentence; nothing of sets that speak for themselves."""
    before, after = change.accuracy
    told = f"{before:.1f} → {after:.1f}"
    if change.name == KNOWN:
        return f"{KNOWN}: texts that the model went over again so as to forget nothing; they cannot tell whether it got better"
    if change.name != HELD_BACK:
        return ""
    if after > before:
        return f"{HELD_BACK}: what was learnt helps in articles that the model had not seen: {told}"
    if after < before:
        return f"{HELD_BACK}: what was learnt does harm in articles that the model had not seen: {told}"
    return f"{HELD_BACK}: nothing general was learnt, articles that the model had not seen come out as before: {told}"


def slips(corrections: Sequence[Correction], found: Flips) -> tuple[str, ...]:
    """What makes corrections look like a slip: all of one theme, or many other tags that would flip with them."""
    said: list[str] = []
    themes, were = {one.theme for one in corrections}, {one.was for one in corrections}
    if len(corrections) >= MANY and len(themes) == 1 and len(were) > 1:
        said.append(f"all {len(corrections):,} corrections are to {themes.pop()}, where the model had {len(were)} themes")
    if found.unasked >= FEW and found.unasked > FLIPPING * found.others:
        said.append(f"{found.unasked:,} of {found.others:,} tags that nobody corrected would flip, over {FLIPPING:.0%}")
    return tuple(said)


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
