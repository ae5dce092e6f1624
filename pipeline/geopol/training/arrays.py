"""From a fitted scikit-learn pipeline to the arrays that `geopol.themes.linear` reads: what a model ships is no code."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopol.themes import style
from geopol.themes.embedding import Embedding
from geopol.themes.linear import LinearModel, lines


def linear(pipeline: Any) -> LinearModel:  # noqa: ANN401 - scikit-learn ships no types
    """The model of a fitted pipeline of `geopol.training.themes`."""
    blocks = dict(pipeline.named_steps["features"].transformer_list)
    classifier = pipeline.named_steps["classifier"]
    weights, ends = _by_class(classifier.coef_), np.cumsum([_width(block) for block in blocks.values()])
    cut = dict(zip(blocks, np.split(weights, ends[:-1], axis=1), strict=True))
    arrays = {"intercept": _by_class(classifier.intercept_[:, None])[:, 0].astype(np.float64)}
    embedding = blocks["embedding"].embedding_ if "embedding" in blocks else Embedding()
    nothing = np.zeros((len(weights), embedding.width), dtype=np.float32)
    arrays |= _words(blocks["words"], cut["words"]) if "words" in blocks else _no_words(len(weights))
    arrays |= {"embedding_weights": cut.get("embedding", nothing)}
    arrays |= _parts(blocks["parts"], cut["parts"]) if "parts" in blocks else {}
    arrays |= _manner(blocks["style"], cut["style"]) if "style" in blocks else {}
    return LinearModel(arrays, embedding)


def _width(block: Any) -> int:  # noqa: ANN401 - as above
    return len(block.get_feature_names_out())


def _by_class(weights: NDArray[Any]) -> NDArray[Any]:
    """A row a class; of two classes scikit-learn keeps one row for both."""
    return np.vstack([-weights, weights]) / 2 if len(weights) == 1 else weights


def _words(vectorizer: Any, weights: NDArray[Any]) -> dict[str, NDArray[Any]]:  # noqa: ANN401 - as above
    """Single words first, then pairs as places of their words."""
    names = vectorizer.get_feature_names_out().tolist()
    single = [column for column, name in enumerate(names) if " " not in name]
    double = [column for column, name in enumerate(names) if " " in name]
    places = {names[column]: place for place, column in enumerate(single)}
    pairs = [[places[word] for word in names[column].split(" ")] for column in double]
    return {
        "words": lines([names[column] for column in single]),
        "pairs": np.array(pairs, dtype=np.int32).reshape(-1, 2).T.copy(),
        "words_idf": vectorizer.idf_[single + double],
        "words_weights": weights[:, single + double],
    }


def _no_words(classes: int) -> dict[str, NDArray[Any]]:
    """The words of a model that reads none."""
    return {
        "words": lines([]),
        "pairs": np.zeros((2, 0), dtype=np.int32),
        "words_idf": np.zeros(0, dtype=np.float32),
        "words_weights": np.zeros((classes, 0), dtype=np.float32),
    }


def _parts(vectorizer: Any, weights: NDArray[Any]) -> dict[str, NDArray[Any]]:  # noqa: ANN401 - as above
    names = vectorizer.get_feature_names_out().tolist()
    return {"parts": lines(names), "parts_idf": vectorizer.idf_, "parts_weights": weights}


def _manner(features: Any, weights: NDArray[Any]) -> dict[str, NDArray[Any]]:  # noqa: ANN401 - as above
    return {
        "manner_names": lines(style.names()),
        "manner_mean": features.mean_,
        "manner_spread": features.spread_,
        "manner_scale": np.array(features.scale),
        "manner_weights": weights,
    }
