"""Hard paragraphs take about as long as easy ones of their length: nothing is looked through again from each of its places."""

from __future__ import annotations

import time

import hostile
import pytest
from threadpoolctl import threadpool_limits

from geopol import countries
from geopol.entities.finder import load_with_spacy
from geopol.entities.tokens import MOST, MOST_MARKS, is_endless, pieces
from geopol.models import shipped
from geopol.records import Passage

SIZE = 40_000
# How many times an easy paragraph's time. The hardest took 6 when this was written, since it has five times the tokens.
TIMES = 15
# Those that were hard, by what was hard in them: words without end, amounts and names without end, joined names, lists.
HARD = (
    *("one comma", "one dash", "opening quotes", "apostrophes", "dollars", "emoji", "flags", "digits and colons"),
    *("long words of apostrophes", "mixed marks", "addresses", "random bytes"),
    *("amounts", "quoted names", "digits one by one", "China-Russia", "French,", "French and"),
)
EASY = "Envoys of Peru and Chile met in Lima in May 1999 and signed a treaty on trade, which the Senate approved in 2001. "


@pytest.fixture(scope="module")
def easy(tagger):
    """Processor seconds of an easy paragraph."""
    text = (EASY * (SIZE // len(EASY) + 1))[:SIZE]
    return min(_spent(tagger, text) for _ in range(3))


def _spent(tagger, text):
    with threadpool_limits(limits=1):
        begun = time.process_time()
        tagger.tag(text, date="2020-01-01")
        return time.process_time() - begun


@pytest.mark.parametrize("name", HARD)
def test_hard_paragraphs_take_their_time_and_no_more(tagger, easy, name):
    """The whole pipeline over one paragraph; the better of two rounds, as a busy machine only ever adds."""
    text = hostile.text(name, SIZE)
    limit = TIMES * easy
    assert _spent(tagger, text) < limit or _spent(tagger, text) < limit


@pytest.mark.parametrize("name", hostile.NAMES)
def test_places_hold_in_hard_paragraphs(tagger, name):
    """Whatever the text, a mention is what stands at its place."""
    text = hostile.text(name, 2_000)
    article = tagger.tag(text, date="2020-01-01")
    assert all(text[one.start : one.end] == one.text for one in (*article.entities, *article.dates))


@pytest.mark.parametrize(
    ("text", "endless"),
    [
        ("Envoys met.", False),
        ("a" * MOST, False),
        ("a" * (MOST + 1), True),
        ("A line: " + "." * MOST_MARKS, False),
        ("A line: " + "." * (MOST_MARKS + 1) + " 12", True),
        ("Peru won. " + "(" * 1000 + " Chile  lost.", True),
        ("https://example.org/" + "a/" * 100, False),
    ],
)
def test_words_without_end_are_told(text, endless):
    """Long addresses and rows of dots are none; the pieces are all of the text but single spaces."""
    assert is_endless(text) == endless
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces(text))
    assert sum(len(piece) for _, piece in pieces(text)) >= len(text.replace(" ", ""))


def test_words_without_end_are_the_same_with_spacy(tagger):
    """The shipped recogniser and spaCy with its folder take them apart alike."""
    texts = [hostile.text(name, 2_000) for name in hostile.NAMES] + ["Peru " + "((a.m.)" * 60 + "  met\t\tChile. " + "-" * 400]
    assert sum(map(is_endless, texts)) > 40
    whole = load_with_spacy(shipped("entities"))
    for text in texts:
        assert tagger._entities.find([Passage.of(text)]) == whole.find([Passage.of(text)])


@pytest.mark.parametrize("many", [1, 5, 2_000])
def test_joined_states_are_found_however_many(many):
    """Two thousand joined by hyphens were a fault: one call within another for each."""
    passage = Passage.of("-".join(["China", "Russia"] * many) + " talks began.")
    [found] = countries.find([passage])
    assert [entity.text for entity in found] == ["China", "Russia"] * many
