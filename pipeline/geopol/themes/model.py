"""A trained theme model: a scikit-learn pipeline, and what turns its output into themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geopol.errors import ModelError
from geopol.models import read_meta, write_meta
from geopol.records import ThemeScores

WEIGHTS = "model.joblib"
# Three decimals say all that is known of a probability and hide float noise between machines.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """How probabilities become themes; all of it is fitted by cross-validation when the model is trained.

    Attributes:
        temperature: Log probabilities are divided by it; under 1 sharpens. It makes the scores calibrated.
        also: A further theme is given from this score on.
        uncertain: A paragraph whose best score is under this is ``uncertain``.
    """

    temperature: float = 1.0
    also: float = 0.25
    uncertain: float = 0.4


class ThemeModel:
    """Gives paragraphs their themes.

    Args:
        pipeline: A fitted scikit-learn classifier over strings with ``classes_`` and ``predict_proba``.
        decision: Temperature and thresholds.
        meta: What the model folder says of the model.
    """

    def __init__(self, pipeline: Any, decision: Decision, meta: dict[str, Any] | None = None) -> None:  # noqa: ANN401 - any estimator
        self.pipeline = pipeline
        self.decision = decision
        self.meta = meta or {}
        self.labels: tuple[str, ...] = tuple(str(label) for label in pipeline.classes_)

    @property
    def fingerprint(self) -> str:
        """Hash of the folder the model was loaded from, ``unsaved`` for one that was not."""
        return str(self.meta.get("geopol", {}).get("fingerprint", "unsaved"))

    def probabilities(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Calibrated probabilities: one row a text, one column a label of `labels`; rows sum to 1."""
        rows = np.asarray(self.pipeline.predict_proba(list(texts)), dtype=np.float64)
        return temper(rows, self.decision.temperature)

    def predict(self, texts: Sequence[str]) -> list[ThemeScores]:
        """The themes of paragraphs, each judged by its own text."""
        if not texts:
            return []
        return [self._decide(row) for row in self.probabilities(texts)]

    def _decide(self, row: np.ndarray[Any, np.dtype[np.float64]]) -> ThemeScores:
        ranked = sorted(zip(self.labels, row.round(DECIMALS).tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
        (primary, best), *rest = ranked
        # "other" says that no theme holds, so it can never be a further one.
        also = tuple(label for label, score in rest if score >= self.decision.also and label != "other")
        return ThemeScores(primary, also, dict(ranked), "ok" if best >= self.decision.uncertain else "uncertain")

    def save(self, folder: str | Path) -> None:
        """Write weights and ``meta.json`` into a folder, made where missing."""
        import joblib

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        joblib.dump(self.pipeline, folder / WEIGHTS, compress=("lzma", 6))
        write_meta(folder, {**self.meta, "labels": list(self.labels), "decision": asdict(self.decision)})

    @classmethod
    def load(cls, folder: str | Path) -> ThemeModel:
        """Load a model folder after its hash was checked. A model is code: load only what comes from somebody you trust.

        Raises:
            ModelError: If the folder is no theme model, is damaged, or was made with a scikit-learn that this one cannot read.
        """
        import joblib

        folder = Path(folder)
        meta = read_meta(folder)
        _check_versions(folder, meta)
        return cls(joblib.load(folder / WEIGHTS), Decision(**meta["decision"]), meta)


def _check_versions(folder: Path, meta: dict[str, Any]) -> None:
    """scikit-learn promises to read its own pickles within one minor version alone."""
    import sklearn

    made = meta.get("versions", {}).get("scikit-learn", "unknown")
    if made.split(".")[:2] != sklearn.__version__.split(".")[:2]:
        raise ModelError(
            f"the theme model in {folder} was made with scikit-learn {made}, installed is {sklearn.__version__}: "
            f"install scikit-learn {made}, or train the model again (geopol train)"
        )


def temper(probabilities: np.ndarray[Any, np.dtype[np.float64]], temperature: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Sharpen (under 1) or flatten (over 1) rows of probabilities, keeping their order."""
    logs = np.log(np.clip(probabilities, 1e-12, 1.0)) / temperature
    powers = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
