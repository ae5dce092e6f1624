"""What a bag of words cannot see: tense, purpose, numbers, persons and years of a paragraph."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from geopol.kept import compile_once
from geopol.themes.terms import MOST

Matrix = np.ndarray[Any, np.dtype[np.float32]]

_SENTENCE = compile_once(r"(?<=[.!?;])\s+")
_WORD = compile_once(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RUN = compile_once(r"\w+")
_YEAR = compile_once(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBER = compile_once(r"\b\d[\d.,]*")
_NAME = compile_once(r"(?<=[a-z,] )[A-Z]\w+")
# Bounds of the years told: before 1914, to 1945, to 1991, to 2010, later.
_ERAS = (1914, 1946, 1992, 2011)
_PERSONS = {
    "first person plural": ("we", "our", "us", "ours"),
    "first person": ("i", "my", "me"),
    "third person": ("he", "she", "his", "her", "him"),
}
_ENDINGS = {
    "verbs in -ed": ("ed",),
    "verbs in -ing": ("ing",),
    "nouns in -tion": ("tion", "ment", "ity", "ness"),
}
LIMIT = 3.0  # standard deviations beyond which a feature says no more


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """The groups of ``cues.toml``, each as a pattern."""
    return {name: _pattern(words) for name, words in _groups().items()}


@cache
def _groups() -> dict[str, list[str]]:
    return tomllib.loads((files("geopol.themes") / "cues.toml").read_text(encoding="utf-8"))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    each = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return compile_once(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


Opened = tuple[str, str, re.Pattern[str]]


class _Cues(dict[str, tuple[tuple[str, ...], tuple[Opened, ...]]]):
    """Word in lower case → the groups that it is a cue of, and the longer cues that it opens, with what must follow."""

    def __init__(self) -> None:
        self._whole: dict[str, list[str]] = {}
        self._stems: list[tuple[str, str]] = []
        self._first: list[tuple[str, Opened]] = []
        for group, words in _groups().items():
            for word in words:
                self._add(group, word)

    def _add(self, group: str, word: str) -> None:
        first, *more = re.findall(r"\w+\*?", word)
        if more:
            self._first.append((first, (group, more[0].rstrip("*"), _pattern([word]))))
        elif word.endswith("*"):
            self._stems.append((group, first.rstrip("*")))
        else:
            self._whole.setdefault(first, []).append(group)

    def __missing__(self, word: str) -> tuple[tuple[str, ...], tuple[Opened, ...]]:
        if len(self) >= MOST:
            self.clear()
        groups = [*self._whole.get(word, ()), *(group for group, stem in self._stems if word.startswith(stem))]
        opened = (cue for first, cue in self._first if word == first or (first[-1] == "*" and word.startswith(first[:-1])))
        found = self[word] = tuple(dict.fromkeys(groups)), tuple(opened)
        return found


@cache
def _known_cues() -> _Cues:
    return _Cues()


def find_cues(text: str) -> dict[str, list[int]]:
    """Where the cues of each group stand; what `cues` finds, for groups that have any.

    Each word is looked up. The patterns of whole groups, which take long, are asked only where a cue of several words stands.
    """
    known = _known_cues()
    runs = [(run.start(), run.group()) for run in _RUN.finditer(text.lower() if text.isascii() else text)]
    found: dict[str, list[int]] = {}
    several: set[str] = set()
    for at, (start, word) in enumerate(runs, 1):
        groups, opened = known[word.lower()]
        for group in groups:
            found.setdefault(group, []).append(start)
        if opened and at < len(runs):
            following = runs[at][1].lower()
            several.update(group for group, more, cue in opened if following.startswith(more) and cue.match(text, start))
    for group in several:
        found[group] = [match.start() for match in cues()[group].finditer(text)]
    return found


class _Codes(dict[str, int]):
    """Word in lower case → a bit for each ending and person that it has."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST:
            self.clear()
        told = [word.endswith(endings) for endings in _ENDINGS.values()] + [word in forms for forms in _PERSONS.values()]
        self[word] = code = sum(1 << bit for bit, holds in enumerate(told) if holds)
        return code


