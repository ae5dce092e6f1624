"""What geopol stands on is listed, with the licence that it has, and nothing asks more than geopol can give."""

from __future__ import annotations

import importlib.util
import json
import re
import sys

import pytest
from conftest import ROOT
from packaging.requirements import Requirement

SCRIPT = ROOT / "requirements" / "licences.py"


@pytest.fixture(scope="module")
def licences():
    """The script that writes the list."""
    spec = importlib.util.spec_from_file_location("licences", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["licences"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["licences"]


@pytest.fixture(scope="module")
def installed(licences):
    """All installed packages that geopol or an extra needs."""
    found = {}
    for wanted in licences.requirements().values():
        found |= licences.closure(wanted)
    return found


def test_every_installed_package_is_listed_as_it_says(licences, installed):
    """A package in the version that was seen has the licence that its metadata say; another may have a new one."""
    by_hand, listed = licences.known(), licences.listed()
    assert len(installed) > 60
    for name, package in installed.items():
        if name in listed and listed[name].version == package.version:
            assert listed[name].licence == licences.licence(package, by_hand), name
        elif {package.version} == licences.locked().get(name):
            pytest.fail(f"{name} {package.version} is in the lock and not in the list: run python requirements/licences.py")


def test_no_extra_needs_the_gpl(licences):
    """Whatever is installed for the base or an extra can be used without GPL or AGPL, in whatever version."""
    by_hand, listed = licences.known(), licences.listed()
    assert not [name for name in by_hand["asks"] if re.match("A?GPL", name)]
    for extra, wanted in licences.requirements().items():
        for name, package in licences.closure(wanted).items():
            seen = name in listed and listed[name].version == package.version
            try:
                says = listed[name].licence if seen else licences.licence(package, by_hand)
            except licences.LicenceError:  # of a version that nobody has seen, in words of its own
                assert not re.search(r"\bA?GPL|General Public", licences.said(package)), (extra, name)
            else:
                assert licences.asks(says, by_hand["asks"]), (extra, name)


def test_the_lock_is_listed(licences):
    """Every package of the lock is on the list, in a version that the lock has."""
    listed = licences.listed()
    for name, versions in licences.locked().items():
        assert name in listed, f"{name}: run python requirements/licences.py"
        assert listed[name].version in versions, f"{name}: run python requirements/licences.py"


@pytest.mark.parametrize(
    ("expression", "asked"),
    [
        ("MIT", {"MIT"}),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", {"MPL-2.0", "Apache-2.0"}),
        ("MPL-2.0 AND (GPL-2.0-only OR MIT)", {"MPL-2.0", "MIT"}),
        ("GPL-2.0-only OR MIT AND ISC", {"MIT", "ISC"}),
        ("(GPL-3.0-only OR (AGPL-3.0-only OR BSD-2-Clause)) AND ISC", {"BSD-2-Clause", "ISC"}),
    ],
)
def test_a_way_without_the_gpl_is_found(licences, expression, asked):
    """Where a licence leaves the choice, the allowed side of it is taken."""
    assert licences.asks(expression, licences.known()["asks"]).keys() == asked


@pytest.mark.parametrize(
    "expression",
    ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "(MIT OR ISC) AND GPL-2.0-only", "SSPL-1.0", "Unknown"],
)
def test_what_cannot_be_followed_is_refused(licences, expression):
    """The GPL beside something else, or a licence that nobody has read, has no way."""
    with pytest.raises(licences.LicenceError, match=r"cannot be followed by 0BSD, Apache-2\.0"):
        licences.asks(expression, licences.known()["asks"])


def test_an_unknown_licence_is_named(licences, tmp_path):
    """A package that says nothing known stops the script, with the package, its words and what to do."""
    folder = tmp_path / "odd-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1.0\nLicense: do as you like\n")
    with pytest.raises(licences.LicenceError, match=r"odd 1.0 says 'do as you like', which is no SPDX .* add it to \[said\]"):
        licences.licence(licences.Distribution.at(folder), licences.known())


def test_the_list_follows_extras_and_markers(licences):
    """An extra of a requirement brings what it needs; what is for another machine does not come."""
    plain, more = (set(licences.closure([Requirement(name)])) for name in ("dask", "dask[distributed]"))
    assert "distributed" in more - plain
    assert not licences.closure([Requirement("rich ; sys_platform == 'none'")])


def test_the_page_is_written_from_the_lists(licences):
    """docs/licences.md and the table in models/LICENSES.md are what the script writes."""
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(licences.listed())
    text = licences.MODELS.read_text(encoding="utf-8")
    assert licences.models(text) == text
    assert text.count("| `") + text.count(", `") > 14


NAMED = re.compile(r"\b((?:train|dev|partial)-(?:[a-z]+-)?[a-z]+|timebank|aquaint|wikiwars-train|tr-news|minilm-static)\b")
DOCUMENTS = ["README.md", "models/*.md", "models/*/README.md", "corpus/README.md", "benchmarks/*.md", "pipeline/geopol/**/*.md"]


def test_every_source_that_is_named_is_listed(licences):
    """Sets of data that a card, a datasheet, a benchmark or the training code names stand in the list of sources."""
    stems = {file.split("/")[-1].split(".")[0] for row in licences.known()["source"] for file in row["files"]}
    texts = [path for pattern in DOCUMENTS for path in ROOT.glob(pattern)] + [*(ROOT / "pipeline/geopol/training").glob("*.py")]
    named = {name: path for path in texts for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 15
    assert {name: path for name, path in named.items() if name not in stems} == {}


def test_models_that_learnt_from_a_source_say_so(licences):
    """What training reads is listed as learnt from; what only measures is not."""
    from geopol.training import entities, raw

    learnt = {file: row["in"] for row in licences.known()["source"] for file in row["files"] if row["in"]}
    for source in entities.TRAIN:
        assert "entities" in learnt[source.path], source.path
    for name in raw.RAW:
        assert "teacher" in learnt[f"text/{name}.jsonl.gz"], name
    assert not [file for file in learnt if re.search("thinktank|timebank|aquaint|tr-news|wikiwars|europarl", file)]


def test_all_of_the_project_data_are_listed(licences, shared):
    """Every file of the project's data has its source in the list, and every source of the annotated paragraphs its licence."""
    rows = licences.known()["source"]
    files = {file for row in rows for file in row["files"]}
    for path in sorted((shared / "data").rglob("*")):
        place = path.relative_to(shared / "data")
        if path.is_file() and len(place.parts) > 1:
            assert {place.as_posix(), *map(str, place.parents)} & files, place
    licence = {key: row["licence"] for row in rows for key in row.get("keys", ())}
    for line in (shared / "data" / "gold" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert licence[row["source"]].replace("-1.0", "").replace("-", " ") == row["licence"].replace("-", " "), row["id"]


def test_models_hold_no_text():
    """No entry of the models' lists of words is longer than two words, as models/LICENSES.md says."""
    import numpy as np

    for folder in ("entities", "teacher/words"):
        words = json.loads((ROOT / "models" / folder / "vocab" / "strings.json").read_text(encoding="utf-8"))
        assert len(words) > 10_000
        assert max(len(word.split()) for word in words) <= 2, folder
    with np.load(ROOT / "models" / "themes" / "model.npz") as arrays:
        for name in ("texts.words", "headings.words"):
            words = bytes(arrays[name]).decode().split("\n")
            assert len(words) > 1000
            assert max(len(word.split()) for word in words) == 1, name
        assert [arrays[f"{part}.pairs"].shape[0] for part in ("texts", "headings")] == [2, 2]
