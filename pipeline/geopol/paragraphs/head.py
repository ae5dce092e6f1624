"""Lines between title and text, and signatures: who wrote it, where and when. They head nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopol.bylines import is_byline, is_name
from geopol.paragraphs.furniture import is_furniture
from geopol.paragraphs.lines import Line

# The head ends with the first lines of text: so many words in lines of so many.
_LINES, _WORDS, _PROSE = 25, 80, 8
# What follows "-- " to the next blank line is a mail's signature, if it is no longer than this.
_SIGNED_LINES, _SIGNED_CHARS = 8, 80


def aside(text: str, lines: Sequence[Line]) -> list[Line]:
    """Give bylines at the head and mail signatures the role ``aside``, so that each is a block by itself and no heading.

    The first line is a title, whatever day is in it. A name alone is a byline where it stands under a title and over a date;
    "Two Georgias" over a date is a title.
    """
    found = {*_bylines(text, lines), *_signatures(text, lines)}
    return [replace(line, role="aside") if at in found else line for at, line in enumerate(lines)]


def _bylines(text: str, lines: Sequence[Line]) -> set[int]:
    def words(at: int) -> str:
        return text[lines[at].start : lines[at].end]

    found = {at for at in _head(text, lines)[1:] if is_byline(words(at))}
    above = {at - 1 for at in found if at > 1 and lines[at - 1].role == "text" and not is_furniture(words(at - 2))}
    return found | {at for at in above if is_name(words(at))}


def _head(text: str, lines: Sequence[Line]) -> list[int]:
    words, head = 0, []
    for at, line in enumerate(lines[:_LINES]):
        if line.role in ("text", "heading"):
            head.append(at)
            count = len(text[line.start : line.end].split())
            words += count if count >= _PROSE else 0
        if words > _WORDS:
            break
    return head


def _signatures(text: str, lines: Sequence[Line]) -> set[int]:
    signed: set[int] = set()
    for at, line in enumerate(lines):
        if line.role == "rule" and text[line.start : line.end] == "--":
            end = next((behind for behind, other in enumerate(lines[at + 1 :], at + 1) if other.blanks), len(lines))
            run = range(at + 1, end)
            if len(run) <= _SIGNED_LINES and all(lines[one].length <= _SIGNED_CHARS for one in run):
                signed.update(one for one in run if lines[one].role == "text")
    return signed
