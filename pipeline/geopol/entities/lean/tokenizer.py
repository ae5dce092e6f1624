"""spaCy's tokenizer: the same tokens by the same rules, each distinct stretch between spaces split once.

The rules are those that a pipeline's folder has in ``tokenizer``: affixes and infixes, URLs, and special cases, which are looked
for again in the finished row where they hold an affix (spaCy's `Tokenizer`, whose steps these are; the test compares the two).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geopol.entities.lean.words import Ints, Words
from geopol.entities.tokens import is_endless, pieces

# A word is what is written, and its norm where a special case gives one.
Word = tuple[str, str | None]
_RUNS = re.compile(r"\s+|\S+")
# Words, and stretches between spaces, that are remembered: some 20 MB.
MOST = 40_000
# What is noted of a word: it may be the first, or the second, of the tokens that a special case is made of.
_FIRST, _SECOND, _ALONE = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Rules:
    """What a tokenizer goes by; a pattern that it does not have is None.

    Attributes:
        prefix: Where something is cut off the beginning, by ``search``.
        suffix: Where something is cut off the end, by ``search``.
        infix: What is cut out of the middle.
        token: What is never cut, by ``match``.
        url: What is not cut once its affixes are off, by ``match``.
        specials: Special cases, each with its tokens.
    """

    prefix: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    infix: re.Pattern[str] | None
    token: re.Pattern[str] | None
    url: re.Pattern[str] | None
    specials: dict[str, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a text: the number of each one's word, and where it begins in the text."""

    words: list[int]
    starts: Sequence[int] | Ints


class Tokenizer:
    """Splits texts into tokens.

    Args:
        rules: What to go by.
        words: Where words get their numbers.
    """

    def __init__(self, rules: Rules, words: Words) -> None:
        self._rules = rules
        self._words = words
        self._known: dict[str, tuple[int, ...]] = {}
        self._patterns = _patterns(rules)
        self._pairs = {row[:2] for rows in self._patterns.values() for row in rows}
        self._marks = _marks(self._patterns)

    def make_room(self) -> None:
        """Forget all words if there are many; rows that were made before mean nothing any more."""
        if len(self._words) > MOST or len(self._known) > MOST:
            self._known.clear()
            self._words.forget()

    def split(self, text: str) -> Row:
        """The tokens of one text."""
        if is_endless(text):
            return self._in_pieces(text)
        chunks = text.split(" ")
        known = self._known
        words: list[int] = []
        counts = []
        for chunk in chunks:
            found = known.get(chunk) or self._learn(chunk)
            if found is None:
                return self._careful(text)
            words += found
            counts.append(len(found))
        numbers = np.array(words, dtype=np.int64)
        row = Row(words, _starts(self._words.lengths[numbers], counts))
        return self._respecialised(text, row) if self._suspect(numbers) else row

    def _learn(self, chunk: str) -> tuple[int, ...] | None:
        """The tokens of what stands between two spaces; None if that is not one stretch without white space."""
        if chunk.split() != [chunk]:
            return None
        found = self._known[chunk] = tuple(map(self._place, cut(self._rules, chunk, specials=True)))
        return found

    def _place(self, word: Word) -> int:
        return self._words.place(*word, mark=self._marks.get(word[0], 0))

    def _careful(self, text: str) -> Row:
        """The tokens of a text with white space of all kinds: a run of it is a token, less one space behind a word."""
        words: list[int] = []
        starts: list[int] = []
        for run in _RUNS.finditer(text):
            start, end = run.span()
            start += start > 0 and text[start] == " "
            chunk = text[start:end]
            if chunk:
                found = self._known.get(chunk) or tuple(map(self._place, cut(self._rules, chunk, specials=True)))
                lengths = self._words.lengths[list(found)]
                words += found
                starts += (start + np.cumsum(lengths) - lengths).tolist()
        row = Row(words, starts)
        return self._respecialised(text, row) if self._suspect(np.array(words, dtype=np.int64)) else row

    def _in_pieces(self, text: str) -> Row:
        """The tokens of a text with a word without end: those of its pieces."""
        words: list[int] = []
        starts: list[int] = []
        for start, piece in pieces(text):
            row = self.split(piece)
            words += row.words
            starts += (start + np.array(row.starts, dtype=np.int64)).tolist()
        return Row(words, starts)

    def _suspect(self, numbers: Ints) -> bool:
        """Whether a token, or two in a row, may begin a special case in pieces."""
        marks, texts = self._words.marks[numbers], self._words.texts
        pairs = np.flatnonzero((marks[:-1] & _FIRST) & ((marks[1:] & _SECOND) >> 1))
        return bool((marks & _ALONE).any()) or any(
            (texts[numbers[at]], texts[numbers[at + 1]]) in self._pairs for at in pairs.tolist()
        )

    def _respecialised(self, text: str, row: Row) -> Row:
        """Put special cases in the place of the tokens that make them; of those that overlap, the longest, then the first."""
        texts = [self._words.texts[word] for word in row.words]
        found = sorted(_matches(texts, self._patterns), key=lambda match: (match[0] - match[1], match[0]))
        taken: set[int] = set()
        swaps = {}
        for start, end in found:
            if start not in taken and end - 1 not in taken:
                swaps[start] = end
            taken.update(range(start, end))
        words: list[int] = []
        starts: list[int] = []
        at = 0
        while at < len(texts):
            end = swaps.get(at, at + 1)
            stop = int(row.starts[end - 1]) + len(texts[end - 1])
            special = self._rules.specials.get(text[int(row.starts[at]) : stop]) if at in swaps else None
            if special is None:
                words += row.words[at:end]
                starts += map(int, row.starts[at:end])
            else:
                begin = int(row.starts[at])
                for word in special:
                    words.append(self._place(word))
                    starts.append(begin)
                    begin += len(word[0])
            at = end
        return Row(words, starts)


