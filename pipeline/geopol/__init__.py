"""geopol tags geopolitical text: themes, entities, dates as calendar intervals, and the countries meant.

tagger = geopol.load()
article = tagger.tag(text, date="2024-06-19")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopol.errors import GeopolError, InputError, ModelError
    from geopol.records import Article, Document
    from geopol.tagging import Tagger, load

__version__ = "0.1.0"
__all__ = ["Article", "Document", "GeopolError", "InputError", "ModelError", "Tagger", "load"]

_HOMES = {
    "Article": "geopol.records",
    "Document": "geopol.records",
    "GeopolError": "geopol.errors",
    "InputError": "geopol.errors",
    "ModelError": "geopol.errors",
    "Tagger": "geopol.tagging",
    "load": "geopol.tagging",
}


def __getattr__(name: str) -> object:
    """Import on first use, so that ``import geopol`` does not wait for spaCy and scikit-learn."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geopol' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
