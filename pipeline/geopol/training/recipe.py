"""What a theme model is made of before it has learnt anything: features, and a linear model over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from geopol.training.features import StaticEmbedder, StyleFeatures

SEED = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a theme model is made.

    Attributes:
        vectors: Folder of a model2vec model; ``None`` stands for the vectors that geopol ships.
        strength: Inverse strength of regularisation, scikit-learn's ``C``.
        words: Whether words and word pairs are features of a text.
        embedding: Whether its sentence embedding is one.
        style: Whether its manner is one.
    """

    vectors: str | None = None
    strength: float = 4.0
    words: bool = True
    embedding: bool = True
    style: bool = True


PLAIN = Recipe()


def pipeline(recipe: Recipe = PLAIN) -> Pipeline:
    """The untrained classifier: words and word pairs, sentence embeddings and the paragraph's manner, into one linear model."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, strip_accents="unicode", dtype=np.float32)
    blocks = [
        ("words", words, recipe.words),
        ("embedding", StaticEmbedder(recipe.vectors), recipe.embedding),
        ("style", StyleFeatures(), recipe.style),
    ]
    return _classifier([(name, block) for name, block, wanted in blocks if wanted], recipe)


def heading_pipeline(recipe: Recipe = PLAIN) -> Pipeline:
    """The untrained classifier of headings: words, their parts, and embeddings."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode", dtype=np.float32)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True, dtype=np.float32)
    return _classifier([("words", words), ("parts", parts), ("embedding", StaticEmbedder(recipe.vectors))], recipe)


def _classifier(blocks: list[tuple[str, object]], recipe: Recipe) -> Pipeline:
    linear = LogisticRegression(C=recipe.strength, max_iter=1000, random_state=SEED)
    return Pipeline([("features", FeatureUnion(blocks)), ("classifier", linear)])
