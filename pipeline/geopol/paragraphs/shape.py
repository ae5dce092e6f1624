"""Which lines belong to one paragraph: all lines of a wrapped one, or each line by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from geopol.kept import compile_once
from geopol.paragraphs.column import MAX_WIDTH, MIN_WIDTH, ends_sentence, is_forced
from geopol.paragraphs.furniture import is_furniture
from geopol.paragraphs.headings import could_be_heading
from geopol.paragraphs.lines import Line

# In wrapped text most lines are nearly full: the first word of the next line would not have fitted.
_FULL = 0.72
_MOSTLY = 0.6
# A heading in wrapped text leaves half the line free, and is a few words or mostly capitals.
_HALF = 0.6
_FEW = 3
_HYPHENS = "-‐\xad"
# Who speaks, in an interview or a transcript: "Q: And Kaliningrad?", "MR PRICE: We have seen the report."
_SPEAKER = compile_once(r"(?:\*\*|__)?(?:[QA]|[A-Z][A-Z.’' -]{2,30}):(?:\*\*|__)?\s+\S")


def is_wrapped(text: str, lines: Sequence[Line], column: int = 0) -> bool:
    """Whether a run of lines without a blank one between them is wrapped text and not a paragraph a line.

    Args:
        text: The article.
        lines: The run.
        column: What the document is wrapped at, 0 where that is not known, see `geopol.paragraphs.column`.
    """
    if len(lines) < 2:
        return False
    if column and sum(is_forced(text, above, line, column) for above, line in pairwise(lines)) >= _MOSTLY * (len(lines) - 1):
        return True
    width = max(line.length for line in lines)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return False
    inner = lines[:-1]
    if len(lines) == 2:
        return not ends_sentence(text, lines[0]) and _goes_on(text, lines[1], lines[0])
    full = sum(line.length >= _FULL * width for line in inner)
    open_ends = sum(not ends_sentence(text, line) for line in inner)
    return full >= _MOSTLY * len(inner) and open_ends >= _MOSTLY * len(inner)


def goes_on(text: str, above: Line, line: Line) -> bool:
    """Whether a sentence runs over the break between two lines, whatever the shape of the text: a page break, a stray line."""
    if line.goes_on:
        return True
    if not text[line.start].islower() or "page" in (line.role, above.role):
        return False
    if text[above.end - 1] in _HYPHENS:
        return text[above.end - 2].isalpha()
    return above.length >= MIN_WIDTH and (text[above.end - 1].isalpha() or text[above.end - 1] in ",–—")


def _goes_on(text: str, line: Line, above: Line) -> bool:
    """Whether the second of two lines reads as the rest of the first: a small letter, or a first line as full as lines get."""
    if text[line.start].isdigit():  # but for the date line under a title
        return not is_furniture(text[line.start : line.end])
    return text[line.start].islower() or above.length >= 2 * MIN_WIDTH


def paragraphs(text: str, lines: Sequence[Line], column: int = 0) -> Iterator[list[Line]]:
    """Cut a run of lines without blank ones between them into paragraphs; ``column`` as for `is_wrapped`.

    Page marks may stand among the lines, each of which is a part by itself.
    """
    prose = [line for line in lines if line.role == "text"]
    wrapped = is_wrapped(text, prose, column)
    width = max((line.length for line in prose), default=0)
    margin = min((line.indent for line in prose), default=0)
    current = [lines[0]]
    for above, line in pairwise(lines):
        if _cuts(text, line, above, width, margin) if wrapped else not goes_on(text, above, line):
            yield current
            current = []
        current.append(line)
    yield current


def _cuts(text: str, line: Line, above: Line, width: int, margin: int) -> bool:
    """Whether a line of wrapped text is no part of the paragraph above it."""
    if line.goes_on:
        return False
    return "page" in (line.role, above.role) or _begins(text, line, above, width, margin)


def _begins(text: str, line: Line, above: Line, width: int, margin: int) -> bool:
    """Whether a line of wrapped text begins a paragraph: indented after the margin, or after a short last line."""
    if line.indent >= margin + 2 and above.indent <= margin and not text[line.start].islower():
        return True
    if ends_sentence(text, above) and _SPEAKER.match(text, line.start, line.end):
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
