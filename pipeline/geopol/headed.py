"""Headed articles: Markdown whose headings name the theme of their paragraphs, and the marks that stand beside it.

An article is a file of front matter (``title``, ``date``, ``region``, ``voice``) and sections. A section's heading names the
theme of its paragraphs: ``## Heading {theme}``. A line ``{also: theme, theme}`` above a paragraph names further ones. What is
marked in ``article.md`` stands in ``article.tsv``; see :mod:`geopol.marks`. Where the front matter says ``themes: none``,
paragraphs need no heading and have no theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geopol.errors import InputError
from geopol.gold import GoldText
from geopol.marks import read_marks
from geopol.wording import cannot_read

_HEADING = re.compile(r"##\s+(?P<heading>.*?)\s*\{(?P<theme>[\w-]+)\}\s*$")
_ALSO = re.compile(r"\{also:\s*(?P<themes>[^}]*)\}\s*$")
_BULLET = re.compile(r"[-*]\s+")
_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n", re.DOTALL)


def read_article(path: Path) -> list[GoldText]:
    """The paragraphs of one Markdown article, with their marks where the article has a file of them.

    Raises:
        InputError: If the file cannot be read, front matter or title is missing, a paragraph stands before the first heading, a
            heading has no theme, or the marks do not fit the text (file and line are named).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(path, error) from error
    front = _FRONT.match(text)
    fields = _fields(front["front"]) if front else {}
    if front is None or "title" not in fields:
        raise InputError(f"{path}: an article begins with front matter between two lines of '---' that has a 'title:'")
    first = text.count("\n", 0, front.end()) + 1
    lines = enumerate(text[front.end() :].split("\n"), first)
    themed = fields.get("themes") != "none"
    rows = [replace(row, title=fields["title"], date=fields.get("date")) for row in _paragraphs(path, lines, themed=themed)]
    marks = path.with_suffix(".tsv")
    return read_marks(marks, rows) if marks.is_file() else rows


def _fields(front: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in front.splitlines())
    return {key.strip(): value.strip() for key, colon, value in pairs if colon}


def _paragraphs(path: Path, lines: Iterator[tuple[int, str]], *, themed: bool) -> Iterator[GoldText]:
    heading: re.Match[str] | None = None
    also: tuple[str, ...] = ()
    count = 0
    for number, line in lines:
        if found := _HEADING.match(line):
            heading = found
        elif further := _ALSO.match(line):
            also = tuple(name.strip() for name in further["themes"].split(","))
        elif line.startswith("#"):
            raise InputError(f"{path}, line {number}: the heading {line!r} names no theme; write '## Heading {{theme}}'")
        elif line.strip():
            if heading is None and themed:
                raise InputError(
                    f"{path}, line {number}: a paragraph stands before the first heading; write '## Heading {{theme}}' above it"
                )
            count += 1
            text = _BULLET.sub("", line.strip(), count=1) if _BULLET.match(line) else line.strip()
            theme, above = (heading["theme"], heading["heading"]) if heading else (None, None)
            yield GoldText(f"{path.stem}#{count}", text, theme=theme, also=also, heading=above)
            also = ()
