"""Cells of a table that a spreadsheet opens: text on one line, nothing that would be run."""

from __future__ import annotations

# A spreadsheet would run a cell that begins so; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def one_line(value: object) -> object:
    """A text with a space for every character that breaks lines, so that places in it stay; anything else as it is."""
    return value.translate(_BREAKS) if isinstance(value, str) else value


def guarded(value: object) -> object:
    """A text that would be run as a formula, made text; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
