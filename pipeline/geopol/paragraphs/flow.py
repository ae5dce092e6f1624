r"""A block as the other steps read it: on one line, without markup, with the way back to every character.

What is read differently from the article:
    white space, with line breaks and the quote marks after them -> one space
    the mark of a page between two lines (``12``, ``10-54833 20``) -> nothing, see ``geopol.paragraphs.pages``
    a hyphenated line end -> the word it was, see ``geopol.paragraphs.hyphens``
    ``**bold**``, ``_emphasis_``, ``[text](url)``, ``![text](url)`` -> the words alone
    zero-width characters and soft hyphens -> nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geopol.paragraphs.hyphens import keeps_hyphen
from geopol.paragraphs.lines import INVISIBLE, SPACES
from geopol.paragraphs.pages import MARK
from geopol.records import Block, Passage

_Edit = tuple[int, int, str]

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ODD_SPACES = SPACES.replace(" ", "")
_IRREGULAR = re.compile(f"[{_ODD_SPACES}{INVISIBLE}*_\\[]|  ")
_RUN = re.compile(f"[{SPACES}{INVISIBLE}]+(?:(?<=[{_BREAKS}])(?:>[{SPACES}>]*))?")
_PAGE = re.compile(f"[{_BREAKS}][ \t]*(?:{MARK}[ \t]*[{_BREAKS}]+[{SPACES}{INVISIBLE}]*)+")
_LINE_END = re.compile(f"[-‐\xad][{INVISIBLE} \t]*[{_BREAKS}]")
_HYPHEN = re.compile(
    f"(?P<left>[^\\W\\d_][\\w'’-]{{0,40}})(?P<mark>[-‐]|\xad)"
    f"(?P<gap>[{INVISIBLE} \t]*[{_BREAKS}][{SPACES}{INVISIBLE}]*(?:>[{SPACES}>]*)?"
    f"(?:{MARK}[{SPACES}]*[{_BREAKS}][{SPACES}]*){{0,3}})"
    r"(?P<right>[^\W_]{1,40})"
)
# As many characters as a broken word has before its mark.
_LEFT = 41
# Lengths are bounded so that a text full of stray marks cannot make the search quadratic.
_EMPHASIS = (
    re.compile(r"(?<![\w*\\])(?P<mark>\*{1,3})(?=[^\s*])[^*]{1,600}(?<=[^\s*\\])(?P<close>(?P=mark))(?![\w*])"),
    re.compile(r"(?<![\w_\\])(?P<mark>_{1,2})(?=[^\s_])[^_]{1,600}(?<=[^\s_\\])(?P<close>(?P=mark))(?![\w_])"),
)
_LINK = re.compile(
    r"(?P<open>!?\[)(?P<text>[^\[\]]{1,600})"
    r"(?P<close>\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,1000})?(?: \"[^\"]{0,200}\")?\))"
)


def passage(text: str, block: Block) -> Passage:
    """Read a block of ``text``.

    Args:
        text: The article.
        block: One of its blocks.

    Returns:
        The block's words on one line; ``Passage.locate`` turns spans of them into spans of the article.
    """
    if not _IRREGULAR.search(text, block.start, block.end):
        return Passage(text[block.start : block.end], text, block.start)
    return _apply(text, block, _edits(text, block.start, block.end))


def _edits(text: str, start: int, end: int) -> list[_Edit]:
    """All changes in the block, in order and apart from each other."""
    links = list(_LINK.finditer(text, start, end)) if text.find("](", start, end) >= 0 else []
    targets = [found.span("close") for found in links]
    edits: list[_Edit] = [(*found.span(part), "") for found in links for part in ("open", "close")]
    edits += _emphasis(text, start, end, targets)
    edits += _hyphens(text, start, end)
    edits += _pages(text, start, end)
    edits += ((*found.span(), _space(found.group())) for found in _RUN.finditer(text, start, end) if found.group() != " ")
    edits.sort(key=lambda edit: (edit[0], -edit[1]))
    return list(_apart(edits))


def _emphasis(text: str, start: int, end: int, targets: list[tuple[int, int]]) -> Iterator[_Edit]:
    for pattern, sign in zip(_EMPHASIS, "*_", strict=True):
        if text.find(sign, start, end) < 0:
            continue
        for found in pattern.finditer(text, start, end):
            opening, closing = found.span("mark"), found.span("close")
            if not any(left < at < right for left, right in targets for at in (opening[0], closing[0])):
                yield (*opening, "")
                yield (*closing, "")


def _pages(text: str, start: int, end: int) -> Iterator[_Edit]:
    for found in _PAGE.finditer(text, start, end):
        before = text[start : found.start()]
        yield (start + len(before.rstrip(SPACES + INVISIBLE)), found.end(), " ")


def _hyphens(text: str, start: int, end: int) -> Iterator[_Edit]:
    for found in _broken(text, start, end):
        soft = found["mark"] == "\xad"
        keep = not soft and keeps_hyphen(text, found["left"], found["right"], found.start())
        yield (found.start("gap") if keep else found.start("mark"), found.end("gap"), "")


def _broken(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Words broken at a line end. Looking at the ends first is three times as fast as looking at every word."""
    reached = start
    for line_end in _LINE_END.finditer(text, start, end):
        at = line_end.start()
        first = max(reached, at - _LEFT)
        found = _HYPHEN.search(text, first, end) if first < at else None
        if found:
            yield found
            reached = found.end()


def _space(run: str) -> str:
    return "" if not run.strip(INVISIBLE) else " "


def _apart(edits: Iterable[_Edit]) -> Iterator[_Edit]:
    """Drop edits that lie in an earlier one."""
    reached = 0
    for edit in edits:
        if edit[0] >= reached:
            yield edit
            reached = edit[1]


def _apply(text: str, block: Block, edits: list[_Edit]) -> Passage:
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    at, length, lost = block.start, 0, 0
    for start, end, instead in edits:
        pieces += (text[at:start], instead)
        length += start - at + len(instead)
        at = end
        if end - start > len(instead):
            lost += end - start - len(instead)
            if cuts and cuts[-1][0] == length:
                cuts.pop()
            cuts.append((length, lost))
    pieces.append(text[at : block.end])
    length += block.end - at
    if cuts and cuts[-1][0] == length:
        cuts.pop()
    return Passage("".join(pieces), text, block.start, tuple(cuts))
