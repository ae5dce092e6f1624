"""What an article's paragraphs come to: shares of themes and countries, what is named, and the period it tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from geopol import countries, language
from geopol.records import Article, Date, Document, Entity, NameCount, Paragraph, Reading

# Shares are counts over counts; three decimals tell one mention in a thousand.
DECIMALS = 3


def summarise(document: Document, paragraphs: Sequence[Paragraph], reading: Reading, version: str, fingerprint: str) -> Article:
    """Put a document and its tagged paragraphs together as an article."""
    return Article(
        id=document.id,
        title=document.title or _title(paragraphs),
        date=document.date,
        chars=len(document.text),
        themes=theme_shares(paragraphs),
        countries=countries.focus(paragraphs, document.title),
        period=_period(date for paragraph in paragraphs if paragraph.kind != "boilerplate" for date in paragraph.dates),
        reading=reading,
        paragraphs=tuple(paragraphs),
        version=version,
        fingerprint=fingerprint,
        names=_names(entity for paragraph in paragraphs if paragraph.kind != "boilerplate" for entity in paragraph.entities),
        language=language.tell(document.text),
    )


def _title(paragraphs: Iterable[Paragraph]) -> str | None:
    """The first heading above the text, on one line."""
    above = takewhile(lambda paragraph: paragraph.kind != "body", paragraphs)
    return next((" ".join(paragraph.text.split()) for paragraph in above if paragraph.kind == "heading"), None)


def theme_shares(paragraphs: Iterable[Paragraph]) -> dict[str, float]:
    """Share of the body's characters for each primary theme, largest first."""
    sizes: Counter[str] = Counter()
    for paragraph in paragraphs:
        if paragraph.theme is not None:
            sizes[paragraph.theme] += paragraph.end - paragraph.start
    total = sum(sizes.values())
    ranked = sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    return {theme: round(size / total, DECIMALS) for theme, size in ranked}


def _names(entities: Iterable[Entity]) -> tuple[NameCount, ...]:
    """What is named, each once, most mentions first, then in the order of the text; amounts of money are no names."""
    forms: dict[tuple[str, str], Counter[str]] = {}
    codes: dict[tuple[str, str], Counter[str]] = {}
    for entity in entities:
        if entity.label != "MONEY":
            thing = _thing(entity)
            forms.setdefault(thing, Counter())[entity.name or entity.text] += 1
            codes.setdefault(thing, Counter()).update([entity.country] if entity.country else [])
    counted = [
        NameCount(_commonest(names) or "", thing[0], _commonest(codes[thing]), names.total()) for thing, names in forms.items()
    ]
    return tuple(sorted(counted, key=lambda one: -one.mentions))


def _thing(entity: Entity) -> tuple[str, str]:
    """What a mention names: a state or people by its code, whatever it is called; all else by its name."""
    own = entity.label in ("GPE", "NORP") and entity.meant is not None and entity.meant.how in ("code", "name", "demonym")
    return entity.label, f"code {entity.country}" if own else entity.name or entity.text


def _commonest(counted: Counter[str]) -> str | None:
    """What was counted most, the first of equals; None where nothing was."""
    return max(counted, key=lambda one: counted[one]) if counted else None


def _period(dates: Iterable[Date]) -> tuple[str | None, str | None]:
    """First and last day of all dates that have both; open ends say nothing of where a story begins or stops."""
    closed = [(date.earliest, date.latest) for date in dates if date.earliest and date.latest]
    if not closed:
        return None, None
    return min((first for first, _ in closed), key=_day), max((last for _, last in closed), key=_day)


def _day(iso: str) -> tuple[int, str]:
    """Sort key of a signed ISO date: ``-0110-01-01`` comes before ``1991-01-01`` and after ``-0209-01-01``."""
    year, rest = iso[:-6], iso[-6:]
    return int(year), rest
