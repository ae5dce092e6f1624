"""The head of a letter that is forwarded or answered: who wrote it, to whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geopol.kept import compile_once
from geopol.paragraphs.lines import Line

_FORWARDED = compile_once(
    r"-{2,}\s*(?:forwarded|original|weitergeleitete|ursprüngliche)\s+(?:message|nachricht)\s*-{2,}|begin forwarded message:?",
    re.IGNORECASE,
)
_FIELD = compile_once(
    r"[*_]{0,2}(?:from|to|cc|bcc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff):[*_]{0,2}\s+\S", re.IGNORECASE
)
_SENDER = compile_once(r"[*_]{0,2}(?:from|von):", re.IGNORECASE)
# Without "Forwarded message" above it, a head is told by so many fields in a row, the sender first.
_FIELDS = 3


def letter_heads(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Positions of the lines of letter heads."""
    return frozenset(at for start, end in _stretches(text, lines) for at in range(start, end))


def _stretches(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    reached = 0
    for at, line in enumerate(lines):
        if at < reached or text[line.start] not in "-*_bBfFvV":
            continue
        if _FORWARDED.fullmatch(text, line.start, line.end):
            reached = _fields(text, lines, at + 1)
        elif _SENDER.match(text, line.start, line.end):
            end = _fields(text, lines, at)
            reached = end if end - at >= _FIELDS else reached
        if reached > at:
            yield at, reached


def _fields(text: str, lines: Sequence[Line], at: int) -> int:
    """Where the fields of a head end."""
    first = at
    while at < len(lines) and _FIELD.match(text, lines[at].start, lines[at].end) and (at == first or not lines[at].blanks):
        at += 1
    return at
