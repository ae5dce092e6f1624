"""From lines to units: the lines of one paragraph, one list item, one table put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geopol.paragraphs.lines import Line, Role
from geopol.paragraphs.shape import Shape, ends_paragraph, goes_on, measure, single_spaced

# Tables and code are cut into pieces of this many lines, so that no block of them is too long for the other steps.
_BLOCK_LINES = 500
_TOGETHER = frozenset({"table", "code"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together.

    Attributes:
        start: First character.
        end: One past the last character.
        role: What the first line is by its markup.
        lines: How many lines it has.
        apart: Whether a blank line or a rule stands before it.
    """

    start: int
    end: int
    role: Role
    lines: int = 1
    apart: bool = False

    def read(self, text: str) -> str:
        """Its characters, line breaks and all."""
        return text[self.start : self.end]


def group(text: str, lines: Sequence[Line]) -> list[Unit]:
    """Put lines together to units; rules part units and vanish."""
    lines = single_spaced(text, lines)
    whole = measure(text, lines)
    units: list[Unit] = []
    for run in _runs(lines):
        if len(run) == 1:
            units.append(_unit(run))
        else:
            units += _paragraphs(text, run, measure(text, run, whole))
    return _mend(text, units, whole)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank line, a rule, a heading or a change of quotation between them."""
    run: list[Line] = []
    parted = False
    for line in lines:
        if run and (line.blanks or line.page or _parts(run[-1], line)):
            yield run
            run = []
        if line.role == "rule":
            parted = True
            continue
        run.append(replace(line, blanks=line.blanks or 1) if parted else line)
        parted = False
    if run:
        yield run


def _parts(above: Line, line: Line) -> bool:
    if above.depth != line.depth or line.role == "rule":
        return True
    if "heading" in (above.role, line.role) or "page" in (above.role, line.role):
        return True
    return (above.role in _TOGETHER or line.role in _TOGETHER) and above.role != line.role


def _paragraphs(text: str, run: list[Line], shape: Shape) -> Iterator[Unit]:
    """The units of one run."""
    held: list[Line] = []
    for line in run:
        if held and not _joins(text, shape, held, line):
            yield _unit(held)
            held = []
        held.append(line)
    yield _unit(held)


def _joins(text: str, shape: Shape, held: list[Line], line: Line) -> bool:
    above = held[-1]
    if line.role in _TOGETHER:
        return len(held) < _BLOCK_LINES
    if line.role == "item":
        return False
    if held[0].role == "item" and line.indent > held[0].indent:
        return True
    if not shape.wrapped:
        return goes_on(text, above, line)
    indents = (held[0].indent, held[min(1, len(held) - 1)].indent)
    return not ends_paragraph(text, shape, above, line, indents)


def _unit(lines: list[Line]) -> Unit:
    first = lines[0]
    return Unit(first.start, lines[-1].end, first.role, len(lines), first.blanks > 0 or first.page)


def _mend(text: str, units: list[Unit], whole: Shape) -> list[Unit]:
    """Join paragraphs that a blank line or a page break tore apart in the middle of a sentence."""
    mended: list[Unit] = []
    for unit in units:
        above = mended[-1] if mended else None
        if above and unit.apart and unit.role == "text" and above.role in ("text", "item") and _torn(text, above, unit, whole):
            mended[-1] = replace(above, end=unit.end, lines=above.lines + unit.lines)
        else:
            mended.append(unit)
    return mended


def _torn(text: str, above: Unit, unit: Unit, whole: Shape) -> bool:
    last = max(above.start, text.rfind("\n", above.start, above.end) + 1)
    tail = Line(last, above.end, blanks=1)
    if whole.wrapped and tail.length < whole.width * 0.6:
        return False
    return goes_on(text, tail, Line(unit.start, unit.end, blanks=1))
