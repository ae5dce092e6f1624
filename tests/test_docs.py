"""What the documents claim is executed, or compared with what was measured."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pages
import pytest
from conftest import ROOT
from typer import BadParameter

from geopol.dates import find_in
from geopol.evaluation import score
from geopol.evaluation import tagged as tag_gold
from geopol.paragraphs import MAX_PARAGRAPH_CHARS
from geopol.reading import terms as limits

README = (ROOT / "README.md").read_text(encoding="utf-8")


def script(name, folder="benchmarks"):
    """A script outside of the package, as a module; it finds the scripts beside it, as it does when it is run."""
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / folder), *sys.path])
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def quality():
    """The script that writes the README's table."""
    return script("quality")


def test_the_quality_table_is_what_was_measured(quality):
    """README's table is the one that the script writes from benchmarks/quality.json."""
    measured = json.loads(quality.RESULTS.read_text())
    assert quality.table(measured["scores"]) in README


def test_the_table_beside_others_is_what_was_measured():
    """README's table is the one that benchmarks/beside.py writes."""
    spec = importlib.util.spec_from_file_location("beside", ROOT / "benchmarks" / "beside.py")
    beside = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(beside)
    assert beside.table() in README


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


# What Dask and asyncio warn of in closing is none of the page's.
LOUD = {"cluster.md": pytest.mark.filterwarnings("default")}
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture
def folder(tmp_path):
    """Where a page is read: nothing is there but geopol's own corpus."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    return tmp_path


@pytest.mark.parametrize("path", [pytest.param(path, marks=LOUD.get(path.name, ()), id=path.stem) for path in PAGES])
def test_the_page_does_what_it_says(path, folder):
    """Every block of a page is run, from the first to the last, and what it shows comes out; `pages` says how."""
    pages.run(path, folder)


USAGE = BadParameter.__base__  # Typer may bring its own click, which has no public name for this


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("```python\n1 + 1  # 3\n```", "2 is not 3"),
        ("```python\n1 + 1\n# 3\n```", "2 is not 3"),
        ("```python\n[1,\n 2]\n# [1,\n# 3]\n```", r"\[1, 2\] is not \[1, 3\]"),
        ("<!-- run by test_nothing -->\n```ini\n[a]\n```", "no such test"),
        ("```python\n1 / 0\n```", "division by zero"),
        ("```sh\nfalse\n```", "ended with 1"),
        ("```\ngeopol tag nothing.txt -o out.jsonl\n```", "ended with 1"),
        ("<!-- exit 1 -->\n```sh\ntrue\n```", "ended with 0"),
        ("```console\n$ echo yes\nno\n```", "is not"),
        ("```sh\npip install '.[nothing]'\n```", "there is no extra nothing"),
        ("<!-- only parsed: slow -->\n```sh\ngeopol tag --no-such-option\n```", "No such option"),
        ("```sh\ngeopol tag --no-such-option x  # if need be\n```", "No such option"),
        ('```json\n{"id": "a"}\n```', "nothing that was written is this"),
        ("```toml\na = 1\n```", "nobody runs, saves or checks this block of 'toml'"),
    ],
)
def test_a_page_that_says_something_else_fails(page, reason, folder):
    """Wrong values, exit codes, output, extras, options and samples are all seen, and so is a block that nobody runs."""
    path = folder / "page.md"
    path.write_text(f"# A page\n\nA sentence.\n\n{page}\n")
    with pytest.raises((AssertionError, ZeroDivisionError, USAGE), match=reason):
        pages.run(path, folder)


@pytest.mark.parametrize(
    ("sample", "found", "told"),
    [
        ('{"a": 1, …}', {"a": 1, "b": 2}, None),
        ('{"a": 1}', {"a": 1, "b": 2}, ": the keys ['b'] are on one side alone"),
        ('{"a": [1, …, 4], "b": "x…"}', {"a": [1, 2, 3, 4, 5], "b": "xyz"}, None),
        ('{"a": [4, 1, …]}', {"a": [1, 2, 3, 4]}, ".a lacks 1"),
        ('{"a": […, {"c": …}]}', {"a": [1, {"c": 2}]}, None),
        ('{"a": [1, 2]}', {"a": [1, 3]}, ".a[] is 3, not 2"),
        ('{"a": "x"}', {"a": "y"}, ".a is 'y', not 'x'"),
    ],
)
def test_a_sample_is_held_to_what_was_written(sample, found, told):
    """What a sample leaves out it says, and the rest is the same."""
    assert pages.difference(pages.sample(sample), found) == told


def with_mark(name):
    """The pages that have the part between two marks."""
    return [pytest.param(path, id=path.stem) for path in PAGES if f"<!-- {name} -->" in path.read_text(encoding="utf-8")]


def marked(path, name):
    """The part between two marks."""
    return re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", path.read_text(encoding="utf-8"), re.DOTALL)[1]


@pytest.mark.parametrize("path", with_mark("dates"))
def test_the_table_of_dates_is_what_comes_out(path):
    """Ten lines of dates: text, mention, value and interval; an empty mention means that there is none."""
    rows = marked(path, "dates").splitlines()[2:]
    assert len(rows) == 10
    for row in rows:
        text, *wanted = (cell.strip() for cell in row.strip("|").split("|"))
        found = find_in(text, anchor="2024-06-19")
        told = [[date.text, date.value, date.earliest or "", date.latest or ""] for date in found]
        assert (wanted in told) if wanted[0] else told == [], (text, told)


@pytest.mark.parametrize("path", with_mark("batch"))
def test_the_figures_of_long_runs_are_those_measured(path):
    """The words between the marks are those that the script writes from benchmarks/batch.json."""
    batch = script("batch")
    assert marked(path, "batch") == batch.figures(json.loads(batch.RESULTS.read_text()), path)


def test_the_limits_are_those_of_the_code():
    """docs/cluster.md says each limit as it stands in the code, and the option that moves it."""
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\| [^|]+ \| ([\d,]+) \|(?: `(--[\w-]+)`)? \|$", page, re.MULTILINE)
    options = [limits.MAX_CHARS, limits.MAX_SECONDS, limits.MAX_MEMORY // 1_000_000]
    rest = [MAX_PARAGRAPH_CHARS, limits.MAX_PAGE, limits.MAX_BYTES, limits.MAX_UNPACKED]
    assert [int(number.replace(",", "")) for number, _ in stated] == [*options, *rest]
    assert [option for _, option in stated if option] == ["--max-chars", "--timeout", "--memory"]


def test_the_rules_are_where_the_page_says():
    """docs/steps.md: every file and function that it names is there; the first file of a step tells the folder."""
    page, package = (ROOT / "docs" / "steps.md").read_text(encoding="utf-8"), ROOT / "pipeline" / "geopol"
    named = []
    for where in re.findall(r"^\*\*Where\.\*\* .*?(?=\n\n|\Z)", page, re.MULTILINE | re.DOTALL):
        files = re.findall(r"`([\w/*]+\.(?:py|toml))(?:: (\w+))?`", where)
        for name, function in files:
            found = [*package.glob(name), *(package / files[0][0]).parent.glob(name)]
            there = any(not function or f"def {function}(" in one.read_text(encoding="utf-8") for one in found)
            named.append((name, there))
    assert [name for name, there in named if not there] == []
    assert len(named) > 40


def test_the_number_of_periods_is_that_of_the_table():
    """The documents say how many named periods there are."""
    table = tomllib.loads((ROOT / "pipeline" / "geopol" / "dates" / "periods.toml").read_text(encoding="utf-8"))
    told = [int(number) for path in PAGES for number in re.findall(r"(\d+) named periods", path.read_text(encoding="utf-8"))]
    assert set(told) == {len(table["period"])}


def test_the_reasons_of_failures_are_those_given():
    """docs/start.md explains reasons that the reading step gives, in its words."""
    table = re.search(r"\| reason \|.*?\n\n", (ROOT / "docs" / "start.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "geopol" / "reading").glob("*.py"))
    reasons = re.findall(r"^\| `([\w ]+)", table, re.MULTILINE)
    assert len(reasons) == 6
    assert [reason for reason in reasons if reason not in code] == []


def test_the_page_of_commands_is_the_commands():
    """docs/commands.md is what docs/commands.py writes of the command."""
    commands = script("commands", "docs")
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "run python docs/commands.py"


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


def test_links_lead_somewhere():
    """Every relative link and picture of every Markdown file names a file that is there, and a heading that is in it."""
    documents = {path: path.read_text(encoding="utf-8") for path in pages.documents(ROOT)}
    broken = []
    for path, text in documents.items():
        for link in pages.links(text):
            target, _, anchor = link.partition("#")
            at = path if not target else Path(os.path.normpath(path.parent / unquote(target)))
            if not re.match(r"\w+:", link) and not (at.exists() and (not anchor or anchor in pages.anchors(documents[at]))):
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []
    assert sum(len(list(pages.links(text))) for text in documents.values()) > 50


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
