"""The recogniser's network: words are embedded, see their neighbours, and get a score a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import LOWER, NORM, ORTH, PREFIX, SHAPE, SUFFIX
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model, chain, clone, concatenate, expand_window, residual, with_array
from thinc.types import Floats2d

from geopol.entities.forward import names_of
from geopol.entities.weights import EMBEDDED, Vectors

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What a word is known by. The first two find its vector and are not embedded themselves.
COLUMNS = (ORTH, LOWER, NORM, PREFIX, SUFFIX, SHAPE)
Backprop = Callable[[Any], Any]


@registry.architectures("geopol.EntityTagger.v1")  # type: ignore[untyped-decorator]
def entity_tagger(
    width: int,
    depth: int,
    pieces: int,
    rows: list[int],
    vectors: bool = False,
    forget: float = 0.0,
    nO: int | None = None,  # noqa: N803 - thinc's name
) -> Model[list[Doc], list[Floats2d]]:
    """A convolutional tagger: one row of scores (natural logarithms, up to a constant) a token.

    Args:
        width: Width of the embeddings and of every layer.
        depth: Layers of the encoder; each lets a word see one more neighbour on either side.
        pieces: Pieces of each maxout unit.
        rows: Rows of the hash tables of norm, prefix, suffix and shape.
        vectors: Whether the words' vectors in the pipeline's vocabulary are an input too.
        forget: Share of the words whose norm, prefix, suffix, shape or vector (each on its own) is hidden in training, so that
            the others and the words around are learnt from as well.
        nO: Number of tags; it is set when the component is initialised.
    """
    inputs = [_columns(HashEmbed(width, count, column=at, seed=8 + at, dropout=0.0)) for at, count in enumerate(rows)]
    inputs += [_vectors(width)] if vectors else []
    embedded: Model[Any, Any] = concatenate(*(_forgetful(layer, forget) for layer in inputs))
    mixed = Maxout(width, width * (len(rows) + vectors), nP=pieces, normalize=True, dropout=0.0)
    window: Model[Any, Any] = chain(
        expand_window(window_size=1), Maxout(width, width * 3, nP=pieces, normalize=True, dropout=0.0)
    )
    encode: Model[Any, Any] = with_array(clone(residual(window), depth), pad=depth)
    output = Linear(nO, width)
    model: Model[Any, Any] = chain(once_a_word(chain(embedded, mixed)), encode, with_array(output))
    model.set_ref("output", output)
    return cast("Model[list[Doc], list[Floats2d]]", model)


def _columns(layer: Model[Any, Any]) -> Model[Any, Any]:
    """Hand a layer the columns that are embedded."""

    def forward(model: Model[Any, Any], words: Words, is_train: bool) -> tuple[Any, Backprop]:
        output, back = model.layers[0](words.keys[:, EMBEDDED], is_train)
        return output, lambda d: (back(d), [])[1]

    def init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803, ANN401 - thinc's names
        del Y
        model.layers[0].initialize(None if X is None else X.keys[:, EMBEDDED])

    return Model("columns", forward, init=init, layers=[layer])


def _forgetful(layer: Model[Any, Any], share: float) -> Model[Any, Any]:
    """In training, hide a layer's output for some of the words."""

    def forward(model: Model[Any, Any], words: Words, is_train: bool) -> tuple[Any, Backprop]:
        output, back = model.layers[0](words, is_train)
        if not is_train or not share:
            return output, back
        mask = model.ops.get_dropout_mask((len(output), 1), share)
        return output * mask, lambda d: back(d * mask)

    return Model("forgetful", forward, init=_init_first, layers=[layer])


def _init_first(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803, ANN401 - thinc's names
    del Y
    model.layers[0].initialize(X)


class Words:
    """Distinct words of a batch: their keys (a row of `COLUMNS` a word) and the vocabulary that has their vectors."""

    def __init__(self, keys: Any, vocab: Any) -> None:  # noqa: ANN401 - spaCy's and thinc's types are loose
        self.keys = keys
        self.vocab = vocab


def once_a_word(layer: Model[Any, Any]) -> Model[list[Doc], list[Floats2d]]:
    """Apply a layer to each distinct word of a batch and give every token its word's row."""
    return Model("once_a_word", _once_a_word, init=_init_once_a_word, layers=[layer])


def _once_a_word(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Backprop]:
    words, places, lengths = _distinct(docs)
    output, back = model.layers[0](words, is_train)
    rows = output[places]

    def backprop(d_rows: list[Floats2d]) -> list[Any]:
        d_output = model.ops.alloc2f(*output.shape)
        model.ops.scatter_add(d_output, places, model.ops.flatten(d_rows))
        back(d_output)
        return []

    return model.ops.unflatten(rows, lengths), backprop


def _init_once_a_word(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803, ANN401 - thinc's names
    del Y
    model.layers[0].initialize(None if X is None else _distinct(X)[0])


def _distinct(docs: list[Doc]) -> tuple[Words, Any, Any]:
    keys, first, places = distinct(docs)
    return Words(keys[first], docs[0].vocab), places, np.array([len(doc) for doc in docs], dtype=np.int32)


def distinct(docs: Sequence[Doc]) -> tuple[Any, Any, Any]:
    """The distinct words of some texts.

    Returns:
        The keys of every token (`COLUMNS`), the first token of each word, and the word of each token. Two tokens are one word if
        they are written alike and have one norm: the ``’s`` of "let’s" and that of "Rome’s" do not.
    """
    keys = np.concatenate([doc.to_array(list(COLUMNS)).astype(np.uint64, copy=False).reshape(-1, len(COLUMNS)) for doc in docs])
    _, first, places = np.unique(names_of(keys), return_index=True, return_inverse=True)
    return keys, first, places.reshape(-1)


def _vectors(width: int) -> Model[Any, Any]:
    """A linear map of each word's vector; a word that has none gives zeros."""
    return Model("vectors", _vectors_forward, init=_vectors_init, params={"W": None}, dims={"nO": width, "nM": None})


def _vectors_init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803, ANN401 - thinc's names
    del Y
    if X is not None:
        model.set_dim("nM", X.vocab.vectors_length)
        scale = 1.0 / np.sqrt(model.get_dim("nM"))
        draw = np.random.default_rng(7)
        start: Any = draw.normal(0, scale, (model.get_dim("nO"), model.get_dim("nM"))).astype(np.float32)
        model.set_param("W", start)


def _vectors_forward(model: Model[Any, Any], words: Words, is_train: bool) -> tuple[Any, Backprop]:
    del is_train
    table = words.vocab.vectors
    inputs: Any = Vectors(table.data, lambda keys: table.find(keys=keys)).of(words.keys)
    weights: Any = model.get_param("W")

    def backprop(d_output: Any) -> list[Any]:  # noqa: ANN401
        model.inc_grad("W", model.ops.gemm(d_output, inputs, trans1=True))
        return []

    return model.ops.gemm(inputs, weights, trans2=True), backprop
