"""geopol as a citizen of scikit-learn: its rules, its tools, and the same model as `geopol train`."""

# ruff: noqa: N803, N806 - X is scikit-learn's name
from __future__ import annotations

import json
import pickle

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data
from test_training import WORDS

import geopol
from geopol.corpus import read_corpus
from geopol.models import shipped
from geopol.training import ThemeClassifier
from geopol.training.features import StaticEmbedder, StyleFeatures
from geopol.training.themes import train


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A table of three made-up themes, some paragraphs with headings and further themes, as `geopol train` reads it."""
    draw = np.random.default_rng(5)
    rows = [
        {
            "title": f"{theme} {n // 4}",
            "text": " ".join(draw.choice(words.split(), 12)),
            "theme": theme,
            "also": ["law"] if theme == "navy" and n % 5 == 0 else [],
        }
        for theme, words in WORDS.items()
        for n in range(24)
    ]
    path = tmp_path_factory.mktemp("corpus") / "table.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.fixture(scope="module")
def labelled(corpus):
    """The same as columns."""
    rows = read_corpus([corpus])
    return {
        "texts": [row.text for row in rows],
        "themes": [row.theme for row in rows],
        "also": [row.also for row in rows],
        "documents": [row.document for row in rows],
    }


def spelt(numbers):
    """Rows of numbers as texts that say the same: each number by itself and rounded to several widths."""
    steps = (1e-4, 0.5, 1.0, 2.0, 4.0)
    return [
        " ".join(
            f"w{column}s{at}v{round(value / step)}".replace("-", "m")
            for column, value in enumerate(row)
            for at, step in enumerate(steps)
        )
        for row in numbers
    ]


class OnNumbers:
    """Lets scikit-learn's checks, which have numbers alone, at an estimator of texts."""

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = tags.input_tags.one_d_array = False
        tags.input_tags.two_d_array = True
        return tags

    def _spelt(self, X):
        check_is_fitted(self)
        return spelt(validate_data(self, X, reset=False))


class NumberClassifier(OnNumbers, ThemeClassifier):
    """The classifier on numbers."""

    def fit(self, X, y=None):
        X, y = (validate_data(self, X), None) if y is None else validate_data(self, X, y)
        return super().fit(spelt(X), y)

    def predict_proba(self, X):
        return super().predict_proba(self._spelt(X))


class NumberEmbedder(OnNumbers, StaticEmbedder):
    """The embedder on numbers."""

    def fit(self, X, y=None):
        return super().fit(spelt(validate_data(self, X)))

    def transform(self, X):
        return super().transform(self._spelt(X))


class NumberFeatures(OnNumbers, StyleFeatures):
    """The features of manner on numbers."""

    def fit(self, X, y=None):
        return super().fit(spelt(validate_data(self, X)))

    def transform(self, X):
        return super().transform(self._spelt(X))


ESTIMATORS = [ThemeClassifier(), StaticEmbedder(), StyleFeatures()]


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda one: type(one).__name__)
def test_the_checks_that_texts_allow_pass(estimator):
    """scikit-learn sees that the input is text, and says that most of its checks cannot be run on it."""
    with pytest.warns(SkipTestWarning, match="string=True"):
        results = check_estimator(estimator)
    assert {result["status"] for result in results} == {"passed"}
    assert get_tags(estimator).input_tags.string
    assert not get_tags(estimator).input_tags.two_d_array


@pytest.mark.parametrize(
    "estimator", [NumberClassifier(calibrate=False), NumberEmbedder(), NumberFeatures()], ids=lambda one: type(one).__name__
)
def test_all_checks_pass_on_texts_made_of_numbers(estimator):
    """None is expected to fail; the one that is skipped asks for an array API that nobody switched on."""
    results = check_estimator(estimator, on_skip=None)
    assert [result["check_name"] for result in results if result["status"] != "passed"] == ["check_array_api_input"]
    assert len(results) >= 45


