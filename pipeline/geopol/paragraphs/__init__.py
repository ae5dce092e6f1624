"""The paragraphs step: an article's text as body, headings and page furniture, each as a span of the text.

``split`` finds the blocks, ``passage`` gives one block as the other steps read it, ``gaps`` what lies between blocks.
"""

from geopol.paragraphs.blocks import MAX_PARAGRAPH_CHARS, gaps, split
from geopol.paragraphs.flow import passage

__all__ = ["MAX_PARAGRAPH_CHARS", "gaps", "passage", "split"]
