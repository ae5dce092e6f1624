"""The recogniser's network at work: what `network` computes, without what training needs.

Words are embedded once for as long as they are remembered, the pieces of a maxout unit lie side by side, and rows go through a
layer in blocks that stay in the processor's cache. Only the last digits of a score differ from the network's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geopol.entities.network import EMBEDDED, VECTOR_STEP, distinct, vector_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

Floats = NDArray[np.float32]
Ints = NDArray[np.integer[Any]]

# Words that are remembered; at 480 numbers a word that is 40 MB.
MOST = 20_000
# Rows that go through a layer together: what they make of each other stays in the cache.
BLOCK = 1024
_LEAST_VARIANCE = 1e-8  # thinc's


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout layer and its normalisation; ``weights`` is inputs × (pieces × outputs), a piece's outputs side by side."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, inputs: Floats) -> Floats:
        width = len(self.gain)
        sums = inputs @ self.weights
        sums += self.bias
        best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
        for start in range(2 * width, sums.shape[1], width):
            np.maximum(best, sums[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / width + _LEAST_VARIANCE
        best *= (1.0 / np.sqrt(spread))[:, None]
        best *= self.gain
        best += self.shift
        return np.asarray(best)


class Forward:
    """Scores of tags, from texts.

    Args:
        model: A model of `geopol.entities.network.entity_tagger`, on the processor.
    """

    def __init__(self, model: Model[list[Doc], list[Any]]) -> None:
        nodes = list(model.walk(order="dfs_pre"))
        named = {name: [node for node in nodes if node.name == name] for name in ("hashembed", "vectors", "maxout", "layernorm")}
        self._tables = named["hashembed"]
        maps: list[Any] = [node.get_param("W") for node in named["vectors"]]
        self._layers = [_layer(*pair) for pair in zip(named["maxout"], named["layernorm"], strict=True)]
        self._has_vectors = bool(maps)
        if maps:  # the map of the vectors and the layer behind it are one
            self._layers[0] = _joined(self._layers[0], maps[0])
        output = model.get_ref("output")
        self._output, self._output_bias = np.ascontiguousarray(output.get_param("W").T), output.get_param("b")
        self._places: dict[int, int] = {}
        self._inputs = np.zeros((MOST, len(self._layers[0].weights)), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """A row of scores a token, natural logarithms up to a constant, of all texts one behind the other."""
        keys, first, names, places = distinct(docs)
        words = self._embed(names.tolist(), keys[first], docs[0].vocab)
        at = _padded([len(doc) for doc in docs], len(self._layers) - 1)
        rows = np.zeros((at[-1] + len(self._layers), words.shape[1]), dtype=np.float32)
        rows[at] = words[places]
        for layer in self._layers[1:]:
            rows = _step(layer, rows)
        return np.asarray(rows[at] @ self._output + self._output_bias)

    def _embed(self, names: list[int], keys: Ints, vocab: Any) -> Floats:  # noqa: ANN401 - spaCy's
        """The first layer's output for distinct words, which go by names."""
        if len(keys) + len(self._places) > MOST:
            self._places.clear()
        if len(keys) > MOST:
            return self._blocks(self._look_up(keys, vocab))
        new = [at for at, name in enumerate(names) if name not in self._places]
        if new:
            start = len(self._places)
            self._inputs[start : start + len(new)] = self._look_up(keys[new], vocab)
            self._places.update((names[at], start + count) for count, at in enumerate(new))
        return self._blocks(self._inputs[[self._places[name] for name in names]])

    def _blocks(self, inputs: Floats) -> Floats:
        parts = [self._layers[0](inputs[start : start + BLOCK]) for start in range(0, len(inputs), BLOCK)]
        return np.concatenate(parts)

    def _look_up(self, keys: Ints, vocab: Any) -> Floats:  # noqa: ANN401 - spaCy's
        """Embeddings of norm, prefix, suffix and shape, and the vector, of each word; no sum over words is in it."""
        columns = np.ascontiguousarray(keys[:, EMBEDDED].T)
        found = [table.predict(column) for table, column in zip(self._tables, columns, strict=True)]
        if self._has_vectors:
            rows = vector_rows(keys, vocab)
            unit = VECTOR_STEP if vocab.vectors.data.dtype == np.int8 else 1.0
            found.append(vocab.vectors.data[rows].astype(np.float32) * np.where(rows >= 0, unit, 0.0).astype(np.float32)[:, None])
        return np.concatenate(found, axis=1)


def _layer(maxout: Any, norm: Any) -> _Layer:  # noqa: ANN401 - thinc's
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # outputs × pieces × inputs, outputs × pieces
    side_by_side = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
    return _Layer(np.ascontiguousarray(side_by_side), bias.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b"))


def _joined(layer: _Layer, vectors: Floats) -> _Layer:
    """A layer whose last inputs are a map's outputs, as one over the map's inputs."""
    cut = len(layer.weights) - len(vectors)
    weights = np.concatenate([layer.weights[:cut], vectors.T @ layer.weights[cut:]])
    return _Layer(weights, layer.bias, layer.gain, layer.shift)


def _padded(lengths: Sequence[int], pad: int) -> Ints:
    """Where each token's row stands, with ``pad`` rows before, between and after the texts: as far as a token sees."""
    gaps = np.repeat(pad * np.arange(1, len(lengths) + 1), lengths)
    return np.arange(len(gaps)) + gaps


def _step(layer: _Layer, rows: Floats) -> Floats:
    """Every row with its neighbours through a layer, and added to what it was."""
    count, width = rows.shape
    edged = np.zeros((count + 2, width), dtype=np.float32)
    edged[1:-1] = rows
    after = np.empty_like(rows)
    for start in range(0, count, BLOCK):
        end = min(start + BLOCK, count)
        window = np.concatenate([edged[start:end], edged[start + 1 : end + 1], edged[start + 2 : end + 2]], axis=1)
        np.add(layer(window), rows[start:end], out=after[start:end])
    return after
