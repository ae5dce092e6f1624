"""geopol as a citizen of spaCy: themes of a Doc, the same tags as `geopol.load`, saving, sending, training."""

from __future__ import annotations

import json
import pickle
import shutil

import pytest
import spacy
from conftest import ROOT
from spacy.cli.init_config import fill_config
from spacy.cli.train import train as spacy_train
from spacy.tokens import Doc, DocBin, Span

from geopol.entities import load as load_entities
from geopol.errors import ModelError
from geopol.models import shipped
from geopol.paragraphs import passage, split
from geopol.reading import discover, read
from geopol.training.themes import train

SAMPLE = ("chile-bolivia.md", "india-bangladesh.txt", "japan-south-korea.html", "kenya-somalia.pdf", "poland-ukraine.docx")
TEXT = """# The Andes

## Copper

Exports of copper rose by nine per cent last year, and the central bank kept its rate; traders expect the price to hold.

The striker scored twice before half-time and the goalkeeper saved a penalty.
"""


@pytest.fixture(scope="module")
def nlp():
    """A blank pipeline with the component alone."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_themes")
    return pipeline


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A theme model of two made-up themes, with vectors of its own."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(shipped("vectors"), folder / "vectors")
    rows = [
        {"title": f"{theme} {n}", "text": f"{words} {n}", "theme": theme}
        for theme, words in (("port", "the crane lifted cargo at the quay"), ("law", "the judge gave a verdict in court"))
        for n in range(8)
    ]
    (folder / "table.jsonl").write_text("\n".join(map(json.dumps, rows)))
    train([folder / "table.jsonl"], folder / "models" / "themes", vectors=folder / "vectors")
    return folder


def documents():
    """The sample's five articles by name."""
    found = (document for source in discover([ROOT / "corpus" / "sample"]) for document in read(source))
    return {document.id.rpartition("/")[2]: document for document in found}


def doc_of(pipeline, document):
    """A Doc with what the article says of itself."""
    doc = pipeline.make_doc(document.text)
    doc._.date, doc._.title = document.date, document.title
    return doc


def themed(found):
    """What the theme model says of each paragraph."""
    return [
        (one.kind, one.start, one.end, one.heading, one.text, one.theme, one.also, one.scores, one.status, one.why)
        for one in found
    ]


def placed(entities):
    """Entities by place, label and country."""
    return [(one.text, one.start, one.end, one.label, one.country, one.name, one.meant) for one in entities]


def test_themes_of_a_doc(nlp):
    """Paragraphs as records, spans with themes as labels, shares, and categories over all themes."""
    doc = nlp(TEXT)
    assert [(one.kind, one.theme) for one in doc._.paragraphs] == [
        ("heading", None),
        ("heading", None),
        ("body", "economy"),
        ("body", "other"),
    ]
    assert doc._.paragraphs[2].heading == "Copper"
    assert [(span.label_, span.text[:10]) for span in doc.spans["paragraphs"]] == [
        ("economy", "Exports of"),
        ("other", "The strike"),
    ]
    assert doc._.themes == {"economy": 0.609, "other": 0.391}
    assert doc.cats["economy"] == 0.609
    assert set(doc.cats) == set(nlp.get_pipe("geopol_themes").labels)
    assert doc.cats["military"] == 0.0
    first = doc.spans["paragraphs"][0]
    assert (first._.theme.primary, first._.theme.status, first._.theme.also) == ("economy", "ok", ())
    assert first._.theme.scores == doc._.paragraphs[2].scores
    assert first._.theme.why[0].weight > 0
    assert doc[first.start : first.start + 1]._.theme == first._.theme
    assert doc[0:1]._.theme is None
    assert doc[:]._.theme is None


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_what_has_no_paragraph_has_no_theme(nlp, text):
    """Empty shares, no spans; categories are all zero."""
    doc = nlp(text)
    assert (doc._.themes, len(doc.spans["paragraphs"]), set(doc.cats.values())) == ({}, 0, {0.0})


@pytest.fixture(scope="module")
def whole():
    """The shipped recogniser with all components behind it."""
    pipeline = spacy.load(shipped("entities"))
    pipeline.add_pipe("geopol_countries", config={"rules": True})
    pipeline.add_pipe("geopol_dates")
    pipeline.add_pipe("geopol_themes")
    return pipeline


