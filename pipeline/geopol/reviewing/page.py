"""The HTML of the review page. It looks as the report does and shares its parts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geopol.countries.table import table
from geopol.reporting.page import TEMPLATES as SHARED
from geopol.reporting.templating import template

TEMPLATES = Path(__file__).parent / "templates"


def html(nonce: str) -> str:
    """The page; what it shows it asks for itself.

    Args:
        nonce: What its script and style are allowed by.
    """
    return template(TEMPLATES, "review.html.j2").render(nonce=nonce, countries=countries(), **_parts())


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Codes and names of all states, by name."""
    states = table().states.values()
    return tuple(sorted(((state.code, state.name) for state in states if state.code), key=lambda state: state[1]))


@cache
def _parts() -> dict[str, str]:
    def read(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    return {
        "styles": read(SHARED / "page.css") + read(TEMPLATES / "review.css"),
        "script": read(SHARED / "dom.js") + read(TEMPLATES / "review.js") + read(TEMPLATES / "mentions.js"),
    }
