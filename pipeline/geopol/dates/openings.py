"""Which rules can begin with which word: worked out once from the rules' patterns and kept in ``openings.json``.

Nothing is decided here. A rule that is left out for a word could not have matched there, so it need not be tried, nor compiled.
After a change to rules or word lists ``python -m geopol.dates.begin`` writes the file again; a test says when that is due.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_DIGIT = re.compile(r"\d")


@cache
def openings() -> Mapping[str, frozenset[str]]:
    """Names of the rules that can begin with a word; a digit stands as ``0``."""
    rows = json.loads((files(__package__) / "openings.json").read_text(encoding="utf-8"))
    return {word: frozenset(row["rules"]) for row in rows for word in row["words"].split()}


def can_open(word: str, rule: str) -> bool:
    """Whether a rule can begin with a word in lower case; of an unknown word, ask its first two letters, then try."""
    known = openings()
    shape = _DIGIT.sub("0", word)
    rules = known.get(shape, known.get(shape[:2]))
    return rules is None or rule in rules
