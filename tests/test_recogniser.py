"""The recogniser: tags that fit each other, a component like any of spaCy's, scores that say how sure it is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import spacy
import spacy.vectors
from spacy.tokens import Doc, Span
from spacy.training import Example

from geopol.entities import EntityFinder
from geopol.entities.forward import Forward
from geopol.entities.network import distinct
from geopol.entities.recogniser import allowed
from geopol.entities.scores import score
from geopol.entities.tags import Tags, _search, best
from geopol.entities.weights import VECTOR_STEP, of_model
from geopol.records import Passage

TAGS = Tags(("GPE", "ORG"))
NAMES = ("O", "B-GPE", "I-GPE", "L-GPE", "U-GPE", "B-ORG", "I-ORG", "L-ORG", "U-ORG")


def _valid(row) -> bool:
    """Said once more, in words: what may follow what."""
    before = "O"
    for name in (*(NAMES[tag] for tag in row), "O"):
        opened = before[0] in "BI"
        if opened and not (name[0] in "IL" and name[1:] == before[1:]):
            return False
        if not opened and name[0] in "IL":
            return False
        before = name
    return True


@pytest.mark.parametrize(
    ("label", "length", "names"),
    [
        ("GPE", 1, ["U-GPE"]),
        ("GPE", 2, ["B-GPE", "L-GPE"]),
        ("ORG", 4, ["B-ORG", "I-ORG", "I-ORG", "L-ORG"]),
    ],
)
def test_a_span_is_a_row_of_tags(label, length, names):
    row = TAGS.of_span(label, length)
    assert [NAMES[tag] for tag in row] == names
    assert list(TAGS.spans([0, *row, 0])) == [(1, 1 + length, label)]


def test_neighbours_are_two_spans():
    row = [*TAGS.of_span("GPE", 2), *TAGS.of_span("GPE", 1), *TAGS.of_span("ORG", 2)]
    assert list(TAGS.spans(row)) == [(0, 2, "GPE"), (2, 3, "GPE"), (3, 5, "ORG")]


@pytest.mark.parametrize("seed", range(40))
def test_the_best_valid_row_is_found(seed):
    """Against all rows of four tokens, tried one by one."""
    scores = np.log(np.random.default_rng(seed).dirichlet(np.full(len(TAGS), 0.3), size=4))
    rows = [row for row in itertools.product(range(len(TAGS)), repeat=4) if _valid(row)]
    wanted = max(rows, key=lambda row: sum(scores[at, tag] for at, tag in enumerate(row)))
    assert tuple(best(scores, [4])) == wanted


@pytest.mark.parametrize("seed", range(60))
def test_searching_stretches_is_searching_all(seed):
    """Most of a long row is sure; where it is not valid, a stretch is enough, however its neighbours lean."""
    draw = np.random.default_rng(seed)
    scores = draw.normal(0, draw.choice([0.5, 1.5, 3.0]), size=(40, len(TAGS)))
    scores[np.arange(40), np.where(draw.random(40) < 0.6, 0, draw.integers(0, len(TAGS), 40))] += draw.choice([1.0, 4.0])
    found, wanted = best(scores, [40]), _search(scores)
    assert _valid(found)
    assert scores[np.arange(40), found].sum() == pytest.approx(scores[np.arange(40), wanted].sum())


def test_texts_of_a_batch_do_not_touch():
    draw = np.random.default_rng(3)
    texts = [np.log(draw.dirichlet(np.full(len(TAGS), 0.2), size=size)) for size in (5, 0, 1, 7)]
    together = best(np.concatenate(texts), [len(text) for text in texts])
    alone = np.concatenate([best(text, [len(text)]) for text in texts])
    assert together.tolist() == alone.tolist()


def test_what_is_missing_is_left_open():
    doc = Doc(spacy.blank("en").vocab, ["Envoys", "of", "Mali", "met"])
    doc.set_ents([Span(doc, 2, 3, "GPE")], missing=[doc[0:1]], default="outside")
    rows = ["".join(str(int(may)) for may in row) for row in allowed(TAGS, doc)]
    assert rows == ["111111111", "100000000", "000010000", "100000000"]


TEXTS = [
    ("Envoys of Mali met in Oslo.", [(10, 14, "GPE"), (22, 26, "GPE")]),
    ("The African Union sent nobody to Mali.", [(4, 17, "ORG"), (33, 37, "GPE")]),
    ("Oslo and the African Union agreed.", [(0, 4, "GPE"), (13, 26, "ORG")]),
    ("Nobody met.", []),
]


@pytest.fixture(scope="module")
def trained():
    """A tiny pipeline that has learnt four sentences by heart."""
    nlp = spacy.blank("en")
    size = {"@architectures": "geopol.EntityTagger.v1", "width": 24, "depth": 1, "pieces": 2, "rows": [200, 100, 100, 100]}
    nlp.add_pipe("geopol_entities", config={"model": size})
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in TEXTS]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer, drop=0.0)
    return nlp


def _found(doc: Doc) -> list[tuple[int, int, str]]:
    return [(span.start_char, span.end_char, span.label_) for span in doc.ents]


def test_it_learns_with_spacy(trained):
    assert [_found(doc) for doc in trained.pipe(text for text, _ in TEXTS)] == [spans for _, spans in TEXTS]
    assert (
        trained.evaluate([Example.from_dict(trained.make_doc(text), {"entities": spans}) for text, spans in TEXTS])["ents_f"] == 1
    )


def test_it_learns_more_labels_than_geopol_has():
    """OntoNotes has 18; nothing in the component counts on geopol's eleven."""
    nlp = spacy.blank("en")
    size = {"@architectures": "geopol.EntityTagger.v1", "width": 16, "depth": 1, "pieces": 2, "rows": [100] * 4}
    component = nlp.add_pipe("geopol_entities", config={"model": size})
    example = Example.from_dict(nlp.make_doc("Oslo met."), {"entities": [(0, 4, "KIND17")]})
    component.initialize(lambda: [example], labels=[f"KIND{at}" for at in range(18)])
    for _ in range(60):
        nlp.update([example], drop=0.0)
    assert _found(nlp("Oslo met.")) == [(0, 4, "KIND17")]


