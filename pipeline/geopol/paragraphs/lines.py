"""Lines with their place in the text: what all later decisions look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["text", "item", "more", "heading", "table", "code", "page", "rule", "aside"]

# Characters that show nothing: zero-width space, joiners, word joiner, byte order mark, soft hyphen, direction marks.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# All that str.isspace() holds true for; str.strip() with an argument needs it spelt out.
SPACES = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_EDGE = SPACES + INVISIBLE
_QUOTE = re.compile(r">[>\s]*")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        start: First character, without indentation, quote marks and (once marked) markup.
        end: One past the last character.
        indent: Width of the white space before it, in columns.
        depth: How many ``>`` stand before it.
        blanks: How many blank lines stand before it.
        page: Whether a form feed stands before it.
        goes_on: Whether it goes on with a sentence from before a page break.
        role: What the line is by its markup; ``more`` goes on with the list item above,
            ``aside`` is a byline or a signature.
    """

    start: int
    end: int
    indent: int = 0
    depth: int = 0
    blanks: int = 0
    page: bool = False
    goes_on: bool = False
    role: Role = "text"

    @property
    def length(self) -> int:
        """Characters of content."""
        return self.end - self.start


def read(text: str) -> list[Line]:
    r"""All lines of ``text`` that are not blank, in order.

    Lines end at every character that Unicode calls a line boundary: ``\n``, ``\r``, ``\r\n``, U+2028, U+0085, form feed, mixed.
    """
    lines: list[Line] = []
    at = blanks = 0
    page = False
    for raw in text.splitlines(keepends=True):
        body = raw.strip(_EDGE)
        if body.startswith(">"):
            depth, skipped = _unquote(body)
        else:
            depth = skipped = 0
        if len(body) == skipped:
            blanks += 1
        else:
            lead = len(raw) - len(raw.lstrip(_EDGE))
            start = at + lead + skipped
            lines.append(Line(start, at + lead + len(body), _columns(raw[:lead]) if lead else 0, depth, blanks, page))
            blanks, page = 0, False
        page = page or raw.endswith("\f")
        at += len(raw)
    return lines


def _unquote(body: str) -> tuple[int, int]:
    """Depth of quotation, and how many characters its marks take."""
    marks = _QUOTE.match(body)
    return (marks.group().count(">"), marks.end()) if marks else (0, 0)


def _columns(space: str) -> int:
    return len(space.expandtabs(_TAB).strip(INVISIBLE))
