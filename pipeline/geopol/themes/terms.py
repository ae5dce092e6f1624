"""Words, pairs of words and parts of words of a text, weighed by TF-IDF as scikit-learn's vectorizers weigh them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Texts = Sequence[Sequence[str]]  # each text as its chunks, the stretches between white space

# Chunks that are kept; a folder of any size has more, and forgetting all of them now and then costs next to nothing.
MOST = 50_000
_TOKEN = re.compile(r"\b\w\w+\b")
_PART_LENGTHS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of some texts: a row, a column and a value each, sorted by row and column; rows have length one."""

    rows: Ints
    columns: Ints
    values: Floats


class Terms:
    """Single words and pairs of neighbours, in lower case and without accents.

    Args:
        words: The words that stand for themselves, one a column.
        pairs: Pairs that are columns too, behind the words: two rows of places in ``words``.
        idf: The weight of each column.
    """

    def __init__(self, words: Sequence[str], pairs: Ints, idf: Floats) -> None:
        self.words = list(words)
        self.pairs = pairs
        self.idf = idf
        self._known = _Words(self.words)
        keys = pairs[0].astype(np.int64) * len(self.words) + pairs[1]
        self._order = np.argsort(keys)
        self._keys = keys[self._order]

    def __len__(self) -> int:
        return len(self.words) + int(self.pairs.shape[1])

    def count(self, texts: Texts) -> Counted:
        """Terms of some texts."""
        places, rows = _flat(self._known, texts)
        known = places >= 0
        both = np.flatnonzero(known[:-1] & known[1:] & (rows[:-1] == rows[1:]))
        keys = places[both] * len(self.words) + places[both + 1]
        at = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        found = self._keys[at] == keys if len(self._keys) else np.zeros(len(keys), dtype=bool)
        pairs = len(self.words) + self._order[at[found]]
        columns = np.concatenate([places[known], pairs])
        return _weighed(np.concatenate([rows[known], rows[both[found]]]), columns, self.idf)

    def name(self, column: int) -> str:
        """A column's words."""
        if column < len(self.words):
            return self.words[column]
        first, second = self.pairs[:, column - len(self.words)].tolist()
        return f"{self.words[first]} {self.words[second]}"


class Parts:
    """Parts of words, three to five characters long, the word's edges counted as spaces.

    Args:
        parts: The parts, one a column.
        idf: The weight of each column.
    """

    def __init__(self, parts: Sequence[str], idf: Floats) -> None:
        self.parts = list(parts)
        self.idf = idf
        self._known = _Parts(self.parts)

    def count(self, texts: Texts) -> Counted:
        """Parts of some texts."""
        columns, rows = _flat(self._known, texts)
        return _weighed(rows, columns, self.idf)


class _Words(dict[str, tuple[int, ...]]):
    """Chunk → places of its words, -1 for an unknown one, which parts its neighbours."""

    def __init__(self, words: Sequence[str]) -> None:
        self._places = {word: place for place, word in enumerate(words)}

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) >= MOST:
            self.clear()
        found = tuple(self._places.get(token, -1) for token in _TOKEN.findall(_plain(chunk.lower())))
        self[chunk] = found
        return found


class _Parts(dict[str, tuple[int, ...]]):
    """Chunk → columns of its parts."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._columns = {part: column for column, part in enumerate(parts)}

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) >= MOST:
            self.clear()
        columns = (self._columns.get(part) for part in _parts(f" {chunk.lower()} "))
        found = tuple(column for column in columns if column is not None)
        self[chunk] = found
        return found


def _parts(word: str) -> Iterator[str]:
    """As scikit-learn has it: a word shorter than the part is one part, once."""
    for length in _PART_LENGTHS:
        yield word[:length]
        yield from (word[at : at + length] for at in range(1, len(word) - length + 1))
        if length >= len(word):
            return


def _plain(text: str) -> str:
    """A text without accents."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _flat(known: dict[str, tuple[int, ...]], texts: Texts) -> tuple[Ints, Ints]:
    """What is known of all chunks, one behind the other, and the number of the text that each is from."""
    found = [list(chain.from_iterable(map(known.__getitem__, chunks))) for chunks in texts]
    rows = np.repeat(np.arange(len(found)), [len(each) for each in found])
    return np.array(list(chain.from_iterable(found)), dtype=np.int64), rows


def _weighed(rows: Ints, columns: Ints, idf: Floats) -> Counted:
    """Counts → ``(1 + log count) × idf``, each row scaled to length one."""
    keys, counts = np.unique(rows * len(idf) + columns, return_counts=True)
    rows, columns = np.divmod(keys, len(idf))
    values = (1.0 + np.log(counts)) * idf[columns]
    lengths = np.sqrt(np.bincount(rows, weights=values * values))
    return Counted(rows, columns, values / lengths[rows] if len(rows) else values)
