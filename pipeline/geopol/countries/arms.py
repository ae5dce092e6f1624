"""Weapons by their maker's state, told from the designation."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from geopol.countries.names import items
from geopol.countries.store import read
from geopol.kept import compile_once


@cache
def _makers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern a state, over whole mentions."""
    patterns = {code: "|".join(row["patterns"].strip().splitlines()) for code, row in read("arms").items()}
    return tuple((code, compile_once(f"(?:{pattern})")) for code, pattern in patterns.items())


@cache
def _named() -> dict[str, str]:
    """Weapons that have a name, by the state under which the entities step's table lists them; those of two states left out."""
    text = (files("geopol.entities") / "data" / "weapons.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    listed = [(name, code) for part in ("names", "weak") for code, line in data[part]["names"].items() for name in items(line)]
    states: dict[str, set[str]] = {}
    for name, code in listed:
        states.setdefault(name, set()).add(code)
    return {name: min(codes) for name, codes in states.items() if len(codes) == 1}


def makers(name: str) -> list[str]:
    """Codes of the states that a name or designation speaks for; one at most if the files are sound."""
    plain = name.replace("–", "-").replace("’", "'")
    code = _named().get(plain) or _named().get(plain.removesuffix("s"))
    if code:
        return [] if code == "none" else [code]
    return [code for code, pattern in _makers() if pattern.fullmatch(name)]
