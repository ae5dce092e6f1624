"""Training: any label set, by document, with messages that say what to mend."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
import spacy

import geopol
from geopol.corpus import LabelledParagraph, read_corpus
from geopol.entities.labels import LABELS
from geopol.entities.recogniser import ALLOWED
from geopol.errors import InputError
from geopol.gold import GoldEntity, GoldText
from geopol.training.augment import DRESSES, dress, pick
from geopol.training.decision import fit_decision
from geopol.training.examples import example
from geopol.training.report import calibration_error
from geopol.training.themes import check, train

ARTICLE = """---
title: Two ports
date: 2020-01-01
region: Europe
voice: news
---

## A quarrel over cranes {trade}

The port bought cranes.

{also: trade, law}
A court stopped the sale.

## The fleet {navy}

- Three frigates lay at anchor.
"""

WORDS = {
    "trade": "cargo tariff export market price customs grain harbour dues duty shipment buyer seller invoice freight",
    "navy": "frigate admiral fleet torpedo cruiser squadron blockade sailor gunboat convoy deck battery salvo mine hull",
    "law": "judge verdict appeal statute court ruling lawyer plaintiff tribunal clause evidence witness trial bench writ",
}


@pytest.fixture
def table(tmp_path):
    """A made-up corpus of three themes."""
    draw = np.random.default_rng(5)
    rows = [
        {"id": f"{theme}{n}", "title": f"{theme} {n // 4}", "text": " ".join(draw.choice(words.split(), 12)), "theme": theme}
        for theme, words in WORDS.items()
        for n in range(24)
    ]
    path = tmp_path / "table.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_an_article_is_read(tmp_path):
    """Headings give the theme, the line above a paragraph its further ones, bullets are paragraphs."""
    path = tmp_path / "ports.md"
    path.write_text(ARTICLE)
    assert read_corpus([path]) == [
        LabelledParagraph("The port bought cranes.", "trade", (), "Two ports", "A quarrel over cranes"),
        LabelledParagraph("A court stopped the sale.", "trade", ("trade", "law"), "Two ports", "A quarrel over cranes"),
        LabelledParagraph("Three frigates lay at anchor.", "navy", (), "Two ports", "The fleet"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Two ports\n", "", "begins with front matter"),
        (" {navy}", "", "line 15: the heading '## The fleet' names no theme"),
        ("## A quarrel over cranes {trade}\n", "", "line 9: a paragraph stands before the first heading"),
    ],
)
def test_a_broken_article_is_named_with_its_line(tmp_path, old, new, message):
    """The message says which file, which line, and what is needed."""
    path = tmp_path / "ports.md"
    path.write_text(ARTICLE.replace(old, new))
    with pytest.raises(InputError, match=message):
        read_corpus([tmp_path])


def test_a_table_needs_no_ids(tmp_path):
    """A row is its text and theme; without an id it is called by its line, without a title it is a document of its own."""
    path = tmp_path / "table.jsonl"
    path.write_text('{"text": "One.", "theme": "a"}\n{"text": "Two.", "theme": "b"}\n')
    assert [(p.text, p.theme, p.document) for p in read_corpus([path])] == [("One.", "a", "1"), ("Two.", "b", "2")]
    other = tmp_path / "table.xlsx"
    other.write_text("x")
    with pytest.raises(InputError, match=r"table\.xlsx holds no labels: allowed are folders"):
        read_corpus([other])


def test_a_folder_without_articles_is_refused(tmp_path):
    """Nothing to learn from is an error, not an empty model."""
    with pytest.raises(InputError, match="no labelled paragraphs"):
        read_corpus([tmp_path])


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([LabelledParagraph("x", "a", (), "1")], "at least 2 themes, the corpus has a"),
        (
            [LabelledParagraph("x", "a", (), "1"), LabelledParagraph("y", "b", (), "2")],
            r"at least 2 documents .*; too few: a, b",
        ),
        (
            [LabelledParagraph("x", "a", (), "1"), LabelledParagraph("x", "b", (), "2")],
            "one paragraph has two themes, 'a' and 'b'",
        ),
        (
            [LabelledParagraph("x", "a", (), "1"), LabelledParagraph("x", "a", (), "2")],
            "one paragraph stands in two documents, '1' and '2'; keep one: 'x'",
        ),
        (
            [LabelledParagraph(f"{t}{n}", t, ("navvy",), str(n)) for t in "ab" for n in range(2)],
            "no paragraph has the theme 'navvy', which another names as a further one; known: a, b",
        ),
        (
            [LabelledParagraph(f"{t} {n}", f"theme {t}", (), str(n)) for t in range(101) for n in range(2)],
            "at most 100 themes, the corpus has 101",
        ),
    ],
)
def test_a_corpus_that_teaches_nothing_is_refused(corpus, message):
    """The message says what to mend."""
    with pytest.raises(InputError, match=message):
        check(corpus)


def test_ones_own_themes_are_learnt_and_tagged(table, tmp_path):
    """Three made-up themes, trained, saved, loaded and used; the entities come from the shipped model."""
    report = train([table], tmp_path / "models" / "themes")
    assert report.scores["accuracy"] > 90
    assert report.labels == ("law", "navy", "trade")
    article = geopol.load(tmp_path / "models").tag("The judge heard the appeal and the court gave its verdict in Oslo.")
    assert article.paragraphs[0].theme == "law"
    assert set(article.paragraphs[0].scores) == {"law", "navy", "trade"}
    assert "Oslo" in {entity.text for entity in article.entities}


def test_two_trainings_give_the_same_model(table, tmp_path):
    """Seeds are fixed: the weights' hashes are equal."""
    for name in ("one", "two"):
        train([table], tmp_path / name)
    one, two = (json.loads((tmp_path / name / "meta.json").read_text())["geopol"]["fingerprint"] for name in ("one", "two"))
    assert one == two


