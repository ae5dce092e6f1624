"""Batch: nothing lost, nothing doubled, whatever happens in between."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import stub

from geopol import batch, extras
from geopol.batch.chunks import CHUNK_CHARS, CHUNK_ITEMS, chunks
from geopol.batch.journal import Journal
from geopol.errors import InputError
from geopol.reading import Choice, Columns, Source, Terms
from geopol.records import Document, Failure

TEXT = "Brazil and Argentina signed a treaty in March 1991. Trade between them tripled in the 1990s, number {}.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A hundred short articles, three of them empty, in the folder `in` of the folder where the test runs."""
    (tmp_path / "in").mkdir()
    for number in range(100):
        (tmp_path / "in" / f"{number:03}.txt").write_text("" if number in (7, 50, 99) else TEXT.format(number))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def job(*paths, **options) -> batch.Job:
    """A job on these paths."""
    return batch.Job(batch.plan(paths or ("in",)), **options)


def target(**options) -> batch.Target:
    """Where the tests write."""
    return batch.Target(Path("tags.jsonl"), **options)


def rows(path="tags.jsonl") -> list[dict]:
    """Lines of JSON."""
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def files() -> set[str]:
    """What stands beside the input."""
    return {path.name for path in Path().iterdir()} - {"in"}


def test_a_run_leaves_tags_failures_and_manifest(folder):
    """And nothing else; the manifest counts what the files hold."""
    summary = batch.run_to(stub.tagger(), job(), target())
    assert files() == {"tags.jsonl", "tags.failures.jsonl", "tags.manifest.json"}
    assert [row["id"] for row in rows()] == [f"in/{n:03}.txt" for n in range(100) if n not in (7, 50, 99)]
    assert rows("tags.failures.jsonl")[0] == {
        "path": "in/007.txt",
        "id": "in/007.txt",
        "step": "reading",
        "reason": "empty: the file has no bytes",
        "hint": "leave it out with --exclude",
    }
    manifest = json.loads(Path("tags.manifest.json").read_bytes())
    assert manifest["counts"] == summary.counts()
    assert (manifest["counts"]["articles"], manifest["counts"]["failed"]) == (97, 3)
    assert manifest["counts"]["reasons"] == {"empty: the file has no bytes": 3}
    assert [file["name"] for file in manifest["files"]] == ["tags.jsonl", "tags.failures.jsonl"]
    assert manifest["files"][0]["bytes"] == Path("tags.jsonl").stat().st_size
    assert (manifest["version"], manifest["fingerprint"], manifest["engine"]["jobs"]) == ("0.1.0", "stub", 1)


def test_failures_of_an_earlier_run_go(folder):
    """A run without failures leaves no file of them."""
    batch.run_to(stub.tagger(), job(), target())
    batch.run_to(stub.tagger(), job("in/000.txt"), target())
    assert files() == {"tags.jsonl", "tags.manifest.json", "tags.jsonl.old"}


def test_the_output_of_an_earlier_run_is_kept_where_it_differs(folder):
    """Hours of work are not lost by a second run into the same file; the same bytes are not kept twice."""
    batch.run_to(stub.tagger(), job(), target())
    first = Path("tags.jsonl").read_bytes()
    batch.run_to(stub.tagger(), job(), target())
    assert files() == {"tags.jsonl", "tags.failures.jsonl", "tags.manifest.json"}
    batch.run_to(stub.tagger(), job("in/000.txt"), target())
    assert Path("tags.jsonl.old").read_bytes() == first
    second = Path("tags.jsonl").read_bytes()
    assert len(rows()) == 1
    batch.run_to(stub.tagger(), job("in/000.txt", "in/001.txt"), target())
    assert Path("tags.jsonl.old").read_bytes() == second


def test_what_is_missing_is_said_before_anything_is_opened(folder, monkeypatch):
    """No journal is left that the next run would stumble over."""
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    for options in ({"duplicates": True}, {"format": "parquet"}):
        with pytest.raises(InputError, match=r"needs (datasketch|pyarrow): .*install"):
            batch.run_to(stub.tagger(), job(), target(**options))
    with pytest.raises(InputError, match="the engine dask of a cluster needs distributed: "):
        batch.run_to(stub.tagger(), job(engine=batch.Engine("dask")), target())
    assert files() == set()


