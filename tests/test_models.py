"""Model folders: fingerprints, and refusal of what is not as it was saved."""

from __future__ import annotations

import json
import shutil

import pytest

import geopol
from geopol.errors import ModelError
from geopol.models import fingerprint, read_meta, shipped, write_meta


@pytest.fixture
def folder(tmp_path):
    """A saved model."""
    (tmp_path / "weights").write_bytes(b"\x01\x02")
    write_meta(tmp_path, {"labels": ["a"]})
    return tmp_path


def test_what_was_saved_is_read_back(folder):
    """meta.json keeps what it was given."""
    assert read_meta(folder)["labels"] == ["a"]


def test_a_changed_weight_is_noticed(folder):
    """One other byte in the weights, and the folder is refused."""
    (folder / "weights").write_bytes(b"\x01\x03")
    with pytest.raises(ModelError, match="not as it was saved"):
        read_meta(folder)


def test_an_added_file_is_noticed(folder):
    """A file that was not saved with the model is not loaded with it."""
    (folder / "extra.pkl").write_bytes(b"x")
    with pytest.raises(ModelError, match="not as it was saved"):
        read_meta(folder)


def test_the_card_is_not_the_model(folder):
    """Words may be mended without making it another model."""
    before = fingerprint(folder)
    (folder / "README.md").write_text("A card.")
    assert fingerprint(folder) == before


def test_no_model_there(tmp_path):
    """The message names the folder."""
    with pytest.raises(ModelError, match=r"no model in .*meta\.json cannot be read"):
        read_meta(tmp_path)


def test_a_folder_without_models_is_refused(tmp_path):
    """geopol.load does not fall back in silence on the shipped models."""
    with pytest.raises(ModelError, match="holds no models: neither entities/ nor themes/"):
        geopol.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"vectors": [None, "sha256:0"]}, r"trained with sha256:0"),
        ({"vectors": ["/nowhere", "sha256:0"]}, r"no model2vec vectors in /nowhere"),
    ],
)
def test_a_theme_model_for_other_vectors_is_refused(tmp_path, change, message):
    """A model means something with its own vectors alone."""
    shutil.copytree(shipped("themes"), tmp_path / "themes")
    path = tmp_path / "themes" / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError, match=message):
        geopol.load(tmp_path)


def test_a_theme_model_of_an_older_geopol_is_refused(tmp_path):
    """It was a pickle; the message says what to do."""
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "model.joblib").write_bytes(b"old")
    write_meta(tmp_path / "themes", {})
    with pytest.raises(ModelError, match=r"there is no model\.npz; train it again"):
        geopol.load(tmp_path)


def test_all_models_are_small():
    """What is shipped stays under 60 MB."""
    total = sum(
        path.stat().st_size for name in ("entities", "themes", "vectors") for path in shipped(name).rglob("*") if path.is_file()
    )
    assert total < 60_000_000


@pytest.mark.parametrize("name", ["entities", "themes", "vectors"])
def test_every_model_has_a_card_and_is_as_it_was_saved(name):
    """Each folder says what it is."""
    assert read_meta(shipped(name))["geopol"]["fingerprint"].startswith("sha256:")
    assert len((shipped(name) / "README.md").read_text(encoding="utf-8")) > 500
