"""The model's features as scikit-learn transformers, to train with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from geopol.themes import style
from geopol.themes.embedding import Embedding
from geopol.training.texts import ReadsTexts, as_texts

Matrix = np.ndarray[Any, np.dtype[np.float32]]


class StaticEmbedder(ReadsTexts, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Mean of static word-piece vectors, of length one.

    Args:
        vectors: Folder of a model2vec model; ``None`` stands for the vectors that geopol ships.
    """

    def __init__(self, vectors: str | None = None) -> None:
        self.vectors = vectors

    def fit(self, X: Sequence[str], y: object = None) -> StaticEmbedder:  # noqa: ARG002, N803 - scikit-learn's signature
        """Load the vectors; nothing is learnt from the texts.

        Raises:
            ModelError: If there are no vectors in the folder.
            ValueError: If ``X`` is not texts.
        """
        as_texts(X)
        self.embedding_ = Embedding(self.vectors)
        return self

    def transform(self, X: Sequence[str]) -> Matrix:  # noqa: N803 - scikit-learn's name
        """One row a text, float32; a text without a known word piece is a row of zeros."""
        check_is_fitted(self, "embedding_")
        return self.embedding_.embed([text.split() for text in as_texts(X)]).vectors

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:  # noqa: ARG002 - scikit-learn's signature
        """A name for each column; the columns mean something only together."""
        check_is_fitted(self, "embedding_")
        return np.array([f"direction {column}" for column in range(self.embedding_.width)], dtype=object)


class StyleFeatures(ReadsTexts, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Named features of a paragraph's manner, centred and scaled.

    Args:
        scale: What one standard deviation counts beside the word features, whose rows have length one.
    """

    def __init__(self, scale: float = 0.1) -> None:
        self.scale = scale

    def fit(self, X: Sequence[str], y: object = None) -> StyleFeatures:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn mean and spread of each feature.

        Raises:
            ValueError: If ``X`` is not texts.
        """
        rows = style.rows(as_texts(X))
        self.mean_ = rows.mean(axis=0)
        spread = rows.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, 1.0)
        return self

    def transform(self, X: Sequence[str]) -> Matrix:  # noqa: N803 - scikit-learn's name
        """One row a text, one column a feature of `geopol.themes.style.names`, float32."""
        check_is_fitted(self, "mean_")
        return style.scaled(style.rows(as_texts(X)), self.mean_, self.spread_, self.scale)

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:  # noqa: ARG002 - scikit-learn's signature
        """The features' names."""
        check_is_fitted(self, "mean_")
        return np.array(style.names(), dtype=object)
