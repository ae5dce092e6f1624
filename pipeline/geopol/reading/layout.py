"""The lines of a PDF by their place: paragraphs by space, indentation and short last lines; what stands at the edge of pages.

Running heads and page numbers are taken off. The notes at the foot of pages come at the end, so that a sentence that runs over to
the next page stays whole.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# The heading that notes of Word documents and PDFs stand under.
NOTES = "## Notes"
# A gap between two lines that is larger than the usual one by this much begins a new paragraph. Word processors leave a sixth
# of a line or more; the pitch of set type varies by a few per cent.
_GAP = 1.25
# Running heads are among so many lines at the top or bottom of the page, at the same height to so many points on two pages.
_EDGE, _SAME = 3, 3.0
# They stand off from the text by more than its lines do from each other, which is 1.2 to 1.5 letter heights.
_ROOM = 1.7
# Notes are set smaller than the text above them, headings larger.
_SMALLER, _LARGER = 0.9, 1.15
# What differs by more than this is set in another size; fonts of one size differ by less.
_OTHER = 1.08
# A first line is indented by so many letter heights; a quotation is set in altogether, and a table goes farther.
_INDENT = (0.7, 6.0)
_NEAR = 2.0
_NUMBER = re.compile(r"\d{1,4}(?!\d)(?<!\d{5})")
_NOTE = re.compile(r"\[?(?:\d{1,3}|[*†‡])[\].)]?\s*[\"“‘'(]?[^\W\d]")
_SENTENCE_END = re.compile(r"(?:[.!?…:;][\"'”’)\]]*|(?<!\d)[.!?…][\"'”’)\]\d]*)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text and its place on the page: edges in points from the left and from below, and the height of its letters."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    height: float = 0.0

    @property
    def word(self) -> float:
        """The width of its first word and a space."""
        return (self.right - self.left) * (len(self.text.split(maxsplit=1)[0]) + 1) / max(1, len(self.text.strip()))


def lay_out(pages: Sequence[Sequence[Placed]]) -> str:
    """The text of all pages, a blank line between paragraphs, a form feed where a sentence runs over to the next page."""
    edges = _running(pages)
    split = [_apart(number, page, edges) for number, page in enumerate(pages)]
    texts = [text for text, _ in split if text]
    notes = [line for _, beside in split for line in beside]
    out = []
    for at, text in enumerate(texts):
        over = at + 1 < len(texts) and _runs_over(text, texts[at + 1][0])
        out.append("\n".join(spaced(text)) + ("\n\f" if over else "\n\n"))
    return "".join([*out, *_at_the_end(notes)]).strip("\n\f")


def _at_the_end(notes: Sequence[Placed]) -> Iterator[str]:
    """Notes under a heading of their own, a blank line before each."""
    if notes:
        yield f"{NOTES}\n"
    for line in notes:
        yield f"\n{line.text.strip()}\n" if _NOTE.match(line.text.strip()) else f"{line.text.strip()}\n"


def spaced(lines: Sequence[Placed]) -> Iterator[str]:
    """Lines of one page with a blank one before each that begins a paragraph, or goes on in another column."""
    downward = [one.bottom - other.bottom for one, other in pairwise(lines) if one.bottom - other.bottom > 1]
    if not downward:
        yield from (line.text for line in lines)
        return
    pitch = statistics.median_low(downward) / max(1.0, statistics.median_low([line.height for line in lines]))
    for column in _columns(lines):
        left, right = _margins(column)
        for at, line in enumerate(column):
            if not at:
                begins = line is not lines[0]
            else:
                above, following = column[at - 1], column[at + 1] if at + 1 < len(column) else None
                begins = _stands_off(line, above, pitch, right) or _after_short(line, above, left, right)
                begins = begins or _indented(line, above, following, left)
            if begins:
                yield ""
            yield line.text


def _stands_off(line: Placed, above: Placed, pitch: float, right: float) -> bool:
    """Whether a line stands farther off than usual, or is set in another size than the short line above, as text under a heading.

    The first letter tells the size, so words in another font may look smaller: a sentence goes on with small letters anyway.
    """
    heights = (above.height, line.height)
    inside = line.text.lstrip()[:1].islower() and not ends_sentence(above.text)
    # The usual pitch grows with the letters: two lines of a large heading belong together.
    if above.bottom - line.bottom > _GAP * pitch * (max(heights) if inside else min(heights)):
        return True
    return not inside and max(heights) > _OTHER * min(heights) and right - above.right > line.word + line.height


def _columns(lines: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Runs of lines from top to bottom."""
    current = [lines[0]]
    for above, line in pairwise(lines):
        if above.bottom - line.bottom < -1:
            yield current
            current = []
        current.append(line)
    yield current


