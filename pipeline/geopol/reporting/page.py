"""The report: one HTML file that holds its data, its charts and its map, and asks nobody for anything."""

from __future__ import annotations

import base64
import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from geopol.errors import InputError
from geopol.records import Article
from geopol.reporting.columns import columns
from geopol.reporting.templating import template
from geopol.tagged import read_tagged
from geopol.themes import read_codebook
from geopol.wording import cannot_write, same_place, several

HERE = Path(__file__).parent
ASSETS, TEMPLATES = HERE / "assets", HERE / "templates"
PARTS = ("data", "state", "dom", "charts", "places", "drawing", "facets", "lists", "article", "export", "main")


def write_report(paths: Iterable[str | Path] | str | Path, output: str | Path, *, title: str = "Tagged articles") -> int:
    """Write a report of tagged articles.

    Args:
        paths: Files that ``geopol tag`` wrote.
        output: The HTML file; its folder has to be there.
        title: The report's heading.

    Returns:
        The number of articles.

    Raises:
        InputError: If the output is not called HTML, a file is no output of ``geopol tag``, there is no article, or the report
            cannot be written.
    """
    files = several(paths)
    if any(same_place(output, path) for path in files):
        raise InputError(f"the output {output} is an input; give another name with -o")
    if Path(output).suffix.lower() not in (".html", ".htm") and not Path(output).is_dir():
        raise InputError(f"a report is HTML, and {output} is not; give a name that ends in .html")
    articles = list(read_tagged(files))
    text = page(articles, title=title)
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise cannot_write(output, error) from error
    return len(articles)


def page(articles: Sequence[Article], *, title: str = "Tagged articles") -> str:
    """The report's HTML. Same articles, same text.

    Raises:
        InputError: If there is no article.
    """
    if not articles:
        raise InputError("nothing to report: there is no tagged article; did geopol tag name failures?")
    return template(TEMPLATES, "page.html.j2").render(
        title=title,
        themes=_shares(articles),
        count=len(articles),
        styles=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
        script="\n".join((TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in PARTS),
        charts=packed((ASSETS / "echarts.min.js").read_bytes()),
        world=packed((ASSETS / "world.json").read_bytes()),
        data=packed(_json(columns(articles, read_codebook()))),
    )


def packed(data: bytes) -> str:
    """Data as the page carries them: gzip in base64, which no markup can break out of."""
    return base64.b64encode(gzip.compress(data, compresslevel=9, mtime=0)).decode()


def _json(facts: dict[str, Any]) -> bytes:
    return orjson.dumps(facts)


def _shares(articles: Iterable[Article]) -> list[tuple[str, int]]:
    """Paragraphs by theme, for browsers without scripts."""
    return Counter(p.theme for article in articles for p in article.paragraphs if p.theme is not None).most_common()
