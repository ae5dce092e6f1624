"""The theme corpus: labelled paragraphs from Markdown articles or from tables.

An article is a file of front matter (``title``, ``date``, ``region``, ``voice``) and sections. A section's heading names the
theme of its paragraphs: ``## Heading {theme}``. A line ``{also: theme, theme}`` above a paragraph names further ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.gold import read_gold

_HEADING = re.compile(r"##\s+(?P<heading>.*?)\s*\{(?P<theme>[\w-]+)\}\s*$")
_ALSO = re.compile(r"\{also:\s*(?P<themes>[^}]*)\}\s*$")
_BULLET = re.compile(r"[-*]\s+")
_TITLE = re.compile(r"title:\s*(?P<title>.+?)\s*$", re.MULTILINE)
_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """One paragraph with its themes.

    Attributes:
        text: The paragraph.
        theme: Its primary theme.
        also: Its further themes.
        document: What it belongs to; paragraphs of one document never stand on both sides of a split.
    """

    text: str
    theme: str
    also: tuple[str, ...]
    document: str


def read_corpus(paths: Iterable[str | Path]) -> list[LabelledParagraph]:
    """Read labelled paragraphs from folders of ``.md`` articles, single articles, and ``.jsonl`` tables, in a stable order.

    Raises:
        InputError: If a path is missing, holds nothing labelled, or an article breaks the form (file and line are named).
    """
    found: list[LabelledParagraph] = []
    for path in map(Path, paths):
        here = list(_read(path))
        if not here:
            raise InputError(f"no labelled paragraphs in {path}: needed are .md articles with '## Heading {{theme}}', or .jsonl")
        found += here
    return found


def _read(path: Path) -> Iterator[LabelledParagraph]:
    if path.is_dir():
        for article in sorted(path.rglob("*.md"), key=lambda found: found.as_posix()):
            yield from read_article(article)
    elif path.suffix == ".jsonl":
        for row in read_gold([path]):
            if row.theme is not None:
                yield LabelledParagraph(row.text, row.theme, row.also, row.title or row.id)
    elif path.is_file():
        yield from read_article(path)
    else:
        raise InputError(f"no such corpus: {path}")


def read_article(path: Path) -> Iterator[LabelledParagraph]:
    """The labelled paragraphs of one Markdown article.

    Raises:
        InputError: If front matter or title is missing, a paragraph stands before the first heading, or a heading has no theme.
    """
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    title = _TITLE.search(front["front"]) if front else None
    if front is None or title is None:
        raise InputError(f"{path}: an article begins with front matter between two lines of '---' that has a 'title:'")
    theme: str | None = None
    also: tuple[str, ...] = ()
    first = text.count("\n", 0, front.end()) + 1
    for number, line in enumerate(text[front.end() :].split("\n"), first):
        if heading := _HEADING.match(line):
            theme = heading["theme"]
        elif further := _ALSO.match(line):
            also = tuple(name.strip() for name in further["themes"].split(","))
        elif line.startswith("#"):
            raise InputError(f"{path}, line {number}: the heading {line!r} names no theme; write '## Heading {{theme}}'")
        elif line.strip():
            if theme is None:
                raise InputError(f"{path}, line {number}: a paragraph stands before the first heading")
            yield LabelledParagraph(
                _BULLET.sub("", line.strip(), count=1) if _BULLET.match(line) else line.strip(), theme, also, title["title"]
            )
            also = ()
