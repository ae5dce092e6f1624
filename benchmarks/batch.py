"""Batch runs measured: memory and time against the number of files, workers, kills, hostile input.

    python benchmarks/batch.py scale ../shared/data     # the machinery alone to 100,000 files, the whole pipeline to 10,000
    python benchmarks/batch.py workers ../shared/data   # one process against two; wants a quiet machine
    python benchmarks/batch.py kills ../shared/data     # 50 times kill -9, then --resume
    python benchmarks/batch.py hostile                  # over 2,000 fuzzed and hostile files
    python benchmarks/batch.py slow                     # paragraphs that are hard on rules, a step at a time
    python benchmarks/batch.py kills-shipped            # kill -9 with the shipped models, one and two processes
    python benchmarks/batch.py cluster                  # kill -9 for workers of a Dask cluster
    python benchmarks/batch.py large                    # files of 100 MB
    python benchmarks/batch.py identifier               # what the language identifier takes of memory
    python benchmarks/batch.py long --scratch FOLDER    # 100,000 files through the whole pipeline, memory and speed over time
    python benchmarks/batch.py report                   # batch.md, batch.svg and the figures in PAGES, from batch.json

Articles are single paragraphs of real text, about 100 words each, a file an article, a thousand files a folder.
"""

# ruff: noqa: E501 - lines of the report are templates, longer than what they write

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import batch_long
import batch_shipped as shipped
from batch_run import HERE, RESULTS, RUN, check, make, measured, save

PAGES = (HERE.parent / "README.md", HERE.parent / "docs" / "cluster.md")  # those with the mark "batch" get the figures
REPORT = HERE / "batch.md"
PLOT = HERE / "batch.svg"
MACHINERY = (1_000, 3_000, 10_000, 30_000, 100_000)
PIPELINE = (1_000, 3_000, 10_000)
SHIPPED = {"kills-shipped": shipped.kills, "cluster": shipped.cluster, "large": shipped.large, "identifier": shipped.identifier}
KILLS = 50
# What rules of dates, names and lists may stumble over when it is said a thousand times.
HARD = (
    *(
        "a",
        ".",
        "1",
        "1990s ",
        "1 ",
        "- ",
        "# ",
        "((",
        "May ",
        "the the ",
        "U.S.",
        "U.S. ",
        "12/",
        "1,",
        "1-",
        "[1]",
        "|",
        "`",
        "&",
    ),
    *("between 1 and ", "since ", "of the of ", "New York, ", "Republic of ", "January 1, ", "two years later ", "Georgia "),
    *("Washington ", "first half of the "),
)
HOSTILE = 2_400


def scale(data: Path, which: str, upto: int) -> None:
    """Time and memory against the number of files."""
    tagger, sizes = ("fast_tagger()", MACHINERY) if which == "machinery" else ("load()", PIPELINE)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for count in (size for size in sizes if size <= upto):
            folder = Path(name) / str(count)
            words = make(data, folder, count)
            row = {"files": count, "words": words, **measured(tagger, folder, Path(name) / f"{count}.jsonl")}
            row["a_second"] = round(count / row["processor"], 1)
            print(which, row, flush=True)
            rows.append(row)
            save(which, rows)


def workers(data: Path) -> None:
    """One process, two, and a Dask cluster of two workers on this machine: seconds, and processor seconds of all processes."""
    rows, outputs = {}, set()
    with tempfile.TemporaryDirectory() as name:
        folder, output = Path(name) / "in", Path(name) / "tags.jsonl"
        words = make(data, folder, 8000)
        for kind, engine in {"one process": "", "two processes": "jobs=2", "Dask, two workers": '"dask", jobs=2'}.items():
            before = os.getloadavg()[0]
            rows[kind] = {**measured("load()", folder, output, engine), "load_before": round(before, 1)}
            outputs.add(hashlib.sha256(output.read_bytes()).hexdigest())
            print(kind, rows[kind], flush=True)
    one = rows["one process"]
    for row in rows.values():
        row["ratio"] = round(one["seconds"] / row["seconds"], 2)
    save("workers", {"files": 8000, "words": words, "same_bytes": len(outputs) == 1, "rows": rows})