def test_it_is_saved_and_loaded(trained, tmp_path):
    trained.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [_found(again(text)) for text, _ in TEXTS] == [spans for _, spans in TEXTS]
    assert again.get_pipe("geopol_entities").labels == ("GPE", "ORG")


def test_it_crosses_processes(trained):
    assert [_found(doc) for doc in trained.pipe([text for text, _ in TEXTS], n_process=2)] == [spans for _, spans in TEXTS]


def test_every_entity_has_a_score(trained):
    doc = trained("Envoys of Mali met in Oslo.")
    assert all(0 < score(span) < 1 for span in doc.ents)
    [entities] = EntityFinder(trained).find([Passage.of(doc.text)])
    assert [entity.score for entity in entities] == [score(span) for span in doc.ents]


def test_scores_are_calibrated_by_a_line_through_the_log_odds(trained):
    component = trained.get_pipe("geopol_entities")
    try:  # a gentle slope, since scores have three decimals and are near one here
        component.cfg["calibration"] = [0.2, 0.0]
        plain = score(trained("Oslo met.").ents[0])
        component.cfg["calibration"] = [0.1, -1.0]
        scaled = score(trained("Oslo met.").ents[0])
    finally:
        component.cfg["calibration"] = [1.0, 0.0]
    assert np.log(scaled / (1 - scaled)) == pytest.approx(0.5 * np.log(plain / (1 - plain)) - 1.0, abs=0.05)


def test_what_stands_before_it_stays(trained):
    doc = trained.make_doc("Oslo and the African Union agreed.")
    doc.set_ents([Span(doc, 2, 5, "LAW")])
    assert [span.label_ for span in trained(doc).ents] == ["GPE", "LAW"]


