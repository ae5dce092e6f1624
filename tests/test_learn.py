"""Corrections make the model better, and it says what they cost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from typer.testing import CliRunner

import geopol
from geopol.corpus import LabelledParagraph
from geopol.errors import InputError
from geopol.learning import course, learn
from geopol.learning.adapting import Rehearsal, adapt
from geopol.learning.outcome import HELD_BACK, Change, Flip, Flips, Learned, falls, measure, slips, themes_of
from geopol.learning.places import find_places, themes_at
from geopol.models import read_meta
from geopol.records import Document
from geopol.reviewing import Correction, Journal
from geopol.themes import ThemeModel
from geopol.training.themes import train
from geopol.writing import to_json

# Paragraphs written for this test on a topic that the shipped model knows little of: 30 corrections from ten articles, and 20
# paragraphs of other articles.
NETWORKS = [line.split("\t") for line in Path(__file__).with_name("networks.tsv").read_text(encoding="utf-8").splitlines()]


def part(name):
    """The paragraphs of one part."""
    return [LabelledParagraph(text, theme, (), article) for where, article, theme, text in NETWORKS if where == name]


def write_gold(path, paragraphs):
    """A table as gold."""
    rows = [{"id": str(n), "title": one.document, "text": one.text, "theme": one.theme} for n, one in enumerate(paragraphs)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def write_corrections(path, paragraphs, was="other"):
    """A review in which every paragraph got its theme."""
    asked = [Correction(one.document, n, one.text, was=was) for n, one in enumerate(paragraphs)]
    journal = Journal(path, asked)
    for correction, paragraph in zip(asked, paragraphs, strict=True):
        journal.save(replace(correction, theme=paragraph.theme, also=paragraph.also))
    return path


@pytest.fixture(scope="module")
def shipped():
    """The shipped theme model."""
    return ThemeModel.load(ROOT / "models" / "themes")


@pytest.fixture(scope="module")
def networks(tmp_path_factory):
    """The shipped model after the 30 corrections: what came of them, and the folder."""
    folder = tmp_path_factory.mktemp("networks")
    corrections = write_corrections(folder / "c.jsonl", part("learn"))
    held = write_gold(folder / "held.jsonl", part("held"))
    return learn([corrections], folder / "models", gold=[held]), folder


def changes(learned):
    """Accuracy before and after, by set."""
    return {one.name: one.accuracy for one in learned.changes}


def test_thirty_corrections_teach_a_new_topic(networks):
    """Paragraphs of the topic that were not corrected are told better, and nothing else is told worse."""
    found = changes(networks[0])
    assert len(part("learn")) == 30
    assert found["held"] == (80.0, 90.0)
    assert found["corrections, learnt"] == (70.0, 100.0)
    assert found["corrections, held back"] == (70.0, 80.0)
    before, after = found["known before"]
    assert abs(before - after) < 1
    assert networks[0].worse == ()


def test_the_gold_stays(networks, shared):
    """Real paragraphs of all themes are told as well as before."""
    from geopol.corpus import read_corpus

    gold = read_corpus([shared / "data" / "gold" / "dev.jsonl"])
    old, new = (ThemeModel.load(folder / "themes") for folder in (ROOT / "models", networks[1] / "models"))
    change = measure("dev", gold, themes_of(old, gold), themes_of(new, gold))
    assert change.accuracy[1] >= change.accuracy[0] - 1


def test_the_new_model_tags_and_remembers(networks, shipped):
    """It loads like any other; its history says where it comes from and what it learnt."""
    learned, folder = networks
    article = geopol.load(folder / "models").tag(part("learn")[0].text)
    assert article.paragraphs[0].theme == "military"
    assert article.paragraphs[0].why
    [entry] = read_meta(folder / "models" / "themes")["history"]
    assert (entry["from"], entry["method"], entry["corrections"], entry["changed"]) == (shipped.fingerprint, "adapted", 30, 23)
    assert entry["by_theme"] == {"economy": 9, "military": 14, "other": 7}
    assert "30 corrections, adapted" in (folder / "models" / "themes" / "README.md").read_text(encoding="utf-8")
    assert learned.written


def test_a_second_lesson_adds_to_the_history(networks, tmp_path):
    """What was learnt before stays in the chain."""
    _, folder = networks
    more = write_corrections(tmp_path / "more.jsonl", part("held")[:4])
    learn([more], tmp_path / "models", models=folder / "models", rehearse=[folder / "held.jsonl"], force=True)
    history = read_meta(tmp_path / "models" / "themes")["history"]
    assert [entry["corrections"] for entry in history] == [30, 4]
    assert history[1]["from"] == read_meta(folder / "models" / "themes")["geopol"]["fingerprint"]


THEMES = {
    "port": ["cranes", "quay", "berth", "ship", "cargo", "harbour", "pilot", "tug", "anchor", "crew"],
    "law": ["judge", "court", "verdict", "appeal", "lawyer", "statute", "clause", "witness", "bench", "ruling"],
    "farm": ["wheat", "barley", "harvest", "tractor", "field", "seed", "plough", "cattle", "barn", "silo"],
}


def small(count=8, themes=("port", "law")):
    """A corpus of made-up words: articles of one paragraph a theme."""
    rows = []
    for n in range(count):
        for theme in themes:
            words = THEMES[theme]
            text = " ".join(words[(n * 3 + k * k) % len(words)] for k in range(9))
            rows.append(LabelledParagraph(f"The {text} number {n}.", theme, (), f"article {n}"))
    return rows


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A user's own model of two themes, of which scikit-learn keeps one row of weights."""
    folder = tmp_path_factory.mktemp("own")
    train([write_gold(folder / "corpus.jsonl", small())], folder / "models" / "themes")
    return folder


