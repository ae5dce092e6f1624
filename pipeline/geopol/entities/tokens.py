"""Texts as a spaCy pipeline takes them, those with endless words taken apart before its tokenizer does.

spaCy's tokenizer takes marks off a word one by one and searches the whole rest each time. A paragraph of 100,000 brackets took it
hours; in pieces it takes a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Longer words are none, and longer runs of marks are no marks: of the 62,000 texts in `../shared/data/text` the longest word, an
# address, has 163 characters, and no run of marks has 25.
MOST, MOST_MARKS = 300, 100
_ENDLESS = re.compile(rf"\S{{{MOST + 1}}}|[^\w\s]{{{MOST_MARKS + 1}}}")
# A piece ends behind a mark where there is one, so that the words in it stay whole.
_PIECE = re.compile(rf"\s+|\S{{1,{MOST_MARKS}}}(?!\S)|\S{{1,{MOST_MARKS}}}(?<!\w)|\S{{1,{MOST_MARKS}}}")


def to_pipe(nlp: Language, text: str) -> str | Doc:
    """What `nlp.pipe` takes for a text: the text, or its tokens where a word has no end.

    Args:
        nlp: The pipeline.
        text: A passage.
    """
    if len(text) <= MOST_MARKS or not _ENDLESS.search(text):
        return text
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for piece in _PIECE.findall(text):
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
            continue
        for token in nlp.make_doc(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
