"""Entities: a spaCy pipeline's spans, trimmed and labelled by the codebook, with the fullest form of each name."""

from geopol.entities.finder import EntityFinder, load
from geopol.entities.merge import merge
from geopol.entities.names import link_names

__all__ = ["EntityFinder", "link_names", "load", "merge"]
