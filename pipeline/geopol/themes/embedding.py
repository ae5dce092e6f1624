"""Static sentence embeddings: the mean of word-piece vectors, of length one. Words are looked up once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopol.errors import ModelError
from geopol.models import fingerprint, shipped
from geopol.themes.terms import MOST, Texts

Matrix = NDArray[np.float32]
Ints = NDArray[np.integer[Any]]
# What a chunk of plain letters, digits and marks falls into; anything else the tokenizer takes apart itself.
_WORD = re.compile(r"[a-z0-9]+|[^a-z0-9]")
Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Embedded:
    """Embeddings of some texts, and what they are made of.

    Attributes:
        vectors: A row a text, float32, of length one; zeros where no word piece is known.
        lengths: Length of each text's sum of vectors.
        distinct: The distinct pieces of all texts.
        rows: The text of each piece, text after text.
        pieces: The place of each in ``distinct``.
        words: The word that each piece is of, in lower case.
    """

    vectors: Matrix
    lengths: NDArray[np.float64]
    distinct: Ints
    rows: Ints
    pieces: Ints
    words: list[str]


class Embedding:
    """Embeds texts with the vectors of a model2vec model; white space always parts words.

    Args:
        folder: Where the vectors lie; ``None`` stands for those that geopol ships.

    Raises:
        ModelError: If there are no vectors in the folder.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = shipped("vectors") if folder is None else Path(folder)
        self.table, self._tokenizer, self.fingerprint = _load(self.folder)
        self._known = _Chunks(self._tokenizer)

    def __reduce__(self) -> tuple[Any, ...]:
        """Vectors are large and lie on the disk: pickled is where, and which they have to be."""
        return same, (None if self.folder == shipped("vectors") else str(self.folder), self.fingerprint)

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self.table.shape[1])

    def embed(self, texts: Texts) -> Embedded:
        """Embed texts that are cut at white space."""
        found = [list(chain.from_iterable(map(self._known.__getitem__, chunks))) for chunks in texts]
        rows = np.repeat(np.arange(len(found)), [len(each) for each in found])
        every = list(chain.from_iterable(found))
        distinct, pieces = np.unique(np.array([piece for piece, _ in every], dtype=np.int64), return_inverse=True)
        counts = np.bincount(rows * len(distinct) + pieces, minlength=len(found) * len(distinct)).reshape(len(found), -1)
        sums = np.asarray(counts.astype(np.float32) @ self.table[distinct].astype(np.float32))
        return Embedded(unit_rows(sums), np.linalg.norm(sums, axis=1), distinct, rows, pieces, [word for _, word in every])

    def shares(self, embedded: Embedded, weights: NDArray[Any], chosen: Ints) -> NDArray[np.float64]:
        """What each piece adds to a weighted sum of its text's embedding; a text's shares add up to that sum.

        Args:
            embedded: The texts.
            weights: Rows of weights, one a column of the embedding.
            chosen: The row of weights for each text.
        """
        each = self.table[embedded.distinct].astype(np.float32) @ weights.T.astype(np.float32)
        lengths = np.where(embedded.lengths > 0, embedded.lengths, 1.0)
        return np.asarray(each[embedded.pieces, chosen[embedded.rows]] / lengths[embedded.rows], dtype=np.float64)


def same(folder: str | Path | None, wanted: str) -> Embedding:
    """The vectors of a folder, if they are those that are wanted.

    Args:
        folder: As for `Embedding`.
        wanted: Their fingerprint.

    Raises:
        ModelError: If there are none, or others.
    """
    found = Embedding(folder)
    if found.fingerprint != wanted:
        raise ModelError(
            f"the vectors in {found.folder} are {found.fingerprint}, the model was trained with {wanted}; copy those too"
        )
    return found


class _Chunks(dict[str, tuple[Piece, ...]]):
    """Chunk → its known pieces, each with the word that it is of."""

    def __init__(self, tokenizer: _Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._words: dict[str, tuple[Piece, ...]] = {}

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        if len(self) >= MOST:
            self.clear()
            self._words.clear()
        found = self._found(chunk)
        self[chunk] = found
        return found

    def _found(self, chunk: str) -> tuple[Piece, ...]:
        if not (self._tokenizer.parts_marks and chunk.isascii() and chunk.isprintable()):
            return self._tokenizer.pieces(chunk)
        words = _WORD.findall(chunk.lower())
        return self._word(words[0]) if len(words) == 1 else tuple(chain.from_iterable(map(self._word, words)))

    def _word(self, word: str) -> tuple[Piece, ...]:
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = self._tokenizer.pieces(word)
        return found


class _Tokenizer:
    """The tokenizer of a folder of vectors.

    Attributes:
        parts_marks: Whether every mark between letters and digits is a word of its own, and case does not count.
    """

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        kind = type(self._tokenizer.pre_tokenizer).__name__
        self.parts_marks = kind == "BertPreTokenizer" and type(self._tokenizer.normalizer).__name__ == "BertNormalizer"
        unknown = getattr(self._tokenizer.model, "unk_token", None)
        self._unknown = None if unknown is None else self._tokenizer.token_to_id(unknown)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Known pieces of a text, each with its word in lower case."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoding.ids, encoding.offsets  # each look makes the whole list anew
        words: list[int | None] = encoding.word_ids
        known = [at for at, piece in enumerate(ids) if piece != self._unknown]
        ends: dict[int | None, tuple[int, int]] = {}
        for at in known:
            start, end = offsets[at]
            ends[words[at]] = (ends.get(words[at], (start, end))[0], end)
        return tuple((ids[at], text[slice(*ends[words[at]])].lower()) for at in known)


def unit_rows(rows: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 0))


@cache
def _load(folder: Path) -> tuple[NDArray[Any], _Tokenizer, str]:
    """Vectors as they go into a text's mean, by piece; the tokenizer; the fingerprint of both."""
    from safetensors import safe_open

    if not (folder / "model.safetensors").is_file():
        raise ModelError(f"no model2vec vectors in {folder}: there is no model.safetensors; give the folder that holds it")
    with safe_open(folder / "model.safetensors", framework="numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - the file is no dict
    table = tensors["embeddings"]
    if "mapping" in tensors:
        table = table[tensors["mapping"]]
    if "weights" in tensors:
        table = table.astype(np.float32) * tensors["weights"].astype(np.float32)[:, None]
    elif table.dtype != np.int8:
        table = table.astype(np.float32)  # sums of half floats are slow and rounded
    return table, _Tokenizer(folder / "tokenizer.json"), fingerprint(folder)
