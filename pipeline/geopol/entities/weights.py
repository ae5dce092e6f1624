"""The weights of the recogniser's network as `forward` takes them, from a model at hand or from a pipeline's folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geopol.errors import ModelError

if TYPE_CHECKING:
    from thinc.api import Model

Floats = NDArray[np.float32]
Ints = NDArray[np.integer[Any]]

# Which of a word's keys are embedded; the two before them find its vector.
EMBEDDED = slice(2, 6)
# Vectors may be kept in eight bits, to be small; a unit there is this much.
VECTOR_STEP = 1 / 32


@dataclass(frozen=True, slots=True)
class Table:
    """A hash table of embeddings, rows × width, and the seed of its hash."""

    rows: Floats
    seed: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A maxout layer and its normalisation; ``weights`` is inputs × (pieces × outputs), a piece's outputs side by side."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word vectors, words × width, and what finds the row of each key, -1 where it has none."""

    data: NDArray[Any]
    find: Callable[[Ints], Ints]

    def of(self, keys: Ints) -> Floats:
        """The vector of each word, or of its lower case; zeros where there is neither.

        Raises:
            ModelError: If there are no vectors at all.
        """
        if not self.data.size:
            raise ModelError(
                "the recogniser reads word vectors and this pipeline has none: add components to spacy.load(FOLDER) in place "
                "of sourcing it from there, or name the folder as [initialize] vectors in a training config; docs/spacy.md "
                "shows both"
            )
        rows = self.find(keys[:, 0])
        rows = np.where(rows < 0, self.find(keys[:, 1]), rows)
        unit = VECTOR_STEP if self.data.dtype == np.int8 else 1.0
        scale = np.where(rows >= 0, unit, 0.0).astype(np.float32)[:, None]
        return np.asarray(self.data[rows].astype(np.float32) * scale)


@dataclass(frozen=True, slots=True)
class Weights:
    """A network: tables of norm, prefix, suffix and shape, vectors, layers, and the output, width × tags."""

    tables: tuple[Table, ...]
    vectors: Vectors | None
    layers: tuple[Layer, ...]
    output: Floats
    bias: Floats


class _Node(NamedTuple):
    """One of the parts of a network of thinc's, in the order in which thinc saves them."""

    name: str
    param: Callable[[str], Any]
    seed: int


def of_model(model: Model[Any, Any], find: Callable[[Ints], Ints], vectors: NDArray[Any]) -> Weights:
    """The weights of a model of `geopol.entities.network.entity_tagger`, on the processor."""
    nodes = [_Node(node.name, node.get_param, node.attrs.get("seed", 0)) for node in model.walk()]
    return _assembled(nodes, Vectors(vectors, find))


def of_folder(folder: Path, component: str) -> Weights:
    """The weights that a pipeline's folder has for its component `geopol_entities`."""
    from msgpack import unpackb

    # Arrays are saved as a map with the keys `nd`, `type`, `shape` and `data`, all bytes (msgpack-numpy, which thinc uses).
    saved: dict[str, Any] = unpackb((folder / component / "model").read_bytes(), object_hook=_array)
    nodes = [
        _Node(node["name"], params.__getitem__, unpackb(attrs["seed"]) if "seed" in attrs else 0)
        for node, params, attrs in zip(saved["nodes"], saved["params"], saved["attrs"], strict=True)
    ]
    table: dict[int, int] = unpackb((folder / "vocab" / "key2row").read_bytes(), strict_map_key=False)
    return _assembled(nodes, Vectors(np.load(folder / "vocab" / "vectors", mmap_mode="r"), finder(table)))


def _array(content: dict[Any, Any]) -> Any:  # noqa: ANN401 - an array, or what it was
    if b"nd" not in content:
        return content
    return np.frombuffer(content[b"data"], dtype=np.dtype(content[b"type"])).reshape(content[b"shape"])


def finder(table: dict[int, int]) -> Callable[[Ints], Ints]:
    """What finds the row of each key of a table, -1 where it has none."""
    keys = np.fromiter(table.keys(), dtype=np.uint64, count=len(table))
    order = np.argsort(keys)
    keys, rows = keys[order], np.fromiter(table.values(), dtype=np.int64, count=len(table))[order]

    def find(wanted: Ints) -> Ints:
        if not len(keys):
            return np.full(len(wanted), -1)
        at = np.minimum(np.searchsorted(keys, wanted.astype(np.uint64)), len(keys) - 1)
        return np.where(keys[at] == wanted, rows[at], -1)

    return find


def _assembled(nodes: Sequence[_Node], vectors: Vectors) -> Weights:
    named = {name: [node for node in nodes if node.name == name] for name in ("hashembed", "vectors", "maxout", "layernorm")}
    layers = [_layer(*pair) for pair in zip(named["maxout"], named["layernorm"], strict=True)]
    for node in named["vectors"]:  # the map of the vectors and the layer behind it are one
        layers[0] = _joined(layers[0], node.param("W"))
    output = next(node for node in nodes if node.name == "linear")
    return Weights(
        tables=tuple(Table(node.param("E"), node.seed) for node in named["hashembed"]),
        vectors=vectors if named["vectors"] else None,
        layers=tuple(layers),
        output=np.ascontiguousarray(output.param("W").T),
        bias=output.param("b"),
    )


def _layer(maxout: _Node, norm: _Node) -> Layer:
    weights, bias = maxout.param("W"), maxout.param("b")  # outputs × pieces × inputs, outputs × pieces
    side_by_side = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
    return Layer(np.ascontiguousarray(side_by_side), bias.T.reshape(-1).copy(), norm.param("G"), norm.param("b"))


def _joined(layer: Layer, vectors: Floats) -> Layer:
    """A layer whose last inputs are a map's outputs, as one over the map's inputs."""
    cut = len(layer.weights) - len(vectors)
    # Without BLAS, whose threads take longer to wake than this takes.
    product = np.einsum("ji,jk->ik", vectors, layer.weights[cut:])
    return Layer(np.concatenate([layer.weights[:cut], product]), layer.bias, layer.gain, layer.shift)
