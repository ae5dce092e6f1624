"""The codebook's themes as data: what each one means, what belongs elsewhere, and the rules that decide."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.models import shipped
from geopol.wording import why


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: ``include`` says what belongs to it, ``exclude`` what seems to and where that goes instead."""

    id: str
    name: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

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
        InputError: If the file is missing or a theme lacks ``name`` or ``definition``.
    """
    path = Path(path or shipped("themes.toml"))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        themes = tuple(
            Theme(key, row["name"], row["definition"], tuple(row.get("include", ())), tuple(row.get("exclude", ())))
            for key, row in data["themes"].items()
        )
        return Codebook(themes, tuple(rule["text"] for rule in data.get("rules", ())))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a codebook: {why(error)}; needed: [themes.ID] with name and definition") from error


def ordered(ids: Iterable[str], codebook: Codebook) -> list[Theme]:
    """Themes by their ids: the codebook's in its order, then others by name, then ``other``; one it does not know is its name."""
    known = {theme.id: theme for theme in codebook.themes}
    order = {name: number for number, name in enumerate(known)}
    ranked = sorted(set(ids), key=lambda theme: (theme == "other", order.get(theme, len(order)), theme))
    return [known.get(theme) or Theme(theme, theme, "") for theme in ranked]