def test_a_run_stopped_soon_has_something_to_go_on_from(folder):
    """The first chunk is two documents; a resumed run says how many were done."""
    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job(progress=cut_after(7)), target())
    told = []
    batch.run_to(stub.tagger(), job(resumed=told.append), target(resume=True))
    assert told == [14]
    batch.run_to(stub.tagger(), job(resumed=told.append), target(resume=True))
    assert told == [14]


class CutError(Exception):
    """A run ended from outside."""


def cut_after(count):
    """A call after each result that ends the run after so many."""
    left = iter(range(count))

    def step(result):
        if next(left, None) is None:
            raise CutError

    return step


@pytest.mark.parametrize("count", [0, 31, 32, 40, 99])
def test_a_run_that_was_cut_off_goes_on(folder, count):
    """The result is that of a run that was not, byte for byte, failures too."""
    batch.run_to(stub.tagger(), job(), batch.Target(Path("whole.jsonl")))
    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job(progress=cut_after(count)), target())
    assert not Path("tags.jsonl").exists()
    with pytest.raises(InputError, match="unfinished run: --resume goes on with it, --restart begins anew"):
        batch.run_to(stub.tagger(), job(), target())
    again = batch.run_to(stub.tagger(), job(), target(resume=True))
    for name in ("jsonl", "failures.jsonl"):
        assert Path(f"tags.{name}").read_bytes() == Path(f"whole.{name}").read_bytes()
    assert (again.articles, again.failed) == (97, 3)
    assert json.loads(Path("tags.manifest.json").read_bytes())["counts"]["articles"] == 97
    assert not list(Path().glob("*.part")) + list(Path().glob("*.journal"))


def test_what_was_done_is_not_done_again(folder):
    """A resumed run tags what is left alone."""
    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job(progress=cut_after(40)), target())
    done = []
    batch.run_to(stub.tagger(), job(progress=done.append), target(resume=True))
    assert len(done) == 100 - (2 + 4 + 8 + 16 + 32)


def half_line(path):
    path.write_bytes(path.read_bytes()[:-5])


def other_byte(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def more(path):
    path.write_bytes(path.read_bytes() + b'{"schema": 1, "id": "half a li')


@pytest.mark.parametrize("name", ["tags.jsonl.part", "tags.jsonl.journal", "tags.failures.jsonl.part"])
@pytest.mark.parametrize("harm", [half_line, other_byte, more, Path.unlink])
def test_damage_to_any_file_costs_time_alone(folder, name, harm):
    """A line that was cut off, a flipped bit, a file that is gone: what it speaks for is done again."""
    batch.run_to(stub.tagger(), job(), batch.Target(Path("whole.jsonl")))
    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job(progress=cut_after(70)), target())
    harm(Path(name))
    batch.run_to(stub.tagger(), job(), target(resume=True))
    for end in ("jsonl", "failures.jsonl"):
        assert Path(f"tags.{end}").read_bytes() == Path(f"whole.{end}").read_bytes()


def changed(folder):
    (folder / "in" / "003.txt").write_text("Another text about Peru and Chile.")


def gone(folder):
    (folder / "in" / "003.txt").unlink()


def new(folder):
    (folder / "in" / "003a.txt").write_text("A further text about Peru and Chile.")


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (changed, {}, "'in/003.txt' has changed since it was tagged"),
        (gone, {}, "the input was 'in/003.txt' where it is now 'in/004.txt'"),
        (new, {}, "the input was 'in/004.txt' where it is now 'in/003a.txt'"),
        (None, {"settings": batch.Settings(language="skip")}, "settings.language was 'report' and is now 'skip'"),
        (None, {"settings": batch.Settings(Terms(max_chars=50))}, "settings.terms.max_chars was 5000000 and is now 50"),
        (None, {"fingerprint": "other"}, "fingerprint was 'stub' and is now 'other'"),
    ],
)
def test_a_run_that_is_another_one_is_not_resumed(folder, change, options, reason):
    """A changed input, model or option is refused, with the reason; nothing is lost by it, and --restart begins anew."""
    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job(progress=cut_after(40)), target())
    before = Path("tags.jsonl.part").read_bytes()
    tagger = stub.tagger()
    tagger.fingerprint = options.pop("fingerprint", "stub")
    if change:
        change(folder)
    with pytest.raises(InputError) as refused:
        batch.run_to(tagger, job(**options), target(resume=True))
    assert reason in str(refused.value)
    assert Path("tags.jsonl.part").read_bytes() == before
    batch.run_to(tagger, job(**options), target(restart=True))


