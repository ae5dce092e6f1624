"""Works out which rules can begin with which word, for `openings`: ``python -m geopol.dates.begin`` writes ``openings.json``."""

from __future__ import annotations

import json
import re
import re._parser as parser  # type: ignore[import-not-found] # private to `re`; tagging never comes here
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from geopol.dates.rule import Rule, compiled
from geopol.dates.scan import opening_words, rules

_DIGITS = "0123456789"
_ENDINGS = ("", "st", "nd", "rd", "th", "d", "s", "ad", "bc", "bce", "ce", "am", "pm", "m", "hrs", "½")
# Numbers by their length and ending; a 0 stands for any digit. "ad" and "fy" also stand for the words that begin with them.
NUMBERS = tuple("0" * length + ending for length in range(1, 5) for ending in _ENDINGS)
MARKS = ("ad", "fy", "'", "’", "‘")


def table(rules: Iterable[Rule], words: Collection[str]) -> list[dict[str, Any]]:
    """The rows of the file: sets of rules, and the words that open just these."""
    trees = {rule.name: parser.parse(compiled(rule.pattern).pattern, re.IGNORECASE) for rule in rules}
    found: dict[tuple[str, ...], list[str]] = {}

    @cache
    def open_to(start: str) -> tuple[str, ...]:
        """Rules that can run along the start of a word; they are among those that can run along a shorter one."""
        names = open_to(start[:-1]) if len(start) > 1 else tuple(trees)
        return tuple(name for name in names if _begins(trees[name], start))

    for word in sorted(words):
        found.setdefault(open_to(word), []).append(word)
    return [{"rules": list(names), "words": " ".join(same)} for names, same in found.items()]


class _UsedUpError(Exception):
    """A pattern has run to the end of a word: what follows is not known."""


def _begins(tree: Any, word: str) -> bool:  # noqa: ANN401 - a parsed pattern, as all below
    """Whether some way through a pattern runs along a word to its end."""
    try:
        _run(tree, {0}, [_DIGITS if letter == "0" else letter for letter in word])
    except _UsedUpError:
        return True
    return False


def _run(tree: Any, starts: set[int], word: list[str]) -> set[int]:  # noqa: ANN401
    """Where a pattern can stand after it has begun at ``starts``; each place of a word holds the letters that it may be."""
    for kind, value in tree:
        if not starts:
            break  # nothing has come so far, and it takes a tenth of the time
        starts = _step(str(kind), value, starts, word)
    return starts


def _step(kind: str, value: Any, starts: set[int], word: list[str]) -> set[int]:  # noqa: ANN401
    if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
        ends = {start + 1 for start in starts if any(_fits(kind, value, letter) for letter in word[start])}
        if len(word) in ends:
            raise _UsedUpError
        return ends
    if kind == "BRANCH":
        return set().union(*(_run(branch, starts, word) for branch in value[1]))
    if kind in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _run(value[3] if kind == "SUBPATTERN" else value, starts, word)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, repeated = value
        return _repeat(least, most, repeated, starts, word)
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return starts  # what they ask is not known here
    raise _UsedUpError  # a group said again: anything


def _repeat(least: int, most: int, tree: Any, starts: set[int], word: list[str]) -> set[int]:  # noqa: ANN401
    ends = set(starts) if least == 0 else set()
    for count in range(1, min(int(most), len(word) + 1) + 1):
        starts = _run(tree, starts, word)
        if count >= least:
            ends |= starts
    return ends


def _fits(kind: str, value: Any, letter: str) -> bool:  # noqa: ANN401
    """Whether a letter, in either case, is one that the pattern takes."""
    forms = {letter, letter.upper(), letter.lower()}
    if kind == "LITERAL":
        return chr(value) in forms
    if kind == "IN":
        return any(_in(value, form) for form in forms)
    return True


def _in(items: Any, letter: str) -> bool:  # noqa: ANN401
    negated = str(items[0][0]) == "NEGATE"
    return negated != any(_is(str(kind), value, letter) for kind, value in items[negated:])


def _is(kind: str, value: Any, letter: str) -> bool:  # noqa: ANN401
    if kind == "LITERAL":
        return chr(value) == letter
    if kind == "RANGE":
        return bool(value[0] <= ord(letter[0]) <= value[1])
    tests = {"DIGIT": letter.isdigit(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}
    name = str(value).removeprefix("CATEGORY_")
    return tests[name.removeprefix("NOT_")] != name.startswith("NOT_")


if __name__ == "__main__":
    rows = table(rules(events=True), {*opening_words(), *NUMBERS, *MARKS})
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (Path(__file__).parent / "openings.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
