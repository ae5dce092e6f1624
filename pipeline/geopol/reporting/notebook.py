"""One article as a notebook shows it: themes in the margin, names and dates lit.

Styles stand in the elements, since notebooks strip style sheets; colours are laid thinly over whatever the notebook has, so that
they serve on white and on black.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geopol.colours import KINDS, LABELS
from geopol.records import Article, Date, Entity, Paragraph
from geopol.reporting.templating import template
from geopol.themes import coloured, ordered, read_codebook

TEMPLATES = Path(__file__).parent / "templates"
# A notebook keeps what it shows: longer articles are cut, and say so.
MOST = 200
COUNTRIES = 6
SCORES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: plain, or lit in a colour, with what is told when it is pointed at."""

    text: str
    colour: str = ""
    label: str = ""
    about: str = ""


def html(article: Article) -> str:
    """The article's HTML; every value is escaped. Same article, same HTML."""
    themes = coloured(ordered((theme for paragraph in article.paragraphs for theme in paragraph.scores), read_codebook()))
    shown = article.paragraphs[:MOST]
    return template(TEMPLATES, "notebook.html.j2").render(
        article=article,
        colours={theme.id: theme.ink or theme.colour for theme in themes},
        countries=article.countries[:COUNTRIES],
        paragraphs=[(one, _pieces(one), _about_theme(one)) for one in shown],
        left=len(article.paragraphs) - len(shown),
        kinds={kind: colour for kind, (colour, _) in KINDS.items()},
    )


def _pieces(paragraph: Paragraph) -> list[Piece]:
    """The paragraph's text, cut at what was found in it."""
    lit = [Piece(one.text, LABELS.get(one.label, ""), one.label, _about_name(one)) for one in paragraph.entities]
    lit += [Piece(one.text, LABELS["DATE"], one.type, _about_date(one)) for one in paragraph.dates]
    places = [(one.start, one.end) for one in paragraph.entities] + [(one.start, one.end) for one in paragraph.dates]
    pieces = []
    at = paragraph.start
    for (start, end), piece in sorted(zip(places, lit, strict=True), key=lambda pair: pair[0]):
        pieces += [Piece(paragraph.text[at - paragraph.start : start - paragraph.start]), piece]
        at = end
    return [*pieces, Piece(paragraph.text[at - paragraph.start :])]


def _about_name(one: Entity) -> str:
    parts = [one.label, one.name if one.name != one.text else None]
    meant = one.meant
    if one.country:
        parts.append(f"country {one.country}")
    if meant is not None:
        parts.append(f"may mean {', '.join(meant.candidates)}" if meant.candidates else None)
        parts.append("its government" if meant.metonym else None)
    return " · ".join(part for part in parts if part)


def _about_date(one: Date) -> str:
    days = f"{one.earliest or '…'} to {one.latest or '…'}" if one.earliest or one.latest else "no place in the calendar"
    return " · ".join(part for part in (one.type, one.value, one.mod, days) if part)


def _about_theme(paragraph: Paragraph) -> str:
    scores = ", ".join(f"{theme} {score:.2f}" for theme, score in list(paragraph.scores.items())[:SCORES])
    reasons = ", ".join(f"{reason.what} {reason.weight:+.2f}" for reason in paragraph.why)
    return " — ".join(part for part in (scores, reasons) if part)
