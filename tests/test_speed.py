"""Speed against spaCy's tokenizer in the same run, and what a cold start must not wait for."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from threadpoolctl import threadpool_limits

import geopol
from geopol import countries, dates
from geopol.dates import begin
from geopol.dates.openings import can_open, openings
from geopol.dates.scan import opening_words, rules
from geopol.models import shipped
from geopol.records import Document, Passage
from geopol.writing import to_json

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
# How many times the tokenizer's time each may take: 8.2 and 2.8 when this was written; a doubling fails.
WHOLE, RULES = 14.0, 5.0


def _spent(run):
    """Processor seconds on one thread."""
    with threadpool_limits(limits=1):
        start = time.process_time()
        run()
        return time.process_time() - start


def _least(run, rounds=3):
    """Of the quickest round: a busy machine only ever adds."""
    return min(_spent(run) for _ in range(rounds))


@pytest.fixture(scope="module")
def documents():
    """Some 30,000 words of the corpus."""
    files = sorted(ARTICLES.glob("*.md"))[:40]
    return [Document(file.name, re.sub(r"(?s)\A---.*?\n---\n", "", file.read_text(encoding="utf-8"))) for file in files]


@pytest.fixture(scope="module")
def floor(documents):
    """What the tokenizer alone takes, each word new to it."""
    texts = [line for document in documents for line in document.text.split("\n") if line]
    return min(_spent(lambda nlp=nlp: list(nlp.pipe(texts))) for nlp in (spacy.blank("en"), spacy.blank("en")))


@pytest.fixture(scope="module")
def tagger():
    return geopol.load()


def test_the_whole_is_fast(tagger, documents, floor):
    """From text to JSON; a doubling is a failure."""
    ratio = _least(lambda: [to_json(article) for article in tagger.pipe(documents)]) / floor
    assert ratio < WHOLE, f"{ratio:.1f} times the tokenizer's time"


def test_all_but_the_entities_is_fast(tagger, documents, floor):
    """Dates, countries by name and themes."""

    def run():
        for document in documents:
            passages = [Passage.of(line) for line in document.text.split("\n") if line]
            dates.tell(passages)
            countries.find(passages)
            tagger._themes.predict([passage.text for passage in passages])

    ratio = _least(run) / floor
    assert ratio < RULES, f"{ratio:.1f} times the tokenizer's time"


def test_the_rules_that_a_word_can_open_are_as_written_down():
    """`openings.json` is what comes out when it is worked out anew."""
    words = {*opening_words(), *begin.NUMBERS, *begin.MARKS}
    found = {word: frozenset(row["rules"]) for row in begin.table(rules(events=True), words) for word in row["words"].split()}
    assert openings() == found, "python -m geopol.dates.begin"


def test_every_rule_is_tried_where_its_example_begins():
    """What is left out for a word could not have begun there."""
    for rule in rules(events=True):
        word = re.match(r"[^\W_]+|['’‘]", rule.example).group().lower()
        assert can_open(word, rule.name), rule.name


def test_tagging_waits_for_no_scikit_learn():
    """scikit-learn is for training; spaCy's command line is for spaCy's command line, and stays where it was."""
    code = """
import sys, geopol
geopol.load().tag("Envoys met in Oslo in March 2014.")
print([name for name in ("sklearn", "scipy", "joblib", "spacy.cli") if name in sys.modules])
import spacy
print(spacy.info()["spacy_version"] == spacy.__version__, "spacy.cli" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True True"]


def test_the_vectors_are_kept_small():
    """They stay eight bits a number in memory, as they are on disk."""
    from geopol.themes.embedding import Embedding

    assert Embedding(shipped("vectors")).table.itemsize == 1
