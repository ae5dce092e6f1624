"""Strings as the numbers that spaCy knows them by."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

# spaCy's own names, which it numbers by hand, and the norms of words that are not their lower case. A test compares both with
# the installed spaCy, whose version the shipped pipeline is bound to.
_TABLES = Path(__file__).with_name("spacy.json")

# MurmurHash64A (Austin Appleby, public domain), with the seed that spaCy takes.
_FACTOR, _SHIFT, _SEED, _ALL = 0xC6A4A7935BD1E995, 47, 1, 0xFFFFFFFFFFFFFFFF


@cache
def tables() -> dict[str, Any]:
    """``symbols``: name → number; ``norms``: word → norm."""
    found: dict[str, Any] = json.loads(_TABLES.read_text(encoding="utf-8"))
    return found


def number(text: str) -> int:
    """The number of a string in any of spaCy's string stores, below 2⁶⁴; 0 for the empty one."""
    if not text:
        return 0
    symbol: int | None = tables()["symbols"].get(text)
    return murmur(text.encode()) if symbol is None else symbol


def murmur(data: bytes) -> int:
    """MurmurHash64A of some bytes."""
    length = len(data)
    whole = length & ~7
    result = _SEED ^ (length * _FACTOR & _ALL)
    for start in range(0, whole, 8):
        block = int.from_bytes(data[start : start + 8], "little") * _FACTOR & _ALL
        result = (result ^ ((block ^ block >> _SHIFT) * _FACTOR & _ALL)) * _FACTOR & _ALL
    if whole < length:
        result = (result ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _ALL
    result = (result ^ result >> _SHIFT) * _FACTOR & _ALL
    return result ^ result >> _SHIFT


def norm(word: str) -> str:
    """A word's norm where its tokenizer rule gives none: straight quotes, one hyphen, one currency sign; else lower case."""
    known: str | None = tables()["norms"].get(word)
    return word.lower() if known is None else known


def shape(word: str) -> str:
    """A word's shape: letters as ``X`` and ``x``, digits as ``d``, of equal ones in a row four at most."""
    if len(word) >= 100:
        return "LONG"
    kinds = []
    last, row = "", 0
    for letter in word:
        kind = ("X" if letter.isupper() else "x") if letter.isalpha() else "d" if letter.isdigit() else letter
        row = row + 1 if kind == last else 0
        last = kind
        if row < 4:
            kinds.append(kind)
    return "".join(kinds)
