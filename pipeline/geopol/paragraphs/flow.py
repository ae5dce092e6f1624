"""A block as the steps read it: on one line, words joined across line ends, marks of emphasis and links left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopol.records import Block, Passage

# Anything that makes a block differ from the way it is read. Most blocks have none of it and are taken as they stand.
_ANY = re.compile(r"[^\S ]|  |[\xad\u200b-\u200f\u2060\ufeff*_\]]")
_BREAK = r"[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])[\s>]*"
_TOKENS = re.compile(
    rf"(?P<hyphen>(?<=\w)[-\xad\u2010]{_BREAK}(?=\w))"
    rf"|(?P<space>{_BREAK}|\s{{2,}}|[^\S ])"
    r"|(?P<hidden>[\xad\u200b-\u200f\u2060\ufeff]+)"
    r"|(?P<star>\*{1,3}(?=\w|[\"“'‘(])|(?<=[\w.,;:!?)\"”'’])\*{1,3})"
    r"|(?P<line>(?<!\w)_{1,2}(?=\w)|(?<=[\w.,;:!?])_{1,2}(?!\w))"
    r"|(?P<link>!?\[(?=[^\[\]\n]{1,200}\]\([^()\s]{1,500}\))|(?<=\S)\]\([^()\s]{1,500}\))"
)
# Words whose hyphen belongs to them, wherever the line ends.
_KEEPS = frozenset(
    [
        "anti",
        "co",
        "cease",
        "counter",
        "cross",
        "ex",
        "far",
        "half",
        "high",
        "inter",
        "low",
        "mid",
        "multi",
        "neo",
        "non",
        "north",
        "north",
        "post",
        "pre",
        "pro",
        "quasi",
        "re",
        "self",
        "semi",
        "south",
        "sub",
        "trans",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "vice",
        "well",
    ]
)
_WORD_BEFORE = re.compile(r"\w+$")
_WORD_AFTER = re.compile(r"\w+")
_LOOK = 40


def passage(text: str, block: Block) -> Passage:
    """A block as the steps read it.

    Line breaks, with the indentation and quote marks around them, become one space; runs of space one space; a word broken at a line
    end is joined; soft hyphens, zero-width characters, marks of emphasis and the targets of links are left out.

    Args:
        text: The article's text.
        block: One of its blocks.

    Returns:
        A passage whose `locate` leads back into ``text``.
    """
    if not _ANY.search(text, block.start, block.end):
        return Passage(text[block.start : block.end], text, block.start)
    parts: list[str] = []
    cuts: list[tuple[int, int]] = []
    length = omitted = 0
    at = block.start
    for start, end, kept in _changes(text, block.start, block.end):
        parts += (text[at:start], kept)
        length += start - at + len(kept)
        omitted += end - start - len(kept)
        if end - start != len(kept):
            cuts.append((length, omitted))
        at = end
    parts.append(text[at : block.end])
    return Passage("".join(parts), text, block.start, tuple(cuts))


def _changes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Stretches that read differently, in order: start, end, and what is read there (at most as long as the stretch)."""
    for found in _TOKENS.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "hyphen":
            yield found.start(), found.end(), _join(text, found.start(), found.end())
        else:
            yield found.start(), found.end(), " " if kind == "space" else ""


def _join(text: str, start: int, end: int) -> str:
    """What stands for a hyphen at a line end: nothing inside a broken word, itself inside a compound."""
    if text[start] == "\xad":
        return ""
    before = _WORD_BEFORE.search(text, max(0, start - _LOOK), start)
    after = _WORD_AFTER.match(text, end, end + _LOOK)
    first, second = (before.group() if before else ""), (after.group() if after else "")
    if not second[:1].islower() or not first[-1:].islower():
        return "-"  # "Sino-American", "US-led", "1914-18"
    if f"{first}-{second}" in text:
        return "-"
    return "-" if first.lower() in _KEEPS and f"{first}{second}" not in text else ""
