"""Fit what turns probabilities into themes: temperature and thresholds, on out-of-fold probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from geopol.corpus import LabelledParagraph
from geopol.themes.model import Decision, temper

Floats = np.ndarray[Any, np.dtype[np.float64]]

TEMPERATURES = np.round(np.geomspace(0.3, 3.0, 48), 3)
THRESHOLDS = np.round(np.arange(0.05, 0.6, 0.01), 2)
# Of two paragraphs like an ``uncertain`` one, at least one would be wrong: from here on a person should look.
SAFE = 0.5


def fit_decision(probabilities: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph]) -> Decision:
    """Temperature by log loss of the primary theme, ``also`` by F1 of the further themes, ``uncertain`` by accuracy.

    Args:
        probabilities: Out-of-fold probabilities: one row a paragraph, one column a label; rows sum to 1.
        labels: Names of the columns.
        corpus: The paragraphs.
    """
    gold = np.array([labels.index(paragraph.theme) for paragraph in corpus])
    rows = np.arange(len(gold))
    losses = [-np.log(temper(probabilities, t)[rows, gold] + 1e-12).mean() for t in TEMPERATURES]
    temperature = float(TEMPERATURES[int(np.argmin(losses))])
    tempered = temper(probabilities, temperature)
    return Decision(temperature, _also(tempered, labels, corpus), _uncertain(tempered, gold))


def _also(probabilities: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph]) -> float:
    wanted = np.array([[label in paragraph.also for label in labels] for paragraph in corpus])
    if not wanted.any():
        return Decision().also
    open_to_it = np.ones_like(wanted)
    open_to_it[np.arange(len(wanted)), probabilities.argmax(axis=1)] = False
    scores = [f1_score(wanted[open_to_it], probabilities[open_to_it] >= threshold) for threshold in THRESHOLDS]
    return float(THRESHOLDS[int(np.argmax(scores))])


def _uncertain(probabilities: Floats, gold: np.ndarray[Any, np.dtype[np.int_]]) -> float:
    """The score under which the primary theme is wrong more often than not, by a window of neighbours in score."""
    best, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    for threshold in THRESHOLDS:
        near = np.abs(best - threshold) <= 0.05
        if near.sum() >= 10 and right[near].mean() >= SAFE:
            return float(threshold)
    return float(THRESHOLDS[-1])
