"""Other dresses of a text that change no offset: headlines in capitals, small letters, other quotation marks, no diacritics."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from geopol.gold import GoldText

_CURLY = str.maketrans({"'": "’", '"': "”"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def capitals(text: str) -> str:
    """All letters large; one that would become two ("ß") stays."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def small(text: str) -> str:
    """All letters small."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def other_quotes(text: str) -> str:
    """Typewriter's marks for the printer's, or the other way round."""
    return text.translate(_STRAIGHT if any(mark in text for mark in "’‘“”") else _CURLY)


def plain_letters(text: str) -> str:
    """Letters without diacritics, as many agencies send them."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)


# Each dress, and the share of an epoch's texts that wears it.
DRESSES: dict[str, tuple[Callable[[str], str], float]] = {
    "capitals": (capitals, 0.04),
    "small": (small, 0.03),
    "quotes": (other_quotes, 0.06),
    "letters": (plain_letters, 0.04),
}


def dress(text: GoldText, name: str) -> GoldText:
    """The text in that dress; its marks hold, since no character moves."""
    return replace(text, text=DRESSES[name][0](text.text)) if name else text


def pick(draw: random.Random) -> str:
    """A dress by chance; mostly none, which has an empty name."""
    rest = draw.random()
    for name, (_, share) in DRESSES.items():
        if rest < share:
            return name
        rest -= share
    return ""