def test_two_runs_do_not_write_one_file(folder):
    """The second is refused while the first is at work."""

    def second(result):
        batch.run_to(stub.tagger(), job(), target(resume=True))

    with pytest.raises(InputError, match=r"another run is writing tags\.jsonl\.journal"):
        batch.run_to(stub.tagger(), job(progress=second), target())


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import stub
from geopol import batch
form = sys.argv[2]
batch.run_to(stub.tagger(), batch.Job(batch.plan(["in"])), batch.Target(Path("tags.out"), form, resume=True))
"""


def test_a_killed_run_goes_on(folder):
    """kill -9 at random instants, start-up and finish among them; benchmarks/batch.py does it fifty times."""
    for number in range(100):
        (folder / "in" / f"{number:03}.txt").write_text(TEXT.format(number) + "wait a little")
    command = [sys.executable, "-c", KILLED, str(Path(stub.__file__).parent), "csv"]
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    took = time.perf_counter() - begun
    ends = ("out", "entities.out", "dates.out", "countries.out")
    whole = {end: Path(f"tags.{end}").read_bytes() for end in ends}
    for end in ends:
        Path(f"tags.{end}").unlink()
    chance = random.Random(7)
    kills = 0
    while not Path("tags.out").exists() or Path("tags.out.journal").exists():
        run = subprocess.Popen(command)
        try:
            assert run.wait(chance.uniform(0.5, 0.8) * took if kills < 3 else None) == 0
        except subprocess.TimeoutExpired:
            run.kill()
            kills += run.wait() == -signal.SIGKILL
    assert kills >= 1
    assert {end: Path(f"tags.{end}").read_bytes() for end in whole} == whole


def test_what_failed_is_tried_again_alone(folder):
    """--retry-failures: files, rows of a table and nothing else."""
    Path("in/t.jsonl").write_text('{"text": "One in Peru."}\n{"text": \n{"id": "x", "text": "stumble"}\n')
    batch.run_to(stub.tagger(), job(), target())
    assert [row["id"] for row in rows("tags.failures.jsonl")] == ["in/007.txt", "in/050.txt", "in/099.txt", "in/t.jsonl#2", "x"]
    wanted = batch.read_failures(Path("tags.failures.jsonl"))
    assert wanted["in/t.jsonl"] == {"in/t.jsonl#2", "x"}
    Path("in/007.txt").write_text("Now there is a text about Chile.")
    Path("in/t.jsonl").write_text('{"text": "One in Peru."}\n{"text": "Two in Peru."}\n{"id": "x", "text": "Three in Peru."}\n')
    batch.run_to(stub.tagger(), batch.Job(batch.plan(wanted), only=wanted), batch.Target(Path("again.jsonl")))
    assert [row["id"] for row in rows("again.jsonl")] == ["in/007.txt", "in/t.jsonl#2", "x"]
    assert [row["id"] for row in rows("again.failures.jsonl")] == ["in/050.txt", "in/099.txt"]


@pytest.mark.parametrize("line", ["{", "[]", '{"path": "x"}', '"x"'])
def test_a_file_that_is_no_list_of_failures_is_refused(tmp_path, line):
    """Its line is named."""
    path = tmp_path / "failures.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match="line 1: not a failure of geopol"):
        batch.read_failures(path)


def test_fail_fast_stops_at_the_first(folder):
    """The run ends with the failure, and can go on when it is mended."""
    with pytest.raises(batch.StoppedError, match=r"in/007\.txt: empty") as stopped:
        batch.run_to(stub.tagger(), job(fail_fast=True), target())
    assert stopped.value.failure.id == "in/007.txt"
    for name in ("007", "050", "099"):
        Path(f"in/{name}.txt").write_text("A text.")
    assert batch.run_to(stub.tagger(), job(fail_fast=True), target(resume=True)).articles == 100


@pytest.mark.parametrize("text", ["sleep for long", "loop without end"])
def test_a_document_has_its_time(folder, text):
    """What takes longer is a failure, and the rest is tagged."""
    Path("in/001.txt").write_text(text)
    begun = time.perf_counter()
    summary = batch.run_to(stub.tagger(), job(settings=batch.Settings(Terms(seconds=0.5))), target())
    assert time.perf_counter() - begun < 15
    assert rows("tags.failures.jsonl")[0]["reason"] == "tagging took longer than the limit of 0.5 s"
    assert (summary.articles, summary.failed) == (96, 4)


def test_a_regular_expression_without_end_is_ended(folder):
    """The signal breaks into a search, too; without it this would take longer than the universe is old."""
    import re

    from geopol.batch.work import TooLateError, limited

    with pytest.raises(TooLateError), limited(0.3):
        re.match(r"(a+)+$", "a" * 60 + "b")


def test_a_thread_has_its_time_too():
    """Where no signal can be had, in a cluster's worker, an exception is thrown into the thread."""
    import threading

    from geopol.batch.work import TooLateError, limited

    ended = []

    def endless():
        try:
            with limited(0.3):
                while True:
                    pass
        except TooLateError:
            ended.append(True)

    thread = threading.Thread(target=endless, daemon=True)
    thread.start()
    thread.join(20)
    assert ended


