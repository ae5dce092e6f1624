"""The codebook's themes as data: what each one means, what belongs elsewhere, and the rules that decide."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import Any

from geopol.errors import InputError
from geopol.models import shipped
from geopol.wording import why

_COLOUR = re.compile(r"#[0-9a-f]{6}")
# For themes that a codebook gives no colour: Okabe and Ito's, which people with any kind of colour vision can tell apart, then
# Tol's light ones.
_SPARE = (
    *("#e69f00", "#56b4e9", "#009e73", "#d55e00", "#0072b2", "#cc79a7", "#f0e442"),
    *("#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#99ddff", "#44bb99", "#bbcc33", "#aaaa00"),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    Attributes:
        id: What the output calls it.
        name: What people call it.
        definition: What it is, in a sentence.
        include: What belongs to it.
        exclude: What seems to belong to it, and where that goes instead.
        colour: ``#rrggbb``; empty where the codebook gives none.
        ink: The same as letters, readable on black and on white.
    """

    id: str
    name: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    colour: str = ""
    ink: str = ""

    @property
    def about(self) -> str:
        """Name and definition, in a line."""
        return f"{self.name}: {self.definition}" if self.definition else self.name


@dataclass(frozen=True, slots=True)
class Codebook:
    """All themes, in the order in which they are printed, and the borderline rules, in order of force."""

    themes: tuple[Theme, ...]
    rules: tuple[str, ...]


def read_codebook(path: str | Path | None = None) -> Codebook:
    """Read a codebook, geopol's own by default.

    Raises:
        InputError: If the file is missing, a theme lacks ``name`` or ``definition``, or two have one colour.
    """
    path = Path(path or shipped("themes.toml"))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        themes = tuple(_theme(key, row) for key, row in data["themes"].items())
        _check_colours(themes, path)
        return Codebook(themes, tuple(rule["text"] for rule in data.get("rules", ())))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a codebook: {why(error)}; needed: [themes.ID] with name and definition") from error


def _theme(key: str, row: dict[str, Any]) -> Theme:
    colour = row.get("colour", "")
    include, exclude = (tuple(row.get(name, ())) for name in ("include", "exclude"))
    return Theme(key, row["name"], row["definition"], include, exclude, colour, row.get("ink", colour))


def _check_colours(themes: Iterable[Theme], path: Path) -> None:
    owner: dict[str, str] = {}
    for theme in themes:
        for colour in {theme.colour, theme.ink} - {""}:
            if not _COLOUR.fullmatch(colour):
                raise InputError(f"{path}: the theme {theme.id!r} has the colour {colour!r}; needed is one like '#e69f00'")
            if owner.setdefault(colour, theme.id) != theme.id:
                raise InputError(f"{path}: {theme.id!r} and {owner[colour]!r} have the same colour, {colour}; each needs its own")


def ordered(ids: Iterable[str], codebook: Codebook) -> list[Theme]:
    """Themes by their ids: the codebook's in its order, then others by name, then ``other``; one it does not know is its name."""
    known = {theme.id: theme for theme in codebook.themes}
    order = {name: number for number, name in enumerate(known)}
    ranked = sorted(set(ids), key=lambda theme: (theme == "other", order.get(theme, len(order)), theme))
    return [known.get(theme) or Theme(theme, theme, "") for theme in ranked]


def coloured(themes: Iterable[Theme]) -> list[Theme]:
    """The same themes, each with a colour: its own, or one that no other has as long as there are any."""
    themes = list(themes)
    taken = {theme.colour for theme in themes}
    spare = cycle([colour for colour in _SPARE if colour not in taken] or _SPARE)
    return [theme if theme.colour else replace(theme, colour=next(spare)) for theme in themes]