def test_temperature_makes_timid_scores_bold():
    """A classifier that is always right at 0.6 is sharpened."""
    corpus = [LabelledParagraph(str(n), "ab"[n % 2], (), str(n)) for n in range(40)]
    told = np.log([[0.6, 0.4] if n % 2 == 0 else [0.4, 0.6] for n in range(40)])
    assert fit_decision(told, np.zeros_like(told), ["a", "b"], corpus).temperature < 0.5


def test_calibration_error():
    """Scores of 0.9 that are right half of the time are 0.4 off."""
    best, right = np.full(10, 0.9), np.array([True, False] * 5)
    assert calibration_error(best, right) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("cover", "unknown"),
    [
        (None, []),
        (frozenset({"PERSON", "ORG"}), ["Minsk", "Protocol", "of", "September"]),
        (frozenset({"GPE"}), ["signed", "the", "Minsk", "Protocol", "of", "September", "."]),
    ],
)
def test_what_a_file_does_not_cover_is_missing_not_absent(cover, unknown):
    """In a file that marks people and organisations, other capitalised words may be anything; lower-case ones are nothing."""
    text = "Kuchma signed the Minsk Protocol of September."
    gold = GoldText("1", text, entities=(GoldEntity(0, 6, "PERSON"),), cover=cover)
    reference = example(spacy.blank("en").make_doc(text), gold).reference
    assert [(entity.text, entity.label_) for entity in reference.ents] == [("Kuchma", "PERSON")]
    assert [token.text for token, tags in _open(reference) if "O" in tags and len(tags) > 1] == unknown


def _open(reference):
    """Each token with the names of the tags that it may have."""
    names = ("O", *(f"{place}-{label}" for label in LABELS for place in "BILU"))
    for token, bits in zip(reference, reference.user_data[ALLOWED], strict=True):
        yield token, {name for at, name in enumerate(names) if int(bits) >> at & 1}


def test_what_is_covered_is_told_apart_from_what_is_not():
    """In a file of people and organisations an unmarked name is neither; it may be anything else."""
    gold = GoldText("1", "Kuchma left Minsk.", entities=(GoldEntity(0, 6, "PERSON"),), cover=frozenset({"PERSON", "ORG"}))
    reference = example(spacy.blank("en").make_doc(gold.text), gold).reference
    person, _, minsk, _ = (tags for _, tags in _open(reference))
    assert person == {"U-PERSON"}
    assert {"O", "U-GPE", "B-LAW"} < minsk
    assert not {"U-PERSON", "I-ORG"} & minsk


def test_a_place_of_unknown_kind_is_one_of_three():
    """PLACE says GPE, LOC or FAC without saying which."""
    gold = GoldText("1", "He was shown Suez Canal.", entities=(GoldEntity(13, 23, "PLACE"),), cover=frozenset({"PLACE"}))
    reference = example(spacy.blank("en").make_doc(gold.text), gold).reference
    assert [tags for _, tags in _open(reference)][3:5] == [{"B-GPE", "B-LOC", "B-FAC"}, {"L-GPE", "L-LOC", "L-FAC"}]


def test_a_stretch_of_unknown_kind_may_be_anything():
    """`missing` says that there is a name and no more."""
    gold = GoldText("1", "He was shown Suez.", entities=(), missing=((13, 17),))
    reference = example(spacy.blank("en").make_doc(gold.text), gold).reference
    assert [len(tags) for _, tags in _open(reference)] == [1, 1, 1, 1 + 4 * len(LABELS), 1]


@pytest.mark.parametrize(
    ("name", "worn"),
    [
        ("", "Nağehan’s Straße in İzmir"),
        ("capitals", "NAĞEHAN’S STRAßE IN İZMIR"),
        ("small", "nağehan’s straße in İzmir"),
        ("quotes", "Nağehan's Straße in İzmir"),
        ("letters", "Nagehan’s Straße in Izmir"),
    ],
)
def test_a_dress_moves_no_character(name, worn):
    """Marks hold in any dress, so letters that would become two stay as they are."""
    text = GoldText("1", "Nağehan’s Straße in İzmir", entities=(GoldEntity(20, 25, "GPE"),))
    assert dress(text, name).text == worn
    assert len(worn) == len(text.text)


def test_most_texts_wear_no_dress():
    """About one in six is dressed, the same ones each time."""
    worn = [pick(random.Random(4)) for _ in range(3)] + [pick(random.Random(at)) for at in range(2000)]
    assert len(set(worn[:3])) == 1
    assert 0.78 < worn.count("") / len(worn) < 0.88
    assert set(worn) == {"", *DRESSES}
