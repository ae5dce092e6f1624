"""The recogniser's network at work: what `network` computes, without what training needs.

Words are embedded once for as long as they are remembered, the pieces of a maxout unit lie side by side, and rows go through a
layer in blocks that stay in the processor's cache. Only the last digits of a score differ from the network's own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geopol.entities.weights import EMBEDDED, Floats, Ints, Layer, Table, Weights

# Words that are remembered; at 480 numbers a word that is 40 MB.
MOST = 20_000
# Rows that go through a layer together: what they make of each other stays in the cache.
BLOCK = 1024
_LEAST_VARIANCE = 1e-8  # thinc's
# Thinc's hash of a number: MurmurHash3 (Austin Appleby, public domain) over eight bytes.
_FIRST, _SECOND, _THIRD, _FOURTH = map(
    np.uint64, (0x87C37B91114253D5, 0x4CF5AD432745937F, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
)
# An odd number whose multiples spread over all bits, so that two keys can be put together to one.
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Forward:
    """Scores of tags, from words.

    Args:
        weights: The network.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._places: dict[int, int] = {}
        self._inputs = np.zeros((MOST, len(weights.layers[0].weights)), dtype=np.float32)

    def __call__(self, keys: Ints, places: Ints, lengths: Sequence[int]) -> Floats:
        """A row of scores a token, natural logarithms up to a constant, of some texts one behind the other.

        Args:
            keys: Distinct words × 6 (`geopol.entities.network.COLUMNS`). The last bits of a score depend on which words come
                together, so it is for the caller to see that an article's do not depend on its neighbours; in which order they
                come makes no odds.
            places: The word of each token.
            lengths: Tokens of each text.
        """
        names = names_of(keys)
        order = np.argsort(names)
        words = np.empty((len(names), len(self._weights.layers[0].gain)), dtype=np.float32)
        words[order] = self._embed(names[order].tolist(), keys[order])
        layers = self._weights.layers[1:]
        at = _padded(lengths, len(layers))
        rows = np.zeros((at[-1] + len(layers) + 1, words.shape[1]), dtype=np.float32)
        rows[at] = words[places]
        for layer in layers:
            rows = _step(layer, rows)
        return np.asarray(rows[at] @ self._weights.output + self._weights.bias)

    def _embed(self, names: list[int], keys: Ints) -> Floats:
        """The first layer's output for distinct words, which go by names."""
        if len(keys) + len(self._places) > MOST:
            self._places.clear()
        if len(keys) > MOST:
            return self._blocks(self._look_up(keys))
        new = [at for at, name in enumerate(names) if name not in self._places]
        if new:
            start = len(self._places)
            self._inputs[start : start + len(new)] = self._look_up(keys[new])
            self._places.update((names[at], start + count) for count, at in enumerate(new))
        return self._blocks(self._inputs[[self._places[name] for name in names]])

    def _blocks(self, inputs: Floats) -> Floats:
        first = self._weights.layers[0]
        return np.concatenate([_through(first, inputs[start : start + BLOCK]) for start in range(0, len(inputs), BLOCK)])

    def _look_up(self, keys: Ints) -> Floats:
        """Embeddings of norm, prefix, suffix and shape, and the vector, of each word; no sum over words is in it."""
        found = [_embedded(table, column) for table, column in zip(self._weights.tables, keys[:, EMBEDDED].T, strict=True)]
        if self._weights.vectors is not None:
            found.append(self._weights.vectors.of(keys))
        return np.concatenate(found, axis=1)


def names_of(keys: Ints) -> Ints:
    """A name of each word that is the same in any batch. Words are one if they are written alike and have one norm."""
    return np.asarray(keys[:, 0] ^ (keys[:, 2] * _MIX))


def _embedded(table: Table, column: Ints) -> Floats:
    """The sum of a table's four rows for each number."""
    rows = [part % np.uint64(len(table.rows)) for part in hashed(column, table.seed)]
    found: Floats = table.rows[rows[0]]
    for row in rows[1:]:
        found += table.rows[row]
    return found


def hashed(numbers: Ints, seed: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Thinc's four hashes of each number, below 2³²."""
    half = np.uint64(32)
    low = numbers.astype(np.uint64) * _FIRST
    low = ((low << np.uint64(31)) | (low >> np.uint64(33))) * _SECOND
    high = np.uint64(seed ^ 8)
    low = (low ^ high) + high
    first, second = _final(low), _final(low + high)
    first += second
    second = second + first
    mask = np.uint64(0xFFFFFFFF)
    return first & mask, first >> half, second & mask, second >> half


def _final(numbers: Ints) -> Ints:
    shift = np.uint64(33)
    numbers = (numbers ^ (numbers >> shift)) * _THIRD
    numbers = (numbers ^ (numbers >> shift)) * _FOURTH
    return numbers ^ (numbers >> shift)


def _through(layer: Layer, inputs: Floats) -> Floats:
    """Rows through a maxout layer and its normalisation."""
    width = len(layer.gain)
    sums = inputs @ layer.weights
    sums += layer.bias
    best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
    for start in range(2 * width, sums.shape[1], width):
        np.maximum(best, sums[:, start : start + width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", best, best) / width + _LEAST_VARIANCE
    best *= (1.0 / np.sqrt(spread))[:, None]
    best *= layer.gain
    best += layer.shift
    return np.asarray(best)


def _padded(lengths: Sequence[int], pad: int) -> Ints:
    """Where each token's row stands, with ``pad`` rows before, between and after the texts: as far as a token sees."""
    gaps = np.repeat(pad * np.arange(1, len(lengths) + 1), lengths)
    return np.arange(len(gaps)) + gaps


def _step(layer: Layer, rows: Floats) -> Floats:
    """Every row with its neighbours through a layer, and added to what it was."""
    count, width = rows.shape
    edged = np.zeros((count + 2, width), dtype=np.float32)
    edged[1:-1] = rows
    after = np.empty_like(rows)
    for start in range(0, count, BLOCK):
        end = min(start + BLOCK, count)
        window = np.concatenate([edged[start:end], edged[start + 1 : end + 1], edged[start + 2 : end + 2]], axis=1)
        np.add(_through(layer, window), rows[start:end], out=after[start:end])
    return after