def _starts(lengths: Ints, counts: list[int]) -> Ints:
    """Where tokens begin, of stretches with one space between them; ``counts`` has the tokens of each stretch."""
    found: Ints = np.cumsum(lengths) - lengths + np.repeat(np.arange(len(counts)), counts)
    return found


def _patterns(rules: Rules) -> dict[str, list[tuple[str, ...]]]:
    """The token rows, by their first, of special cases that affixes would cut, so that the row may hold them in pieces."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for special, tokens in rules.specials.items():
        if _length(rules.prefix, special) or _length(rules.suffix, special) or _has_infix(rules, special) or " " in special:
            pieces = cut(rules, special, specials=False)
            if len(pieces) > 1 or tuple(pieces) != tokens:
                found.setdefault(pieces[0][0], []).append(tuple(word for word, _ in pieces))
    return found


def _marks(patterns: dict[str, list[tuple[str, ...]]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for rows in patterns.values():
        for row in rows:
            if len(row) == 1:
                found[row[0]] = found.get(row[0], 0) | _ALONE
            else:
                found[row[0]] = found.get(row[0], 0) | _FIRST
                found[row[1]] = found.get(row[1], 0) | _SECOND
    return found


def _matches(texts: list[str], patterns: dict[str, list[tuple[str, ...]]]) -> list[tuple[int, int]]:
    """First token and token behind the last of each special case in pieces."""
    return [
        (at, at + len(row))
        for at, text in enumerate(texts)
        for row in patterns.get(text, ())
        if tuple(texts[at : at + len(row)]) == row
    ]


def cut(rules: Rules, chunk: str, specials: bool) -> list[Word]:
    """The tokens of a stretch without white space, or of white space alone.

    Args:
        rules: What to go by.
        chunk: The stretch, not empty.
        specials: Whether special cases are known; without them, these come out in the pieces that affixes cut.
    """
    known: dict[str, tuple[Word, ...]] = rules.specials if specials else {}
    if chunk in known:
        return list(known[chunk])
    prefixes, suffixes, middle = _affixes(rules, chunk, known)
    tokens: list[Word] = [(prefix, None) for prefix in prefixes]
    if middle in known:
        tokens += known[middle]
    elif middle:
        tokens += [(part, None) for part in _middle(rules, middle)]
    return [*tokens, *((suffix, None) for suffix in reversed(suffixes))]


def _affixes(rules: Rules, string: str, known: dict[str, Any]) -> tuple[list[str], list[str], str]:
    """What is cut off the beginning and the end, outermost first, and what is left."""
    prefixes: list[str] = []
    suffixes: list[str] = []
    last = 0
    while string and len(string) != last:
        if (rules.token and rules.token.match(string)) or string in known:
            break
        last = len(string)
        before = _length(rules.prefix, string)
        if before and string[before:] in known:
            prefixes.append(string[:before])
            return prefixes, suffixes, string[before:]
        behind = _length(rules.suffix, string[before:])
        if behind and string[:-behind] in known:
            suffixes.append(string[-behind:])
            return prefixes, suffixes, string[:-behind]
        if before:
            prefixes.append(string[:before])
        if behind and (not before or before + behind <= last):
            suffixes.append(string[-behind:])
            string = string[before:-behind]
        else:
            string = string[before:]
    return prefixes, suffixes, string


def _length(pattern: re.Pattern[str] | None, string: str) -> int:
    found = pattern.search(string) if pattern is not None else None
    return found.end() - found.start() if found else 0


def _has_infix(rules: Rules, string: str) -> bool:
    return rules.infix is not None and rules.infix.search(string) is not None


def _middle(rules: Rules, string: str) -> list[str]:
    """What is left without affixes, cut at its infixes; one at the very beginning cuts nothing."""
    if any(pattern and pattern.match(string) for pattern in (rules.token, rules.url)) or rules.infix is None:
        return [string]
    parts = []
    start = 0
    for infix in rules.infix.finditer(string):
        begin, end = infix.span()
        if begin:
            parts += [string[start:begin], string[begin:end]]
            start = end
    return [part for part in (*parts, string[start:]) if part]
