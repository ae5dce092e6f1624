"""What the documents claim is executed, or compared with what was measured."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import re
import tomllib

import pytest
from conftest import ROOT

from geopol.dates import find_in
from geopol.evaluation import score
from geopol.evaluation import tagged as tag_gold

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def quality():
    """The script that writes the README's table."""
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_quality_table_is_what_was_measured(quality):
    """README's table is the one that the script writes from benchmarks/quality.json."""
    measured = json.loads(quality.RESULTS.read_text())
    assert quality.table(measured["scores"]) in README


# Each step's main score on the dev gold may move by this much before somebody has to run benchmarks/quality.py and look.
TOLERANCE = 0.5


@pytest.mark.parametrize("name", ["dev", "dev-thinktank"])
def test_quality_is_as_pinned(quality, shared, tagger, name):
    """The gate: a score may only be lowered on purpose, by measuring and committing it."""
    results = json.loads(quality.RESULTS.read_text())
    gold = shared / "data" / "gold" / f"{name}.jsonl"
    assert quality.digest(gold) == results["gold"][name], "the gold has changed: measure again with benchmarks/quality.py"
    pinned = results["scores"][name]
    now = score(tag_gold(tagger, gold)).to_dict()
    for step, key in (("themes", "acc"), ("entities", "f1"), ("dates", "value_f1"), ("countries", "right")):
        assert now[step][key] == pytest.approx(pinned[step][key], abs=TOLERANCE), (step, key)


def test_the_python_examples_run():
    """The README's Python blocks run, one after the other, and what their comments say comes out."""
    scope: dict[str, object] = {}
    lines = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL)).strip().splitlines()
    for number, line in enumerate(lines):
        code, _, comment = line.partition("  # ")
        runs = "=" in code.split("(")[0] or code.startswith(("import", "from"))
        if runs:
            exec("\n".join([*([""] * number), code]), scope)
        if comment and not code.startswith(("import", "from")) and "=" not in code.split("[")[0]:
            assert repr(eval(code, scope)) == comment.strip(), line


def test_the_page_of_themes_runs():
    """docs/themes.md: the Python block runs, and the theme is the one that it tells."""
    [block] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "themes.md").read_text(encoding="utf-8"), re.DOTALL)
    scope: dict[str, object] = {}
    exec("\n".join(line.partition("  # ")[0] for line in block.splitlines()), scope)
    paragraph = scope["paragraph"]
    assert repr((paragraph.theme, paragraph.also, paragraph.status)) in block
    assert re.search(r"\('(“\w+”)', (\d\.\d)", block).groups() == (paragraph.why[0].what, f"{paragraph.why[0].weight:.1f}")


def test_the_table_of_dates_is_what_comes_out():
    """README's ten lines of dates: text, mention, value and interval; an empty mention means that there is none."""
    rows = re.search(r"<!-- dates -->\n(.*?)\n<!-- /dates -->", README, re.DOTALL)[1].splitlines()[2:]
    assert len(rows) == 10
    for row in rows:
        text, *wanted = (cell.strip() for cell in row.strip("|").split("|"))
        found = find_in(text, anchor="2024-06-19")
        told = [[date.text, date.value, date.earliest or "", date.latest or ""] for date in found]
        assert (wanted in told) if wanted[0] else told == [], (text, told)


def test_every_dependency_has_its_reason():
    """CONTRIBUTING says why each dependency is there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    extras = (requirement for extra in project["optional-dependencies"].values() for requirement in extra)
    for requirement in [*project["dependencies"], *extras]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert f"| `{name}` |" in text or name == "geopol", name


def test_every_command_stands_in_the_readme():
    """A command that the README does not show does not exist for most people."""
    from geopol.cli import app

    for command in app.registered_commands:
        assert f"geopol {command.callback.__name__}" in README


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")) + sorted((ROOT / "models").glob("*.md"))
)
def test_links_lead_somewhere(path):
    """Every relative link of a document names a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def run_page(text: str) -> None:
    """Run a page's Python blocks in one scope; an expression with a trailing comment has that value."""
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    lines, scope = blocks.splitlines(), {}
    assert lines
    for node in ast.parse(blocks).body:
        code = ast.get_source_segment(blocks, node)
        _, _, comment = lines[node.end_lineno - 1][node.end_col_offset :].partition("  # ")
        if isinstance(node, ast.Expr) and comment:
            assert repr(eval(code, scope)) == comment, code
        else:
            exec(code, scope)


@pytest.mark.parametrize("name", ["spacy.md", "sklearn.md"])
def test_the_pages_of_the_ecosystem_run(name, tmp_path, monkeypatch):
    """docs/spacy.md and docs/sklearn.md: every block, top to bottom."""
    monkeypatch.chdir(tmp_path)
    run_page((ROOT / "docs" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("page", "fails"), [("1 + 1  # 2", False), ("1 + 1  # 3", True), ("x = 1  # 3\nx  # 1", False)])
def test_a_page_that_says_something_wrong_fails(page, fails):
    """The comment of an expression is held against its value."""
    with pytest.raises(AssertionError) if fails else contextlib.nullcontext():
        run_page(f"```python\n{page}\n```")


def test_the_config_of_the_page_of_spacy_trains(tmp_path):
    """docs/spacy.md: its training config is filled and trains as the page says."""
    import spacy
    from spacy.cli.init_config import fill_config
    from spacy.cli.train import train
    from spacy.tokens import DocBin

    from geopol.models import shipped

    [config] = re.findall(r"```ini\n(.*?)```", (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "base.cfg").write_text(config.replace('"PATH/shipped/entities"', json.dumps(str(shipped("entities")))))
    doc = spacy.blank("en").make_doc("Cargo reached Aarhus in May 1990.")
    doc.cats = {"harbour": 1.0, "court": 0.0}
    DocBin(docs=[doc] * 4).to_disk(tmp_path / "corpus.spacy")
    fill_config(tmp_path / "train.cfg", tmp_path / "base.cfg")
    corpus = str(tmp_path / "corpus.spacy")
    train(
        tmp_path / "train.cfg",
        tmp_path / "out",
        overrides={"paths.train": corpus, "paths.dev": corpus, "training.max_steps": 2, "training.eval_frequency": 1},
    )
    assert [date.value for date in spacy.load(tmp_path / "out" / "model-last")("It began in May 1990.")._.dates] == ["1990-05"]
