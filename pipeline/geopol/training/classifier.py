"""The theme model as a classifier of scikit-learn: the same parts as `geopol train`, behind `fit` and `predict`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, check_is_fitted, column_or_1d
from threadpoolctl import threadpool_limits

from geopol.corpus import LabelledParagraph
from geopol.themes.model import Decision
from geopol.training.recipe import Recipe
from geopol.training.report import Report
from geopol.training.texts import ReadsTexts, as_texts
from geopol.training.themes import check_also, fit_model, learn, poor_themes, write

Texts = Sequence[str] | NDArray[Any]


class ThemeClassifier(ReadsTexts, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Classifies texts by theme, with the model that ``geopol train`` trains; the same texts and themes give the same weights.

    Args:
        C: Inverse strength of regularisation; higher fits the texts closer.
        words: Whether words and word pairs are features (TF-IDF).
        embedding: Whether static sentence embeddings are features.
        style: Whether the manner of a text is a feature: tense, cue words, numbers.
        vectors: Folder of a model2vec model for the embeddings; None stands for the vectors that geopol ships.
        calibrate: Whether temperature and thresholds are fitted by cross-validation, which takes five more fits. It makes
            probabilities honest and changes no prediction, so a search for the other parameters can do without.

    Attributes:
        classes_: The themes, sorted.
        model_: The `geopol.themes.ThemeModel` that was fitted.
        report_: What cross-validation says of it, None without ``calibrate``.
    """

    def __init__(
        self,
        *,
        C: float = 4.0,  # noqa: N803 - scikit-learn's name
        words: bool = True,
        embedding: bool = True,
        style: bool = True,
        vectors: str | None = None,
        calibrate: bool = True,
    ) -> None:
        self.C = C
        self.words = words
        self.embedding = embedding
        self.style = style
        self.vectors = vectors
        self.calibrate = calibrate

    def fit(
        self,
        X: Texts,  # noqa: N803 - scikit-learn's name
        y: Sequence[Any] | NDArray[Any],
        *,
        also: Sequence[Sequence[str]] | None = None,
        documents: Sequence[str] | None = None,
        headings: Sequence[str | None] | None = None,
    ) -> ThemeClassifier:
        """Learn from texts and their themes.

        Args:
            X: The texts.
            y: The theme of each.
            also: Further themes of each, which count for a share.
            documents: What each text is from. Cross-validation keeps a document together; without it, each text is one.
            headings: The heading above each, None where there is none. A saved model reads headings only if it learnt from some
                of every theme.

        Raises:
            ValueError: If the texts, themes or parameters are not such that something can be learnt from them.
        """
        texts = as_texts(X)
        targets = self._targets(y, texts)
        check_consistent_length(texts, also, documents, headings)
        recipe = self._recipe()
        corpus = [
            LabelledParagraph(text, theme, tuple(further), document, heading)
            for text, theme, further, document, heading in zip(
                texts, targets, also or [()] * len(texts), documents or texts, headings or [None] * len(texts), strict=True
            )
        ]
        check_also(corpus)
        with threadpool_limits(limits=1):  # how many threads share a sum decides its last bit
            self._learn(corpus, recipe)
        return self

    def _targets(self, y: Any, texts: Sequence[str]) -> list[str]:  # noqa: ANN401 - whatever holds classes
        """The themes as strings; keeps the classes."""
        if y is None:
            raise ValueError("ThemeClassifier requires y to be passed, but the target y is None")
        column = column_or_1d(y, warn=True)
        check_consistent_length(texts, column)
        check_classification_targets(column)
        self.classes_, places = np.unique(column, return_inverse=True)
        names = [str(theme) for theme in self.classes_]
        if len(names) < 2:
            raise ValueError(f"a theme model needs at least 2 classes, y has one class: {', '.join(names)}")
        if len(set(names)) < len(names):
            raise ValueError(f"the classes of y are not told apart by their names: {', '.join(names)}")
        return [names[place] for place in places]

    def _recipe(self) -> Recipe:
        if not (self.words or self.embedding or self.style):
            raise ValueError("words, embedding and style are all False: there is no feature left")
        vectors = None if self.vectors is None else str(self.vectors)
        return Recipe(vectors, self.C, self.words, self.embedding, self.style)

    def _learn(self, corpus: Sequence[LabelledParagraph], recipe: Recipe) -> None:
        if self.calibrate:
            if poor := poor_themes(corpus):
                raise ValueError(
                    f"to calibrate, each theme needs texts from at least 2 documents; too few: {', '.join(poor)}. "
                    "Add some, or set calibrate=False"
                )
            self.model_, report, _ = learn(corpus, (), Path(), recipe)
            self.report_: Report | None = report
        else:
            self.model_ = fit_model(corpus, Decision(), recipe)
            self.report_ = None
        self._columns = [self.model_.labels.index(str(theme)) for theme in self.classes_]

    def predict_proba(self, X: Texts) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Probability of each theme by each text alone: one row a text, one column a class of ``classes_``."""
        check_is_fitted(self, "model_")
        with threadpool_limits(limits=1):
            found: NDArray[np.float64] = self.model_.probabilities(as_texts(X))[:, self._columns]
        return found

    def predict(self, X: Texts) -> NDArray[Any]:  # noqa: N803 - scikit-learn's name
        """The most probable theme of each text."""
        best = self.predict_proba(X).argmax(axis=1)
        themes: NDArray[Any] = self.classes_[best]
        return themes

    def save(self, folder: str | Path) -> None:
        """Write the model where geopol reads it: after ``save("my-models/themes")``, ``geopol.load("my-models")`` takes it.

        Raises:
            NotFittedError: If it is not fitted.
        """
        check_is_fitted(self, "model_")
        if self.report_ is None:
            self.model_.save(folder)
        else:
            write(self.model_, replace(self.report_, folder=Path(folder)), Path(folder))