def kills(data: Path) -> None:
    """Kill a run at random instants, often; each time it goes on, and in the end nothing differs."""
    chance = random.Random(11)
    done, runs, moments = 0, 0, Counter()
    with tempfile.TemporaryDirectory() as name:
        folder, output = Path(name) / "in", Path(name) / "tags.jsonl"
        make(data, folder, 1500)
        (folder / "empty.txt").write_text("")
        whole, journal = Path(name) / "whole.jsonl", output.with_name("tags.jsonl.journal")
        took = measured("patient_tagger()", folder, whole)["seconds"]
        code = RUN.format(here=str(HERE), tagger="patient_tagger()", folder=str(folder), output=str(output), engine="")
        while done < KILLS or not output.exists() or journal.exists():
            run = subprocess.Popen([sys.executable, "-c", code])
            try:
                if run.wait(chance.uniform(0.1, 0.4) * took if done < KILLS else None):
                    raise SystemExit("a run failed")
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                done += 1
                chunks = journal.read_bytes().count(b"tokens") if journal.exists() else 0
                moments["none" if not chunks else "all" if chunks >= 47 else f"{chunks // 10 * 10} or more"] += 1
            if output.exists() and not journal.exists():
                runs += 1
                check(output, whole)
                output.unlink() if done < KILLS else None
    result = {
        "kills": done,
        "files": 1501,
        "complete_runs": runs,
        "lost": 0,
        "doubled": 0,
        "chunks_done": dict(sorted(moments.items())),
    }
    save("kills", result)
    print(result)


def hostile() -> None:
    """Fuzzed and hostile files through a run with the shipped models: each ends as an article or a failure, in time."""
    from geopol import batch, load
    from geopol.reading import Terms

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        wanted = fuzz(folder)
        last, slowest, ids = time.perf_counter(), 0.0, set()
        limit = 20.0

        def step(result):
            nonlocal last, slowest
            now = time.perf_counter()
            slowest, last = max(slowest, now - last), now
            ids.add(result.id)

        job = batch.Job(batch.plan([folder]), batch.Settings(Terms(seconds=limit)), progress=step)
        begun = time.perf_counter()
        summary = batch.run_to(load(), job, batch.Target(Path(name) / "tags.jsonl"))
        seconds = time.perf_counter() - begun
        missing = [path for path in wanted if not any(one == path or one.startswith((f"{path}#", f"{path}/")) for one in ids)]
    result = {
        "files": len(wanted),
        "articles": summary.articles,
        "failures": summary.failed,
        "missing": len(missing),
        "seconds": round(seconds, 1),
        "limit": limit,
        "slowest": round(slowest, 1),
        "reasons": dict(summary.reasons.most_common(60)),
    }
    save("hostile", result)
    print(json.dumps(result, indent=1))
    if missing:
        raise SystemExit(f"lost: {missing[:5]}")


