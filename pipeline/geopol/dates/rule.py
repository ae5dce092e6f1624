"""A rule of the grammar: a named pattern, what it means, and an example that is its test."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from geopol.dates.lexicon import pieces
from geopol.dates.sense import Sense
from geopol.kept import compile_once

Build = Callable[[re.Match[str]], Sense | None]
_SPACE = "(?:[ \u00a0\u2009\u202f\t]{1,3})"  # a group, so that "?" after it makes it optional


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the grammar.

    Attributes:
        name: What the rule finds.
        pattern: A regular expression with named pieces (``{month}``); a space stands for white space; case does not count.
        build: Turns a match into its meaning; None where the words are no date after all.
        example: An expression that the rule, and no other, finds whole.
    """

    name: str
    pattern: str
    build: Build = field(repr=False)
    example: str


_PIECE = compile_once(r"\{([a-z_]+)\}")
_LITERAL = compile_once(r"(\[[^\]]*\]|\(\?<[=!][^)]*\))| ")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern, pieces filled in. The match must end at the end of a word."""
    filled = _PIECE.sub(lambda piece: pieces()[piece.group(1)], pattern)
    spaced = _LITERAL.sub(lambda match: match.group(1) or _SPACE, filled)
    return compile_once(f"(?:{spaced})" + r"(?!\w)", re.IGNORECASE)
