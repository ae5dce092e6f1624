"""What a bag of words cannot see, as a scikit-learn transformer: tense, purpose, numbers, persons and years of a paragraph."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

Matrix = np.ndarray[Any, np.dtype[np.float32]]

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBER = re.compile(r"\b\d[\d.,]*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
# Bounds of the years told: before 1914, to 1945, to 1991, to 2010, later.
_ERAS = (1914, 1946, 1992, 2011)
_PERSONS = {
    "first person plural": ("we", "our", "us", "ours"),
    "first person": ("i", "my", "me"),
    "third person": ("he", "she", "his", "her", "him"),
}
LIMIT = 3.0  # standard deviations beyond which a feature says no more


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """The groups of ``cues.toml``, each as a pattern."""
    groups = tomllib.loads((files("geopol.themes") / "cues.toml").read_text(encoding="utf-8"))
    return {name: _pattern(words) for name, words in groups.items()}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    each = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


def features(text: str) -> dict[str, float]:
    """The named features of one paragraph: rates are per hundred words."""
    starts = [0, *(gap.end() for gap in _SENTENCE.finditer(text))]
    words = [word.lower() for word in _WORD.findall(text)]
    count = max(1, len(words))
    found: dict[str, float] = {}
    for name, pattern in cues().items():
        places = [match.start() for match in pattern.finditer(text)]
        told = {bisect_right(starts, place) for place in places}
        found[f"{name} words"] = 100 * len(places) / count
        found[f"{name} in first sentence"] = float(1 in told)
        found[f"{name} in last sentence"] = float(len(starts) in told)
        found[f"sentences with {name}"] = len(told) / len(starts)
    for person, forms in _PERSONS.items():
        found[person] = 100 * sum(map(words.count, forms)) / count
    return found | _years(text, count) | _shape(text, len(starts), words)


def _years(text: str, count: int) -> dict[str, float]:
    years = [int(year) for year in _YEAR.findall(text)]
    eras = [sum(year >= bound for bound in _ERAS) for year in years]
    shares = {f"years of era {era}": (eras.count(era) / len(eras) if eras else 0.0) for era in range(len(_ERAS) + 1)}
    spread = float(np.log1p(max(years) - min(years))) if years else 0.0
    return {"years": 100 * len(years) / count, "spread of years": spread, **shares}


def _shape(text: str, sentences: int, words: Sequence[str]) -> dict[str, float]:
    """Rates alone: how long a paragraph is tells of the source it was taken from, not of what it is for."""
    count = max(1, len(words))
    return {
        "words a sentence": count / sentences,
        "names": 100 * len(_NAME.findall(text)) / count,
        "distinct names": 100 * len(set(_NAME.findall(text))) / count,
        "numbers": 100 * len(_NUMBER.findall(text)) / count,
        "verbs in -ed": 100 * sum(word.endswith("ed") for word in words) / count,
        "verbs in -ing": 100 * sum(word.endswith("ing") for word in words) / count,
        "nouns in -tion": 100 * sum(word.endswith(("tion", "ment", "ity", "ness")) for word in words) / count,
        "quotation": float(sum(text.count(mark) for mark in '“"')),
        "questions": float(text.count("?")),
    }


class StyleFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Named features of a paragraph's manner, centred and scaled.

    Args:
        scale: What one standard deviation counts beside the word features, whose rows have length one.
    """

    def __init__(self, scale: float = 0.1) -> None:
        self.scale = scale

    @staticmethod
    def names() -> list[str]:
        """The features' names, in the order of the columns."""
        return list(features(""))

    def fit(self, texts: Sequence[str], y: object = None) -> StyleFeatures:  # noqa: ARG002 - scikit-learn's signature
        """Learn mean and spread of each feature."""
        rows = _rows(texts)
        self.names_ = self.names()
        self.mean_ = rows.mean(axis=0)
        spread = rows.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, 1.0)
        return self

    def transform(self, texts: Sequence[str]) -> Matrix:
        """One row a text, one column a feature of `names_`, float32."""
        check_is_fitted(self, "mean_")
        rows = np.clip((_rows(texts) - self.mean_) / self.spread_, -LIMIT, LIMIT)
        return np.asarray(self.scale * rows, dtype=np.float32)

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:  # noqa: ARG002 - scikit-learn's signature
        """The features' names."""
        check_is_fitted(self, "mean_")
        return np.array(self.names_, dtype=object)


def _rows(texts: Sequence[str]) -> Matrix:
    return np.array([list(features(text).values()) for text in texts], dtype=np.float32)