def test_it_is_the_model_that_the_command_trains(corpus, labelled, tmp_path):
    """Same texts, themes, further themes and documents, same bytes, same card; geopol takes the folder."""
    train([corpus], tmp_path / "command" / "themes")
    classifier = ThemeClassifier().fit(
        labelled["texts"], labelled["themes"], also=labelled["also"], documents=labelled["documents"]
    )
    classifier.save(tmp_path / "mine" / "themes")
    for name in ("model.npz", "README.md"):
        ours, theirs = ((tmp_path / who / "themes" / name).read_bytes() for who in ("mine", "command"))
        assert ours.replace(b"| table.jsonl |  |\n", b"") == theirs.replace(b"| table.jsonl |  |\n", b"")
    text = "The judge heard the appeal and the court gave its verdict in Oslo."
    paragraph = geopol.load(tmp_path / "mine").tag(text).paragraphs[0]
    assert paragraph == geopol.load(tmp_path / "command").tag(text).paragraphs[0]
    assert paragraph.theme == classifier.predict([text])[0] == "law"
    assert max(classifier.predict_proba([text])[0]) == pytest.approx(paragraph.scores["law"], abs=0.0005)


def test_headings_are_learnt(tmp_path):
    """What stands above the texts is read by the model that was saved."""
    texts = [f"{words} {n}" for words in WORDS.values() for n in range(4)]
    themes = [theme for theme in WORDS for _ in range(4)]
    headings = [f"On {theme} matters" for theme in themes]
    fitted = ThemeClassifier(calibrate=False).fit(texts, themes, headings=headings)
    assert fitted.model_.headings is not None
    assert ThemeClassifier(calibrate=False).fit(texts, themes).model_.headings is None


def test_probabilities(labelled):
    """Rows sum to one, columns are the classes, a text is judged by itself; numbers are classes too."""
    fitted = ThemeClassifier().fit(labelled["texts"], labelled["themes"])
    assert fitted.classes_.tolist() == ["law", "navy", "trade"]
    told = fitted.predict_proba(labelled["texts"])
    assert told.shape == (72, 3)
    assert told.sum(axis=1) == pytest.approx(np.ones(72))
    assert told[5:6] == pytest.approx(fitted.predict_proba(labelled["texts"][5:6]), abs=1e-12)
    assert fitted.score(labelled["texts"], labelled["themes"]) == 1.0
    assert fitted.report_.scores["accuracy"] > 90
    numbers = [(2, 10, -1)[sorted(WORDS).index(theme)] for theme in labelled["themes"]]
    counted = ThemeClassifier(calibrate=False).fit(labelled["texts"], numbers)
    assert counted.classes_.tolist() == [-1, 2, 10]
    assert counted.predict(labelled["texts"]).tolist() == numbers


@pytest.mark.parametrize("make", [list, np.array, pd.Series, tuple], ids=lambda make: make.__name__)
def test_any_column_of_texts_is_taken(labelled, make):
    """Lists, arrays, columns of pandas."""
    fitted = ThemeClassifier(calibrate=False).fit(make(labelled["texts"]), make(labelled["themes"]))
    assert fitted.predict(make(labelled["texts"])).tolist() == labelled["themes"]


@pytest.mark.parametrize("on", [("words",), ("embedding",), ("style",), ("words", "embedding")], ids=lambda on: "+".join(on))
def test_features_can_be_left_out(labelled, on, tmp_path):
    """What is saved says what scikit-learn's pipeline of these features says."""
    chosen = {name: name in on for name in ("words", "embedding", "style")}
    fitted = ThemeClassifier(calibrate=False, **chosen).fit(labelled["texts"], labelled["themes"])
    fitted.save(tmp_path / "themes")
    told = geopol.load(tmp_path).tag(labelled["texts"][0]).paragraphs[0]
    [row] = fitted.predict_proba(labelled["texts"][:1])
    assert told.scores == pytest.approx(dict(zip(fitted.classes_.tolist(), row.tolist(), strict=True)), abs=0.0006)
    if on != ("style",):  # the made-up texts have no manner
        assert fitted.score(labelled["texts"], labelled["themes"]) > 0.95