def test_without_corrections_nothing_moves(own):
    """Learning nothing leaves the weights where they were."""
    model = ThemeModel.load(own / "models" / "themes")
    texts = [paragraph.text for paragraph in small()]
    paragraph = LabelledParagraph(texts[0], themes_of(model, small()[:1])[0], (), "a")
    sure = model.probabilities(texts)
    moved = adapt(model, [paragraph], Rehearsal.of(model, texts)).probabilities(texts)
    assert np.abs(moved - sure).max() < 0.15
    assert (moved.argmax(axis=1) == sure.argmax(axis=1)).all()


def test_two_themes_are_moved_as_many(own):
    """A model of two themes learns a word, to either side."""
    model = ThemeModel.load(own / "models" / "themes")
    texts = [paragraph.text for paragraph in small()]
    for theme in ("port", "law"):
        taught = [
            LabelledParagraph(f"The zeppelin landed by the mast, {word}.", theme, (), "z") for word in ("one", "two", "three")
        ]
        moved = adapt(model, taught, Rehearsal.of(model, texts))
        assert themes_of(moved, taught) == [theme] * 3
        assert themes_of(moved, small()) == themes_of(model, small())
        assert moved.texts.weights.shape == model.texts.weights.shape


def test_the_same_corrections_give_the_same_model(own, tmp_path):
    """Same bytes, whoever learns when."""
    corrections = write_corrections(tmp_path / "c.jsonl", [LabelledParagraph("A zeppelin by the mast.", "port", (), "z")])
    prints = set()
    for name in ("one", "two"):
        learn([corrections], tmp_path / name, models=own / "models", rehearse=[own / "corpus.jsonl"], force=True)
        prints.add(read_meta(tmp_path / name / "themes")["geopol"]["fingerprint"])
    assert len(prints) == 1


def test_a_new_theme_needs_the_corpus(own, tmp_path):
    """Without it the theme is refused, with the way out; with it the model is trained anew and knows three themes."""
    farm = small(4, ("farm",))
    corrections = write_corrections(tmp_path / "c.jsonl", farm, was="port")
    with pytest.raises(InputError, match=r"no theme 'farm', only law, port; give --corpus to train it anew"):
        learn([corrections], tmp_path / "models", models=own / "models")
    learned = learn([corrections], tmp_path / "models", models=own / "models", corpus=[own / "corpus.jsonl"])
    assert learned.method == "retrained"
    assert changes(learned)["corrections, learnt"] == (0.0, 100.0)
    assert ThemeModel.load(tmp_path / "models" / "themes").labels == ("farm", "law", "port")


