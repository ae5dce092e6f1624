"""Tagged articles as columns: what the page reads. Strings, and what mentions mean, stand once and have a number from then on.

Numbers are one more than the place in ``strings``, ``meanings`` or ``countries``, so that 0 is "none".
Lengths count UTF-16 units, as the strings of a browser do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from geopol.countries import info
from geopol.records import Article, Date, Entity, Paragraph
from geopol.themes import Codebook, coloured, ordered
from geopol.writing import SHEET

KINDS = ("body", "heading", "boilerplate")
STATUSES = (None, "ok", "uncertain")
THOUSANDTHS, HUNDREDTHS = 1000, 100

Item = TypeVar("Item", bound=Hashable)
Mention = TypeVar("Mention", Entity, Date)


class _Pool(Generic[Item]):
    """Things by number, from 1; None is 0."""

    def __init__(self) -> None:
        self.items: dict[Item, int] = {}

    def __call__(self, item: Item | None) -> int:
        return 0 if item is None else self.items.setdefault(item, len(self.items) + 1)


def columns(articles: Sequence[Article], codebook: Codebook) -> dict[str, Any]:
    """The columns of articles.

    Args:
        articles: Tagged articles; their order is kept.
        codebook: Names and meanings of the themes that it knows.
    """
    themes = _themes(articles, codebook)
    strings, codes = _Pool[str](), _Pool[str]()
    meanings = _Pool[tuple[int, ...]]()

    def of_entity(entity: Entity) -> int:
        return meanings(_entity(entity, strings, codes))

    def of_date(date: Date) -> int:
        return meanings(_date(date, strings))

    paragraphs = [paragraph for article in articles for paragraph in article.paragraphs]
    ids = [theme["id"] for theme in themes]
    body = {
        "kind": "".join(str(KINDS.index(paragraph.kind)) for paragraph in paragraphs),
        "status": "".join(str(STATUSES.index(paragraph.status)) for paragraph in paragraphs),
        "heading": [strings(paragraph.heading) for paragraph in paragraphs],
        "text": [paragraph.text for paragraph in paragraphs],
        "theme": [-1 if paragraph.theme is None else ids.index(paragraph.theme) for paragraph in paragraphs],
        "also": [[ids.index(theme) for theme in paragraph.also] for paragraph in paragraphs],
        "scores": [_scores(paragraph, ids) for paragraph in paragraphs],
        "why": [
            [number for reason in paragraph.why for number in (strings(reason.what), round(reason.weight * HUNDREDTHS))]
            for paragraph in paragraphs
        ],
        "entities": [_mentions(paragraph, paragraph.entities, of_entity) for paragraph in paragraphs],
        "dates": [_mentions(paragraph, paragraph.dates, of_date) for paragraph in paragraphs],
    }
    return {
        "themes": themes,
        "sheet": SHEET[:-3],
        "articles": {
            "id": [article.id for article in articles],
            "title": [article.title for article in articles],
            "date": [article.date for article in articles],
            "language": [article.language for article in articles],
            "duplicate": [article.duplicate.of if article.duplicate else None for article in articles],
            "size": [len(article.paragraphs) for article in articles],
        },
        "paragraphs": body,
        "strings": list(strings.items),
        "meanings": list(meanings.items),
        "countries": [[code, info(code).name] for code in codes.items],
        "models": sorted({f"{article.version} {article.fingerprint}" for article in articles}),
    }


def _themes(articles: Iterable[Article], codebook: Codebook) -> list[dict[str, str]]:
    """Themes that the articles have: the codebook's in its order, then others by name, then ``other``."""
    met = {theme for article in articles for paragraph in article.paragraphs for theme in (*paragraph.scores, paragraph.theme)}
    themes = coloured(ordered((theme for theme in met if theme is not None), codebook))
    return [{"id": theme.id, "about": theme.about, "colour": theme.colour} for theme in themes]


def _scores(paragraph: Paragraph, ids: Sequence[str]) -> list[int]:
    return [round(paragraph.scores.get(theme, 0.0) * THOUSANDTHS) for theme in ids] if paragraph.scores else []


def _mentions(paragraph: Paragraph, mentions: Iterable[Mention], meaning: Callable[[Mention], int]) -> list[int]:
    """Three numbers a mention: where it starts after the end of the one before, its length, and the number of its meaning.

    The length is 0 where the mention is as long as its name, as most are.
    """
    row: list[int] = []
    at = paragraph.start
    for mention in mentions:
        gap = _units(paragraph.text[at - paragraph.start : mention.start - paragraph.start])
        named = isinstance(mention, Entity) and mention.name in (mention.text, None)
        row += [gap, 0 if named else _units(mention.text), meaning(mention)]
        at = mention.end
    return row


def _entity(entity: Entity, strings: _Pool[str], codes: _Pool[str]) -> tuple[int, ...]:
    """Seven numbers: label, name, country, how, score in thousandths, metonym, candidates."""
    meant = entity.meant
    told = (0, 0, 0, 0)
    if meant is not None:
        others = strings(", ".join(meant.candidates) or None)
        told = (strings(meant.how), round(meant.score * THOUSANDTHS), int(meant.metonym), others)
    return strings(entity.label), strings(entity.name or entity.text), codes(entity.country), *told


def _date(date: Date, strings: _Pool[str]) -> tuple[int, ...]:
    """Seven numbers: type, value, modifier, first and last day, granularity, anchor."""
    anchor = date.anchor.partition(":")[0] if date.anchor else None
    told = (date.type, date.value, date.mod, date.earliest, date.latest, date.granularity, anchor)
    return tuple(map(strings, told))


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