def fuzz(folder: Path) -> list[str]:
    """Write files that were changed at random from good ones, and files made to do harm; their paths."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    import test_formats_in as formats

    chance = random.Random(5)
    written = []
    seeds = [(path.name, path.read_bytes()) for path in sorted((HERE.parent / "corpus" / "sample").iterdir())]
    seeds += [
        ("x.eml", formats.MAIL),
        ("x.epub", formats.zipped(formats.BOOK)),
        ("x.rtf", rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 S\'e3o Tom\u233? signed a treaty.\par {\b Praia}\par}"),
        ("x.odt", odt()),
        ("x.parquet", parquet()),
        ("x.zip", formats.zipped([("a.txt", "Samoa signed a treaty in 1962."), ("b.html", formats.PAGE)])),
        ("x.tar.gz", formats.tarred([("a.txt", b"Samoa signed a treaty in 1962."), ("b.html", formats.PAGE.encode())])),
        ("x.jsonl", b'{"text": "Samoa signed a treaty.", "date": "1962-08-01"}\n{"text": "Peru."}\n'),
        ("x.csv", b"text,date\nSamoa signed a treaty.,1962-08-01\nPeru.,\n"),
        ("x.txt", "Café in Zürich; Samoa signed a treaty in 1962.".encode()),
        ("x.txt.gz", gzip.compress(b"Samoa signed a treaty in 1962.")),
        ("x.html", formats.PAGE.encode()),
    ]
    for number in range(HOSTILE):
        name, data = seeds[number % len(seeds)]
        path = folder / f"{number:04}-{name}"
        path.write_bytes(spoilt(bytearray(data), chance))
        written.append(path.as_posix())
    marker = next(mark for mark in formats.test_hostile_files_end_in_a_word.pytestmark if mark.name == "parametrize")
    made = [*marker.args[1], *texts()]
    for number, (name, data) in enumerate(made):
        path = folder / f"hostile-{number:03}-{name}"
        path.write_bytes(data)
        written.append(path.as_posix())
    return written


def spoilt(data: bytearray, chance: random.Random) -> bytes:
    """Bytes changed, cut, doubled, moved or put in."""
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(data) + 1)
        much = chance.randrange(1, 200)
        kind = chance.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + much]
        elif kind == 2:
            data[at:at] = data[at : at + much] * chance.randrange(1, 30)
        elif kind == 3:
            data[at:at] = bytes(chance.randrange(256) for _ in range(much))
        elif kind == 4:
            data[at:at] = chance.choice(
                (b"\x00" * much, b"\xff\xfe", b"\xed\xa0\x80", b"&#x0;", b"<![CDATA[", b"\\u99999", b"((((" * much, b"1" * 5000)
            )
        else:
            data = data[at:] + data[:at]
        data = data or bytearray(b"x")
    return bytes(data)


def texts() -> list[tuple[str, bytes]]:
    """Plain texts that are hard on rules: repetition, nesting, figures, length, letters of every plane."""
    units = [
        *HARD,
        "\n",
        "\n\n",
        "\t",
        " ",
        "\u200b",
        "\u0301",
        "\ufeff",
        "\U0001f1fa\U0001f1e6",
        "\x00",
        "a\u00ad",
        "\u202e",
        "’",
    ]
    sizes = (1_000, 100_000, 190_000)
    made = [(f"{size}.txt", (unit * (size // len(unit))).encode("utf-8", "replace")) for unit in units for size in sizes]
    made += [("line.txt", b"word" * 2_500_000), ("lines.txt", b"word\n" * 200_000), ("deep.md", b"> " * 50_000 + b"x")]
    made += [("paragraphs.txt", b"Peru won.\n\n" * 20_000), ("list.md", b"- x\n" * 30_000)]
    made += [("big.txt", b"Peru signed a treaty with Chile in 1929. " * 2_500_000)]
    return made


def odt() -> bytes:
    """A small OpenDocument text."""
    import odfdo

    document, data = odfdo.Document("text"), io.BytesIO()
    document.body.append(odfdo.Paragraph("Samoa signed a treaty in 1962."))
    document.save(data)
    return data.getvalue()


def parquet() -> bytes:
    """A small Parquet table."""
    import pyarrow
    from pyarrow import parquet as writer

    data = io.BytesIO()
    writer.write_table(pyarrow.table({"text": ["Samoa signed a treaty.", "Peru."] * 20}), data)
    return data.getvalue()


def report() -> None:
    """batch.md and batch.svg from batch.json."""
    found = json.loads(RESULTS.read_text())
    machinery, pipeline, w = found["machinery"], found["pipeline"], found["workers"]
    k, h = found["kills"], found["hostile"]
    moments = ", ".join(f"{name}: {count} times" for name, count in k["chunks_done"].items())
    spread = "\n".join(
        f"| {kind} | {row['seconds']} | {row['processor']} | {row['ratio']} | {beyond_start(found, kind):.2f} | {row['load_before']} |"
        for kind, row in w["rows"].items()
    )
    header = "| files | words | seconds | processor s | files a processor s | peak memory |\n|--:|--:|--:|--:|--:|--:|"

    def table(rows: list[dict]) -> str:
        keys = ("files", "words", "seconds", "processor", "a_second")
        cells = [[*(f"{row[key]:,}" for key in keys), f"{row['peak_mb']} MB"] for row in rows]
        return "\n".join([header, *(f"| {' | '.join(line)} |" for line in cells)])

    reasons = "\n".join(f"| {count} | {reason} |" for reason, count in h["reasons"].items())
    REPORT.write_text(
        f"""# Batch runs, measured

