"""Which tags of an earlier run another model would give another theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from geopol import paragraphs
from geopol.learning.outcome import Flip
from geopol.records import Article, Block, Document
from geopol.tagged import read_tagged
from geopol.tagging import section_headings
from geopol.themes import ThemeModel


def flips(paths: Iterable[str | Path], before: ThemeModel, after: ThemeModel) -> tuple[tuple[Flip, ...], int]:
    """Body paragraphs of files of tags whose theme differs between two models, and how many were looked at.

    Both models read the paragraphs anew, so that what differs is theirs, whoever wrote the tags.

    Raises:
        InputError: If a file is no output of ``geopol tag``.
    """
    found: list[Flip] = []
    looked = 0
    for article in read_tagged(paths):
        texts, headings = _as_read(article)
        bodies = [paragraph for paragraph in article.paragraphs if paragraph.kind == "body"]
        themes = zip(*([said.primary for said in model.predict(texts, headings)] for model in (before, after)), strict=True)
        looked += len(bodies)
        found += [
            Flip(article.id, paragraph.index, old, new, paragraph.text)
            for paragraph, (old, new) in zip(bodies, themes, strict=True)
            if old != new
        ]
    return tuple(found), looked


def _as_read(article: Article) -> tuple[list[str], list[str | None]]:
    """Texts and headings of the body as the tagger hands them to the themes."""
    blocks = [Block(one.start, one.end, one.kind, one.heading) for one in article.paragraphs]
    document = Document(article.id, "".join(_pieces(article)), article.title)
    passages = [paragraphs.passage(document.text, block).text for block in blocks if block.kind == "body"]
    return passages, section_headings(document, blocks)


def _pieces(article: Article) -> Iterator[str]:
    """The article's text, with spaces for what lies between its paragraphs."""
    at = 0
    for paragraph in article.paragraphs:
        yield " " * (paragraph.start - at)
        yield paragraph.text
        at = paragraph.end
