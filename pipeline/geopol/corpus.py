"""The corpus: labelled texts from headed articles and from tables, for training and for measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.gold import GoldText, read_gold
from geopol.headed import read_article
from geopol.wording import several


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """One paragraph with its themes.

    Attributes:
        text: The paragraph.
        theme: Its primary theme.
        also: Its further themes.
        document: What it belongs to; paragraphs of one document never stand on both sides of a split.
        heading: The heading that it stands under, where it has one.
    """

    text: str
    theme: str
    also: tuple[str, ...]
    document: str
    heading: str | None = None


def read_labelled(paths: Iterable[str | Path] | str | Path) -> Iterator[GoldText]:
    """Read labelled texts from folders of ``.md`` articles, single articles, and ``.jsonl`` tables, in a stable order.

    Raises:
        InputError: If a path is missing, or a file breaks its form (file and line are named).
    """
    for path in map(Path, several(paths)):
        if path.is_dir():
            for article in sorted(path.rglob("*.md"), key=lambda found: found.as_posix()):
                yield from read_article(article)
        elif path.suffix == ".md" and path.is_file():
            yield from read_article(path)
        elif path.exists() and path.suffix not in (".jsonl", ".json"):
            raise InputError(f"{path} holds no labels: allowed are folders of .md articles, .md articles, and .jsonl tables")
        else:
            yield from read_gold([path])


def read_corpus(paths: Iterable[str | Path] | str | Path) -> list[LabelledParagraph]:
    """The paragraphs among labelled texts that have a theme; arguments as :func:`read_labelled`.

    Raises:
        InputError: If a path is missing, holds nothing that has a theme, or a file breaks its form.
    """
    found: list[LabelledParagraph] = []
    for path in map(Path, several(paths)):
        rows = [row for row in read_labelled([path]) if row.theme is not None]
        if not rows:
            raise InputError(
                f"no labelled paragraphs in {path}: needed are .md articles with '## Heading {{theme}}', "
                "or .jsonl with text and theme"
            )
        found += [LabelledParagraph(row.text, row.theme or "", row.also, row.title or row.id, row.heading) for row in rows]
    return found
