"""Tags of tokens: how spans are written as one tag a token (BILUO), and how the best valid row of tags is found.

``O`` stands outside; a label has four tags: ``B`` begins a span, ``I`` goes on in it, ``L`` is its last token and ``U`` a span of
one token. Not every row of tags is valid: ``I-GPE`` follows ``B-GPE`` or ``I-GPE`` alone, and a text ends closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Ints: TypeAlias = NDArray[np.integer[Any]]

OUTSIDE = 0
# Places of a label's four tags behind `first`.
BEGIN, INSIDE, LAST, UNIT = range(4)


class Tags:
    """The tags of some labels, in a fixed order: ``O``, then ``B I L U`` of each label.

    Args:
        labels: The labels.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._first = {label: 1 + 4 * at for at, label in enumerate(self.labels)}

    def __len__(self) -> int:
        return 1 + 4 * len(self.labels)

    def of_label(self, label: str) -> range:
        """The four tags of a label, in the order ``B I L U``."""
        return range(self._first[label], self._first[label] + 4)

    def of_span(self, label: str, length: int) -> list[int]:
        """The tags of a span of ``length`` tokens."""
        first = self._first[label]
        if length == 1:
            return [first + UNIT]
        return [first + BEGIN, *[first + INSIDE] * (length - 2), first + LAST]

    def spans(self, tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """First token, token behind the last, and label of each span of a valid row of tags."""
        start = 0
        for at, tag in enumerate(tags):
            if tag == OUTSIDE:
                continue
            label, place = divmod(tag - 1, 4)
            if place in (BEGIN, UNIT):
                start = at
            if place in (LAST, UNIT):
                yield start, at + 1, self.labels[label]


def best(scores: Floats, lengths: Iterable[int]) -> Ints:
    """The valid row of tags with the highest sum of scores, for each text of a batch.

    Most rows of highest single scores are valid, and then nothing beats them; only the others are searched.

    Args:
        scores: Log probabilities, tokens × tags, of all texts one behind the other.
        lengths: Number of tokens of each text.

    Returns:
        A tag a token.
    """
    chosen: Ints = scores.argmax(axis=1)
    fits = _fits(chosen)
    at = 0
    for length in lengths:
        end = at + length
        if length and not (fits[at : end - 1].all() and _closed(chosen[end - 1]) and _opens(chosen[at])):
            chosen[at:end] = _search(scores[at:end])
        at = end
    return chosen


def _closed(tag: int) -> bool:
    return tag == OUTSIDE or (tag - 1) % 4 >= LAST


def _opens(tag: int) -> bool:
    return tag == OUTSIDE or (tag - 1) % 4 in (BEGIN, UNIT)


def _fits(tags: Ints) -> NDArray[np.bool_]:
    """For each tag but the last, whether its follower may follow."""
    label, place = np.divmod(tags - 1, 4)
    is_open = (tags != OUTSIDE) & (place < LAST)
    goes_on = (tags != OUTSIDE) & ((place == INSIDE) | (place == LAST))
    same = label[:-1] == label[1:]
    fits: NDArray[np.bool_] = np.where(is_open[:-1], goes_on[1:] & same, ~goes_on[1:])
    return fits


def _search(scores: Floats) -> Ints:
    """Viterbi's search. Before each token a text is closed, or open in one of the labels; that is all that matters."""
    closing = np.concatenate([[OUTSIDE], np.arange(1 + LAST, scores.shape[1], 4), np.arange(1 + UNIT, scores.shape[1], 4)])
    begin, inside = scores[:, 1 + BEGIN :: 4], scores[:, 1 + INSIDE :: 4]
    last, unit = scores[:, 1 + LAST :: 4], scores[:, 1 + UNIT :: 4]
    closed, opened = 0.0, np.full(begin.shape[1], -np.inf)
    closers, begins = [], []
    for at in range(len(scores)):
        ends = np.concatenate([[closed + scores[at, OUTSIDE]], opened + last[at], closed + unit[at]])
        fresh, further = closed + begin[at], opened + inside[at]
        begins.append(fresh >= further)
        opened = np.maximum(fresh, further)
        choice = int(ends.argmax())
        closers.append(int(closing[choice]))
        closed = float(ends[choice])
    return _trace(closers, begins)


def _trace(closers: Sequence[int], begins: Sequence[NDArray[np.bool_]]) -> Ints:
    """Read the best row backwards: each span's last token says its label, and from there where it begins."""
    row = np.zeros(len(closers), dtype=np.int64)
    within: int | None = None
    for at in range(len(closers) - 1, -1, -1):
        if within is None:
            row[at] = tag = closers[at]
            within = (tag - 1) // 4 if tag != OUTSIDE and (tag - 1) % 4 == LAST else None
        else:
            starts = bool(begins[at][within])
            row[at] = 1 + 4 * within + (BEGIN if starts else INSIDE)
            within = None if starts else within
    return row
