"""Themes: what each paragraph is mainly for, with calibrated scores and an honest "none"."""

from geopol.themes.codebook import Codebook, Theme, coloured, ordered, read_codebook
from geopol.themes.model import ThemeModel

__all__ = ["Codebook", "Theme", "ThemeModel", "coloured", "ordered", "read_codebook"]
