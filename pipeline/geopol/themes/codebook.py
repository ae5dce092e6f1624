"""The codebook's themes as data: what each one means, what belongs elsewhere, and the rules that decide."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.models import shipped


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: ``include`` says what belongs to it, ``exclude`` what seems to and where that goes instead."""

    id: str
    name: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


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
        raise InputError(f"{path} is not a codebook: {error!r}; needed: [themes.ID] with name and definition") from error