def test_a_correction_outdoes_the_corpus(own, tmp_path):
    """A paragraph of the corpus that was corrected is learnt as corrected, and is no contradiction."""
    wrong = small()[0]
    corrections = write_corrections(tmp_path / "c.jsonl", [replace(wrong, theme="law")])
    learned = learn([corrections], tmp_path / "m", models=own / "models", corpus=[own / "corpus.jsonl"], force=True)
    assert learned.corrections == (1, 1)


def test_a_model_that_gets_worse_is_refused(own, tmp_path):
    """Every theme turned around: the gold falls, nothing is written, and --force writes it all the same."""
    from geopol.cli import app

    turned = [replace(one, theme="law" if one.theme == "port" else "port") for one in small()]
    corrections = write_corrections(tmp_path / "c.jsonl", turned)
    gold = write_gold(tmp_path / "gold.jsonl", small())
    command = ["learn", str(corrections), "--models", str(own / "models"), "--gold", str(gold), "-o", str(tmp_path / "new")]
    command += ["--rehearse", str(write_gold(tmp_path / "other.jsonl", [LabelledParagraph("Salt and rain.", "law", (), "x")]))]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 1
    assert "worse: gold: accuracy falls from 100.0 to" in told.output
    assert "not written; --force writes it all the same" in told.output
    assert not (tmp_path / "new").exists()
    assert CliRunner().invoke(app, [*command, "--force"]).exit_code == 0
    assert (tmp_path / "new" / "themes" / "meta.json").is_file()


@pytest.mark.parametrize(("after", "tolerance", "worse"), [(99.0, 1.0, 0), (98.9, 1.0, 1), (98.9, 2.0, 0), (101.0, 0.0, 0)])
def test_the_tolerance_is_held_to_the_point(after, tolerance, worse):
    """A fall by just the tolerance passes; what was learnt proves nothing either way."""
    change = Change("gold", 100, (100.0, after), (0.0, 0.0))
    assert len(falls([change, replace(change, held=False)], tolerance)) == worse


def test_tags_that_would_flip_are_counted(own, tmp_path):
    """Each paragraph of an earlier run that the new model gives another theme, by both models' own reading."""
    tagger = geopol.load(own / "models")
    text = "The judge of the court heard an appeal and a verdict.\n\nA zeppelin sank beside the mast; zeppelin and mast sank."
    article = tagger.tag(text)
    zeppelin = article.paragraphs[1]
    other = "law" if zeppelin.theme == "port" else "port"
    (tmp_path / "tags.jsonl").write_bytes(to_json(article))
    corrections = write_corrections(tmp_path / "c.jsonl", [LabelledParagraph(zeppelin.text, other, (), "z")])
    rehearse = {"rehearse": [own / "corpus.jsonl"]}
    learned = learn(
        [corrections], tmp_path / "new", models=own / "models", tags=[tmp_path / "tags.jsonl"], **rehearse, force=True
    )
    assert (learned.flips.looked, learned.flips.others, learned.flips.unasked) == (2, 1, 0)
    assert [(flip.paragraph, flip.before, flip.after) for flip in learned.flips.found] == [(1, zeppelin.theme, other)]
    again = geopol.load(tmp_path / "new").tag(text)
    assert [one.theme for one in again.paragraphs] == [article.paragraphs[0].theme, other]


def test_entities_of_ones_own_go_along(own, tmp_path):
    """A folder of models that has a recogniser keeps it."""
    models = tmp_path / "models"
    (models / "entities").mkdir(parents=True)
    (models / "entities" / "meta.json").write_text("{}")
    (models / "themes").symlink_to(own / "models" / "themes")
    corrections = write_corrections(tmp_path / "c.jsonl", small()[:2])
    learn([corrections], tmp_path / "new", models=models, rehearse=[own / "corpus.jsonl"], force=True)
    assert (tmp_path / "new" / "entities" / "meta.json").read_text() == "{}"


