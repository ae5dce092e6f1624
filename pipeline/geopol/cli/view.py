"""One article in the terminal: headings, themes in the margin, names and dates in colour."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache

import orjson
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from geopol.colours import KINDS as COLOURS
from geopol.records import Article, Paragraph
from geopol.tagged import article_from_dict
from geopol.themes.codebook import read_codebook

# Each kind has a line or a weight of its own beside its colour; a date has the line alone.
WEIGHTS = {
    "place": "bold",
    "person": "bold",
    "organisation": "bold",
    "event, law": "italic",
    "weapon, money": "italic",
    "date": "underline",
}
KINDS = {
    kind: (WEIGHTS[kind] if kind == "date" else f"{WEIGHTS[kind]} {colour}", labels) for kind, (colour, labels) in COLOURS.items()
}
STYLES = {label: style for style, labels in KINDS.values() for label in labels}
MARGIN, WIDTH = 14, 110  # a line of about 95 letters can still be read with ease
# Control characters, pictured: a document must not steer the terminal. Line breaks and tabs read as spaces.
_PICTURED = {code: chr(0x2400 + code) for code in range(32)} | dict.fromkeys(range(0x7F, 0xA0), "\u2421")
_PLAIN = _PICTURED | dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")


class Screen:
    """Takes lines of tags, as a file would, and shows them to a person.

    Args:
        console: Where; standard output if not given.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=sys.stdout)

    def write(self, line: bytes) -> None:
        """Show the article of one line of JSON."""
        show(article_from_dict(orjson.loads(line)), self._console)


def show(article: Article, console: Console) -> None:
    """Show an article."""
    console.print()
    for line in _head(article):
        console.print(line, highlight=False)
    for paragraph in article.paragraphs:
        console.print(_block(paragraph), width=min(WIDTH, console.width), highlight=False)
    console.print(_legend(), highlight=False)


def _head(article: Article) -> Iterator[Text]:
    yield Text(plain(article.title or article.id), style="bold")
    yield Text(" · ".join(plain(part) for part in (article.date, article.id) if part), style="dim")
    shares = [Text(f"{plain(theme)} {share:.0%}", style=_ink(theme)) for theme, share in article.themes.items()]
    if shares:
        yield Text("  ").join([*shares, Text("of the text", style="dim")])
    countries = ", ".join(f"{country.name} {country.mentions}" for country in article.countries[:6])
    first, last = article.period
    yield Text("; ".join(part for part in (countries, f"tells of {first} to {last}" if first else "") if part), style="dim")


@cache
def _inks() -> dict[str, str]:
    return {theme.id: theme.ink for theme in read_codebook().themes}


def _ink(theme: str) -> str:
    return _inks().get(theme, "")


def _block(paragraph: Paragraph) -> Padding:
    text = _marked(paragraph)
    if paragraph.kind == "heading":
        text.stylize("bold")
        return Padding(text, (1, 0, 0, MARGIN))
    if paragraph.kind == "boilerplate":
        text.stylize("dim")
        return Padding(text, (1, 0, 0, MARGIN))
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=MARGIN - 1, no_wrap=True)
    row.add_column()
    row.add_row(_margin(paragraph), text)
    return Padding(row, (1, 0, 0, 0))


def _margin(paragraph: Paragraph) -> Text:
    """The theme, with a question mark where it is uncertain; its score; further themes."""
    theme = paragraph.theme or ""
    unsure = paragraph.status == "uncertain"
    lines = [Text(f"{plain(theme)}{' ?' if unsure else ''}", style=f"{'italic' if unsure else 'bold'} {_ink(theme)}")]
    lines.append(Text(f"{max(paragraph.scores.values(), default=0.0):.2f}", style="dim"))
    lines += [Text(f"+ {plain(also)}", style=_ink(also)) for also in paragraph.also]
    return Text("\n").join(lines)


def _marked(paragraph: Paragraph) -> Text:
    text = Text(plain(paragraph.text))
    spans: Sequence[tuple[int, int, str]] = [
        *((one.start, one.end, STYLES[one.label]) for one in paragraph.entities if one.label in STYLES),
        *((one.start, one.end, STYLES["DATE"]) for one in paragraph.dates),
    ]
    for start, end, style in spans:
        text.stylize(style, start - paragraph.start, end - paragraph.start)
    return text


def _legend() -> Padding:
    words = [Text(kind, style=style) for kind, (style, _) in KINDS.items()]
    line = Text("  ").join([*words, Text("theme ?: uncertain", style="dim italic")])
    return Padding(line, (1, 0, 1, MARGIN))


def plain(text: str) -> str:
    """A text of the same length that a terminal shows and does not obey."""
    return text.translate(_PLAIN)
