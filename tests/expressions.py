"""The table of ``expressions.tsv``: expressions of dates and what they mean, and what is no date."""

from __future__ import annotations

import re
from pathlib import Path

ANCHOR = "2024-06-19"  # of the article that the expressions stand in
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


def _cell(text: str) -> str | None:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\n", text) or None


def _rows() -> list[list[str | None]]:
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").split("\n")
    return [[_cell(cell) for cell in line.split("\t")] for line in lines if line and not line.startswith("#")]


EXPRESSIONS = [(*row, *[None] * (7 - len(row))) for row in _rows() if len(row) > 1]
NEGATIVES = [row[0] for row in _rows() if len(row) == 1]
