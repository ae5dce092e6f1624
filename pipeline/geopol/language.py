"""Tell whether a text is English, and what it is where it is not.

A text is called something else only where two independent signs agree: its small words are not English ones, and a language
identifier gives it another name. Names never count, so an article in English about foreign places is not mistaken for one in a
foreign language, however many of its words are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Small words of English that are no small words of its neighbours ("in", "was", "is", "an", "at" are German or Dutch as well).
_WORDS_OF_ENGLISH = """
the and of that with from which this these those were have has had been their they are by its it not would could should what when
while who whose other than into about between because though although will there where such more most some
"""
_SMALL = frozenset(_WORDS_OF_ENGLISH.split())
# Words that begin with a small letter: names, and the lists that are made of them, say nothing of a language.
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-Z][^\W\d_]*")
_LETTERS_RUN = re.compile(r"[^\W\d_]+")
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ]+")
# What is looked at: the beginning and the middle; a language does not change inside an article.
_SAMPLE = 3000
# Fewer small-letter words say too little: a few to see that it is English, more to say that it is not.
_WORDS_ENGLISH = 8
_WORDS_FOREIGN = 25
_LETTERS = 80
# Of the small-letter words of English prose 25 to 40 in a hundred are in the list, of any other European language under 4.
_ENGLISH = 0.12
_FOREIGN = 0.06
# A script of its own is a language of its own.
_OTHER_SCRIPT = 0.5


def tell(text: str) -> str | None:
    """The language of a text.

    Args:
        text: An article.

    Returns:
        ``en``, the ISO 639 code of another language, or ``None`` where the text is too short or too strange to tell.
    """
    sample = _sample(text)
    letters = sum(map(len, _LETTERS_RUN.findall(sample)))
    if letters < _LETTERS:
        return None
    foreign_script = sum(map(len, _LATIN_RUN.findall(sample))) < _OTHER_SCRIPT * letters
    words = _LOWER.findall(sample)
    share = sum(word in _SMALL for word in words) / max(1, len(words))
    if not foreign_script and len(words) >= _WORDS_ENGLISH and share >= _ENGLISH:
        return "en"
    return _named(sample) if foreign_script or (len(words) >= _WORDS_FOREIGN and share < _FOREIGN) else None


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _named(sample: str) -> str | None:
    """The name of a language that is not English; ``None`` where the identifier takes it for English after all."""
    code, _ = _identifier().classify(sample)
    return str(code) if code not in ("en", "zxx") else None


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid ships no types
    """A second and 40 MB; English texts never ask for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