@pytest.mark.parametrize("name", SAMPLE)
def test_components_say_what_the_tagger_says(whole, tagger, name):
    """Dates and themes are the same to the last digit; so are names and countries, but for some at the edges of paragraphs.

    The recogniser reads a Doc across its paragraphs, `geopol.load` each by itself.
    """
    document = documents()[name]
    article = tagger.tag(document.text, date=document.date, title=document.title)
    doc = whole(doc_of(whole, document))
    assert doc._.dates == article.dates
    assert doc._.reading == article.reading
    assert themed(doc._.paragraphs) == themed(article.paragraphs)
    assert doc._.themes == article.themes
    ours, theirs = (
        {(one.start, one.end, one.label, one.country) for one in found} for found in (doc._.entities, article.entities)
    )
    assert len(ours & theirs) >= 0.95 * len(ours | theirs)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_same_entities_mean_the_same_countries(tagger, name):
    """After a recogniser that reads paragraph by paragraph, names and countries are the tagger's, every one."""
    document = documents()[name]
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_countries", config={"rules": True})
    doc = doc_of(pipeline, document)
    passages = [passage(document.text, block) for block in split(document.text)]
    found = [one for names in load_entities(shipped("entities")).find(passages) for one in names]
    spans = {one: doc.char_span(one.start, one.end, one.label, alignment_mode="expand") for one in found}
    assert all(span.text == one.text for one, span in spans.items())
    doc.ents = tuple(spans.values())
    doc.user_data["geopol_scores"] = {f"{one.start}:{one.end}": one.score for one in found}
    article = tagger.tag(document.text, date=document.date, title=document.title)
    told = pipeline(doc)._.entities
    assert placed(told) == placed(article.entities)
    assert [(one.by, one.score, one.period) for one in told] == [(one.by, one.score, one.period) for one in article.entities]
    assert doc._.countries == {
        one.code: one.mentions for one in sorted(article.countries, key=lambda one: (-one.mentions, one.code))
    }


def test_without_vectors_the_recogniser_says_what_it_needs():
    """A pipeline that has none gets a message, not an index error."""
    pipeline = spacy.blank("en")
    with pytest.warns(UserWarning, match="W113"):
        pipeline.add_pipe("geopol_entities", source=spacy.load(shipped("entities")))
    with pytest.raises(ModelError, match="reads word vectors and this pipeline has none"):
        pipeline("Poland.")


QUAY = "The crane lifted cargo at the quay."


def test_a_saved_pipeline_carries_its_theme_model(own, tmp_path):
    """Also its vectors: from files, from bytes, pickled and saved again, with the folder that the model came from gone."""
    home = tmp_path / "home"
    shutil.copytree(own, home)
    train([home / "table.jsonl"], home / "models" / "themes", vectors=home / "vectors")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_themes", config={"models": str(home / "models")})
    wanted = themed(pipeline(QUAY)._.paragraphs)
    assert wanted[0][5] == "port"
    pipeline.to_disk(tmp_path / "saved")
    data = pipeline.to_bytes()
    shutil.rmtree(home)
    loaded = spacy.load(tmp_path / "saved")
    again = spacy.util.load_model_from_config(pipeline.config).from_bytes(data)
    sent = pickle.loads(pickle.dumps(again.get_pipe("geopol_themes")))
    for found in (loaded(QUAY), again(QUAY), sent(again.make_doc(QUAY))):
        assert themed(found._.paragraphs) == wanted
    again.to_disk(tmp_path / "twice")
    assert themed(spacy.load(tmp_path / "twice")(QUAY)._.paragraphs) == wanted
    with pytest.raises(ModelError, match=r"no model in .*themes: meta\.json cannot be read"):
        spacy.util.load_model_from_config(pipeline.config)(QUAY)


def test_the_shipped_model_is_saved_too(nlp, tmp_path):
    """So that a pipeline says the same under a later geopol."""
    nlp.to_disk(tmp_path)
    assert (tmp_path / "geopol_themes" / "model" / "model.npz").read_bytes() == (shipped("themes") / "model.npz").read_bytes()
    assert not (tmp_path / "geopol_themes" / "vectors").exists()
    assert themed(spacy.load(tmp_path)(TEXT)._.paragraphs) == themed(nlp(TEXT)._.paragraphs)