def _margins(column: Sequence[Placed]) -> tuple[float, float]:
    """Where most lines of a column begin, and the farthest that lines from there reach."""
    left, _ = Counter(round(line.left) for line in column).most_common(1)[0]
    return left, max(line.right for line in column if abs(line.left - left) <= _NEAR)


def _indented(line: Placed, above: Placed, following: Placed | None, left: float) -> bool:
    """Whether a line is the indented first line of a paragraph: the lines above and below it are not set in."""
    low, high = _INDENT
    if not low * line.height <= line.left - left <= high * line.height or line.text.lstrip()[:1].islower():
        return False
    return abs(above.left - left) <= _NEAR and (following is None or abs(following.left - left) <= _NEAR)


def _after_short(line: Placed, above: Placed, left: float, right: float) -> bool:
    """Whether the line above ends a sentence and leaves room that the first word of this one would have had."""
    if line.text.lstrip()[:1].islower() or not ends_sentence(above.text) or abs(above.left - left) > line.height * _INDENT[1]:
        return False
    return right - above.right > line.word + line.height


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text.rstrip()[-8:]) is not None


def _running(pages: Sequence[Sequence[Placed]]) -> frozenset[tuple[str, int]]:
    """What stands at the edge of two pages or more, at the same height, the same but for the number of the page."""
    counts: Counter[tuple[str, int]] = Counter()
    for number, page in enumerate(pages):
        counts.update({key for line in _edge(page) for key in _keys(line, number)})
    return frozenset(key for key, count in counts.items() if count > 1)


def _edge(page: Sequence[Placed]) -> list[Placed]:
    """The lines at the top and at the bottom of a page that are no headings."""
    down = sorted(page, key=lambda line: -line.bottom)
    edge = down if len(down) <= 2 * _EDGE else [*down[:_EDGE], *down[-_EDGE:]]
    return [line for line in edge if line.height and line.height <= _LARGER * _usual(page)]


def _keys(line: Placed, number: int) -> Iterator[tuple[str, int]]:
    """A line as it is, and with each number told from that of the page; with its height on the page, rounded both ways."""
    text = line.text.strip()
    numbers = list(_NUMBER.finditer(text))
    paged = [f"{text[: found.start()]}\0{int(found.group()) - number}{text[found.end() :]}" for found in numbers]
    yield from ((words, round(line.bottom / _SAME + shift)) for words in (text, *paged) for shift in (-0.25, 0.25))


def _usual(page: Sequence[Placed]) -> float:
    """The height of the letters of most of a page; 0 for an empty one."""
    letters: Counter[float] = Counter()
    for line in page:
        letters[round(line.height, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _apart(number: int, page: Sequence[Placed], running: frozenset[tuple[str, int]]) -> tuple[list[Placed], list[Placed]]:
    """The text of a page, and the notes at its foot, without running lines."""
    known = {id(line) for line in _edge(page) if any(key in running for key in _keys(line, number))}
    down = sorted(page, key=lambda line: -line.bottom)
    edge = {*_outermost(down, known), *_outermost(down[::-1], known)}
    main = [line for line in page if id(line) not in edge]
    usual = _usual(main)
    floor = min((line.bottom for line in main if line.height >= _SMALLER * usual), default=0.0)
    below = [line for line in main if line.bottom < floor]
    if not below or not _NOTE.match(max(below, key=lambda line: line.bottom).text.strip()):
        return main, []
    notes = {id(line) for line in below}
    return [line for line in main if id(line) not in notes], below


def _outermost(lines: Sequence[Placed], known: set[int]) -> set[int]:
    """The running lines that a page begins or ends with, if there is room between them and the text; else they are text."""
    count = next((at for at, line in enumerate(lines) if id(line) not in known), len(lines))
    if count == len(lines):  # a page without text has a head and a foot; more is a page that stands in the file twice
        return {id(line) for line in lines} if count <= _EDGE else set()
    if count and abs(lines[count - 1].bottom - lines[count].bottom) < _ROOM * lines[count].height:
        return set()
    return {id(line) for line in lines[:count]}


def _runs_over(page: Sequence[Placed], first: Placed) -> bool:
    """Whether the last sentence of a page may go on with the first line of the next."""
    last = page[-1]
    if ends_sentence(last.text) or last.height > _LARGER * first.height:
        return False
    _, right = _margins(page)
    return first.text.lstrip()[:1].islower() or right - last.right <= first.word + first.height
