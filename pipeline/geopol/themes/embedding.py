"""Static sentence embeddings as a scikit-learn transformer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from geopol.errors import ModelError
from geopol.models import fingerprint, shipped

Matrix = np.ndarray[Any, np.dtype[np.float32]]


class StaticEmbedder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Mean of static word-piece vectors, of length one.

    The vectors are not pickled with the estimator: it finds them again by their place and checks that they are the same.

    Args:
        vectors: Folder of a model2vec model; ``None`` stands for the vectors that geopol ships.
    """

    def __init__(self, vectors: str | None = None) -> None:
        self.vectors = vectors

    def fit(self, texts: Sequence[str], y: object = None) -> StaticEmbedder:  # noqa: ARG002 - scikit-learn's signature
        """Note which vectors are used; nothing is learnt from the texts.

        Raises:
            ModelError: If there are no vectors in the folder.
        """
        self.fingerprint_ = _load(self._folder())[1]
        return self

    def transform(self, texts: Sequence[str]) -> Matrix:
        """Embed texts.

        Returns:
            One row a text, float32; a text without a known word piece is a row of zeros.

        Raises:
            ModelError: If the vectors are gone, or are not those the estimator was fitted with.
        """
        check_is_fitted(self, "fingerprint_")
        model, found = _load(self._folder())
        if found != self.fingerprint_:
            raise ModelError(f"the vectors in {self._folder()} are {found}, the model was trained with {self.fingerprint_}")
        return unit_rows(np.asarray(model.encode(list(texts), max_length=None, use_multiprocessing=False), dtype=np.float32))

    def attribute(self, text: str, weights: np.ndarray[Any, Any]) -> list[tuple[str, float]]:
        """What each word of a text adds to a weighted sum of its embedding.

        Args:
            text: The text.
            weights: One weight a column.

        Returns:
            Words in lower case with their shares, in text order; the shares add up to ``transform([text])[0] @ weights``.
        """
        model, _ = _load(self._folder())
        encoding = model.tokenizer.encode(text, add_special_tokens=False)
        ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids  # each look makes the whole list anew
        known = [at for at, piece in enumerate(ids) if piece != model.unk_token_id]
        vectors = _vectors(model, [ids[at] for at in known])
        length = float(np.linalg.norm(vectors.sum(axis=0)))
        if length == 0.0:
            return []
        shares = vectors @ weights.astype(np.float32) / length
        found: dict[int, tuple[int, int, float]] = {}
        for at, share in zip(known, shares.tolist(), strict=True):
            start, end = offsets[at]
            first, _, before = found.get(words[at], (start, end, 0.0))
            found[words[at]] = (first, end, before + share)
        return [(text[start:end].lower(), share) for start, end, share in found.values()]

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:  # noqa: ARG002 - scikit-learn's signature
        """A name for each column; the columns mean something only together."""
        check_is_fitted(self, "fingerprint_")
        width = _load(self._folder())[0].dim
        return np.array([f"direction {column}" for column in range(width)], dtype=object)

    def _folder(self) -> Path:
        return shipped("vectors") if self.vectors is None else Path(self.vectors)


def unit_rows(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 0))


def _vectors(model: Any, pieces: Sequence[int]) -> Matrix:  # noqa: ANN401 - a model2vec model
    """The vectors of word pieces as they go into a text's mean."""
    rows = pieces if model.token_mapping is None else model.token_mapping[pieces]
    vectors = model.embedding[rows]
    return np.asarray(vectors if model.weights is None else vectors * model.weights[pieces][:, None], dtype=np.float32)


@cache
def _load(folder: Path) -> tuple[Any, str]:
    """A model and its fingerprint. model2vec's own reader imports a model hub's client, which takes longer than all else here."""
    from model2vec import StaticModel
    from safetensors import safe_open
    from tokenizers import Tokenizer

    if not (folder / "model.safetensors").is_file():
        raise ModelError(f"no model2vec vectors in {folder}: there is no model.safetensors")
    with safe_open(folder / "model.safetensors", framework="numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - the file is no dict
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = StaticModel(
        tensors["embeddings"].astype(np.float32),  # sums of half floats are slow and rounded
        Tokenizer.from_file(str(folder / "tokenizer.json")),
        config=config,
        normalize=config.get("normalize", False),
        weights=tensors.get("weights"),
        token_mapping=tensors.get("mapping"),
    )
    return model, fingerprint(folder)
