"""Entities: a spaCy pipeline's spans and names by rule, labelled by the codebook, with the fullest form of each name."""

from geopol.entities.finder import EntityFinder, load
from geopol.entities.merge import merge, overrule
from geopol.entities.names import link_names
from geopol.entities.ruler import find

__all__ = ["EntityFinder", "find", "link_names", "load", "merge", "overrule"]
