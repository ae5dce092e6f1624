"""A linear classifier of texts over words, parts of words, an embedding and features of manner: numbers in arrays, no pickle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopol.errors import ModelError
from geopol.themes import style
from geopol.themes.embedding import Embedded, Embedding
from geopol.themes.terms import Counted, Parts, Terms

# Kinds of features, in the order of all weights side by side.
KINDS = ("words", "parts", "embedding", "manner")

Floats = NDArray[np.float64]
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a model sees of some texts; a kind of feature that it does not have is None.

    Attributes:
        count: Number of texts.
        words: Words and pairs.
        parts: Parts of words.
        embedded: Embeddings.
        manner: Features of manner, a row a text.
    """

    count: int
    words: Counted
    parts: Counted | None
    embedded: Embedded
    manner: NDArray[np.float32] | None


class LinearModel:
    """Gives texts the probabilities of classes; made by `geopol.training.arrays`.

    Args:
        arrays: ``words`` and ``parts`` (a line each), ``pairs`` (two rows of places in ``words``), ``words_idf``, ``parts_idf``,
            the weights of each class (``words_weights``, ``parts_weights``, ``embedding_weights``, ``manner_weights``: a row a
            class), ``intercept``, and for the features of manner ``manner_mean``, ``manner_spread``, ``manner_names`` and
            ``manner_scale``. What is about parts or manner may be missing.
        embedding: The vectors that the model was trained with.
    """

    def __init__(self, arrays: Arrays, embedding: Embedding) -> None:
        self.arrays = dict(arrays)
        self.embedding = embedding
        self.terms = Terms(_lines(arrays["words"]), arrays["pairs"], arrays["words_idf"])
        self._parts = Parts(_lines(arrays["parts"]), arrays["parts_idf"]) if "parts" in arrays else None
        if "manner_names" in arrays and _lines(arrays["manner_names"]) != style.names():
            raise ModelError("it counts other features than this geopol does: train it again (geopol train)")

    def see(self, texts: Sequence[str]) -> Seen:
        """What the model sees of some texts."""
        cut = [text.split() for text in texts]
        return Seen(
            len(texts),
            self.terms.count(cut),
            self._parts.count(cut) if self._parts else None,
            self.embedding.embed(cut),
            self._manner(texts) if "manner_names" in self.arrays else None,
        )

    def _manner(self, texts: Sequence[str]) -> NDArray[np.float32]:
        known = self.arrays
        return style.scaled(style.rows(texts), known["manner_mean"], known["manner_spread"], float(known["manner_scale"]))

    def probabilities(self, seen: Seen) -> Floats:
        """One row a text, one column a class; rows sum to 1."""
        odds = self.arrays["intercept"] + seen.embedded.vectors.astype(np.float64) @ self._weights("embedding").T
        if seen.manner is not None:
            odds = odds + seen.manner.astype(np.float64) @ self._weights("manner").T
        odds = _add(odds, seen.words, self._weights("words"))
        odds = _add(odds, seen.parts, self._weights("parts")) if seen.parts else odds
        powers = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    @property
    def weights(self) -> Floats:
        """The weights of all features: a row a class, the kinds side by side in the order of `KINDS`."""
        return np.hstack([self._weights(kind) for kind in self._kinds()]).astype(np.float64)

    def moved(self, weights: Floats, intercept: Floats) -> LinearModel:
        """The same model with other weights, in the form of `weights`, and intercepts."""
        ends = np.cumsum([self._weights(kind).shape[1] for kind in self._kinds()])
        cut = zip(self._kinds(), np.split(weights, ends[:-1], axis=1), strict=True)
        new = {f"{kind}_weights": np.ascontiguousarray(part, dtype=np.float32) for kind, part in cut}
        return LinearModel({**self.arrays, **new, "intercept": intercept}, self.embedding)

    def _kinds(self) -> list[str]:
        return [kind for kind in KINDS if f"{kind}_weights" in self.arrays]

    def _weights(self, kind: str) -> NDArray[Any]:
        return self.arrays[f"{kind}_weights"]


def _add(odds: Floats, counted: Counted, weights: NDArray[Any]) -> Floats:
    """Add what the terms say: for each text the sum of its values times their columns' weights."""
    if not len(counted.rows):
        return odds
    rows, starts = np.unique(counted.rows, return_index=True)
    odds[rows] += np.add.reduceat(counted.values[:, None] * weights.T[counted.columns], starts, axis=0)
    return odds


def lines(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as an array of bytes."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _lines(array: NDArray[Any]) -> list[str]:
    return array.tobytes().decode().split("\n") if len(array) else []