def test_nothing_comes_of_nothing(trained):
    assert [_found(doc) for doc in trained.pipe(["", " ", ""])] == [[], [], []]


def test_vectors_in_eight_bits_count_in_units():
    nlp = spacy.blank("en")
    size = {"@architectures": "geopol.EntityTagger.v1", "width": 8, "depth": 1, "pieces": 2, "rows": [50] * 4, "vectors": True}
    nlp.add_pipe("geopol_entities", config={"model": size})
    nlp.vocab.vectors = spacy.vectors.Vectors(
        data=np.array([[32, 0, -16], [64, 8, 0]], np.int8), keys=[nlp.vocab.strings.add(word) for word in ("Oslo", "mali")]
    )
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in TEXTS]
    nlp.initialize(lambda: examples)
    whole = nlp.get_pipe("geopol_entities").model.predict([nlp.make_doc("Oslo Mali Rome")])[0]
    nlp.vocab.vectors = spacy.vectors.Vectors(
        data=np.array([[32, 0, -16], [64, 8, 0]], np.float32) * VECTOR_STEP,
        keys=[nlp.vocab.strings.add(word) for word in ("Oslo", "mali")],
    )
    assert np.allclose(whole, nlp.get_pipe("geopol_entities").model.predict([nlp.make_doc("Oslo Mali Rome")])[0], atol=1e-6)


def _docs(nlp, texts):
    return [nlp.make_doc(text) for text in texts]


MORE = ["Let’s see: it’s Rome’s.", "Oslo", "", "  ", "Łódź and naïve 1914–18 U.S. isn't", *(text for text, _ in TEXTS)]


def _forward(nlp) -> Forward:
    vectors = nlp.vocab.vectors
    return Forward(of_model(nlp.get_pipe("geopol_entities").model, lambda keys: vectors.find(keys=keys), vectors.data))


def _scores(forward, docs):
    keys, first, places = distinct(docs)
    return forward(keys[first], places, [len(doc) for doc in docs])


def test_at_work_it_says_what_the_network_says(trained):
    """Without what training needs, with words remembered, in any company: the same scores but for the last digits."""
    forward = _forward(trained)
    for texts in (MORE, MORE[::-1], MORE[:1], MORE * 40):
        docs = [doc for doc in _docs(trained, texts) if len(doc)]
        wanted = np.concatenate(trained.get_pipe("geopol_entities").model.predict(docs))
        assert _scores(forward, docs) == pytest.approx(wanted, abs=1e-4)


def test_what_was_read_before_does_not_show(trained, monkeypatch):
    """Words that are remembered, forgotten or new give the same bytes."""
    docs = [doc for doc in _docs(trained, MORE) if len(doc)]
    wanted = _scores(_forward(trained), docs).tobytes()
    used = _forward(trained)
    for texts in (["Another Rome’s fate, it’s told."], MORE[::-1], ["Oslo"]):
        _scores(used, [doc for doc in _docs(trained, texts) if len(doc)])
    assert _scores(used, docs).tobytes() == wanted
    monkeypatch.setattr("geopol.entities.forward.MOST", 12)
    small = _forward(trained)
    assert [_scores(small, docs).tobytes() for _ in range(2)] == [wanted] * 2


def test_words_written_alike_with_two_norms_are_two(trained):
    """The ’s of "let’s" is "us", that of "Rome’s" is not."""
    docs = _docs(trained, ["Let’s go", "Rome’s"])
    _, first, places = distinct(docs)
    assert len(first) == 5
    assert places[1] != places[4]


def test_quick_and_trained_find_the_same(trained):
    """`quicken` changes the speed."""
    slow = [_found(doc) for doc in trained.pipe(MORE)]
    component = trained.get_pipe("geopol_entities")
    component.quicken()
    try:
        assert [_found(doc) for doc in trained.pipe(MORE)] == slow
    finally:
        component._forward = None
