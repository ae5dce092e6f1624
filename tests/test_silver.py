"""Silver: what the teacher is sure of, kept as places beside texts that are not copied."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
import spacy

from geopol.entities.labels import LABELS
from geopol.errors import InputError
from geopol.training.examples import TAGS
from geopol.training.raw import Stretch, cuts, stretches
from geopol.training.silver import Silver, chosen, read_silver, spans, write_silver

GPE, ORG = LABELS.index("GPE"), LABELS.index("ORG")
B, I, L = (1 + 4 * ORG + place for place in range(3))  # noqa: E741 - the tags are called so
CITY = 1 + 4 * GPE + 3


@pytest.mark.parametrize(
    ("tags", "sure", "found"),
    [
        ([0, CITY, 0], [255, 255, 255], [(1, 2, "GPE")]),
        ([0, B, I, L, CITY], [255] * 5, [(1, 4, "ORG"), (4, 5, "GPE")]),
        ([0, B, L], [255, 255, 100], [(1, 3, None)]),  # unsure of one word: all of the span is open
        ([0, 0], [255, 100], [(1, 2, None)]),  # unsure that there is nothing
        ([B, 0], [255, 255], [(0, 2, None)]),  # begins and never ends
        ([I, 0], [255, 255], [(0, 1, None)]),  # goes on without a beginning
        ([B, I, CITY], [255, 255, 255], [(0, 3, None)]),
    ],
)
def test_only_sure_and_whole_spans_are_known(tags, sure, found):
    assert list(spans(np.array(tags), np.array(sure))) == found


def test_stretches_that_are_mostly_unsure_are_left_out():
    place = Stretch("releases", 0, 0, 9)
    rare = Silver(place, 40, ((3, 4, "WEAPON"),))
    unsure = Silver(place, 40, ((3, 4, "WEAPON"), (5, 12, None)))
    assert list(chosen([rare, unsure])) == [rare]


def test_a_long_text_is_cut_behind_sentences():
    words = ["word"] * 70 + ["."] + ["word"] * 90
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words)
    assert list(cuts(doc, 128)) == [(0, 71), (71, 161)]


@pytest.fixture
def folder(tmp_path):
    """Raw text of one file, the others empty, and a teacher that knows Oslo."""
    data, told = tmp_path / "data", tmp_path / "told"
    (data / "text").mkdir(parents=True)
    told.mkdir()
    capitals = "A SECOND LINE IN CAPITALS IS LEFT OUT, SINCE IT IS A HEADING."
    lines = f"Ministers met in Oslo and spoke about herring for two days.\n{capitals}\nShort."
    for name in ("encyclopedia", "usgov", "speeches", "releases"):
        rows = [{"id": "1", "text": lines}] if name == "releases" else []
        (data / "text" / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    found = list(stretches(spacy.blank("en").make_doc, data))
    tags = [CITY if token.text == "Oslo" else 0 for _, doc in found for token in doc]
    np.savez(told / "raw.npz", length=np.array([len(doc) for _, doc in found]))
    np.savez(told / "told.npz", tags=np.array(tags, np.uint8), sure=np.full(len(tags), 255, np.uint8))
    places = [[place.file, place.number, place.start, place.end] for place, _ in found]
    (told / "stretches.json").write_text(json.dumps(places))
    return data, told


def test_labels_come_back_with_their_text(folder, tmp_path, monkeypatch):
    data, told = folder
    monkeypatch.setattr("geopol.training.silver.SHARE", {"releases": 1.0})
    write_silver(told, data, tmp_path / "silver.npz")
    [text] = read_silver(tmp_path / "silver.npz", data)
    assert text.text == "Ministers met in Oslo and spoke about herring for two days."
    assert [(text.text[entity.start : entity.end], entity.label) for entity in text.entities] == [("Oslo", "GPE")]
    assert len(TAGS) == 1 + 4 * len(LABELS)
    assert b"herring" not in (tmp_path / "silver.npz").read_bytes()


def test_other_text_than_was_labelled_is_refused(folder, tmp_path, monkeypatch):
    data, told = folder
    monkeypatch.setattr("geopol.training.silver.SHARE", {"releases": 1.0})
    write_silver(told, data, tmp_path / "silver.npz")
    changed = json.dumps({"id": "1", "text": "Ministers met in Rome and spoke about herring for two days."})
    (data / "text" / "releases.jsonl.gz").write_bytes(gzip.compress(changed.encode()))
    with pytest.raises(InputError, match="releases, text 0: its text at 0 is not the one"):
        list(read_silver(tmp_path / "silver.npz", data))
    (data / "text" / "releases.jsonl.gz").unlink()
    with pytest.raises(InputError, match="lacks the raw text releases"):
        list(read_silver(tmp_path / "silver.npz", data))
