"""Which lines belong to one paragraph: all lines of a wrapped one, or each line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geopol.paragraphs.headings import could_be_heading
from geopol.paragraphs.lines import Line

# Text is wrapped at 60 to 100 columns; PDF lines in small type reach 130. A longer line is a paragraph by itself.
_MIN_WIDTH, _MAX_WIDTH = 30, 140
# In wrapped text most lines are nearly full: the first word of the next line would not have fitted.
_FULL = 0.72
_MOSTLY = 0.6
# A heading in wrapped text leaves half the line free, and is a few words or mostly capitals.
_HALF = 0.6
_FEW = 3
_HYPHENS = "-‐\xad"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]\d]*$")


def ends_sentence(text: str, line: Line) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text, max(line.start, line.end - 8), line.end) is not None


def is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether a run of lines without a blank one between them is wrapped text and not a paragraph a line."""
    if len(lines) < 2:
        return False
    width = max(line.length for line in lines)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return False
    inner = lines[:-1]
    if len(lines) == 2:
        return not ends_sentence(text, lines[0]) and _goes_on(text, lines[1], lines[0])
    full = sum(line.length >= _FULL * width for line in inner)
    open_ends = sum(not ends_sentence(text, line) for line in inner)
    return full >= _MOSTLY * len(inner) and open_ends >= _MOSTLY * len(inner)


def goes_on(text: str, above: Line, line: Line) -> bool:
    """Whether a sentence runs over the break between two lines, whatever the shape of the text: a page break, a stray line."""
    if not text[line.start].islower():
        return False
    if text[above.end - 1] in _HYPHENS:
        return text[above.end - 2].isalpha()
    return above.length >= _MIN_WIDTH and (text[above.end - 1].isalpha() or text[above.end - 1] in ",–—")


def _goes_on(text: str, line: Line, above: Line) -> bool:
    """Whether the second of two lines reads as the rest of the first: a small letter, or a first line as full as lines get."""
    return text[line.start].islower() or text[line.start].isdigit() or above.length >= 2 * _MIN_WIDTH


def paragraphs(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut a run of lines without blank ones between them into paragraphs."""
    wrapped = is_wrapped(text, lines)
    width = max(line.length for line in lines)
    margin = min(line.indent for line in lines)
    current = [lines[0]]
    for above, line in pairwise(lines):
        if _begins(text, line, above, width, margin) if wrapped else not goes_on(text, above, line):
            yield current
            current = []
        current.append(line)
    yield current


def _begins(text: str, line: Line, above: Line, width: int, margin: int) -> bool:
    """Whether a line of wrapped text begins a paragraph: indented after the margin, or after a short last line."""
    if line.indent >= margin + 2 and above.indent <= margin and not text[line.start].islower():
        return True
    short = above.length < _FULL * width
    if not short or text[line.start].islower():
        return False
    return ends_sentence(text, above) or (line.length >= _FULL * width and _could_stand_alone(text, above, width))


def _could_stand_alone(text: str, line: Line, width: int) -> bool:
    """Whether a short line that ends no sentence may be a heading; an indented first line of a paragraph is short too."""
    if line.length > _HALF * width:
        return False
    words = text[line.start : line.end].split()
    capital = sum(not word[0].islower() for word in words)
    return could_be_heading(text[line.start : line.end]) and (len(words) <= _FEW or 2 * capital > len(words))
