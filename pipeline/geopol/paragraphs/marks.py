"""Markup that stands on the line itself: headings, list items, tables, code, front matter, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geopol.paragraphs.column import MIN_WIDTH, ends_sentence
from geopol.paragraphs.letters import letter_heads
from geopol.paragraphs.lines import Line
from geopol.paragraphs.pages import is_mark
from geopol.paragraphs.shape import goes_on

# A heading of more characters than this is a paragraph with a mark before it.
_HEADING_CHARS = 200
_ATX = re.compile(r"(#{1,6})\s+(?P<text>\S.*?)(?:\s+#+)?\s*(?:\{[^{}]*\})?\s*(?:#+)?$")
_WIKI = re.compile(r"(={2,6})\s*(?P<text>[^=\s].*?)\s*\1$")
_BOLD = re.compile(r"(\*\*|__)(?P<text>(?:(?!\1).)+)\1:?$")
_ITEM = re.compile(
    r"(?:[-*+•‣◦▪▫●○■□·►➢➤✓–—]\s+|(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]\s+|\((?:\d{1,3}|[ivx]{1,4}|[a-z])\)\s+)(?=[^\s])"
)
_ITEM_FIRST = frozenset("-*+•‣◦▪▫●○■□·►➢➤✓–—(0123456789abcdefghijklmnopqrstuvwxyz")
_UNDERLINE = re.compile(r"={3,}$|-{3,}$")
_FENCE = re.compile(r"```|~~~")
_KEY = re.compile(r"[A-Za-z_][\w -]{0,40}\s*[:=]|\s*-\s|\s*#")
_ALNUM = re.compile(r"[^\W_]")
# Front matter longer than this is a text between two rules.
_FRONT_LINES = 60
_CELLS = 3


def mark(text: str, lines: Sequence[Line]) -> list[Line]:
    """Give every line the role its markup says, and leave the markup out of its span."""
    front = _front_matter(text, lines)
    marked = [replace(line, role="code") for line in lines[:front]]
    fenced = _fences(text, lines, front) | letter_heads(text, lines)
    above = marked[-1] if marked else None  # the line above, but for page marks
    for at, line in enumerate(lines[front:], front):
        if at in fenced:
            marked.append(replace(line, role="code"))
        else:
            if above and above is marked[-1] and above.role == "text" and _is_underline(text, line, above):
                above = marked[-1] = replace(above, role="heading")
            read = line if above and _is_dash(text, above, line) else _read_mark(text, line)
            marked.append(replace(read, role="more") if above and _is_more(text, above, read) else read)
        above = above if marked[-1].role == "page" else marked[-1]
    return marked


def _is_more(text: str, above: Line, line: Line) -> bool:
    """Whether a line goes on with the list item above it: further in than the item's mark, or in the middle of its sentence."""
    if above.role not in ("item", "more") or line.role != "text" or line.blanks or line.page or line.depth != above.depth:
        return False
    margin = above.indent if above.role == "item" else above.indent - 1
    return line.indent > margin or goes_on(text, above, line)


def _is_dash(text: str, above: Line, line: Line) -> bool:
    """Whether a line begins with a dash of the sentence above and not with that of a list."""
    if text[line.start] not in "–—" or above.role not in ("text", "more") or line.blanks or line.depth != above.depth:
        return False
    return above.length >= MIN_WIDTH and not ends_sentence(text, above)


def item_mark(text: str, line: Line) -> int:
    """How many characters the bullet or number of a list item takes, 0 where the line has none."""
    if text[line.start] not in _ITEM_FIRST:
        return 0
    found = _ITEM.match(text, line.start, line.end)
    return found.end() - line.start if found else 0


def _read_mark(text: str, line: Line) -> Line:
    if is_mark(text, line):
        return replace(line, role="page")
    first = text[line.start]
    if first.isupper():
        return _table_row(text, line)
    if not _ALNUM.search(text, line.start, line.end):
        return replace(line, role="rule")
    if first in "#=*_":
        heading = _heading(text, line)
        if heading:
            return heading
    skipped = item_mark(text, line)
    if skipped:
        return replace(line, start=line.start + skipped, role="item")
    return _table_row(text, line)


def _heading(text: str, line: Line) -> Line | None:
    if line.length > _HEADING_CHARS:
        return None
    for pattern in (_ATX, _WIKI, _BOLD):
        found = pattern.match(text, line.start, line.end)
        if found and _ALNUM.search(found["text"]) and not (pattern is _BOLD and found["text"][-1] in ".,;!"):
            start, end = found.span("text")
            return replace(line, start=start, end=end, role="heading")
    return None


def _is_underline(text: str, line: Line, above: Line) -> bool:
    """Whether a line of ``=`` or ``-`` makes the single line above it a heading."""
    return (
        line.blanks == 0
        and above.length <= _HEADING_CHARS
        and line.length <= 3 * above.length
        and text[above.end - 1] not in ".,;"
        and _UNDERLINE.match(text, line.start, line.end) is not None
    )


def _table_row(text: str, line: Line) -> Line:
    row = text[line.start : line.end] if line.length < 2000 else ""
    if (row.startswith("|") and row.count("|") >= _CELLS - 1) or row.count(" | ") >= _CELLS or row.count("\t") >= _CELLS - 1:
        return replace(line, role="table")
    return line


def _front_matter(text: str, lines: Sequence[Line]) -> int:
    """How many lines at the top are front matter (``---`` or ``+++``, keys, the same rule again)."""
    if not lines or (rule := text[lines[0].start : lines[0].end]) not in {"---", "+++"}:
        return 0
    for at, line in enumerate(lines[1:_FRONT_LINES], 1):
        if text[line.start : line.end] == rule:
            keys = sum(_KEY.match(text, inner.start, inner.end) is not None for inner in lines[1:at])
            return at + 1 if at > 1 and 2 * keys >= at - 1 else 0
    return 0


def _fences(text: str, lines: Sequence[Line], first: int) -> frozenset[int]:
    """Positions of the lines of fenced code, fences included. A fence that is never closed is none."""
    return frozenset(at for start, end in _fence_pairs(text, lines, first) for at in range(start, end + 1))


def _fence_pairs(text: str, lines: Sequence[Line], first: int) -> Iterator[tuple[int, int]]:
    opened, kind = -1, ""
    for at in range(first, len(lines)):
        start = lines[at].start
        if text[start] not in "`~" or not (fence := _FENCE.match(text, start)):
            continue
        if opened < 0:
            opened, kind = at, fence.group()
        elif fence.group() == kind:
            yield opened, at
            opened = -1
