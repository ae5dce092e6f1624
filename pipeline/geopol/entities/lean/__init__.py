"""The shipped recogniser without spaCy: the same folder, the same tokens and scores to the last bit, a third of the start.

What tagging needs of a pipeline whose one component is `geopol_entities` is a tokenizer, six numbers a word and a few matrices.
spaCy does this and much more, and importing it takes longer than all the rest of geopol. Any other pipeline goes through spaCy.
"""

from geopol.entities.lean.finder import LeanFinder, fits

__all__ = ["LeanFinder", "fits"]
