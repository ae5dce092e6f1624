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
        row = np.asarray(tags)
        marked = np.flatnonzero(row != OUTSIDE)
        for at, tag in zip(marked.tolist(), row[marked].tolist(), strict=True):
            label, place = divmod(tag - 1, 4)
            if place in (BEGIN, UNIT):
                start = at
            if place in (LAST, UNIT):
                yield start, at + 1, self.labels[label]


def best(scores: Floats, lengths: Iterable[int]) -> Ints:
    """The valid row of tags with the highest sum of scores, for each text of a batch.

    Most rows of highest single scores are valid, and then nothing beats them; in the others, stretches that are not are searched.

    Args:
        scores: Log probabilities, tokens × tags, of all texts one behind the other; what is the same for all tags of a token may
            be left out of them.
        lengths: Number of tokens of each text.

    Returns:
        A tag a token.
    """
    chosen: Ints = scores.argmax(axis=1)
    fits, unclosed, goes_on = _fits(chosen), _unclosed(chosen), _goes_on(chosen)
    at = 0
    for length in lengths:
        end = at + length
        if length and not (fits[at : end - 1].all() and not (unclosed[end - 1] or goes_on[at])):
            chosen[at:end] = _mended(scores[at:end], chosen[at:end])
        at = end
    return chosen


def _mended(scores: Floats, chosen: Ints) -> Ints:
    """The best valid row of one text whose highest scores are none.

    The row is cut wherever it stands closed, and only the stretches that are not valid are searched. A better row that runs over
    a cut has not the highest score at the token beyond, so there is none where that token's lead over the second is more than the
    stretch has lost; a stretch is widened to such cuts.
    """
    row, cuts, lead, done = chosen.copy(), _cuts(chosen), _leads(scores), 0
    for start, end in _stretches(chosen, cuts):
        lost = _search_in(scores, chosen, row, start, end)
        before, behind = cuts[cuts <= start], cuts[cuts >= end]
        wide_start = int(before[lead[before] >= lost][-1])  # `lead` begins one token before the text
        wide_end = int(behind[lead[behind + 1] >= lost][0])
        if wide_start < done:
            return _search(scores)
        if (wide_start, wide_end) != (start, end):
            _search_in(scores, chosen, row, wide_start, wide_end)
        done = wide_end + 2
    return row


def _search_in(scores: Floats, chosen: Ints, row: Ints, start: int, end: int) -> float:
    """Put the best valid row of a stretch in its place, and say what it lost against the highest scores."""
    row[start:end] = _search(scores[start:end])
    at = np.arange(start, end)
    return float((scores[at, chosen[start:end]] - scores[at, row[start:end]]).sum())


def _leads(scores: Floats) -> Floats:
    """What each token's highest score is ahead of its second, between the endless leads of what lies beyond a text's ends."""
    top = np.partition(scores, -2, axis=1)[:, -2:]
    return np.concatenate([[np.inf], top[:, 1] - top[:, 0], [np.inf]])


def _cuts(tags: Ints) -> Ints:
    """Where no span is open, both ends among them."""
    return np.flatnonzero(np.concatenate([[True], ~_unclosed(tags)[:-1] & ~_goes_on(tags)[1:], [True]]))


def _stretches(tags: Ints, cuts: Ints) -> list[tuple[int, int]]:
    """Stretches between cuts that are not valid rows; those with less than two tokens between them are one."""
    wrong = np.flatnonzero(np.concatenate([_goes_on(tags)[:1], ~_fits(tags), _unclosed(tags)[-1:]]))
    found: list[tuple[int, int]] = []
    for behind in np.minimum(np.searchsorted(cuts, wrong, side="right"), len(cuts) - 1).tolist():
        start, end = int(cuts[behind - 1]), int(cuts[behind])
        if found and start <= found[-1][1] + 1:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _unclosed(tags: Ints) -> NDArray[np.bool_]:
    """Whether a span is open behind each tag."""
    return np.asarray((tags != OUTSIDE) & ((tags - 1) % 4 < LAST))


def _goes_on(tags: Ints) -> NDArray[np.bool_]:
    """Whether each tag needs an open span before it."""
    place = (tags - 1) % 4
    return np.asarray((tags != OUTSIDE) & ((place == INSIDE) | (place == LAST)))


def _fits(tags: Ints) -> NDArray[np.bool_]:
    """For each tag but the last, whether its follower may follow."""
    same = (tags[:-1] - 1) // 4 == (tags[1:] - 1) // 4
    goes_on = _goes_on(tags)[1:]
    fits: NDArray[np.bool_] = np.where(_unclosed(tags)[:-1], goes_on & same, ~goes_on)
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
