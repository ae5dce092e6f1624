"""A trained theme model: linear models of texts and of headings, and what turns their output into themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from geopol.errors import ModelError
from geopol.models import read_meta, shipped, write_meta
from geopol.records import Reason, ThemeScores
from geopol.themes.embedding import Embedding, same
from geopol.themes.explain import Explainer
from geopol.themes.linear import LinearModel, Seen
from geopol.wording import why

Floats = np.ndarray[Any, np.dtype[np.float64]]

WEIGHTS = "model.npz"
# Three decimals say all that is known of a probability and hide float noise between machines.
DECIMALS = 3
FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Decision:
    """How probabilities become themes; all of it is fitted by cross-validation when the model is trained.

    Attributes:
        temperature: Log probabilities are divided by it; under 1 sharpens. It makes the scores calibrated.
        heading: Weight of what the heading says beside what the text says.
        neighbours: Weight of what the paragraphs before and after say, where they stand under the same heading.
        also: For each theme the score from which on it is given as a further one.
        uncertain: For each theme the score under which it is ``uncertain`` as the primary one.
    """

    temperature: float = 1.0
    heading: float = 0.0
    neighbours: float = 0.0
    also: Mapping[str, float] = field(default_factory=dict)
    uncertain: Mapping[str, float] = field(default_factory=dict)


ALSO, UNCERTAIN = 0.25, 0.4  # thresholds of a theme that the corpus has too little of


class ThemeModel:
    """Gives paragraphs their themes.

    Args:
        texts: Reads paragraphs.
        labels: The theme of each of its classes.
        decision: Temperature, weights and thresholds.
        meta: What the model folder says of the model.
        headings: Reads headings, with the same classes; without one, headings say nothing.
    """

    def __init__(
        self,
        texts: LinearModel,
        labels: Sequence[str],
        decision: Decision,
        meta: dict[str, Any] | None = None,
        headings: LinearModel | None = None,
    ) -> None:
        self.texts = texts
        self.headings = headings
        self.labels = tuple(labels)
        self.decision = decision
        self.meta = meta or {}
        self._explainer = Explainer(texts)

    @property
    def fingerprint(self) -> str:
        """Hash of the folder the model was loaded from, ``unsaved`` for one that was not."""
        return str(self.meta.get("geopol", {}).get("fingerprint", "unsaved"))

    def probabilities(self, texts: Sequence[str], headings: Sequence[str | None] | None = None) -> Floats:
        """Calibrated probabilities of one article's paragraphs: one row a text, one column a label; rows sum to 1.

        Args:
            texts: The paragraphs, in order.
            headings: The heading above each, None where there is none.
        """
        return self._combined(self.texts.see(texts), headings)

    def _combined(self, seen: Seen, headings: Sequence[str | None] | None) -> Floats:
        told = logs(self.texts.probabilities(seen))
        above = list(headings) if headings is not None else [None] * len(told)
        return pool(told, self._headed(above), above, self.decision)

    def around(self, texts: Sequence[str], headings: Sequence[str | None]) -> Floats:
        """What headings and neighbours add to the logarithms of what each text says; arguments as :meth:`probabilities`."""
        told = logs(self.texts.probabilities(self.texts.see(texts)))
        return around(told, self._headed(headings), headings, self.decision)

    def _headed(self, above: Sequence[str | None]) -> Floats:
        """Log probabilities by the headings alone; zeros, which say nothing, where there is none."""
        found = np.zeros((len(above), len(self.labels)))
        rows = [row for row, heading in enumerate(above) if heading]
        if rows and self.headings is not None and self.decision.heading:
            seen = self.headings.see([heading for heading in above if heading])
            found[rows] = logs(self.headings.probabilities(seen))
        return found

    def predict(self, texts: Sequence[str], headings: Sequence[str | None] | None = None) -> list[ThemeScores]:
        """The themes of one article's paragraphs; arguments as :meth:`probabilities`."""
        if not texts:
            return []
        seen = self.texts.see(texts)
        rows = self._combined(seen, headings)
        whys = self._explainer.reasons(seen, rows.argmax(axis=1))
        return [self._decide(row, why) for row, why in zip(rows, whys, strict=True)]

    def _decide(self, row: Floats, why: tuple[Reason, ...]) -> ThemeScores:
        ranked = sorted(zip(self.labels, row.round(DECIMALS).tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
        (primary, best), *rest = ranked
        # "other" says that no theme holds, so it can never be a further one.
        also = tuple(label for label, score in rest if score >= self.decision.also.get(label, ALSO) and label != "other")
        safe = best >= self.decision.uncertain.get(primary, UNCERTAIN)
        return ThemeScores(primary, also, dict(ranked), "ok" if safe else "uncertain", why)

    def save(self, folder: str | Path) -> None:
        """Write weights and ``meta.json`` into a folder, made where missing."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        parts = {"texts": self.texts, "headings": self.headings}
        arrays = {f"{part}.{name}": array for part, model in parts.items() if model for name, array in model.arrays.items()}
        np.savez_compressed(folder / WEIGHTS, allow_pickle=False, **arrays)
        vectors = self.texts.embedding
        own = None if vectors.folder == shipped("vectors") else str(vectors.folder)
        made = {"labels": list(self.labels), "decision": asdict(self.decision), "vectors": [own, vectors.fingerprint]}
        write_meta(folder, {**self.meta, **made})

    @classmethod
    def load(cls, folder: str | Path, *, vectors: str | Path | None = None) -> ThemeModel:
        """Load a model folder after its hash was checked.

        Args:
            folder: The model.
            vectors: Where its vectors lie now, if not where they lay when it was trained.

        Raises:
            ModelError: If the folder is no theme model, is damaged, or was made with other vectors or for other features.
        """
        folder = Path(folder)
        meta = read_meta(folder)
        if not (folder / WEIGHTS).is_file():
            raise ModelError(f"{folder} is no theme model of this geopol: there is no {WEIGHTS}; train it again (geopol train)")
        try:
            return cls._loaded(folder, meta, vectors)
        except (KeyError, TypeError, ValueError, BadZipFile) as error:  # written by another version, or by hand
            first = why(error).partition(". ")[0]
            raise ModelError(f"{folder} is no theme model of this geopol: {first}; train it again (geopol train)") from error

    @classmethod
    def _loaded(cls, folder: Path, meta: dict[str, Any], vectors: str | Path | None) -> ThemeModel:
        place, wanted = meta["vectors"]
        known = _vectors(folder, place if vectors is None else vectors, wanted)
        with np.load(folder / WEIGHTS) as file:
            arrays = {name: file[name] for name in file.files}
        texts, headings = (_part(folder, arrays, part, known) for part in ("texts", "headings"))
        if texts is None:
            raise ModelError(f"{folder} is no theme model: {WEIGHTS} holds {', '.join(sorted(arrays)) or 'nothing'}")
        if len(meta["labels"]) != len(texts.arrays["intercept"]):
            raise ValueError(f"{len(meta['labels'])} labels for {len(texts.arrays['intercept'])} rows of weights")
        return cls(texts, meta["labels"], Decision(**meta["decision"]), meta, headings)


def _vectors(folder: Path, place: str | Path | None, wanted: str) -> Embedding:
    """The vectors that a model was trained with."""
    try:
        return same(place, wanted)
    except ModelError as error:
        raise ModelError(f"the theme model in {folder}: {error}") from error


def _part(folder: Path, arrays: Mapping[str, Any], part: str, vectors: Embedding) -> LinearModel | None:
    own = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{part}.")}
    try:
        return LinearModel(own, vectors) if own else None
    except ModelError as error:
        raise ModelError(f"the theme model in {folder}: {error}") from error


def pool(told: Floats, headed: Floats, above: Sequence[object], decision: Decision) -> Floats:
    """Probabilities from what texts, headings and neighbours say: a logarithmic pool.

    Args:
        told: Log probabilities by each text.
        headed: Log probabilities by each heading; zeros where there is none.
        above: The heading of each paragraph, or anything else that neighbours share; None stands for no heading.
        decision: The weights and the temperature.
    """
    return softmax((told + around(told, headed, above, decision)) / decision.temperature)


def around(told: Floats, headed: Floats, above: Sequence[object], decision: Decision) -> Floats:
    """What headings and neighbours add to the logarithms of what each text says; arguments as :func:`pool`."""
    return decision.heading * headed + decision.neighbours * _neighbours(told, above)


def _neighbours(told: Floats, above: Sequence[object]) -> Floats:
    """Mean log probabilities of the paragraphs before and after each one that stand under the same heading."""
    found, count = np.zeros_like(told), np.zeros((len(told), 1))
    for row in range(len(told) - 1):
        if above[row] is not None and above[row] == above[row + 1]:
            found[row] += told[row + 1]
            found[row + 1] += told[row]
            count[[row, row + 1]] += 1
    return np.divide(found, count, out=found, where=count > 0)


def logs(probabilities: Any) -> Floats:  # noqa: ANN401 - an array of any float type
    """Logarithms of probabilities; no text and no heading rules a theme out."""
    return np.log(np.clip(np.asarray(probabilities, dtype=np.float64), FLOOR, 1.0))


def softmax(rows: Floats) -> Floats:
    """Rows of probabilities from rows of logarithms up to a constant."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
