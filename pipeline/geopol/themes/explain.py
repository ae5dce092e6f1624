"""Why a paragraph has its theme: what spoke for it and against it in a linear model over named features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopol.records import Reason
from geopol.themes import style
from geopol.themes.linear import LinearModel, Seen

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]

FOR, AGAINST = 5, 2  # reasons that a person reads
DECIMALS = 2
_NOTHING = np.zeros(0)


class Explainer:
    """Gives the strongest reasons for and against the themes that a linear model gave.

    A reason's weight is the feature's value times how much more it counts for the theme than for the themes on average, in log
    odds: reasons of weight 0.7 double the odds. What a word adds by its place in the embedding counts with the word.

    Args:
        model: The model.
    """

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        kinds = [kind for kind in ("words", "embedding", "manner") if f"{kind}_weights" in model.arrays]
        self._weights = {kind: _centred(model.arrays[f"{kind}_weights"]) for kind in kinds}

    def reasons(self, seen: Seen, themes: Sequence[int]) -> list[tuple[Reason, ...]]:
        """The reasons for each text's theme: those for it before those against it, strongest first.

        Args:
            seen: The texts.
            themes: The column of each one's theme.
        """
        chosen = np.asarray(themes)
        words, said = seen.words, self._model.embedding.shares(seen.embedded, self._weights["embedding"], chosen)
        terms = words.values * self._weights["words"][chosen[words.rows], words.columns]
        manner = [] if seen.manner is None else list(zip(seen.manner, seen.manner * self._weights["manner"][chosen], strict=True))
        told = []
        cuts = zip(_cuts(words.rows, seen.count), _cuts(seen.embedded.rows, seen.count), strict=True)
        for row, (term, piece) in enumerate(cuts):
            words_told = self._words(words.columns[term], terms[term], seen.embedded.words[piece], said[piece])
            values, shares = manner[row] if manner else (_NOTHING, _NOTHING)
            told.append(_strongest(*words_told, values, shares, self._model.terms.name))
        return told

    def _words(self, columns: Ints, shares: Floats, pieces: list[str], said: Floats) -> tuple[dict[str, float], Ints, Floats]:
        """What each word says, by itself and by its place in the embedding; the columns of pairs and what they say."""
        names = self._model.terms.words
        single = int(np.searchsorted(columns, len(names)))
        found = {names[column]: share for column, share in zip(columns[:single].tolist(), shares[:single].tolist(), strict=True)}
        for word, share in zip(pieces, said.tolist(), strict=True):
            found[word] = found.get(word, 0.0) + share
        return found, columns[single:], shares[single:]


def _strongest(
    words: dict[str, float],
    pairs: Ints,
    pair_shares: Floats,
    manner: Floats,
    manner_shares: Floats,
    pair_name: Callable[[int], str],
) -> tuple[Reason, ...]:
    """The reasons at both ends; only those that may be there are given their names and sorted."""
    held = np.flatnonzero(manner)
    values = np.concatenate([np.fromiter(words.values(), np.float64, len(words)), pair_shares, manner_shares[held]])
    ends = _ends(values)
    singles = list(words) if len(ends) else []
    named = []
    for at, value in zip(ends.tolist(), values[ends].tolist(), strict=True):
        if at < len(words):
            named.append((-value, f"“{singles[at]}”"))
        elif at < len(words) + len(pairs):
            named.append((-value, f"“{pair_name(int(pairs[at - len(words)]))}”"))
        else:
            # A feature of manner is centred: where there is less of it than usual, that is what spoke.
            feature = int(held[at - len(words) - len(pairs)])
            named.append((-value, style.names()[feature] + (" (low)" if manner[feature] < 0 else "")))
    ranked = sorted(named)
    kept = [*ranked[:FOR], *[pair for pair in ranked[FOR:][::-1][:AGAINST] if pair[0] > 0]]
    return tuple(Reason(what, weight) for score, what in kept if (weight := round(-score, DECIMALS)))


def _ends(values: Floats) -> Ints:
    """Places of the highest and the lowest values, with all that are their equals."""
    if len(values) <= FOR + AGAINST:
        return np.arange(len(values))
    parted = np.partition(values, (AGAINST - 1, len(values) - FOR))
    return np.flatnonzero((values >= parted[len(values) - FOR]) | (values <= parted[AGAINST - 1]))


def _cuts(rows: Ints, count: int) -> list[slice]:
    """Where each text's entries lie."""
    bounds = np.searchsorted(rows, np.arange(count + 1)).tolist()
    return [slice(start, end) for start, end in pairwise(bounds)]


def _centred(weights: NDArray[Any]) -> Floats:
    """Weights of each class against the mean of all."""
    return np.asarray(weights - weights.mean(axis=0), dtype=np.float64)
