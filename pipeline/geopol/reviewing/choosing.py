"""Which paragraphs are most worth a person's eye."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geopol.errors import InputError
from geopol.records import Article, Paragraph

# What a paragraph is worth shrinks with each one already chosen of its theme and of its article, so that one long article or one
# hard theme does not fill the list; an article is the narrower thing and shrinks it faster.
THEME_WORTH, ARTICLE_WORTH = 0.9, 0.5
SHINGLE = 4  # words
# Two paragraphs that share this part of the shorter one's runs of four words say the same.
ALIKE = 0.6

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph, its article, and how unsure the model is of its theme: 1 less the lead of the best score, 0 to 1."""

    article: Article
    paragraph: Paragraph
    doubt: float


def choose(articles: Iterable[Article], top: int) -> list[Candidate]:
    """The paragraphs most worth a look: least certain first, spread over themes and articles, no two that say the same.

    Raises:
        InputError: If ``top`` is under 1, or no paragraph has a theme.
    """
    if top < 1:
        raise InputError(f"top must be 1 or more, not {top}")
    candidates = sorted(_candidates(articles), key=lambda one: (-one.doubt, one.article.id, one.paragraph.index))
    if not candidates:
        raise InputError("nothing to review: no paragraph has a theme")
    chosen: list[Candidate] = []
    seen: list[frozenset[str]] = []
    for candidate in _by_worth(candidates, chosen):
        shingles = _shingles(candidate.paragraph.text)
        if not any(_alike(shingles, other) for other in seen):
            chosen.append(candidate)
            seen.append(shingles)
        if len(chosen) == top:
            break
    return sorted(chosen, key=lambda one: (-one.doubt, one.article.id, one.paragraph.index))


def _candidates(articles: Iterable[Article]) -> Iterator[Candidate]:
    for article in articles:
        for paragraph in article.paragraphs:
            if paragraph.theme is not None and paragraph.scores:
                best, second = (*sorted(paragraph.scores.values(), reverse=True), 0.0)[:2]
                yield Candidate(article, paragraph, round(1 - (best - second), 6))


def _by_worth(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates by what they are worth beside those chosen so far; worth only shrinks, so a stale one is put back."""

    def worth(candidate: Candidate) -> float:
        themes = Counter(one.paragraph.theme for one in chosen)
        articles = Counter(one.article.id for one in chosen)
        return float(
            candidate.doubt * THEME_WORTH ** themes[candidate.paragraph.theme] * ARTICLE_WORTH ** articles[candidate.article.id]
        )

    heap = [(-candidate.doubt, at) for at, candidate in enumerate(candidates)]
    while heap:
        told, at = heapq.heappop(heap)
        now = -worth(candidates[at])
        if heap and (now, at) > heap[0] and now != told:
            heapq.heappush(heap, (now, at))
        else:
            yield candidates[at]


def _shingles(text: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= ALIKE * min(len(first), len(second))
