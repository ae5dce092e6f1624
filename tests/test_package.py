"""The wheel: it carries models and codebook, and works from an empty directory."""

from __future__ import annotations

import configparser
import importlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of this checkout, built without network."""
    hatchling = pytest.importorskip("hatchling.builders.wheel", reason="hatchling, of the test extra, is not installed")
    folder = tmp_path_factory.mktemp("dist")
    return Path(next(hatchling.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def test_the_wheel_has_all_that_is_needed(wheel):
    """Models with cards, the codebook and the articles, the data files of every step; no tests."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "geopol/shipped/entities/meta.json",
        "geopol/shipped/themes/README.md",
        "geopol/shipped/vectors/model.safetensors",
        "geopol/shipped/themes.toml",
        "geopol/shipped/articles/b-encyclopedia-african-union.md",
        "geopol/reporting/assets/echarts.min.js",
        "geopol/reporting/assets/echarts.NOTICE",
        "geopol/reporting/assets/world.json",
        "geopol/reporting/templates/page.html.j2",
        "geopol/reviewing/templates/review.html.j2",
        "geopol/countries/data/states.toml",
        "geopol/dates/lexicon.toml",
        "geopol/paragraphs/furniture.toml",
        "geopol/py.typed",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "corpus/", "benchmarks/"))]


def test_every_entry_point_leads_somewhere(wheel):
    """The command, and the components and architecture that spaCy finds by name."""
    with zipfile.ZipFile(wheel) as opened:
        [name] = [name for name in opened.namelist() if name.endswith(".dist-info/entry_points.txt")]
        points = configparser.ConfigParser(delimiters="=")
        points.optionxform = str
        points.read_string(opened.read(name).decode())
    assert list(points["spacy_factories"]) == ["geopol_countries", "geopol_dates", "geopol_entities", "geopol_themes"]
    for group in points.sections():
        for module, _, attribute in (place.partition(":") for place in points[group].values()):
            assert callable(getattr(importlib.import_module(module), attribute)), module


def test_the_models_are_small(wheel):
    """All that is shipped trained stays under 60 MB."""
    sizes = [entry.file_size for entry in zipfile.ZipFile(wheel).infolist() if entry.filename.startswith("geopol/shipped/")]
    assert sum(sizes) < 60_000_000


def test_the_wheel_tags_from_an_empty_directory(wheel, tmp_path):
    """Unpacked where it finds nothing of this checkout, it tags a text with its own models."""
    site, here = tmp_path / "site", tmp_path / "empty"
    here.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    code = "import geopol, sys; print(geopol.__file__); sys.argv = ['geopol', 'tag', '-']; from geopol.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=b"Poland signed a treaty with Ukraine in 2024.",
        cwd=here,
        env=environment,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    place, line = done.stdout.decode().splitlines()
    assert place.startswith(str(site))
    article = json.loads(line)
    assert [country["code"] for country in article["countries"]] == ["POL", "UKR"]