By `python benchmarks/batch.py`, on two cores that other work shared at the time: seconds are what a clock said, processor seconds
what the run itself used. A file is a paragraph of real text, about 100 words. Peak memory is that of the process that runs it.

![Time and memory against the number of files](batch.svg)

## The machinery alone

Reading, language, JSON, journal (with the disk told to keep it), writing; the tagger gives every article one made-up paragraph.

{table(machinery)}

## The whole pipeline, one process

{table(pipeline)}

{shipped.identifier_page(found)}

## Workers

{w["files"]:,} files; {"the same bytes from all" if w["same_bytes"] else "OTHER BYTES"}. Processor seconds are those of all processes together;
to start one takes {at_start(pipeline):.1f} of them, and two workers are three processes. What is left is compared with the work of one process:
1 says that workers cost nothing beyond their start. The machine's load stood at the figure in the last column before each began.

| workers | seconds | processor s | times the speed | work beyond start, one process to all | load before |
|---|--:|--:|--:|--:|--:|
{spread}

## Killed and resumed

{k["kills"]} times `kill -9` at random instants of runs over {k["files"]:,} files, each followed by `--resume`; the tagger is the made-up one, and
takes its time. Of 47 chunks had been done when it was killed: {moments}. {k["complete_runs"]} runs came to their end. Articles and
failures were those of a run that was not killed, byte for byte: {k["lost"]} lost, {k["doubled"]} doubled.

## Hostile input

{h["files"]:,} files, fuzzed from good ones of 17 kinds or made to do harm, in one run with the shipped models:
{h["articles"]:,} articles, {h["failures"]:,} failures, {h["missing"]} files without a word; the run did not crash. The limit was
{h["limit"]:.0f} s for reading a document and again for tagging it; the longest between two results was {h["slowest"]} s. Reasons,
values left out:

| files | reason |
|--:|---|
{reasons}
{shipped.page(found)}{batch_long.page(found)}""",
        encoding="utf-8",
    )
    PLOT.write_text(plot(machinery, pipeline), encoding="utf-8")
    for page in PAGES:
        before, mark, rest = page.read_text(encoding="utf-8").partition("<!-- batch -->\n")
        after = rest.partition("<!-- /batch -->")[2]
        if mark:
            page.write_text(f"{before}{mark}{figures(found, page)}<!-- /batch -->{after}", encoding="utf-8")


def at_start(pipeline: list[dict]) -> float:
    """Processor seconds before the first article: what is left when the number of files goes to none."""
    first, last = pipeline[0], pipeline[-1]
    each = (last["processor"] - first["processor"]) / (last["files"] - first["files"])
    return first["processor"] - each * first["files"]


def beyond_start(found: dict, kind: str) -> float:
    """Work of one process in the processor seconds of all, the start of each (of the first, and of two workers) left out."""
    start, rows = at_start(found["pipeline"]), found["workers"]["rows"]
    return (rows["one process"]["processor"] - start) / (rows[kind]["processor"] - start * (1 if kind == "one process" else 3))


def figures(found: dict, page: Path) -> str:
    """What a page says, as measured."""
    machinery, pipeline = found["machinery"][-1], found["pipeline"]
    most = max(row["peak_mb"] for row in pipeline)
    first, last = pipeline[0], pipeline[-1]
    speed = (last["words"] - first["words"]) / (last["processor"] - first["processor"])
    hours = 1e9 * 100 / speed / 3600
    size = 1e9 * last["output_mb"] / last["files"] / 1e6
    kinds = found["hostile"]
    files, much, took = machinery["files"], machinery["peak_mb"], machinery["seconds"]
    kills, long = found["kills"]["kills"], found["long"]["rows"][-1]
    link = os.path.relpath(REPORT, page.parent)
    return f"""[Measured]({link}): the machinery (all but the models) took {files:,} files in {took:.0f} s and {much} MB, the whole
