"""Distinct words: each is read once and goes by a small number from then on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopol.entities.lean.strings import norm, number, shape

Ints = NDArray[np.integer[Any]]

# Prefixes, suffixes and shapes are few; norms are as many as words.
_number = lru_cache(maxsize=50_000)(number)


class Words:
    """The words met so far. A word is what is written and its norm: the ``’s`` of "let’s" and that of "Rome’s" are two.

    Attributes:
        texts: Each word as it is written.
        keys: Words × 6 of `geopol.entities.network.COLUMNS`, with room to grow.
        lengths: Characters of each word, with room to grow.
        marks: What a tokenizer notes of each word, with room to grow.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.keys: Ints = np.zeros((1024, 6), dtype=np.uint64)
        self.lengths: Ints = np.zeros(1024, dtype=np.int64)
        self.marks: Ints = np.zeros(1024, dtype=np.uint8)
        self._places: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def forget(self) -> None:
        """Begin anew."""
        self.texts.clear()
        self._places.clear()

    def place(self, word: str, its_norm: str | None = None, mark: int = 0) -> int:
        """The number of a word; ``its_norm`` where a tokenizer rule gives one."""
        pair = word, its_norm or norm(word)
        found = self._places.get(pair)
        if found is not None:
            return found
        at = self._places[pair] = len(self.texts)
        if at == len(self.lengths):
            self.keys, self.lengths, self.marks = (
                np.concatenate([array, np.zeros_like(array)]) for array in (self.keys, self.lengths, self.marks)
            )
        self.texts.append(word)
        parts = (word, word.lower(), pair[1], word[0], word[-3:], shape(word))
        self.keys[at] = np.fromiter(map(_number, parts), dtype=np.uint64, count=6)
        self.lengths[at] = len(word)
        self.marks[at] = mark
        return at
