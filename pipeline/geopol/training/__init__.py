"""Training: models from labelled text, and cards that say how good they are. `ThemeClassifier` is for users of scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopol.training.classifier import ThemeClassifier

__all__ = ["ThemeClassifier"]


def __getattr__(name: str) -> object:
    """Import on first use: most of what is trained here needs no scikit-learn."""
    if name == "ThemeClassifier":
        from geopol.training.classifier import ThemeClassifier

        return ThemeClassifier
    raise AttributeError(f"module 'geopol.training' has no attribute {name!r}; it has {', '.join(__all__)}")
