"""Paragraphs worth a person's eye, a page on which they are corrected, and the corrections as `geopol learn` takes them."""

from geopol.reviewing.choosing import choose
from geopol.reviewing.corrections import Correction
from geopol.reviewing.formats import EXPORTS, export, read_corrections
from geopol.reviewing.journal import Journal

__all__ = ["EXPORTS", "Correction", "Journal", "choose", "export", "read_corrections"]
