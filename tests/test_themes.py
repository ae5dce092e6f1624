"""Themes: what the model sees, what it says of its reasons, what headings and neighbours add."""

from __future__ import annotations

import re

import numpy as np
import pytest
from sklearn.base import clone

from geopol.errors import InputError
from geopol.models import shipped
from geopol.paragraphs import split
from geopol.records import Document
from geopol.tagging import section_headings
from geopol.themes import ThemeModel, coloured, ordered, read_codebook
from geopol.themes.embedding import Embedding
from geopol.themes.model import Decision, pool
from geopol.themes.style import cues, features, find_cues
from geopol.training.arrays import linear
from geopol.training.features import StyleFeatures
from geopol.training.themes import heading_pipeline, pipeline

TEXTS = {
    "economy": """Exports of copper rose by nine per cent last year, and the port of Callao loaded more ore than it ever had. The
central bank kept its rate; traders in Lima expect the price to hold while smelters in Shandong buy what the mines can dig.""",
    "military": """Two frigates and a submarine joined the exercise off Bergen, and F-35 fighters flew from Ørland. The army moved
an armoured battalion north by rail, its tanks painted white, and fired its new howitzers on the range at Rena.""",
    "other": """The striker scored twice before half-time and the goalkeeper saved a penalty. Supporters of both teams stayed in
the stadium for the concert, at which the singer performed songs from her first album.""",
}


@pytest.fixture(scope="module")
def model():
    """The shipped model."""
    return ThemeModel.load(shipped("themes"))


@pytest.mark.parametrize("theme", TEXTS)
def test_plain_cases(model, theme):
    """What nobody would doubt."""
    [scores] = model.predict([TEXTS[theme]])
    assert (scores.primary, scores.status) == (theme, "ok")
    assert sum(scores.scores.values()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("theme", TEXTS)
def test_every_theme_has_its_reasons(model, theme):
    """Reasons for come first, strongest first; words stand in quotation marks and are words of the text."""
    [scores] = model.predict([TEXTS[theme]])
    weights = [reason.weight for reason in scores.why]
    positive = [weight for weight in weights if weight > 0]
    assert 1 <= len(positive) <= 5
    assert weights[: len(positive)] == sorted(positive, reverse=True)
    words = [reason.what.strip("“”") for reason in scores.why if reason.what.startswith("“")]
    assert words
    told = TEXTS[theme].lower().replace("-", " ")
    assert all(part in told for word in words for part in word.split())


def test_words_share_what_the_embedding_says():
    """The words' shares of a weighted sum of the embedding add up to it, whatever the text holds."""
    embedding = Embedding()
    weights = np.random.default_rng(3).normal(size=(1, embedding.width))
    for text in ("Exports to Świnoujście rose 5%.", "日本 and the U.S.'s LNG", "—", ""):
        found = embedding.embed([text.split()])
        told = embedding.shares(found, weights, np.array([0])).sum()
        assert told == pytest.approx(float(found.vectors[0] @ weights[0]), abs=1e-4)


TRICKY = [
    "Café owners in Łódź—don't re-open",
    "€100bn, 5% & the U.S.'s LNG_1",
    "ÅLAND\u00a0ISLANDS  x  ''",
    "日本 and 中国",
    "\x07bell",
]


def test_an_embedding_is_read_word_by_word():
    """What is looked up by word is what model2vec makes of the whole text."""
    from model2vec import StaticModel

    stock = StaticModel.from_pretrained(shipped("vectors"))
    for text in (*TEXTS.values(), *TRICKY):
        mine = Embedding().embed([text.split()]).vectors[0]
        assert mine == pytest.approx(stock.encode(text, max_length=None), abs=1e-5)


def _corpus():
    """Texts whose words come again, so that words and pairs are learnt."""
    texts = [sentence for text in TEXTS.values() for sentence in text.split(". ")] * 2 + TRICKY * 2
    return texts, [f"theme {number % 3}" for number in range(len(texts))]


@pytest.mark.parametrize("make", [pipeline, heading_pipeline])
@pytest.mark.parametrize("classes", [2, 3])
def test_arrays_say_what_the_pipeline_says(make, classes):
    """The model that is shipped gives the probabilities of the scikit-learn pipeline that it was made of."""
    texts, themes = _corpus()
    themes = themes if classes == 3 else [min(theme, "theme 1") for theme in themes]
    fitted = make().fit(texts, themes)
    model, asked = linear(fitted), [*texts, *TEXTS.values(), "", "unheard-of", "The army, the army and the port"]
    assert model.probabilities(model.see(asked)) == pytest.approx(fitted.predict_proba(asked), abs=1e-5)


def test_a_saved_model_is_the_same(model, tmp_path):
    """Same scores, same reasons, same bytes."""
    model.save(tmp_path)
    assert ThemeModel.load(tmp_path).predict(list(TEXTS.values())) == model.predict(list(TEXTS.values()))
    assert (tmp_path / "model.npz").read_bytes() == (shipped("themes") / "model.npz").read_bytes()


def test_a_text_is_judged_by_itself(model):
    """Which texts are predicted together does not change a score."""
    together = model.predict(list(TEXTS.values()))
    assert together == [model.predict([text])[0] for text in TEXTS.values()]


def test_a_heading_counts(model):
    """A paragraph that two themes could claim goes with its heading."""
    text = "Much was said of this in the years that followed, and more was left unsaid."
    [alone] = model.predict([text])
    [headed] = model.predict([text], ["Economic Relations"])
    assert headed.scores["economy"] > 3 * alone.scores["economy"]


def test_neighbours_under_one_heading_count():
    """A weak paragraph leans to what stands beside it, not to what stands under another heading."""
    told = np.log([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]])
    found = pool(told, np.zeros_like(told), ["one", "one", "two"], Decision(neighbours=0.5))
    assert found[1, 0] > 0.7
    assert found[2, 1] == pytest.approx(0.9)
    assert pool(told, np.zeros_like(told), [None] * 3, Decision(neighbours=0.5))[1, 0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("# Only a title\n\nA long first paragraph of the text, which ends here.\n", None, [None]),
        ("# Title\n\n## Part\n\nA long first paragraph of the text, which ends here.\n", None, ["Part"]),
        (
            "# One\n\nA long first paragraph of the text, which ends here.\n\n# Two\n\nAnother paragraph of text, ended.\n",
            "One",
            [None, "Two"],
        ),
        (
            "# One\n\nA long first paragraph of the text, which ends here.\n\n# Two\n\nAnother paragraph of text, ended.\n",
            None,
            ["One", "Two"],
        ),
    ],
)
def test_a_title_is_no_heading_of_a_section(text, title, wanted):
    """What stands over a whole article says nothing of one paragraph."""
    assert section_headings(Document("x", text, title=title), split(text)) == wanted


