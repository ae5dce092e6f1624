"""The shipped recogniser without spaCy: what spaCy makes of the same folder is the same, token by token and bit by bit."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import StringStore
from spacy.symbols import IDS

from geopol.entities.finder import load, load_with_spacy
from geopol.entities.forward import hashed
from geopol.entities.lean import LeanFinder, fits
from geopol.entities.lean.strings import norm, number, shape, tables
from geopol.models import shipped
from geopol.records import Passage

TEXTS = [
    "",
    " ",
    "   ",
    "Oslo",
    " Oslo  met\tLagos \n\n in  May ",
    "In March 2014 Moscow annexed Crimea; two years later Poland asked NATO for battalions.",
    "“Let’s go,” said the U.S. envoy; it's Rome’s, isn't it? (No.)",
    "The E.U.-backed plan costs US$3.5bn (£2.7bn) — 40% of it by 2025–26.",
    "See https://example.org/a?b=c, or mail a.b@example.com. #tag @name",
    "He'd've gone at 10a.m. and/or 3 p.m.; she's 8) :-) :( <3 'Cause ''quoted''",
    "Gen. Smith, Jr., of St. Petersburg vs. Co. Ltd. e.g. i.e. a.m. °C.",
    "naïve Łódź 1914–18 Mexico–U.S. 日本 中国。 مرحبا Київ",
    "a . m. It 's that 's and / or : ) : (",
    "case list mark root det ORG GPE IS_ALPHA",  # words that spaCy numbers by hand
    "\u00a0Oslo\u2009Bergen\u3000Lagos\u2028Rome\x1cMali\ufeff",
    "-- --- …… ... !!! ?! “” ‘’ «» [[ ]] (((",
    "http://127.0.0.1/ www.a-b.co.uk/x/y.html, foo.bar/baz 3,000,000 12:30 1/2 -5 +7 a_b x-y-z don't-care",
    "👍🏽 🇺🇳 e\u0301te\u0301 \u200bzero\u200bwidth",
    "x" * 120 + " " + "Ab1-" * 40,
]
WORDS = "Oslo U.S. it's ’s ' \" ( ) : - — ... a.m. 10a.m. and/or :) don't 1914–18 , . ; % Co. x / It let’s case é 中 '' <3 8)"
PIECES = st.sampled_from([*WORDS.split(), "https://a.org/b", "£3bn", " ", "  ", "\t", "\n", "\u00a0"])


@pytest.fixture(scope="module")
def lean() -> LeanFinder:
    return LeanFinder(shipped("entities"))


@pytest.fixture(scope="module")
def whole():
    return load_with_spacy(shipped("entities"))


def _tokens(finder, text):
    row, words = finder._tokenizer.split(text), finder._words
    return [
        (int(start), words.texts[word], *map(int, words.keys[word])) for start, word in zip(row.starts, row.words, strict=True)
    ]


def _by_spacy(whole, text):
    doc = whole.nlp.tokenizer(text)
    return [
        (token.idx, token.text, token.orth, token.lower, token.norm, token.prefix, token.suffix, token.shape) for token in doc
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_spacys(lean, whole, text):
    """Text, place and all six keys of every token."""
    assert _tokens(lean, text) == _by_spacy(whole, text)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_tokens_of_any_mixture_are_spacys(lean, whole, text):
    assert _tokens(lean, text) == _by_spacy(whole, text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_tokens_of_noise_are_spacys(lean, whole, text):
    assert _tokens(lean, text) == _by_spacy(whole, text)


def test_entities_are_spacys_to_the_last_digit(lean, whole):
    passages = [Passage.of(text.strip() or "x") for text in TEXTS] * 5
    found = lean.find(passages)
    assert found == whole.find(passages)
    assert any(found)


def test_entities_of_whole_articles_are_spacys(lean, whole, sample_texts):
    for text in sample_texts:
        passages = [Passage.of(line) for line in text.split("\n") if line.strip()]
        assert lean.find(passages) == whole.find(passages)


@pytest.fixture(scope="module")
def sample_texts():
    folder = shipped("articles")
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))[:20]]


def test_what_was_read_before_does_not_show(lean, monkeypatch):
    passages = [Passage.of(text) for text in TEXTS if text.strip()]
    wanted = LeanFinder(shipped("entities")).find(passages)
    assert lean.find(passages) == wanted
    monkeypatch.setattr("geopol.entities.lean.tokenizer.MOST", 10)
    assert [lean.find(passages) for _ in range(2)] == [wanted] * 2


def test_the_tables_are_those_of_the_installed_spacy():
    """`spacy.json` was made with them: ``{"symbols": dict(sorted(IDS.items())), "norms": BASE_NORMS}``."""
    assert tables() == {"symbols": dict(IDS), "norms": BASE_NORMS}


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_strings_have_spacys_numbers(text):
    assert number(text) == StringStore().add(text)


@pytest.mark.parametrize("text", ["", "a", "12345678", "123456789", "case", "ORG", "é" * 9])
def test_some_strings_have_spacys_numbers(text):
    assert number(text) == StringStore().add(text)


@pytest.mark.parametrize(
    ("word", "its_norm", "its_shape"),
    [
        ("Oslo", "oslo", "Xxxx"),
        ("’s", "'s", "’x"),
        ("£", "$", "£"),
        ("1914–18", "1914–18", "dddd–dd"),
        ("x" * 100, "x" * 100, "LONG"),
    ],
)
def test_norms_and_shapes(word, its_norm, its_shape):
    assert (norm(word), shape(word)) == (its_norm, its_shape)


def test_hashes_are_thincs():
    from thinc.api import NumpyOps

    numbers = np.random.default_rng(1).integers(0, 2**63, 500, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    for seed in (0, 8, 11, 2**31):
        assert np.array_equal(np.stack(hashed(numbers, seed), axis=1), NumpyOps().hash(numbers, seed))


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (None, True),
        (('pipeline = ["geopol_entities"]', 'pipeline = ["geopol_dates","geopol_entities"]'), False),
        (('@tokenizers = "spacy.Tokenizer.v1"', '@tokenizers = "mine.v1"'), False),
        (('lang = "en"', 'lang = "de"'), False),
    ],
)
def test_other_pipelines_go_through_spacy(tmp_path, change, wanted):
    config = (shipped("entities") / "config.cfg").read_text(encoding="utf-8")
    (tmp_path / "config.cfg").write_text(config.replace(*change) if change else config, encoding="utf-8")
    (tmp_path / "meta.json").write_text(json.dumps({"geopol": {}}), encoding="utf-8")
    assert fits(tmp_path) is wanted


def test_a_pipeline_without_geopols_seal_goes_through_spacy(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    assert not fits(tmp_path)
    assert not fits("en_core_web_trf")


def test_tagging_with_the_shipped_models_imports_no_spacy():
    """Half of a cold start was importing it."""
    code = "import sys, geopol; geopol.load().tag('Oslo met Lagos in May 2014.'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_shipped_recogniser_is_read_without_spacy():
    assert isinstance(load(shipped("entities")), LeanFinder)
