"""How sure the recogniser is: from scores of tags to the probability of an entity."""

from __future__ import annotations

import math

import numpy as np

from geopol.entities.tags import OUTSIDE, Floats, Ints

# Nothing is quite certain: log odds stay finite.
_LEAST = 1e-6


def chances(scores: Floats, chosen: Ints) -> Floats:
    """The probability of the chosen tag, where it is one of an entity; one elsewhere."""
    sure = np.ones(len(chosen))
    marked = np.flatnonzero(chosen != OUTSIDE)
    logs = log_softmax(scores[marked].astype(np.float64))
    sure[marked] = np.exp(logs[np.arange(len(marked)), chosen[marked]])
    return sure


def log_softmax(scores: Floats) -> Floats:
    """Natural logarithms of the probabilities of each row's tags, from scores up to a constant."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def calibrated(chance: float, slope: float, shift: float) -> float:
    """Platt's scaling: a line through the log odds, fitted on texts that were not trained on."""
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    told = 1 / (1 + math.exp(-(slope * math.log(chance / (1 - chance)) + shift)))
    return min(max(round(told, 3), 0.001), 0.999)  # nothing is quite certain