def test_the_cues_are_what_they_say():
    """A group finds its words whole, with their endings where a star stands, whatever the case."""
    assert cues()["future"].findall("It WILL be; goodwill is going to help by 2040") == ["WILL", "going to", "by 2040"]
    found = features("Ministers met. They will meet again in 2030, and they should.")
    assert found["future in first sentence"] == 0.0
    assert found["future in last sentence"] == 1.0
    assert found["sentences with should"] == 0.5
    assert found["years of era 4"] == 1.0


def test_cues_are_found_by_word_as_by_pattern():
    """Looking words up finds what the patterns find: cues of several words, overlapping ones, odd spacing, other cases."""
    odd = [
        "He has  to go: in\nconclusion they WON'T",
        "depends on Mr. President's non-aligned great-power",
        "Need to call ON",
        "in in sum",
        "",
    ]
    for text in (*TEXTS.values(), *odd, *TRICKY):
        wanted = {name: [match.start() for match in pattern.finditer(text)] for name, pattern in cues().items()}
        found = find_cues(text)
        assert {name: found.get(name, []) for name in wanted} == wanted


def test_style_follows_scikit_learn():
    """The constructor stores, `fit` learns, columns have names; an empty text is a row like any other."""
    texts = [*TEXTS.values(), ""]
    style = clone(StyleFeatures(scale=1.0)).fit(texts)
    rows = style.transform(texts)
    assert rows.shape == (4, len(style.get_feature_names_out()))
    assert np.isfinite(rows).all()
    assert np.abs(rows[:3].mean()) < 1.0


BOOK = '[themes.port]\nname = "Port"\ndefinition = "Is about a port."\n'


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('colour = "red"', "the theme 'port' has the colour 'red'; needed is one like '#e69f00'"),
        ("colour = 7", "is not a codebook"),
        (
            'colour = "#000001"\n[themes.law]\nname = "L"\ndefinition = "L."\ncolour = "#000001"',
            "'law' and 'port' have the same colour, #000001; each needs its own",
        ),
        ("[themes.law]", "is not a codebook: there is no 'name'; needed"),
    ],
)
def test_a_codebook_that_does_not_fit_is_refused(tmp_path, more, message):
    """File, theme and what is needed are named."""
    (tmp_path / "themes.toml").write_text(BOOK + more + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        read_codebook(tmp_path / "themes.toml")


def test_the_shipped_themes_have_colours_and_letters_of_their_own():
    themes = {theme.id: theme for theme in read_codebook().themes}
    assert all(theme.colour for theme in themes.values())
    assert (themes["geopolitics"].colour, themes["geopolitics"].ink) == ("#0072b2", "#5f87ff")
    assert themes["military"].ink == themes["military"].colour
    assert themes["other"].ink == ""


def test_themes_of_ones_own_get_colours_that_no_other_has():
    """The codebook's keep theirs, whatever else was met; when all colours are given away, they come again."""
    mixed = coloured(ordered(["port", "military", "law", "other"], read_codebook()))
    assert [(theme.id, theme.colour) for theme in mixed] == [
        ("military", "#d55e00"),
        ("law", "#e69f00"),
        ("port", "#56b4e9"),
        ("other", "#9a9a9a"),
    ]
    many = coloured(ordered([f"t{number:02}" for number in range(20)], read_codebook()))
    assert len({theme.colour for theme in many}) == 15
    assert many[15].colour == many[0].colour
