"""Words without end, taken apart before a tokenizer does.

spaCy's tokenizer takes marks off a word one by one and searches the whole rest each time: 20,000 brackets took it more than 20 s,
100,000 in pieces take a fraction of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def is_endless(text: str) -> bool:
    """Whether a text has a word of more than `MOST` characters, or more than `MOST_MARKS` marks in a row."""
    return len(text) > MOST_MARKS and _ENDLESS.search(text) is not None


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Where each piece of a text begins, and the piece: a word or a part of one, or white space less one space behind a word."""
    for found in _PIECE.finditer(text):
        start, end = found.span()
        start += start > 0 and text[start] == " "
        if start < end:
            yield start, text[start:end]


def to_pipe(nlp: Language, text: str) -> str | Doc:
    """What ``nlp.pipe`` takes for a text: the text, or its tokens where a word has no end.

    Args:
        nlp: The pipeline.
        text: A passage.
    """
    if not is_endless(text):
        return text
    from spacy.tokens import Doc

    tokens = [token for _, piece in pieces(text) for token in nlp.make_doc(piece)]
    spaces, at = [], 0
    for token in tokens:
        at += len(token)
        spaces.append(text[at : at + 1] == " ")
        at += spaces[-1]
    doc = Doc(nlp.vocab, words=[token.text for token in tokens], spaces=spaces)
    for made, token in zip(doc, tokens, strict=True):
        made.norm_ = token.norm_  # those of special cases are not those of their words
    return doc
