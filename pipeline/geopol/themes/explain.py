"""Why a paragraph has its theme: what spoke for it and against it in a linear model over named features."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from geopol.records import Reason

FOR, AGAINST = 5, 2  # reasons that a person reads
DECIMALS = 2
WORDS, EMBEDDING = "words", "embedding"  # blocks of columns, as the pipeline of geopol.training.themes calls them

Vector = np.ndarray[Any, np.dtype[np.float64]]


class Explainer:
    """Gives the strongest reasons for and against the themes that a linear model gave.

    A reason's weight is the feature's value times how much more it counts for the theme than for the themes on average, in log
    odds: reasons of weight 0.7 double the odds. What a word adds by its place in the embedding counts with the word.

    Args:
        pipeline: A fitted scikit-learn ``Pipeline`` of a ``features`` step that names its columns and a linear ``classifier``;
            for a model of another make there are no reasons.
    """

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - any estimator
        steps = getattr(pipeline, "named_steps", {})
        features: Any = steps.get("features")
        self.able = hasattr(steps.get("classifier"), "coef_") and hasattr(features, "get_feature_names_out")
        if self.able:
            self._names = features.get_feature_names_out()
            blocks = np.array([name.partition("__")[0] for name in self._names])
            self._words, self._meaning = blocks == WORDS, blocks == EMBEDDING
            self._weights = _centred(steps["classifier"].coef_)
            self._embedder = dict(features.transformer_list).get("embedding")

    def reasons(self, texts: Sequence[str], rows: Any, themes: Iterable[int]) -> list[tuple[Reason, ...]]:  # noqa: ANN401 - sparse
        """The reasons for each text's theme: those for it before those against it, strongest first.

        Args:
            texts: The texts.
            rows: Their features, a sparse row a text.
            themes: The column of each one's theme.
        """
        if not self.able:
            return [() for _ in texts]
        return [self._of(text, rows[number], theme) for number, (text, theme) in enumerate(zip(texts, themes, strict=True))]

    def _of(self, text: str, row: Any, theme: int) -> tuple[Reason, ...]:  # noqa: ANN401 - a sparse row
        scores: dict[str, float] = defaultdict(float)
        weights = self._weights[theme]
        named = ~self._meaning[row.indices]
        columns, values = row.indices[named], row.data[named].astype(np.float64)
        for column, value, share in zip(columns.tolist(), values.tolist(), (values * weights[columns]).tolist(), strict=True):
            # A feature of manner is centred: where there is less of it than usual, that is what spoke.
            low = " (low)" if value < 0 and not self._words[column] else ""
            scores[_readable(self._names[column]) + low] += share
        if self._embedder is not None:
            for word, score in self._embedder.attribute(text, weights[self._meaning]):
                scores[f"“{word}”"] += score
        return _strongest(scores)


def _strongest(scores: Mapping[str, float]) -> tuple[Reason, ...]:
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    ends = [*ranked[:FOR], *[pair for pair in ranked[FOR:][::-1][:AGAINST] if pair[1] < 0]]
    return tuple(Reason(what, weight) for what, score in ends if (weight := round(score, DECIMALS)))


def _readable(name: str) -> str:
    block, _, feature = name.partition("__")
    return f"“{feature}”" if block == WORDS else feature


def _centred(coefficients: np.ndarray[Any, Any]) -> Vector:
    """Weights of each class against the mean of all; of two classes scikit-learn keeps one row for both."""
    rows = np.vstack([-coefficients, coefficients]) / 2 if len(coefficients) == 1 else coefficients
    return np.asarray(rows - rows.mean(axis=0), dtype=np.float64)
