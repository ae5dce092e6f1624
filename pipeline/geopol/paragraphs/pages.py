"""Page breaks: marks that a page leaves among the lines (``12``, ``10-54833 20``), and sentences that run over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopol.kept import compile_once
from geopol.paragraphs.column import MIN_WIDTH, ends_sentence
from geopol.paragraphs.headings import breaks_off
from geopol.paragraphs.lines import Line

# The number of the page alone or with the symbol of a UN document: "10-54833 20", "32/34 15-29425", "A/70/PV.15", "28/09/2015".
MARK = (
    r"(?:(?:\d{1,3}(?:/\d{1,3})?[ \t]+)?\d\d-\d{5}(?:[ \t]+\d{1,3}(?:/\d{1,3})?)?|A/\d\d/PV\.\d{1,3}|\d\d/\d\d/\d{4}"
    r"|\d{1,3}(?:/\d{1,3})?|[-–—][ \t]?\d{1,3}[ \t]?[-–—]|[Pp]age \d{1,3}(?: of \d{1,3})?)"
)
_MARK = compile_once(MARK)
# No mark is longer, and none begins otherwise.
_MAX_MARK = 40
_FIRST = frozenset("0123456789A-–—Pp")
# A line that a sentence runs over from is at least so full of the page's usual one.
_FULL = 0.72
_PROSE = ("text", "item", "more")


def is_mark(text: str, line: Line) -> bool:
    """Whether a line is nothing but the mark of a page."""
    return line.length <= _MAX_MARK and text[line.start] in _FIRST and _MARK.fullmatch(text, line.start, line.end) is not None


def over_pages(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, without page marks inside a sentence; a line that goes on with the sentence before the break says so.

    Page marks between sentences stay, with the role ``page``.
    """
    out: list[Line] = []
    marks = 0  # how many page marks stand at the end of `out`
    for at, line in enumerate(lines):
        over = bool(marks or line.page) and line.role != "page" and len(out) > marks
        if over and runs_over(text, out[-1 - marks], line, _usual(lines, at)):
            del out[len(out) - marks :]
            out.append(replace(line, goes_on=True, role="text" if out[-1].role == "text" else "more"))
        elif line.role == "more" and (not out or out[-1].role not in ("item", "more")):  # the page break ended the list item
            out.append(replace(line, role="text"))
        else:
            out.append(line)
        marks = marks + 1 if line.role == "page" else 0
    return out


def runs_over(text: str, above: Line, line: Line, width: int) -> bool:
    """Whether a sentence runs over a page break: none has ended, and what follows is its rest.

    Args:
        text: The article.
        above: The last line before the break.
        line: The first behind it.
        width: The length of a full line there.
    """
    if above.role not in _PROSE or line.role not in ("text", "more") or above.depth != line.depth:
        return False
    first, last = text[line.start], text[above.end - 1]
    if ends_sentence(text, above):
        return first.islower() and last in ";:"
    if last in "-‐\xad":
        return first.islower() and text[above.end - 2].isalpha()
    if above.length < MIN_WIDTH or not (last.isalnum() or last in ",–—"):
        return False
    if first.islower() or breaks_off(text[above.start : above.end]):
        return True
    return above.length >= _FULL * width and line.length >= MIN_WIDTH


def _usual(lines: Sequence[Line], at: int) -> int:
    """The length of a full line around a place."""
    return max((line.length for line in lines[max(0, at - 6) : at + 6] if line.role == "text"), default=0)
