"""What a model's spans become: windows of passages go in, entities by the codebook come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geopol.entities.labels import to_codebook
from geopol.records import Entity, Passage

# Passages and characters that go through the model in one matrix at most; a longer passage goes alone. They are counted from the
# start of each article and never cross one, so the shapes the model sees, and with them the last bit of every sum, depend on the
# article alone; and memory depends on the window, not on the article.
WINDOW = 64
WINDOW_CHARACTERS = 50_000

# Codebook 2: spans are without a leading article or trailing possessive.
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|[\s,;:.\-–—])+$")
# What stands at the foot of a page.
_FOOT = re.compile(r"(?:©|Page|pp?\.)\s*\d+", re.IGNORECASE)
_DOTTED = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St)\.$")


def windows(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """An article's passages in groups that go through the model together."""
    window: list[Passage] = []
    characters = 0
    for passage in passages:
        if window and (len(window) == WINDOW or characters + len(passage.text) > WINDOW_CHARACTERS):
            yield window
            window, characters = [], 0
        window.append(passage)
        characters += len(passage.text)
    if window:
        yield window


def entity(passage: Passage, start: int, end: int, label: str, score: float | None) -> Entity | None:
    """A model's span as an entity; None for kinds that the codebook does not have, page numbers, and where nothing is left.

    Args:
        passage: Where it stands.
        start: Its first character in the passage.
        end: The character behind its last.
        label: The model's label.
        score: How probable it is, 0 to 1; None where the model does not say.
    """
    known = to_codebook(label)
    start, end = trim(passage.text, start, end)
    if known is None or start >= end or _FOOT.fullmatch(passage.text, start, end):
        return None
    begin, stop = passage.locate(start, end)
    return Entity(text=passage.source[begin:stop], label=known, start=begin, end=stop, score=score)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take a leading article, a trailing possessive and edge punctuation off a span; ``U.S.`` keeps its last full stop."""
    while start < end and text[start] in " \t\n\"'“”‘’(":
        start += 1
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    span = text[start:end].rstrip('"“”)')
    if span.endswith(".") and _DOTTED.search(span):
        return start, start + len(span)
    return start, start + len(_TAIL.sub("", span))
