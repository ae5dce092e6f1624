"""Open ends: the words around a date that make it a bound ("since 1991", "by 2030", "from March onwards")."""

from __future__ import annotations

import re

from geopol.dates.lexicon import either, lexicon
from geopol.dates.sense import Found

_BEFORE = re.compile(rf"\b({either(lexicon().bounds)})\s(?:the\s|an?\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_ON = re.compile(r"\s(?:onwards?|on(?=[,.;]|$| the\b)|forward)\b", re.IGNORECASE)
_REACH = 24  # characters before the date that are read


def bound_of(text: str, found: Found) -> str | None:
    """TIMEX3 modifier that a preposition gives a date; None for ranges, lengths, and where no such word stands.

    Args:
        text: The passage.
        found: The date.
    """
    sense = found.sense
    if sense.ends or sense.type != "DATE" or sense.value.endswith("REF"):
        return None
    before = text[max(0, found.start - _REACH) : found.start]
    if _FROM.search(before) and _ON.match(text, found.end):
        return "ON_OR_AFTER"
    match = _BEFORE.search(before)
    return lexicon().bounds[re.sub(r"\s+", " ", match.group(1).lower())] if match else None