def test_nothing_to_learn_is_said(own, tmp_path):
    """No decision, or the old folder as the new one."""
    Journal(tmp_path / "c.jsonl", [Correction("a", 0, "text")])
    with pytest.raises(InputError, match="nobody gave a paragraph a theme"):
        learn([tmp_path / "c.jsonl"], tmp_path / "new")
    with pytest.raises(InputError, match="would replace the old ones"):
        learn([tmp_path / "c.jsonl"], own / "models", models=own / "models")


def test_line_breaks_read_as_the_tagger_reads_them():
    """A corrected paragraph with hard line breaks is learnt on one line."""
    [learnt] = course._labelled([Correction("a", 0, "The co-\noperation of the\nfleets", theme="military")])
    assert learnt.text == "The cooperation of the fleets"


HEADS = ("Prices and trade", "A look back", "Talks between the capitals", "What to expect")


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    """Articles whose headings speak for other themes than the paragraphs, tagged, and half of the paragraphs corrected.

    The second has copies of the first's paragraphs, under other headings and with other white space.
    """
    folder = tmp_path_factory.mktemp("placed")
    texts = [one.text for one in part("learn")[:8]]
    first = "\n\n".join(f"## {HEADS[n // 2]}\n\n{text}" if n % 2 == 0 else text for n, text in enumerate(texts))
    copied = [text.replace(" ", "  ", 3) for text in texts[:4]]
    second = "\n\n".join(f"## {HEADS[3 - n]}\n\n{text}" for n, text in enumerate(copied))
    documents = [Document("a", first, "A"), Document("b", second, "B")]
    tagged = list(geopol.load().pipe(documents))
    (folder / "t.jsonl").write_bytes(b"".join(map(to_json, tagged)))
    bodies = [one for one in tagged[0].paragraphs if one.kind == "body"]
    assert len(bodies) == 8
    asked = [Correction.of(tagged[0], one) for one in bodies]
    journal = Journal(folder / "t.corrections.jsonl", asked)
    for n, one in enumerate(asked):
        journal.save(replace(one, theme=one.was if n in (3, 5) else "geopolitics" if n % 2 else "outlook", also=()))
    journal.close()
    return folder, documents, list(journal.corrections.values())


def test_what_was_corrected_comes_out_when_tagged_again(placed):
    """In its article, whatever heading and neighbours say; what was confirmed stays; the same words elsewhere follow."""
    folder, documents, corrections = placed
    learned = learn(
        [folder / "t.corrections.jsonl"], folder / "m", tags=[folder / "t.jsonl"], rehearse=rehearsed(folder), force=True
    )
    first, second = geopol.load(folder / "m").pipe(documents)
    wanted = {" ".join(one.text.split()): one.theme for one in corrections}
    said = {one.text: one.theme for one in first.paragraphs if one.kind == "body"}
    assert said == wanted
    copies = {" ".join(one.text.split()): one.theme for one in second.paragraphs if one.kind == "body"}
    assert copies == {text: wanted[text] for text in copies}
    assert [one.kind for one in learned.standings].count("copy") == 4
    assert all(one.holds for one in learned.standings)
    assert [line for line in learned.sentences() if line.startswith("tagged again")] == [
        "tagged again, 6 of 6 corrected paragraphs come out as corrected",
        "tagged again, 2 of 2 confirmed paragraphs stay as they were",
        "tagged again, 4 of 4 copies of them elsewhere follow",
    ]


def rehearsed(folder):
    """Other texts of the field, few, for speed."""
    return [write_gold(folder / "others.jsonl", part("held"))]


def test_texts_alone_would_not_have_come_out(placed, shipped):
    """The articles above are such that a model that learns paragraphs without them gets some wrong there."""
    folder, _, corrections = placed
    taught = course._labelled(corrections)
    places = find_places(corrections, taught, [folder / "t.jsonl"])
    rehearsal = Rehearsal.of(shipped, [one.text for one in part("held")])
    alone = adapt(shipped, taught, rehearsal)
    assert themes_of(alone, taught) == [one.theme for one in taught]
    assert themes_at(alone, places) != [taught[place.taught].theme for place in places]