pipeline {last["files"]:,} in {most} MB at {speed:,.0f} words a second of one core, a paragraph having 100 words, and {long["files"]:,} in
{long["peak_mb"]} MB: time grows with the number of files, memory hardly does. Two processes on two cores had {found["workers"]["rows"]["two processes"]["ratio"]} times the speed of one ({found["workers"]["files"]:,} files). After {kills} kills at random
instants nothing was lost or doubled; none of {kinds["files"]:,} hostile files stopped the run. A billion paragraphs would take about
{hours:,.0f} core hours ({hours / 64 / 24:.1f} days of 64 cores that are kept busy; no such cluster was there to measure) and {size:.0f} TB of disk.
"""


def plot(machinery: list[dict], pipeline: list[dict]) -> str:
    """Two panels on logarithmic axes: processor seconds, and peak memory."""
    import math

    def panel(left: int, title: str, key: str, low: float, high: float, ticks: list[float]) -> str:
        def place(files: float, value: float) -> tuple[float, float]:
            return left + 60 + 150 * (math.log10(files) - 3), 250 - 200 * (math.log10(value / low) / math.log10(high / low))

        marks = [f'<text x="{left + 60}" y="30" font-weight="bold">{title}</text>']
        feet = {files: place(files, low)[0] for files in (1_000, 10_000, 100_000)}
        marks += [f'<text x="{at:.0f}" y="270" text-anchor="middle">{files:,}</text>' for files, at in feet.items()]
        for tick in ticks:
            height = place(1000, tick)[1]
            marks.append(f'<path d="M{left + 60} {height:.0f}h300" stroke="#ddd"/>')
            marks.append(f'<text x="{left + 54}" y="{height + 4:.0f}" text-anchor="end">{tick:,}</text>')
        for name, rows, colour in (("pipeline", pipeline, "#b5402b"), ("machinery", machinery, "#23618f")):
            points = [place(row["files"], row[key]) for row in rows]
            line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
            marks.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            marks += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points]
            marks.append(
                f'<text x="{points[-1][0]:.0f}" y="{points[-1][1] - 8:.0f}" text-anchor="end" fill="{colour}">{name}</text>'
            )
        return "\n".join(marks)

    seconds = panel(0, "Processor seconds by files", "processor", 0.1, 1000, [0.1, 1, 10, 100, 1000])
    memory = panel(420, "Peak memory in MB by files", "peak_mb", 10, 1000, [10, 100, 700, 1000])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 285" font-family="sans-serif" font-size="12">\n'
        f'<rect width="820" height="285" fill="white"/>\n{seconds}\n{memory}\n</svg>\n'
    )


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"workers": workers, "kills": kills, **SHIPPED}
    choices = ["scale", "machinery", "pipeline", "hostile", "slow", "long", "report", *parts]
    parser.add_argument("what", choices=choices)
    parser.add_argument("data", type=Path, nargs="?", default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--upto", type=int, default=max(MACHINERY))
    parser.add_argument("--when", choices=["before", "after"], default="after", help="slow: of which code the figures are")
    parser.add_argument("--files", type=int, default=100_000, help="long: how many files")
    parser.add_argument("--scratch", type=Path, help="long: the folder for its input and output, which stay there")
    given = parser.parse_args()
    for which in ("machinery", "pipeline"):
        if given.what in (which, "scale"):
            scale(given.data, which, given.upto)
    if given.what in parts:
        parts[given.what](given.data)
    elif given.what == "slow":
        shipped.slow(given.when)
    elif given.what == "long":
        batch_long.run(given.data, given.scratch or parser.error("long needs --scratch FOLDER"), given.files)
    elif given.what == "hostile":
        hostile()
    elif given.what == "report":
        report()


if __name__ == "__main__":
    main()