def test_a_fault_costs_one_document(folder):
    """A bug in a step is named with its place."""
    Path("in/001.txt").write_text("Here it will stumble.")
    summary = batch.run_to(stub.tagger(), job(), target())
    [failure, *_] = rows("tags.failures.jsonl")
    assert failure["reason"].startswith("a fault in geopol: IndexError: list index out of range (stub.py, line ")
    assert (summary.articles, summary.failed) == (96, 4)


def test_size_limits(folder):
    """A text over the limit is a failure, not cut."""
    summary = batch.run_to(stub.tagger(), job(settings=batch.Settings(Terms(max_chars=60))), target())
    assert (summary.articles, summary.failed) == (0, 100)
    assert "characters, the limit is 60" in rows("tags.failures.jsonl")[0]["reason"]


def test_a_summary_of_a_million_failures_is_small():
    """A few are kept by name; all are counted by reason, values left out."""
    summary = batch.Summary()
    for number in range(5000):
        summary.add(Failure(f"{number}.txt", "reading", f"not text: {number % 100}% of its bytes are '{number}'"))
    assert (summary.failed, len(summary.failures)) == (5000, 200)
    assert summary.reasons == {"not text: … of its bytes are …": 5000}
    for number in range(5000):
        summary.add(Failure("x", "reading", "reason " + "ab"[number % 2] * (number // 2)))
    assert len(summary.reasons) <= 1001
    assert sum(summary.reasons.values()) == 10_000


def test_chunks_are_of_like_size_whatever_the_workers():
    """Few large ones or many small ones; a PDF's bytes are mostly not text."""
    small = [Document(str(n), "x" * 100) for n in range(100)]
    assert [len(chunk.items) for chunk in chunks(small)] == [2, 4, 8, 16, 32, 32, 6]
    large = [Document(str(n), "x" * 60_000) for n in range(5)]
    assert [len(chunk.items) for chunk in chunks([*small, *large])][-3:] == [8, 2, 1]
    pdfs = [Source(f"{n}.pdf", Path(f"{n}.pdf"), CHUNK_CHARS) for n in range(40)]
    assert [len(chunk.items) for chunk in chunks(pdfs)] == [1, 2, 4, 8, 15, 10]
    assert [chunk.number for chunk in chunks(pdfs)] == list(range(6))


def test_a_list_of_files_is_read_as_it_comes():
    """Lines, or NUL between names, as find -print0 writes."""
    for data in (b"a.txt\nb c.txt\r\n\nd.txt", b"a.txt\0b c.txt\0d.txt\0"):
        assert list(batch.read_list(io.BufferedReader(io.BytesIO(data)))) == ["a.txt", "b c.txt", "d.txt"]
    with pytest.raises(InputError, match="not UTF-8 in entry 2"):
        list(batch.read_list(io.BufferedReader(io.BytesIO(b"a.txt\n\xff\n"))))


def test_a_journal_stops_at_its_first_damaged_line(tmp_path):
    """What stands behind it is not believed."""
    from geopol.batch.journal import Record

    path = tmp_path / "journal"
    journal = Journal(path, {"fingerprint": "x"})
    record = Record([["a", "1:2"]], {"out": 5}, {"out": 7}, batch.Summary().counts())
    for _ in range(3):
        journal.add(record)
    journal.close()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[2][:-9] + b"tampered\n", lines[3]]))
    journal = Journal(path, {"fingerprint": "x"})
    assert list(journal.records()) == [record]
    journal.close()


