"""One version, said the same everywhere, and a lock that pins all that pyproject.toml asks for."""

from __future__ import annotations

import datetime
import re
import tomllib

import pytest
import yaml
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import geopol

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## (\S+) - (\d{4}-\d\d-\d\d)$", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# A line of the lock: name, exact version, perhaps where it holds; then at least one hash.
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; ([^\\]+?))?(?: --hash=sha256:[0-9a-f]{64})+")


@pytest.fixture(scope="module")
def citation():
    """CITATION.cff."""
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_top_of_the_changelog_is_the_version():
    """Version and day of the top section are those of the code and of the citation; older sections follow, newest first."""
    sections = SECTION.findall(CHANGELOG)
    assert sections[0][0] == geopol.__version__
    assert re.findall(r"^## (\S+)", CHANGELOG, re.MULTILINE) == [version for version, _ in sections], "a section without a day"
    versions = [Version(version) for version, _ in sections]
    assert versions == sorted(versions, reverse=True)
    assert [day for _, day in sections] == sorted((day for _, day in sections), reverse=True)


def test_the_changelog_tells_by_kind():
    """Each section of the changelog has the headings of Keep a Changelog and no others."""
    kinds = set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE))
    assert kinds
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_citation_is_of_this_version(citation):
    """CITATION.cff has what the Citation File Format 1.2.0 requires, the code's version and the changelog's day."""
    assert citation.keys() >= {"cff-version", "message", "title", "authors"}
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["authors"]
    assert all("name" in author for author in citation["authors"])
    assert citation["title"] == PROJECT["name"]
    assert citation["license"] == "MIT"
    assert citation["version"] == geopol.__version__
    version, day = SECTION.findall(CHANGELOG)[0]
    assert citation["date-released"] == datetime.date.fromisoformat(day), version


def test_the_version_stands_in_one_place():
    """pyproject.toml takes the version from the package."""
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]


def lines_of_the_lock():
    """Lines of requirements/ci.txt with what is continued joined, without comments."""
    text = (ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8")
    return re.sub(r"\s*\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()


def test_everything_in_the_lock_is_pinned():
    """Every line of the lock is one exact version with its hashes; no other index, file or option."""
    lines = lines_of_the_lock()
    assert len(lines) > 100
    assert [line for line in lines if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize(
    "wrong", ["numpy>=2.4 --hash=sha256:" + "0" * 64, "numpy==2.4.6", "--index-url somewhere", "-e .", "numpy @ file.whl"]
)
def test_what_is_not_pinned_is_seen(wrong):
    """The test above can fail."""
    assert not PIN.fullmatch(wrong)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("extra", ["base", *PROJECT["optional-dependencies"]])
def test_the_lock_has_every_dependency(extra, python):
    """For each version of Python that is named in pyproject.toml, all that it asks for stands in the lock, within its bounds."""
    assert f"Programming Language :: Python :: {python}" in PROJECT["classifiers"]
    machine = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    pins: dict[str, list[str]] = {}
    for name, version, marker in (PIN.fullmatch(line).groups() for line in lines_of_the_lock()):
        if not marker or Requirement(f"{name} ; {marker}").marker.evaluate(machine):
            pins.setdefault(name, []).append(version)
    assert all(len(versions) == 1 for versions in pins.values()), "two versions for one machine"
    asked = PROJECT["dependencies"] if extra == "base" else PROJECT["optional-dependencies"][extra]
    for requirement in map(Requirement, asked):
        if requirement.name != "geopol":
            [version] = pins.get(canonicalize_name(requirement.name), ["none"])
            assert version != "none", f"{requirement} is not in requirements/ci.txt; CONTRIBUTING.md says how to renew it"
            assert requirement.specifier.contains(version), (str(requirement), version)
