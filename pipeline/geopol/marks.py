"""Marks beside an article: its entities, dates and countries in a table that a person can edit.

``article.tsv`` has a block a paragraph and a line a mention, in the order of the text::

    # 3 Ore carriers loading off
    Surigao del Norte	GPE	PHL
    this week	DATE	2024-W25
    Malampaya	FAC	PHL

A block opens with the paragraph's number and first words, so that a paragraph that moved is noticed. A mention has its label,
and the country meant, or for a ``DATE`` its TIMEX3 value; the column stays empty where a name belongs to no one state. A mention
is the next place where its words stand whole; ``+1`` in a fourth column passes over one such place, ``+2`` over two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from geopol.errors import InputError
from geopol.gold import GoldEntity, GoldText
from geopol.wording import cannot_read, meant

LABELS = ("PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW", "WEAPON", "DATE", "MONEY")
# Labels whose mentions carry the state that they belong to (codebook, section 4).
PLACED = frozenset({"PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "WEAPON"})
OPENING = 4  # words of a paragraph that open its block
_BLOCK = re.compile(r"# (?P<number>\d+) (?P<opening>.+)")
_SKIP = re.compile(r"\+(\d)")
_CODE = re.compile(r"[A-Z]{3}")


def read_marks(path: Path, paragraphs: Sequence[GoldText]) -> list[GoldText]:
    """Put the marks of a file on the paragraphs that they belong to.

    Args:
        path: The table.
        paragraphs: The article's paragraphs, in order.

    Raises:
        InputError: If a block is missing or out of place, or a mention is not there, or its label or code is none (file and line
            are named).
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(path, error) from error
    rows = [replace(paragraph, entities=()) for paragraph in paragraphs]
    current, at = -1, 0
    for number, line in enumerate(lines, 1):
        where = f"{path}, line {number}"
        if block := _BLOCK.fullmatch(line):
            current, at = _block(block, rows, current, where), 0
        elif line.strip():
            if current < 0:
                raise InputError(f"{where}: a mention stands before the first block ('# 1 First words of the paragraph')")
            entity = _mention(line, rows[current].text, at, where)
            rows[current] = replace(rows[current], entities=(*(rows[current].entities or ()), entity))
            at = entity.end
    if current != len(rows) - 1:
        raise InputError(f"{path}: {current + 1} blocks of marks for {len(rows)} paragraphs; each paragraph has one")
    return rows


def opening(text: str) -> str:
    """The words that open a paragraph's block."""
    return " ".join(text.split()[:OPENING])


def write_marks(paragraphs: Iterable[GoldText]) -> str:
    """The table of marked paragraphs, as :func:`read_marks` reads it."""
    blocks = []
    for number, paragraph in enumerate(paragraphs, 1):
        lines, at = [f"# {number} {opening(paragraph.text)}"], 0
        for entity in paragraph.entities or ():
            words = paragraph.text[entity.start : entity.end]
            passed = sum(1 for place in _places(paragraph.text, words, at) if place < entity.start)
            cells = [words, entity.label, entity.value or entity.country or "", f"+{passed}" if passed else ""]
            lines.append("\t".join(cells).rstrip("\t"))
            at = entity.end
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _block(block: re.Match[str], rows: Sequence[GoldText], current: int, where: str) -> int:
    number = int(block["number"]) - 1
    if number != current + 1 or number >= len(rows):
        raise InputError(f"{where}: block {number + 1} stands where block {current + 2} of {len(rows)} belongs")
    if block["opening"] != opening(rows[number].text):
        raise InputError(f"{where}: block {number + 1} opens {block['opening']!r}, its paragraph {opening(rows[number].text)!r}")
    return number


def _mention(line: str, text: str, at: int, where: str) -> GoldEntity:
    words, label, code, skip = (*line.split("\t"), "", "", "")[:4]
    if label not in LABELS:
        raise InputError(f"{where}: {words!r} has the label {label!r}; allowed are {', '.join(LABELS)}{meant(label, LABELS)}")
    if code and label in PLACED and not _CODE.fullmatch(code):
        raise InputError(f"{where}: {words!r} has the country {code!r}; needed is a code of three letters, or nothing")
    if bool(code) != (label == "DATE") and label not in PLACED:
        raise InputError(f"{where}: {words!r} is a {label} with {code!r}; a DATE has a value, EVENT, LAW and MONEY have nothing")
    places = _places(text, words, at)
    passed = int(found[1]) if (found := _SKIP.fullmatch(skip)) else 0
    if passed >= len(places):
        raise InputError(f"{where}: {words!r} is not in the paragraph behind {text[max(0, at - 30) : at]!r}")
    start = places[passed]
    country = code or None if label in PLACED else None
    return GoldEntity(
        start, start + len(words), label, country, country_known=label in PLACED, value=code if label == "DATE" else None
    )


def _places(text: str, words: str, at: int) -> list[int]:
    """Where the words stand whole, from a position on."""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) if found.start() >= at]