def test_articles_without_a_date_are_counted(folder):
    """And dates that could not be read, with the first of them; the numbers survive an interruption."""
    Path("in/t.csv").write_text("text,date\nA text about Peru.,2020-01-01\nAnother.,soon\nA third.,\nA fourth.,31/02/2021\n")
    summary = batch.run_to(stub.tagger(), job("in/t.csv"), target())
    assert (summary.articles, summary.failed, summary.undated, summary.unread.total()) == (4, 0, 3, 2)
    assert next(iter(summary.unread)).startswith("not a date: 'soon'")
    again = batch.Summary()
    again.merge(summary.counts())
    assert (again.undated, again.unread) == (summary.undated, summary.unread)


def test_settings_reach_the_reading(folder):
    """Columns, globs and limits travel with the job."""
    Path("in/t.csv").write_text("Body,nr,when\nA text about Peru.,7,2020-01-01\n")
    settings = batch.Settings(Terms(Columns("body", "nr", "headline", "when")), Choice())
    batch.run_to(stub.tagger(), job("in/t.csv", settings=settings), target())
    [row] = rows()
    assert (row["id"], row["date"]) == ("7", "2020-01-01")


def test_a_full_disk_ends_the_run_and_loses_nothing(folder, monkeypatch):
    """What is written up to then stays, and --resume goes on."""
    from geopol.batch import spool

    batch.run_to(stub.tagger(), job(), batch.Target(Path("whole.jsonl")))
    calls = iter(range(100))

    def full(file):
        file.flush()
        if next(calls) == 2:
            raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(spool, "safe", full)
        with pytest.raises(OSError, match="No space left"):
            batch.run_to(stub.tagger(), job(), target())
    batch.run_to(stub.tagger(), job(), replace(target(), resume=True))
    assert Path("tags.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def test_large_members_of_archives_wait_in_files(folder, monkeypatch):
    """They do not fill the memory of the run, and are gone when it ends, whichever way."""
    import zipfile

    from geopol.batch import chunks as module

    monkeypatch.setattr(module, "IN_MEMORY", 1000)
    with zipfile.ZipFile("x.zip", "w") as archive:
        for number in range(90):
            archive.writestr(f"{number:02}.txt", (TEXT + "\n").format(number) * (40 if number % 2 else 1))
    seen = []

    def look(result):
        seen.append(len(list(Path("tags.jsonl.tmp").iterdir())))
        if len(seen) == 70:
            raise CutError

    with pytest.raises(CutError):
        batch.run_to(stub.tagger(), job("x.zip", progress=look), target())
    assert max(seen) <= CHUNK_ITEMS
    assert not Path("tags.jsonl.tmp").exists()
    batch.run_to(stub.tagger(), job("x.zip"), target(resume=True))
    assert [row["id"] for row in rows()] == [f"x.zip/{number:02}.txt" for number in range(90)]
    assert files() == {"x.zip", "tags.jsonl", "tags.manifest.json"}
