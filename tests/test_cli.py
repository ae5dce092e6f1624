"""The command, as a person runs it: in a process of its own, from a folder that is not the project's."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from geopol.models import read_meta, shipped
from geopol.themes import read_codebook

GOOD = "Brazil and Argentina signed a treaty in March 1991.\n\nTrade between them tripled in the 1990s.\n"


def geopol(*arguments, cwd, stdin: bytes | None = None) -> subprocess.CompletedProcess:
    """Run the command."""
    command = [sys.executable, "-m", "geopol", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False)


def rows(data: bytes) -> list[dict]:
    """The articles of an output."""
    return [json.loads(line) for line in data.split(b"\n") if line]


def test_the_sample_is_tagged(sample, tmp_path):
    """Five files of five formats: five articles with themes, entities, dates and countries, in the order of their names."""
    shutil.copytree(sample, tmp_path / "sample")
    done = geopol("tag", "sample", "-o", "tags.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    articles = rows((tmp_path / "tags.jsonl").read_bytes())
    assert [article["id"] for article in articles] == sorted(f"sample/{path.name}" for path in sample.iterdir())
    assert len(articles) == 5
    for article in articles:
        kinds = [paragraph["kind"] for paragraph in article["paragraphs"]]
        assert kinds.count("body") >= 5, article["id"]
        assert kinds.count("heading") >= 2, article["id"]
        assert len(article["themes"]) >= 3, article["id"]
        assert article["period"]["earliest"], article["id"]
        first, second = (country["name"].lower().replace(" ", "-") for country in article["countries"][:2])
        assert first in article["id"], article["id"]
        assert second in article["id"], article["id"]
    assert b"5 articles" in done.stderr
    assert b"0 failed" in done.stderr


@pytest.fixture
def bad_folder(tmp_path):
    """Everything that real folders hold, with two good articles in between."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-good.txt").write_text(GOOD)
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-one-line.txt").write_text("word " * 4_194_304)
    (folder / "d-noise.txt").write_bytes(bytes((n * 7919 + n // 251) % 256 for n in range(50_000)))
    (folder / "e-scan.pdf").write_bytes(BLANK_PDF)
    (folder / "f-nothing.html").write_text(
        "<html><head><title>Log in</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
    )
    (folder / "g-rows.jsonl").write_text(
        '{"text": "Peru borders Chile."}\n{"text": \n{"id": "third", "text": "Laos joined ASEAN in 1997."}\n'
    )
    (folder / "h-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "i-good.md").write_text("# Customs\n\n" + GOOD)
    return folder


BLANK_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_do_not_harm_the_batch(bad_folder, tmp_path, jobs):
    """Each bad file is named with its reason, the rest is tagged, and the exit code is 1."""
    done = geopol("tag", "in", "-o", "tags.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert done.returncode == 1
    found = {article["id"] for article in rows((tmp_path / "tags.jsonl").read_bytes())}
    assert found == {"in/a-good.txt", "in/g-rows.jsonl#1", "third", "in/i-good.md"}
    words = done.stderr.decode()
    assert "4 articles" in words
    assert "7 failed" in words
    for name, reason in {
        "in/b-empty.txt": "empty",
        "in/c-one-line.txt": "limit",
        "in/d-noise.txt": "not text",
        "in/e-scan.pdf": "no text",
        "in/f-nothing.html": "no article",
        "in/g-rows.jsonl#2": "JSON",
        "in/h-picture.png": ".png",
    }.items():
        [line] = [line for line in words.splitlines() if f"failed {name}: " in line]
        assert reason in line


def test_nothing_is_lost(bad_folder, tmp_path):
    """Every file ends in the output or among the failures."""
    done = geopol("tag", "in", cwd=tmp_path)
    named = {article["id"].split("#")[0] for article in rows(done.stdout)} | {"in/g-rows.jsonl"}
    for path in bad_folder.iterdir():
        assert f"in/{path.name}" in named or f"failed in/{path.name}: ".encode() in done.stderr, path.name


def test_workers_give_the_same_bytes(sample, bad_folder, tmp_path):
    """The output of two processes is the output of one."""
    shutil.copytree(sample, tmp_path / "in" / "sample")
    one, two = (geopol("tag", "in", "--jobs", jobs, "--exclude", "c-*", cwd=tmp_path).stdout for jobs in (1, 2))
    assert len(rows(one)) == 9
    assert one == two


def test_standard_input_and_output(tmp_path):
    """`-` reads standard input, and without -o the lines go to standard output, words to standard error."""
    done = geopol("tag", "-", "--quiet", cwd=tmp_path, stdin=GOOD.encode())
    [article] = rows(done.stdout)
    assert (done.returncode, done.stderr, article["id"]) == (0, b"", "-")
    assert [country["code"] for country in article["countries"]] == ["ARG", "BRA"]


def test_a_records_own_id_is_the_articles(tmp_path):
    """A table row keeps its id, title and date, packed or not."""
    row = {"id": "x-7", "title": "Two states", "date": "2019-05-04", "text": "Last year Fiji voted."}
    (tmp_path / "table.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    [article] = rows(geopol("tag", "table.jsonl.gz", cwd=tmp_path).stdout)
    assert (article["id"], article["title"], article["date"]) == ("x-7", "Two states", "2019-05-04")
    assert article["paragraphs"][0]["dates"][0]["earliest"] == "2018-01-01"


def test_globs_choose_files(bad_folder, tmp_path):
    """--include and --exclude apply in folders."""
    done = geopol("tag", "in", "--include", "*.txt", "--exclude", "[bcd]-*", cwd=tmp_path)
    assert (done.returncode, [article["id"] for article in rows(done.stdout)]) == (0, ["in/a-good.txt"])


def test_failures_are_kept_and_tried_again(bad_folder, tmp_path):
    """A file of failures beside the output; --retry-failures takes just those."""
    geopol("tag", "in", "--exclude", "c-*", "-o", "tags.jsonl", cwd=tmp_path)
    failed = rows((tmp_path / "tags.failures.jsonl").read_bytes())
    assert {row["id"] for row in failed} >= {"in/b-empty.txt", "in/g-rows.jsonl#2"}
    (tmp_path / "in" / "b-empty.txt").write_text(GOOD)
    done = geopol(
        "tag", "--retry-failures", "tags.failures.jsonl", "-o", "again.jsonl", "--failures", "still.jsonl", cwd=tmp_path
    )
    assert [row["id"] for row in rows((tmp_path / "again.jsonl").read_bytes())] == ["in/b-empty.txt"]
    assert len(rows((tmp_path / "still.jsonl").read_bytes())) == len(failed) - 1
    assert b"try it again with --retry-failures" in done.stderr
    assert b"put both together: geopol convert tags.jsonl again.jsonl -o all.jsonl" in done.stderr


def test_fail_fast_ends_with_the_failure(bad_folder, tmp_path):
    """Exit code 1, the failure named, the output not there."""
    done = geopol("tag", "in", "-o", "tags.jsonl", "--fail-fast", cwd=tmp_path)
    assert done.returncode == 1
    assert b"failed in/b-empty.txt: empty" in done.stderr
    assert not (tmp_path / "tags.jsonl").exists()
    refused = geopol("tag", "in", "-o", "tags.jsonl", cwd=tmp_path)
    assert refused.returncode == 2
    assert b"--resume goes on with it, --restart begins anew" in refused.stderr
    assert geopol("tag", "in", "-o", "tags.jsonl", "--restart", "--include", "a-*", cwd=tmp_path).returncode == 0


def test_a_list_of_files_on_standard_input(bad_folder, tmp_path):
    """--files-from -, as find writes it; archives and globs are paths like others."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("one.txt", GOOD)
    done = geopol("tag", "--files-from", "-", cwd=tmp_path, stdin=b"in/i-good.md\nx.zip\nin/a-*.txt\n")
    assert [row["id"] for row in rows(done.stdout)] == ["in/i-good.md", "x.zip/one.txt", "in/a-good.txt"]
    assert done.returncode == 0


def test_columns_language_and_copies(tmp_path):
    """Options of long runs reach the run."""
    german = (
        "Die Außenminister trafen sich am Montag in Berlin, um über die Lage an der Grenze zu sprechen, und sagten danach, dass "
    )
    lines = [{"body": GOOD}, {"body": german * 3}, {"body": GOOD}]
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    options = ("--text-column", "body", "--language", "skip", "--duplicates", "-o", "tags.csv")
    done = geopol("tag", "t.jsonl", *options, cwd=tmp_path)
    assert done.returncode == 1
    assert b"failed t.jsonl#2: not English: its language is 'de'" in done.stderr
    assert b"copies of earlier articles: 1" in done.stderr
    assert b"t.jsonl#1,0,body" in (tmp_path / "tags.csv").read_bytes()


def test_dates_given_and_dates_missing(tmp_path):
    """A date for those that have none; without it the summary says how many there are."""
    (tmp_path / "a.txt").write_text(f"The title of it\n\nClara Vogel, 9 December 2024\n\n{GOOD}")
    (tmp_path / "b.txt").write_text(GOOD)
    (tmp_path / "c.csv").write_text(f'text,date\n"{GOOD.strip()}",03/04/2021\n"{GOOD.strip()}",soon\n')
    done = geopol("tag", "a.txt", "b.txt", "c.csv", cwd=tmp_path)
    assert [row["date"] for row in rows(done.stdout)] == ["2024-12-09", None, None, None]
    assert b"3 of 4 articles have no date, so 'last month' and bare months stay as they are" in done.stderr
    assert b"2 rows were tagged without a date that could not be read, as: not one date but two: '03/04/2021'" in done.stderr
    done = geopol("tag", "a.txt", "b.txt", "c.csv", "--date", "20 June 2021", "--day-first", cwd=tmp_path)
    assert [row["date"] for row in rows(done.stdout)] == ["2024-12-09", "2021-06-20", "2021-04-03", "2021-06-20"]
    assert (done.returncode, b"have no date" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["tag", "x.txt", "--date", "soon"], 2, "not a date: 'soon'"),
        (["tag"], 2, "give PATH..., or --files-from LIST"),
        (["tag", "nowhere.txt"], 1, "failed nowhere.txt: "),
        (["tag", "x.txt", "--entities", "en_nonsense"], 2, "no spaCy pipeline 'en_nonsense'"),
    ],
)
def test_wrong_use_is_told_in_a_line(tmp_path, arguments, code, message):
    """A mistake gives the exit code of its kind and a message without a traceback; all of them stand in test_messages.py."""
    (tmp_path / "x.txt").write_text(GOOD)
    done = geopol(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert message in " ".join(done.stderr.decode().split())
    assert "Traceback" not in done.stderr.decode()


def test_a_failed_run_leaves_no_half_output(tmp_path):
    """Where nothing could start, there is no output file, whole or half."""
    (tmp_path / "x.txt").write_text(GOOD)
    geopol("tag", "x.txt", "-o", "tags.jsonl", "--entities", "en_nonsense", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_info_names_versions_and_fingerprints(tmp_path):
    """JSON on standard output."""
    facts = json.loads(geopol("info", cwd=tmp_path).stdout)
    assert facts["fingerprint"].startswith("sha256:")
    assert set(facts["libraries"]) >= {"spacy", "scikit-learn"}


def test_themes_prints_the_codebook(tmp_path):
    """Every theme and every rule; a theme that the shipped model has not learnt is said to be one."""
    words = geopol("themes", cwd=tmp_path).stdout.decode()
    book, learnt = read_codebook(), read_meta(shipped("themes"))["labels"]
    for theme in book.themes:
        assert f"\n{theme.id}  {theme.name}{'' if theme.id in learnt else ' (not in the shipped model yet)'}\n" in "\n" + words
    for number in range(1, len(book.rules) + 1):
        assert f"\n{number:2}. " in words


@pytest.mark.parametrize("command", ["tag", "convert", "train", "evaluate", "themes", "info"])
def test_every_command_has_help(tmp_path, command):
    """Help says what the command does; those that take files show an example."""
    words = geopol(command, "--help", cwd=tmp_path).stdout.decode()
    assert "Usage:" in words
    if command in ("tag", "convert", "train", "evaluate"):
        assert f"geopol {command} " in words.split("Usage:")[1].split("\n", 1)[1]


def _cost(run):
    """Processor seconds of child processes; the least of three runs, since a busy machine only ever adds."""
    costs = []
    for _ in range(3):
        start = sum(os.times()[2:4])
        run()
        costs.append(sum(os.times()[2:4]) - start)
    return min(costs)


def test_one_short_file_is_tagged_in_seconds(tmp_path, monkeypatch):
    """Cold start included, with what Python and geopol keep of an earlier run: 1.2 times an import of spaCy when written."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "kept"))
    (tmp_path / "x.txt").write_text(GOOD)
    spacy = _cost(lambda: subprocess.run([sys.executable, "-c", "import spacy"], check=True))
    whole = _cost(lambda: geopol("tag", "x.txt", cwd=tmp_path))
    assert whole < 2 * spacy, (whole, spacy)


def test_geopol_is_imported_in_a_blink(tmp_path):
    """`import geopol` takes under 0.3 s beyond the start of Python; the best of three runs."""
    code = "import time; start = time.perf_counter(); import geopol; print(time.perf_counter() - start)"
    times = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(3)]
    assert min(times) < 0.3, times
