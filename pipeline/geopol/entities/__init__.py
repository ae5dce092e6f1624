"""Entities: a spaCy pipeline's spans and names by rule, labelled by the codebook, with the fullest form of each name."""

from geopol.entities.agree import agree
from geopol.entities.finder import EntityFinder, load
from geopol.entities.merge import merge, overrule
from geopol.entities.names import link_names
from geopol.entities.ruler import find
from geopol.entities.titles import untitled

__all__ = ["EntityFinder", "agree", "find", "link_names", "load", "merge", "overrule", "untitled"]
