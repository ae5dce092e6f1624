"""CONTRIBUTING.md's four changes, made on a copy of the tree just as they stand there, and checked by the commands below each."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PAGE = (
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Four changes, step by step\n")[2].partition("\n## ")[0]
)
CHANGES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))
CARRIED = ("benchmarks", "corpus", "docs", "pipeline", "tests", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "pyproject.toml")
# `geopol train` is shown at work on every so-manieth article, and all that were changed, which takes seconds.
THINNED = 16


@pytest.fixture
def tree(tmp_path):
    """A copy of the tree, with the models as they lie."""
    copy = tmp_path / "geopol"
    copy.mkdir()
    for name in CARRIED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, copy / name)
    (copy / "models").symlink_to(ROOT / "models")
    return copy


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def change(tree: Path, diff: str) -> list[Path]:
    """Apply a diff without line numbers; the files changed.

    What stands there before the change must stand in the file once.
    """
    changed = []
    for name, body in re.findall(r"^\+\+\+ (\S+)\n(.*?)(?=^\+\+\+ |\Z)", diff, re.MULTILINE | re.DOTALL):
        path = tree / name
        for place in re.split(r"^\n", body, flags=re.MULTILINE):
            lines = place.splitlines(keepends=True)
            assert {line[0] for line in lines} <= set(" +-"), name
            old, new = ("".join(line[1:] for line in lines if line[0] in kinds) for kinds in (" -", " +"))
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            assert bool(old) == path.exists(), (
                f"{name}: a new file is all new, a place in an old one is told by what stands there"
            )
            assert text.count(old) == 1 or not old, f"{name} has {text.count(old)} times:\n{old}"
            path.write_text(text.replace(old, new) if old else new, encoding="utf-8")
        changed.append(path)
    return changed


def run(tree: Path, command: str) -> None:
    """Run a line of shell in the tree, with the tree's own package."""
    bin_folder = str(Path(sys.executable).parent)
    own = {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(tree / "pipeline")}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=tree,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_goes_as_the_page_says(tree, name):
    """The diff fits, the commands succeed, and what was changed is clean to lint and formatter."""
    [diff], [commands] = blocks(CHANGES[name], "diff"), blocks(CHANGES[name], "sh")
    changed = change(tree, diff)
    for command in commands.splitlines():
        if command.startswith("geopol train"):
            thin(tree / "corpus" / "articles", changed)
        run(tree, command)
    code = " ".join(str(path) for path in changed if path.suffix == ".py")
    run(tree, f"ruff check {code} && ruff format --check {code}" if code else ":")


def thin(folder: Path, kept: list[Path]) -> None:
    """Leave few articles beside those that are to be kept."""
    for number, path in enumerate(sorted(folder.glob("*.md"))):
        if number % THINNED and path not in kept:
            path.unlink()


def test_the_page_shows_four_changes():
    assert list(CHANGES) == ["A theme", "A country", "A form of date", "A format to write"]


@pytest.mark.parametrize(
    ("diff", "message"),
    [
        ("+++ a.txt\n one\n+new\n", "a.txt has 2 times"),
        ("+++ a.txt\n three\n+new\n", "a.txt has 0 times"),
        ("+++ a.txt\n+new\n", "told by what stands there"),
        ("+++ b.txt\n one\n+new\n", "told by what stands there"),
    ],
)
def test_a_diff_that_does_not_fit_is_told(tmp_path, diff, message):
    """So that the page cannot drift from the tree."""
    (tmp_path / "a.txt").write_text("one\ntwo\none\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=message):
        change(tmp_path, diff)
