"""Headings that carry no markup: bare lines, numbered lines, lines in capitals."""

from __future__ import annotations

import re

from geopol.kept import compile_once

# Longer lines are sentences.
_MAX_CHARS, _MAX_WORDS = 110, 15
_NUMBERED = compile_once(
    r"(?:(?:section|part|chapter|article|annex)\s+(?:\d+|[IVXLC]+|[A-Z])\b|(?:\d+\.)+\d*\s|[IVXLC]+[.)]\s|[A-Z][.)]\s)",
    re.IGNORECASE,
)
_END = compile_once(r"[.!?;,…\-–—][\"'”’)]*$")
_ABBREVIATION = compile_once(r"\b(?:[A-Z]\.)+$|\b(?:etc|Inc|Ltd|Co)\.$")
_DATELINE = compile_once(r"[A-Z][A-Z .’'-]{2,40}(?:, [\w. ]{2,30})?(?: \([\w ]{2,20}\))? [-–—]")
_SPEAKER = compile_once(r"[A-Z][\w .’'-]{1,40}:\s+\S")
# No heading ends with one of these: the line goes on.
_GOES_ON = compile_once(
    r"\b(?:an?|and|as|at|by|for|from|his|in|is|its|my|of|or|our|that|the|their|this|to|was|we|were|which|with|Mrs?\.|Ms\.)$"
)
# What opens a letter, "Hi, see below, Kinshasa is for your table.", or a turn of an interview, "Q: And Kaliningrad?"
_SPOKEN = compile_once(r"(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear)\b[^.!?]{0,40},|[QA]:\s")
_LETTER = compile_once(r"[^\W\d_]{2,}")


def could_be_heading(line: str) -> bool:
    """Whether a line without markup, standing by itself, reads as a heading and not as text."""
    if len(line) > _MAX_CHARS or len(line.split()) > _MAX_WORDS or not _LETTER.search(line):
        return False
    if breaks_off(line) or _SPOKEN.match(line):
        return False
    first = line.lstrip("\"'“‘([«¿¡")[:1]
    if not (first.isupper() or first.isdigit() or not first.isascii()) or _DATELINE.match(line):
        return False
    if _NUMBERED.match(line):
        return not line.endswith((";", ","))
    if _END.search(line) and not _ABBREVIATION.search(line):
        return line.endswith("?") and len(line.split()) <= 10
    return not _SPEAKER.match(line) or (line.count(":") == 1 and len(line) <= 80)


def breaks_off(line: str) -> bool:
    """Whether a line ends with a word that no sentence ends with."""
    return _GOES_ON.search(line) is not None
