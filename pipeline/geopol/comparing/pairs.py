"""Body paragraphs that two runs have in common: same article, same place, same text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopol.errors import InputError
from geopol.records import Article, Paragraph

Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One paragraph in two runs, and the id of its article."""

    article: str
    first: Paragraph
    second: Paragraph


@dataclass(frozen=True, slots=True)
class Paired:
    """Paragraphs of two runs.

    Attributes:
        both: Those that both have, in the order of the first.
        first: Those that the first has alone.
        second: Those that the second has alone.
        fingerprints: The models of each run.
    """

    both: tuple[Pair, ...]
    first: tuple[Paragraph, ...]
    second: tuple[Paragraph, ...]
    fingerprints: tuple[tuple[str, ...], tuple[str, ...]]


def pair(first: Sequence[Article], second: Sequence[Article]) -> Paired:
    """Pair the body paragraphs of two runs.

    Raises:
        InputError: If they have none in common.
    """
    ours, theirs = _bodies(first), _bodies(second)
    both = tuple(Pair(key[0], paragraph, theirs[key]) for key, paragraph in ours.items() if key in theirs)
    if not both:
        raise InputError(
            f"no paragraph in common: {len(ours)} in the first file, {len(theirs)} in the second; "
            "compare two runs over the same texts, tagged under the same paths"
        )
    return Paired(
        both=both,
        first=tuple(paragraph for key, paragraph in ours.items() if key not in theirs),
        second=tuple(paragraph for key, paragraph in theirs.items() if key not in ours),
        fingerprints=(_prints(first), _prints(second)),
    )


def _bodies(articles: Sequence[Article]) -> dict[Key, Paragraph]:
    return {
        (article.id, paragraph.start, paragraph.end, paragraph.text): paragraph
        for article in articles
        for paragraph in article.paragraphs
        if paragraph.kind == "body"
    }


def _prints(articles: Sequence[Article]) -> tuple[str, ...]:
    return tuple(sorted({article.fingerprint for article in articles}))
