"""The column that a document is wrapped at, and the line breaks that it alone explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from geopol.kept import compile_once
from geopol.paragraphs.lines import Line

# Text is wrapped at 60 to 100 columns; PDF lines in small type reach 130. A longer line is a paragraph by itself.
MIN_WIDTH, MAX_WIDTH = 30, 140
# In wrapped text most line ends cut a sentence, and at nearly all the next word would not have fitted. The column is taken a
# little narrower than the longest lines, as letters in print differ in width and an address may stand out of it.
_OPEN = 0.6
_FORCED = 0.8
_LONGEST = 0.9
_SLACK = 0.92
# Fewer line ends tell nothing.
_ENDS = 3
# Figures behind the stop are a note's number ("ended.12"), but those of "$10.5" are not.
_SENTENCE_END = compile_once(r"(?:[.!?…:;][\"'”’)\]]*|(?<!\d)[.!?…:;][\"'”’)\]\d]*)$")
_WORD = compile_once(r"\S+")


def ends_sentence(text: str, line: Line) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text, max(line.start, line.end - 8), line.end) is not None


def column(text: str, lines: Sequence[Line]) -> int:
    """The column that a document is wrapped at, in characters; 0 where it is not, or no blank lines divide its paragraphs.

    A line break in such a document means nothing by itself: its paragraphs are what blank lines divide.
    """
    if not any(line.blanks for line in lines[1:]):
        return 0
    ends = list(_line_ends(lines))
    if len(ends) < _ENDS:
        return 0
    widths = sorted(above.indent + above.length for above, _ in ends)
    width = widths[int(_LONGEST * (len(widths) - 1))]
    cut = sum(not ends_sentence(text, above) for above, _ in ends)
    if not MIN_WIDTH <= width <= MAX_WIDTH or cut < _OPEN * len(ends):
        return 0
    return width if sum(is_forced(text, above, line, width) for above, line in ends) >= _FORCED * len(ends) else 0


def is_forced(text: str, above: Line, line: Line, width: int) -> bool:
    """Whether a line was broken since the first word of the next had no room in a column of ``width`` characters."""
    word = _WORD.match(text, line.start, line.end)
    room = above.indent + above.length + 1 + (word.end() - word.start() if word else 0)
    return room > _SLACK * width


def _line_ends(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Neighbouring lines of text without a blank line or a page break between them."""
    for above, line in pairwise(lines):
        if above.role == line.role == "text" and not (line.blanks or line.page) and above.depth == line.depth:
            yield above, line
