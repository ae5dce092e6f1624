"""Why a paragraph has its theme: what spoke for it and against it in a linear model over named features."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from geopol.records import Reason

FOR, AGAINST = 5, 2  # reasons that a person reads
DECIMALS = 2
# The columns of an embedding mean nothing one by one; together they are what a text is about, whatever its words.
EMBEDDING, MEANING = "embedding__", "meaning of the whole"
WORDS = "words__"


class Explainer:
    """Gives the strongest reasons for and against the themes that a linear model gave.

    A reason's weight is the feature's value times how much more it counts for the theme than for the themes on average, in log
    odds: reasons of weight 0.7 double the odds.

    Args:
        pipeline: A fitted scikit-learn ``Pipeline`` of a ``features`` step that names its columns and a linear ``classifier``;
            for a model of another make there are no reasons.
    """

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - any estimator
        steps = getattr(pipeline, "named_steps", {})
        self.able = hasattr(steps.get("classifier"), "coef_") and hasattr(steps.get("features"), "get_feature_names_out")
        if self.able:
            names = [str(name) for name in steps["features"].get_feature_names_out()]
            self._names = [_readable(name) for name in names]
            self._meaning = np.array([name.startswith(EMBEDDING) for name in names])
            self._weights = _centred(steps["classifier"].coef_)

    def reasons(self, rows: Any, themes: Iterable[int]) -> list[tuple[Reason, ...]]:  # noqa: ANN401 - a sparse matrix
        """The reasons for each row of features and the column of its theme: for before against, strongest first."""
        return [self._row(rows[number], theme) if self.able else () for number, theme in enumerate(themes)]

    def _row(self, row: Any, theme: int) -> tuple[Reason, ...]:  # noqa: ANN401 - a sparse row
        columns, scores = row.indices, row.data * self._weights[theme, row.indices]
        meant = self._meaning[columns]
        together = float(scores[meant].sum())
        columns, scores = columns[~meant], scores[~meant]
        order = np.argsort(-scores, kind="stable")
        ends = [*order[:FOR], *order[::-1][:AGAINST]]
        found = {Reason(self._names[columns[at]], round(float(scores[at]), DECIMALS)) for at in ends}
        if meant.any():
            found.add(Reason(MEANING, round(together, DECIMALS)))
        ranked = sorted(found, key=lambda reason: (-abs(reason.weight), reason.what))
        spoke_for = [reason for reason in ranked if reason.weight > 0][:FOR]
        return (*spoke_for, *[reason for reason in ranked if reason.weight < 0][:AGAINST])


def _readable(name: str) -> str:
    return f"“{name.removeprefix(WORDS)}”" if name.startswith(WORDS) else name.partition("__")[2]


def _centred(coefficients: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Weights of each class against the mean of all; of two classes scikit-learn keeps one row for both."""
    rows = np.vstack([-coefficients, coefficients]) / 2 if len(coefficients) == 1 else coefficients
    return np.asarray(rows - rows.mean(axis=0))