def test_what_does_not_come_out_is_named(placed, tmp_path):
    """Two persons who disagree cannot both be followed; the command says whose word does not hold, and where."""
    from geopol.cli import app

    folder, _, corrections = placed
    text = corrections[0].text
    other = Correction("c", 7, text, was="other", theme="economy")
    Journal(tmp_path / "more.jsonl", [other]).save(other)
    command = ["learn", str(folder / "t.corrections.jsonl"), str(tmp_path / "more.jsonl"), "-o", str(tmp_path / "m"), "--force"]
    told = CliRunner().invoke(app, [*command, "--rehearse", str(rehearsed(folder)[0])], terminal_width=200)
    assert f"the articles of the corrections are taken from {folder / 't.jsonl'}" in told.output
    assert f"corrected, but not as said: a paragraph 1, outlook, comes out economy: {text[:100]}" in told.output


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (70.0, "nothing general was learnt, articles that the model had not seen come out as before: 70.0 → 70.0"),
        (80.0, "what was learnt helps in articles that the model had not seen: 70.0 → 80.0"),
        (60.0, "what was learnt does harm in articles that the model had not seen: 70.0 → 60.0"),
    ],
)
def test_the_score_held_back_is_put_in_words(after, said):
    """Whether anything general was learnt, in a sentence."""
    learned = Learned("adapted", (30, 9), (Change(HELD_BACK, 30, (70.0, after), (0.0, 0.0)),), (), Flips(), (), (), True)
    assert learned.sentences() == [f"corrections, held back: {said}"]


def flipped(unasked, taught):
    """Flips of tags that nobody corrected, and of those that were."""
    return tuple(Flip("a", n, "economy", "outlook", "text", taught=n >= unasked) for n in range(unasked + taught))


@pytest.mark.parametrize(
    ("themes", "were", "unasked", "others", "doubts"),
    [
        (["economy"] * 10, ["economy", "other"] * 5, 0, 0, ["all 10 corrections are to economy, where the model had 2 themes"]),
        (["economy"] * 10, ["other"] * 10, 0, 0, []),
        (["economy"] * 9, ["economy", "other", "outlook"] * 3, 0, 0, []),
        (["economy"] * 9 + ["other"], ["economy", "other"] * 5, 0, 0, []),
        (["economy"], ["other"], 10, 100, []),
        (
            ["economy"],
            ["other"],
            11,
            100,
            ["11 of 100 tags that nobody corrected would flip, over 10%"],
        ),
        (["economy"], ["other"], 4, 5, []),
    ],
)
def test_what_looks_like_a_slip_is_said(themes, were, unasked, others, doubts):
    """All of one theme, or more than a tenth of the other tags would turn; few of either are no sign."""
    corrections = [Correction("a", n, "t", was=was, theme=theme) for n, (theme, was) in enumerate(zip(themes, were, strict=True))]
    assert list(slips(corrections, Flips(flipped(unasked, 20), others + 20, others))) == doubts


def test_a_slip_is_not_written_unless_forced(own, tmp_path):
    """Every paragraph set to one theme by mistake: refused, with the reason; --force writes it all the same."""
    from geopol.cli import app

    asked = [Correction(one.document, n, one.text, was=one.theme, theme="law") for n, one in enumerate(small())]
    journal = Journal(tmp_path / "c.jsonl", asked)
    for one in asked:
        journal.save(one)
    command = [
        "learn",
        str(tmp_path / "c.jsonl"),
        "--models",
        str(own / "models"),
        "-o",
        str(tmp_path / "new"),
        "--tolerance",
        "100",
    ]
    command += ["--rehearse", str(write_gold(tmp_path / "other.jsonl", [LabelledParagraph("Salt and rain.", "law", (), "x")]))]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 1
    assert "a slip? all 16 corrections are to law, where the model had 2 themes" in told.output
    assert not (tmp_path / "new").exists()
    assert CliRunner().invoke(app, [*command, "--force"]).exit_code == 0
