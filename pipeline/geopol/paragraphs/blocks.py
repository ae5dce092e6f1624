"""Put marked lines together to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from geopol.errors import InputError
from geopol.paragraphs.flow import passage
from geopol.paragraphs.furniture import is_furniture, running, skeleton
from geopol.paragraphs.head import aside
from geopol.paragraphs.headings import could_be_heading
from geopol.paragraphs.lines import Line, read
from geopol.paragraphs.marks import mark
from geopol.paragraphs.shape import goes_on, paragraphs
from geopol.records import Block, Kind

# spaCy needs about a gigabyte for each 100,000 characters of one text where a parser runs; no real paragraph is near this.
MAX_PARAGRAPH_CHARS = 200_000
# List items shorter than this are names or phrases; a run of them is one block, as nobody wants a theme for each.
_SHORT_ITEM = 40
# What stands under these headings to the end of the section are references, not text.
_APPARATUS = re.compile(
    r"(?:see also|references|notes|footnotes|endnotes|external links|further reading|bibliography|sources|citations)$",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\w{2,}[^\t|]{60,}[.!?]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that belong together, and what they are as far as markup tells."""

    lines: tuple[Line, ...]
    role: str

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def split(text: str) -> tuple[Block, ...]:
    """Split an article into paragraphs, headings and page furniture.

    Returns:
        Blocks in text order, none empty, none overlapping. Between them lie white space and markup alone (see `gaps`).

    Raises:
        InputError: If a paragraph is longer than `MAX_PARAGRAPH_CHARS`.
    """
    lines = aside(text, mark(text, read(text)))
    pieces = list(_pieces(text, lines))
    headers = running(text[line.start : line.end] for line in lines if line.role in ("text", "heading"))
    kinds = _kinds(text, pieces, headers)
    return tuple(_blocks(text, pieces, kinds))


def gaps(text: str, blocks: Sequence[Block]) -> list[str]:
    """What lies before, between and after the blocks; with the blocks it adds up to the text."""
    bounds = [0, *(bound for block in blocks for bound in (block.start, block.end)), len(text)]
    return [text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]


def _pieces(text: str, lines: Sequence[Line]) -> Iterator[_Piece]:
    """Lines put together by role, blank lines and wrapping; rules (``---``, ``* * *``) fall away."""
    for role, run in groupby(lines, key=lambda line: "item" if line.role == "more" else line.role):
        if role == "text":
            for stretch in _stretches(text, list(run)):
                yield from (_Piece(tuple(part), "text") for part in paragraphs(text, stretch))
        elif role in ("code", "table"):
            yield _Piece(tuple(run), role)
        elif role == "item":
            yield from _items(list(run))
        elif role != "rule":
            yield from (_Piece((line,), role) for line in run)


def _stretches(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without a blank one or a change of quotation between them; a sentence may run over a page break."""
    current = [lines[0]]
    for above, line in pairwise(lines):
        if line.depth != above.depth or ((line.blanks or line.page) and not (line.page and goes_on(text, above, line))):
            yield current
            current = []
        current.append(line)
    yield current


def _items(lines: Sequence[Line]) -> Iterator[_Piece]:
    """List items: sentences each by itself, runs of short ones together."""
    whole: list[list[Line]] = []
    for line in lines:
        if line.role == "item":
            whole.append([])
        whole[-1].append(line)
    for short, run in groupby(whole, key=lambda item: len(item) == 1 and item[0].length < _SHORT_ITEM):
        items = list(run)
        if short and len(items) > 1:
            yield _Piece(tuple(line for item in items for line in item), "items")
        else:
            yield from (_Piece(tuple(item), "item") for item in items)


def _kinds(text: str, pieces: Sequence[_Piece], headers: frozenset[str]) -> list[Kind]:
    kinds: list[Kind] = []
    for at, piece in enumerate(pieces):
        line = text[piece.start : piece.end]
        if (
            piece.role in ("code", "aside")
            or (piece.role == "table" and not _PROSE.search(line))
            or (len(piece.lines) == 1 and (is_furniture(line.strip("*_")) or skeleton(line) in headers))
        ):
            kinds.append("boilerplate")
        elif piece.role == "heading" or (len(pieces) > 1 and _is_bare_heading(text, pieces, at)):
            kinds.append("heading")
        else:
            kinds.append("body")
    return _without_apparatus(text, pieces, _with_text(kinds))


def _is_bare_heading(text: str, pieces: Sequence[_Piece], at: int) -> bool:
    """A line that reads as a heading, and has text under it."""
    piece = pieces[at]
    if piece.role not in ("text", "item") or len(piece.lines) > 2:
        return False
    line = " ".join(text[piece.start : piece.end].split())
    following = next((other for other in pieces[at + 1 :] if not is_furniture(text[other.start : other.end])), None)
    if not could_be_heading(line) or following is None:
        return False
    if piece.role == "item":  # "1. Background" over a paragraph; between other items it is one of them
        near = [*pieces[max(0, at - 1) : at], following]
        return all(other.role not in ("item", "items") for other in near)
    return True


def _with_text(kinds: list[Kind]) -> list[Kind]:
    """A text of headings alone has none: its lines are what there is to read."""
    return kinds if "body" in kinds else ["body" if kind == "heading" else kind for kind in kinds]


def _without_apparatus(text: str, pieces: Sequence[_Piece], kinds: list[Kind]) -> list[Kind]:
    inside = False
    for at, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind == "heading":
            inside = _APPARATUS.match(text[piece.start : piece.end].strip()) is not None
        elif inside and kind == "body":
            kinds[at] = "boilerplate"
    return kinds


def _blocks(text: str, pieces: Sequence[_Piece], kinds: Sequence[Kind]) -> Iterator[Block]:
    heading: str | None = None
    for number, (piece, kind) in enumerate(zip(pieces, kinds, strict=True), 1):
        if piece.end - piece.start > MAX_PARAGRAPH_CHARS:
            raise InputError(
                f"paragraph {number} has {piece.end - piece.start:,} characters, the limit is {MAX_PARAGRAPH_CHARS:,}: "
                "the text seems to have lost its line breaks"
            )
        block = Block(piece.start, piece.end, kind, heading if kind == "body" else None)
        if kind == "heading":
            heading = passage(text, block).text
        yield block
