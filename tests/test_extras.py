"""What is missing is asked for by a line that works, wherever geopol was installed from."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError

import pytest
from conftest import ROOT

from geopol import extras
from geopol.errors import InputError

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("extra", ["formats", "parquet", "cluster", "duplicates", "review"])
def test_a_hint_names_the_packages_themselves(extra):
    """`geopol[extra]` is found on an index alone, the packages everywhere; they are those of pyproject.toml."""
    told = extras.hint(extra)
    assert re.findall(r"'([^']+)'", told) == sorted(PROJECT["optional-dependencies"][extra])
    assert "geopol[" not in told


def test_without_an_installed_geopol_the_extra_is_named(monkeypatch):
    """Run from its source, geopol knows no requirements."""

    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(extras, "requires", absent)
    assert extras.hint("review").endswith("install 'geopol[review]'")


def test_the_pip_is_the_one_of_this_python(monkeypatch, tmp_path):
    """Where `pip` would install for another Python, or there is none, this one's is named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert extras.hint("review").startswith(sys.executable) or " -m pip install 'nltk" in extras.hint("review")
    monkeypatch.setattr(extras.shutil, "which", lambda name: f"{sys.executable.rpartition('/')[0]}/{name}")
    assert extras.hint("review").startswith("pip install 'nltk")


def test_what_is_needed_is_looked_for():
    """A module that is there is enough; one that is not is named, with what needs it and what to type."""
    extras.need("json", "review", "geopol compare")
    with pytest.raises(InputError, match=r"^geopol compare needs no_such_module: .*install '.*nltk"):
        extras.need("no_such_module", "review", "geopol compare")


def test_no_module_has_a_hint_of_its_own():
    """All of them come from one place."""
    found = [
        path.name
        for path in (ROOT / "pipeline" / "geopol").rglob("*.py")
        if re.search(r"pip install|geopol\[", path.read_text(encoding="utf-8")) and path.name != "extras.py"
    ]
    assert found == []
