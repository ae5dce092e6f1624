"""Put marked lines together to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from geopol.errors import InputError
from geopol.paragraphs.column import column
from geopol.paragraphs.flow import passage
from geopol.paragraphs.furniture import is_furniture, running, skeleton, tail
from geopol.paragraphs.head import aside
from geopol.paragraphs.headings import could_be_heading
from geopol.paragraphs.lines import Line, read
from geopol.paragraphs.marks import mark
from geopol.paragraphs.pages import over_pages
from geopol.paragraphs.shape import paragraphs
from geopol.records import Block, Kind

# spaCy needs about a gigabyte for each 100,000 characters of one text where a parser runs; no real paragraph is near this.
MAX_PARAGRAPH_CHARS = 200_000
# List items shorter than this are names or phrases; a run of them is one block, as nobody wants a theme for each.
_SHORT_ITEM = 40
# The longest notices are wrapped over so many lines.
_NOTICE_LINES = 4
# What stands under these headings to the end of the section are references, not text.
_APPARATUS = re.compile(
    r"(?:see also|references|notes|footnotes|endnotes|external links|further reading|bibliography|sources|citations)$",
    re.IGNORECASE,
)
# Page marks stand among the lines of a text as the rest of an item does among those of a list.
_RUNS = {"more": "item", "page": "text"}
# Notes are references but for those that tell something: sentences without the signs of a citation.
_NOTES = re.compile(r"(?:notes|footnotes|endnotes)$", re.IGNORECASE)
_NOTE_WORDS = 14
_CITATION = re.compile(
    r"\bpp?\. ?\d|https?://|www\.|\b(?:ibid|op\. ?cit|doi|eds?\.|vol\.|journal|university|press|accessed|interviews? with)\b"
    r"|\(\d{4}\)|^\W*\d*\W*(?:see|cf\.)\s|[\"“][^\"”]{5,}(?:[,”]|$)",
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
    lines = aside(text, over_pages(text, mark(text, read(text))))
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
    width = column(text, lines)
    for role, run in groupby(lines, key=_run):
        if role == "text":
            for stretch in _stretches(list(run)):
                yield from (_Piece(tuple(part), part[0].role) for part in paragraphs(text, stretch, width))
        elif role in ("code", "table"):
            yield _Piece(tuple(run), role)
        elif role == "item":
            yield from _items(list(run))
        elif role != "rule":
            yield from (_Piece((line,), role) for line in run)


def _run(line: Line) -> str:
    """The role of the lines that a line stands among."""
    return _RUNS.get(line.role, line.role)


def _stretches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without a blank one or a change of quotation between them; a sentence may run over a page break."""
    current = [lines[0]]
    for above, line in pairwise(lines):
        if line.depth != above.depth or ((line.blanks or line.page) and not line.goes_on):
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
            piece.role in ("code", "page", "aside")
            or (piece.role == "table" and not _PROSE.search(line))
            or (len(piece.lines) <= _NOTICE_LINES and is_furniture(" ".join(line.split())))
            or (len(piece.lines) == 1 and skeleton(line) in headers)
        ):
            kinds.append("boilerplate")
        elif piece.role == "heading" or (len(pieces) > 1 and _is_bare_heading(text, pieces, at)):
            kinds.append("heading")
        else:
            kinds.append("body")
    return _without_tail(text, pieces, _without_apparatus(text, pieces, _with_text(kinds)))


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
    inside = notes = False
    for at, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        line = text[piece.start : piece.end].strip()
        if kind == "heading":
            inside, notes = _APPARATUS.match(line) is not None, _NOTES.match(line) is not None
        elif inside and kind == "body" and not (notes and _tells(line)):
            kinds[at] = "boilerplate"
    return kinds


def _tells(note: str) -> bool:
    """Whether a note is more than a reference."""
    return len(note.split()) >= _NOTE_WORDS and note[-1] in ".!?" and not _CITATION.search(note)


def _without_tail(text: str, pieces: Sequence[_Piece], kinds: list[Kind]) -> list[Kind]:
    """Reader comments and related stories at the foot of a page: under their marks, short, and less than what stands above."""
    end, foot = len(pieces), 0
    for at in range(len(pieces) - 1, 0, -1):
        longest = tail(text[pieces[at].start : pieces[at].end])
        if not longest:
            continue
        foot += sum(_size(piece) for piece in pieces[at:end])
        above = sum(_size(piece) for piece, kind in zip(pieces[:at], kinds, strict=False) if kind == "body")
        if foot > above or any(_size(piece) > longest for piece in pieces[at + 1 : end]):
            break
        kinds[at:] = ["boilerplate"] * (len(kinds) - at)
        end = at
    return kinds


def _size(piece: _Piece) -> int:
    return piece.end - piece.start


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