_codes = _Codes()
_BITS = np.array([[code >> bit & 1 for code in range(64)] for bit in range(len(_ENDINGS) + len(_PERSONS))])


@cache
def names() -> list[str]:
    """The features' names, in order."""
    cue_names = [
        each
        for name in cues()
        for each in (f"{name} words", *(f"{name} in {n} sentence" for n in ("first", "last")), f"sentences with {name}")
    ]
    eras = (f"years of era {era}" for era in range(len(_ERAS) + 1))
    shape = ("words a sentence", "names", "distinct names", "numbers", *_ENDINGS, "quotation", "questions")
    return [*cue_names, *_PERSONS, "years", "spread of years", *eras, *shape]


def features(text: str) -> dict[str, float]:
    """The named features of one paragraph: rates are per hundred words."""
    return dict(zip(names(), _row(text), strict=True))


def rows(texts: Iterable[str]) -> Matrix:
    """One row a text, one column a feature."""
    return np.array([_row(text) for text in texts], dtype=np.float32).reshape(-1, len(names()))


def _row(text: str) -> list[float]:
    starts = [0, *(gap.end() for gap in _SENTENCE.finditer(text))]
    words = _WORD.findall(text.lower()) if text.isascii() else [word.lower() for word in _WORD.findall(text)]
    count = max(1, len(words))
    codes = np.bincount(np.frombuffer(bytes(map(_codes.__getitem__, words)), dtype=np.uint8), minlength=64)
    told = (100 * (_BITS @ codes) / count).tolist()
    endings, persons = told[: len(_ENDINGS)], told[len(_ENDINGS) :]
    return [*_cue_row(text, starts, count), *persons, *_years(text, count), *_shape(text, len(starts), count, endings)]


def _cue_row(text: str, starts: Sequence[int], count: int) -> list[float]:
    """For each group: rate, whether in the first sentence, whether in the last, share of the sentences."""
    hits = find_cues(text)
    found: list[float] = []
    for name in cues():
        places = hits.get(name)
        if places is None:
            found += (0.0, 0.0, 0.0, 0.0)
        else:
            told = {bisect_right(starts, place) for place in places}
            ends = float(1 in told), float(len(starts) in told)
            found += (100 * len(places) / count, *ends, len(told) / len(starts))
    return found


def _years(text: str, count: int) -> list[float]:
    years = [int(year) for year in _YEAR.findall(text)]
    if not years:
        return [0.0] * (len(_ERAS) + 3)
    eras = [bisect_right(_ERAS, year) for year in years]
    shares = [eras.count(era) / len(eras) for era in range(len(_ERAS) + 1)]
    return [100 * len(years) / count, float(np.log1p(max(years) - min(years))), *shares]


def _shape(text: str, sentences: int, count: int, endings: Sequence[float]) -> list[float]:
    """Rates alone: how long a paragraph is tells of the source it was taken from, not of what it is for."""
    named = _NAME.findall(text)
    numbers = 100 * len(_NUMBER.findall(text)) / count
    marks = float(text.count("“") + text.count('"')), float(text.count("?"))
    return [count / sentences, 100 * len(named) / count, 100 * len(set(named)) / count, numbers, *endings, *marks]


def scaled(found: Matrix, mean: Matrix, spread: Matrix, scale: float) -> Matrix:
    """Features centred, cut at `LIMIT` and scaled.

    Args:
        found: Rows of features.
        mean: Their mean in training.
        spread: Their standard deviation in training.
        scale: What one standard deviation counts beside the word features, whose rows have length one.
    """
    return np.asarray(scale * np.clip((found - mean) / spread, -LIMIT, LIMIT), dtype=np.float32)
