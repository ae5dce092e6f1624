"""Weapons by their maker's state, told from the designation."""

from __future__ import annotations

import re
from functools import cache

from geopol.countries.store import read


@cache
def _makers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern a state, over whole mentions."""
    patterns = {code: "|".join(row["patterns"].strip().splitlines()) for code, row in read("arms").items()}
    return tuple((code, re.compile(f"(?:{pattern})")) for code, pattern in patterns.items())


def makers(name: str) -> list[str]:
    """Codes of the states that a designation speaks for, in the order of ``arms.toml``; one at most if the file is sound."""
    return [code for code, pattern in _makers() if pattern.fullmatch(name)]