def test_the_tools_of_scikit_learn_take_it(labelled):
    """A pipeline, a search over strength and features, cross-validation by document, copies."""
    texts, themes, documents = (labelled[name] for name in ("texts", "themes", "documents"))
    piped = make_pipeline(FunctionTransformer(lambda rows: [row.lower() for row in rows]), ThemeClassifier(calibrate=False))
    search = GridSearchCV(
        piped,
        {"themeclassifier__C": [0.5, 4.0], "themeclassifier__embedding": [True, False]},
        cv=GroupKFold(3),
        error_score="raise",
    )
    search.fit(texts, themes, groups=documents)
    assert len(search.cv_results_["params"]) == 4
    assert search.best_score_ > 0.9
    assert search.predict([WORDS["navy"]]).tolist() == ["navy"]
    scores = cross_val_score(ThemeClassifier(calibrate=False), texts, themes, groups=documents, cv=GroupKFold(3), n_jobs=2)
    assert scores.min() > 0.8
    copy = clone(ThemeClassifier(C=2.0, style=False))
    assert copy.get_params() == {
        "C": 2.0,
        "calibrate": True,
        "embedding": True,
        "style": False,
        "vectors": None,
        "words": True,
    }
    assert repr(copy) == "ThemeClassifier(C=2.0, style=False)"


def test_it_is_pickled_without_its_vectors(labelled, tmp_path):
    """joblib and pickle give the same classifier back; the vectors, which are shipped, are left where they are."""
    fitted = ThemeClassifier().fit(labelled["texts"], labelled["themes"])
    joblib.dump(fitted, tmp_path / "model.joblib")
    assert (tmp_path / "model.joblib").stat().st_size < 1_000_000 < (shipped("vectors") / "model.safetensors").stat().st_size
    for again in (joblib.load(tmp_path / "model.joblib"), pickle.loads(pickle.dumps(fitted))):
        assert np.array_equal(again.predict_proba(labelled["texts"]), fitted.predict_proba(labelled["texts"]))


@pytest.mark.parametrize(
    ("settings", "texts", "themes", "more", "message"),
    [
        ({}, "one text", ["a"], {}, "X is one string, needed are several"),
        ({}, [["a"], ["b"]], ["a", "b"], {}, "X holds a list in place 0"),
        ({}, np.array([["a"], ["b"]]), ["a", "b"], {}, r"X has the shape \(2, 1\), needed is one dimension"),
        ({}, ["a", None], ["a", "b"], {}, "X holds a NoneType in place 1, None; needed are texts alone"),
        ({}, [], [], {}, "X holds no text"),
        ({}, ["a", "b"], ["a"], {}, "inconsistent numbers of samples"),
        ({}, ["a", "b"], None, {}, "requires y to be passed"),
        ({}, ["a", "b"], ["a", "a"], {}, "needs at least 2 classes, y has one class: a"),
        ({}, ["a", "b"], [0.5, 0.7], {}, "Unknown label type: continuous"),
        ({}, ["a", "b"], ["a", "b"], {}, "each theme needs texts from at least 2 documents; too few: a, b"),
        ({}, ["a", "b"], ["a", "b"], {"also": [["c"], []]}, "no paragraph has the theme 'c'"),
        ({}, ["a", "b"], ["a", "b"], {"documents": ["1"]}, "inconsistent numbers of samples"),
        ({"words": False, "embedding": False, "style": False}, ["a", "b"], ["a", "b"], {}, "there is no feature left"),
        ({"C": -1.0, "calibrate": False, "words": False}, ["a", "b"], ["a", "b"], {}, "'C' parameter .* Got -1.0 instead"),
    ],
)
def test_what_cannot_be_learnt_from_is_named(settings, texts, themes, more, message):
    """With what was met and what is needed."""
    with pytest.raises(ValueError, match=message):
        ThemeClassifier(**settings).fit(texts, themes, **more)


@pytest.mark.parametrize("ask", [lambda one: one.predict(["a"]), lambda one: one.predict_proba(["a"]), lambda one: one.save("x")])
def test_unfitted_it_says_so(ask):
    """As scikit-learn has it."""
    with pytest.raises(NotFittedError):
        ask(ThemeClassifier())