def test_themes_travel(nlp):
    """Two processes, a DocBin and a pickled pipeline tell the same."""
    wanted = themed(nlp(TEXT)._.paragraphs)
    assert [themed(doc._.paragraphs) for doc in nlp.pipe([TEXT, TEXT], n_process=2)] == [wanted, wanted]
    box = DocBin(docs=[nlp(TEXT)], store_user_data=True)
    [doc] = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert themed(doc._.paragraphs) == wanted
    assert [span.label_ for span in doc.spans["paragraphs"]] == ["economy", "other"]
    assert themed(pickle.loads(pickle.dumps(nlp))(TEXT)._.paragraphs) == wanted


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("geopol_dates", {"reading": "news", "spans_key": "when", "set_ents": True, "events": True}),
        ("geopol_countries", {"find": False, "rules": True, "follow": True, "spans_key": "states"}),
        ("geopol_themes", {"models": "my-models", "spans_key": "blocks", "set_cats": False}),
    ],
)
def test_settings_go_round(name, config):
    """From the config into the component, and from the pipeline's config into another pipeline."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe(name, config=config)
    again = spacy.util.load_model_from_config(pipeline.config)
    assert again.config.to_str() == pipeline.config.to_str()
    for one in (pipeline, again):
        component = one.get_pipe(name)
        assert {key: getattr(component, key) for key in config} == config
    assert component.from_bytes(b"") is component if name != "geopol_themes" else True


def test_components_say_what_they_assign():
    """`nlp.analyze_pipes` finds no problem and knows who sets what."""
    pipeline = spacy.blank("en")
    for name in ("geopol_dates", "geopol_countries", "geopol_themes"):
        pipeline.add_pipe(name)
    told = pipeline.analyze_pipes()
    assert not any(told["problems"].values())
    assert told["attrs"]["doc._.themes"]["assigns"] == ["geopol_themes"]
    assert told["attrs"]["span._.country"]["assigns"] == ["geopol_countries"]
    assert told["attrs"]["doc._.dates"]["assigns"] == ["geopol_dates"]


def test_two_pipelines_share_nothing(own, nlp):
    """Differently set components in one process keep their own settings and models."""
    other = spacy.blank("en")
    other.add_pipe("geopol_themes", config={"models": str(own / "models"), "spans_key": "blocks", "set_cats": False})
    for _ in range(2):
        theirs, ours = other(TEXT), nlp(TEXT)
        assert (list(theirs.spans), theirs.cats) == (["blocks"], {})
        assert {span.label_ for span in theirs.spans["blocks"]} <= {"port", "law"}
        assert list(ours.spans) == ["paragraphs"]
        assert "economy" in ours.cats


def test_names_that_others_took_are_left():
    """An attribute of somebody else's stays theirs, and the component works without it."""
    kept = Doc.remove_extension("themes"), Span.remove_extension("theme")
    Doc.set_extension("themes", default="theirs")
    Span.set_extension("theme", default="theirs")
    try:
        pipeline = spacy.blank("en")
        pipeline.add_pipe("geopol_themes")
        doc = pipeline(TEXT)
        assert (doc._.themes, doc.spans["paragraphs"][0]._.theme) == ("theirs", "theirs")
        assert doc._.paragraphs[2].theme == "economy"
    finally:
        for owner, name, (_, _, getter, _) in ((Doc, "themes", kept[0]), (Span, "theme", kept[1])):
            owner.set_extension(name, getter=getter, force=True)


CONFIG = """
[paths]
models = {models}

[nlp]
lang = "en"
pipeline = ["geopol_entities", "geopol_countries", "geopol_dates", "geopol_themes", "{kind}"]

[components]

[components.geopol_entities]
source = ${{paths.models}}

[components.geopol_countries]
factory = "geopol_countries"
rules = true

[components.geopol_dates]
factory = "geopol_dates"

[components.geopol_themes]
factory = "geopol_themes"

[components.{kind}]
factory = "{kind}"

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = {corpus}

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = {corpus}

[training]
max_steps = 4
eval_frequency = 2
frozen_components = ["geopol_entities", "geopol_countries", "geopol_dates", "geopol_themes"]
annotating_components = ["geopol_entities", "geopol_countries", "geopol_dates", "geopol_themes"]

[training.logger]
@loggers = "spacy.ConsoleLogger.v1"

[initialize]
vectors = ${{paths.models}}
"""


@pytest.mark.parametrize("kind", ["ner", "textcat"])
def test_spacy_train_takes_the_components(tmp_path, kind):
    """A stock component is trained behind geopol's, which annotate and stay as they are; the saved pipeline has them all."""
    blank = spacy.blank("en")
    docs = []
    for text, harbour in (("Cargo reached Aarhus in May 1990.", 1.0), ("The judge in Lima gave a verdict.", 0.0)):
        doc = blank.make_doc(text)
        doc.ents = [
            doc.char_span(text.index(name), text.index(name) + len(name), "CITY") for name in ("Aarhus", "Lima") if name in text
        ]
        doc.cats = {"harbour": harbour, "court": 1.0 - harbour}
        docs.append(doc)
    DocBin(docs=docs * 4).to_disk(tmp_path / "corpus.spacy")
    fields = {"models": json.dumps(str(shipped("entities"))), "corpus": json.dumps(str(tmp_path / "corpus.spacy")), "kind": kind}
    (tmp_path / "base.cfg").write_text(CONFIG.format(**fields))
    fill_config(tmp_path / "train.cfg", tmp_path / "base.cfg")
    spacy_train(tmp_path / "train.cfg", tmp_path / "out")
    trained = spacy.load(tmp_path / "out" / "model-last")
    assert trained.pipe_names == ["geopol_entities", "geopol_countries", "geopol_dates", "geopol_themes", kind]
    doc = trained("Cargo reached Aarhus in May 1990.")
    assert [date.value for date in doc._.dates] == ["1990-05"]
    assert [one.country for one in doc._.entities if one.text == "Aarhus"] == ["DNK"]
    assert doc._.paragraphs[0].theme in doc.cats
    assert ("harbour" in doc.cats) == (kind == "textcat")
