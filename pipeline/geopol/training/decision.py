"""Fit what turns probabilities into themes: temperature, weights and thresholds, on out-of-fold probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from geopol.corpus import LabelledParagraph
from geopol.themes.model import ALSO, UNCERTAIN, Decision, pool, softmax

Floats = np.ndarray[Any, np.dtype[np.float64]]

TEMPERATURES = np.round(np.geomspace(0.3, 3.0, 48), 3)
THRESHOLDS = np.round(np.arange(0.05, 0.6, 0.01), 2)
# A heading may say as much as the text, neighbours half as much: in the corpus a section has one theme throughout, elsewhere not.
HEADING_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
NEIGHBOUR_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
# Of two paragraphs like an ``uncertain`` one, at least one would be wrong: from here on a person should look.
SAFE = 0.5
FOUND_TEXTS = 500
ENOUGH = 20  # paragraphs with a theme, from which on it has thresholds of its own


def fit_decision(told: Floats, headed: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph]) -> Decision:
    """Temperature and weights by log loss of the primary theme, ``also`` by F1 of the further themes, ``uncertain`` by accuracy.

    Args:
        told: Out-of-fold log probabilities by the texts: one row a paragraph, one column a label.
        headed: The same by the headings; zeros where there is none.
        labels: Names of the columns.
        corpus: The paragraphs, in the order of their articles.
    """
    gold = np.array([labels.index(paragraph.theme) for paragraph in corpus])
    rows = representative(corpus)
    temperature = min(TEMPERATURES.tolist(), key=lambda t: _loss(softmax(told[rows] / t), gold[rows]))
    weighed = _weigh(told, headed, corpus, gold, Decision(temperature=temperature))
    alone = softmax(told[rows] / temperature)
    also = _also(alone, labels, [corpus[row] for row in rows])
    return replace(weighed, also=also, uncertain=_uncertain(alone, labels, gold[rows]))


def representative(corpus: Sequence[LabelledParagraph]) -> list[int]:
    """The rows that scores are fitted on: those of tables where there are enough, else all.

    Articles are written for the corpus, each section for its theme, and are easier than what people will tag; tables hold texts
    that somebody found. Fitted on both, the shipped model's scores on the dev gold were too sure: an expected calibration error
    of 0.08 against 0.07.
    """
    rows = [row for row, paragraph in enumerate(corpus) if paragraph.heading is None]
    return rows if len(rows) >= FOUND_TEXTS else list(range(len(corpus)))


def sections(corpus: Sequence[LabelledParagraph]) -> list[tuple[str, str] | None]:
    """What the paragraphs of one section share: document and heading."""
    return [(paragraph.document, paragraph.heading) if paragraph.heading else None for paragraph in corpus]


def _loss(probabilities: Floats, gold: np.ndarray[Any, Any]) -> float:
    return float(-np.log(probabilities[np.arange(len(gold)), gold] + 1e-12).mean())


def _weigh(
    told: Floats, headed: Floats, corpus: Sequence[LabelledParagraph], gold: np.ndarray[Any, Any], plain: Decision
) -> Decision:
    """The weights of heading and neighbours that suit the paragraphs that have a heading."""
    above = sections(corpus)
    rows = np.array([section is not None for section in above])
    if not rows.any():
        return plain
    tried = [replace(plain, heading=h, neighbours=n) for h in HEADING_WEIGHTS for n in NEIGHBOUR_WEIGHTS]
    return min(tried, key=lambda decision: _loss(pool(told, headed, above, decision)[rows], gold[rows]))


def _also(probabilities: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph]) -> dict[str, float]:
    wanted = np.array([[label in paragraph.also for label in labels] for paragraph in corpus])
    open_to_it = np.ones_like(wanted)
    open_to_it[np.arange(len(wanted)), probabilities.argmax(axis=1)] = False
    return {
        label: _best_f1(wanted[:, at][open_to_it[:, at]], probabilities[:, at][open_to_it[:, at]])
        for at, label in enumerate(labels)
    }


def _best_f1(wanted: np.ndarray[Any, Any], scores: Floats) -> float:
    if wanted.sum() < ENOUGH:
        return ALSO
    found = [f1_score(wanted, scores >= threshold, zero_division=0.0) for threshold in THRESHOLDS]
    return float(THRESHOLDS[int(np.argmax(found))])


def _uncertain(probabilities: Floats, labels: Sequence[str], gold: np.ndarray[Any, Any]) -> dict[str, float]:
    best, chosen = probabilities.max(axis=1), probabilities.argmax(axis=1)
    right = chosen == gold
    return {label: _safe_from(best[chosen == at], right[chosen == at]) for at, label in enumerate(labels)}


def _safe_from(best: Floats, right: np.ndarray[Any, Any]) -> float:
    """The score under which a theme is wrong more often than not, by a window of neighbours in score."""
    if len(best) < ENOUGH:
        return UNCERTAIN
    for threshold in THRESHOLDS:
        near = np.abs(best - threshold) <= 0.05
        if near.sum() >= ENOUGH // 2 and right[near].mean() >= SAFE:
            return float(threshold)
    return float(THRESHOLDS[-1])
