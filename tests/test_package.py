"""Wheel and sdist: they carry what is needed and nothing else, are the same wherever they are built, and work elsewhere."""

from __future__ import annotations

import configparser
import importlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from conftest import ROOT

import geopol

# Sizes to notice: 23.1 and 30.1 MB as of 0.1.0.
MOST_WHEEL, MOST_SDIST = 30_000_000, 40_000_000


def build(kind, root, folder):
    """The wheel or sdist of a source tree, built in this process without network."""
    hatchling = pytest.importorskip(f"hatchling.builders.{kind}", reason="hatchling, of the test extra, is not installed")
    builder = {"wheel": "WheelBuilder", "sdist": "SdistBuilder"}[kind]
    return Path(next(getattr(hatchling, builder)(str(root)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of this checkout."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """An sdist of this checkout."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(sdist, tmp_path_factory):
    """The source tree of the sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"geopol-{geopol.__version__}"


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


def test_the_wheel_has_nothing_else(wheel):
    """The package and its metadata; of what is trained, what tagging and learning read; no teacher, tests or benchmarks."""
    names = zipfile.ZipFile(wheel).namelist()
    metadata = f"geopol-{geopol.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"geopol", metadata}
    shipped = {name.split("/")[2] for name in names if name.startswith("geopol/shipped/")}
    assert shipped == {"LICENSES.md", "articles", "entities", "themes", "themes.toml", "vectors"}
    assert not [name for name in names if "teach" in name or name.endswith((".pyc", ".orig", ".tmp"))]
    source = {path.relative_to(ROOT / "pipeline").as_posix() for path in (ROOT / "pipeline" / "geopol").rglob("*.py")}
    assert source - set(names) == {"geopol/training/teach.py"}


def test_every_vendored_file_has_its_licence_in_the_wheel(wheel):
    """Each asset of requirements/licences.toml is in the wheel with its licence text; the wheel's own licence names them all."""
    archive = zipfile.ZipFile(wheel)
    names, metadata = set(archive.namelist()), f"geopol-{geopol.__version__}.dist-info"
    about = message_from_bytes(archive.read(f"{metadata}/METADATA"))
    assets = tomllib.loads((ROOT / "requirements" / "licences.toml").read_text(encoding="utf-8"))["asset"]
    assert set(about["License-Expression"].split(" AND ")) == {"MIT", *(asset["licence"] for asset in assets)}
    for asset in assets:
        assert names >= set(asset["files"]), asset["name"]
        texts = [archive.read(text.replace("DIST", metadata)).decode() for text in asset["texts"]]
        assert len(texts) == len(asset["marks"])
        assert all(mark in text for text, mark in zip(texts, asset["marks"], strict=True)), asset["name"]
    covered = {file for asset in assets for file in asset["files"]}
    words = (".LICENSE", ".NOTICE", ".md")
    assert not [name for name in names if "/reporting/assets/" in name and not name.endswith(words) and name not in covered]


def test_the_sdist_gives_the_same(wheel, sdist, unpacked, tmp_path):
    """From the sdist, unpacked elsewhere, come the same wheel and the same sdist, byte for byte."""
    assert build("wheel", unpacked, tmp_path).read_bytes() == wheel.read_bytes()
    assert build("sdist", unpacked, tmp_path).read_bytes() == sdist.read_bytes()


def test_the_sdist_has_what_the_tests_need(unpacked):
    """All that the repository tracks but CI's own script; nothing that merely lies in the checkout."""
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    if (ROOT / ".git").exists():  # the tests of an sdist have no repository around them
        tracked = {name for name in listed("--cached") if (ROOT / name).is_file()}
        assert tracked - there == {".ci/run"}
        assert there - tracked - {"PKG-INFO"} <= listed("--others", "--exclude-standard"), "a file that git ignores"
    assert {name.split("/")[0] for name in there} >= {
        "tests",
        "benchmarks",
        "models",
        "corpus",
        "docs",
        "requirements",
        "pipeline",
    }


def listed(*options):
    """Files of the checkout, as git lists them."""
    found = subprocess.run(["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, check=True)
    return set(found.stdout.decode().split("\0")) - {""}


def test_they_are_small(wheel, sdist):
    """A download of seconds; all that is shipped trained stays under 60 MB."""
    assert wheel.stat().st_size < MOST_WHEEL
    assert sdist.stat().st_size < MOST_SDIST
    sizes = [entry.file_size for entry in zipfile.ZipFile(wheel).infolist() if entry.filename.startswith("geopol/shipped/")]
    assert sum(sizes) < 60_000_000


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """A function that runs a program of a fresh environment, with the wheel in it, in an empty folder.

    What geopol needs comes from the environment of the tests; geopol does not: the path to that is no folder whose ``.pth`` files
    are read, so an editable install of the checkout stays out.
    """
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "venv", with_pip=False)
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    paths = sysconfig.get_paths(vars={"base": str(home / "venv"), "platbase": str(home / "venv")})
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    subprocess.run(install, check=True, capture_output=True)
    parents = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (Path(paths["purelib"]) / "parent.pth").write_text("\n".join(parents) + "\n", encoding="utf-8")
    here = home / "empty"
    here.mkdir()
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}

    def run(program, *arguments):
        done = subprocess.run([scripts / program, *arguments], cwd=here, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    run.here, run.home = here, home / "venv"
    return run


def test_the_wheel_works_elsewhere(elsewhere):
    """Installed in a fresh environment, from an empty folder: tag, report, info, themes, and the library, with its own models."""
    shutil.copy(ROOT / "corpus" / "sample" / "poland-ukraine.docx", elsewhere.here / "article.docx")
    elsewhere("geopol", "tag", "article.docx", "-o", "out.jsonl")
    article = json.loads((elsewhere.here / "out.jsonl").read_text(encoding="utf-8"))
    assert [country["code"] for country in article["countries"]][:2] == ["POL", "UKR"]
    elsewhere("geopol", "report", "out.jsonl", "-o", "out.html")
    report = (elsewhere.here / "out.html").read_text(encoding="utf-8")
    assert "echarts" in report
    assert len(report) > 500_000, "charts and outlines are missing"
    about = json.loads(elsewhere("geopol", "info"))
    assert (about["geopol"], about["fingerprint"]) == (geopol.__version__, article["model"]["fingerprint"])
    assert "outlook" in elsewhere("geopol", "themes")
    code = "import geopol; print(geopol.__file__); print(*(c.code for c in geopol.load().tag('Poland met Ukraine.').countries))"
    place, codes = elsewhere("python", "-c", code).splitlines()
    assert Path(place).is_relative_to(elsewhere.home)
    assert codes == "POL UKR"


def test_the_wheel_trains_elsewhere(elsewhere):
    """There it trains a theme model on a small corpus, and tags with it."""
    for path in sorted((ROOT / "corpus" / "articles").glob("b-*.md")):
        shutil.copy(path, elsewhere.here)
    (elsewhere.here / "text.txt").write_text("Finland signed a treaty with the Soviet Union in 1948.\n", encoding="utf-8")
    elsewhere("geopol", "train", ".", "-o", "mine")
    article = json.loads(elsewhere("geopol", "tag", "text.txt", "--models", "mine"))
    assert article["paragraphs"][0]["theme"]


def test_spacy_finds_the_components_elsewhere(elsewhere):
    """spaCy's registry has the components and the architecture by the wheel's entry points alone."""
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('geopol_dates'); nlp.add_pipe('geopol_countries');"
        "doc = nlp('They met in March 2014.'); print(doc._.dates[0].value, 'geopol' in __import__('sys').modules);"
        "from spacy import registry; print(registry.architectures.get('geopol.EntityTagger.v1').__module__)"
    )
    assert elsewhere("python", "-c", code).split() == ["2014-03", "True", "geopol.entities.network"]
    [model] = elsewhere.home.rglob("geopol/shipped/entities")
    code = "import sys, spacy; print(*spacy.load(sys.argv[1]).pipe_names)"
    assert elsewhere("python", "-c", code, str(model)).split() == ["geopol_entities"]
