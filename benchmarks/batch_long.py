"""A long run of `batch.py`: many files through the whole pipeline in one process, memory and speed on the way."""

# ruff: noqa: E501 - lines of the report are templates, longer than what they write

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from batch_run import HERE, make, save

PLOT = HERE / "batch-long.svg"
# How many figures a run leaves: one at every hundredth of its files.
SAMPLES = 100
# The run, in a process of its own that writes a line at every sample. Memory is what it holds then, and has held at most.
CODE = """
import json, resource, sys, time
from pathlib import Path
from geopol import batch, load
folder, output, log, every = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
begun, done = time.perf_counter(), 0

def sample():
    used = resource.getrusage(resource.RUSAGE_SELF)
    held = int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) // 1024
    row = {"files": done, "seconds": round(time.perf_counter() - begun, 1), "processor": round(used.ru_utime + used.ru_stime, 1),
           "mb": held, "peak_mb": used.ru_maxrss // 1024}
    with log.open("a") as file:
        file.write(json.dumps(row) + "\\n")

def step(result):
    global done
    done += 1
    if done % every == 0:
        sample()

tagger = load()
sample()
summary = batch.run_to(tagger, batch.Job(batch.plan([folder]), progress=step), batch.Target(output))
sample()
print(json.dumps({"articles": summary.articles, "failures": summary.failed}))
"""


def run(data: Path, scratch: Path, files: int) -> None:
    """Make the files, tag them, and keep the figures in batch.json; input, output and figures stay in ``scratch``."""
    folder, output, log = scratch / "in", scratch / "tags.jsonl", scratch / "samples.jsonl"
    if folder.exists() or output.exists():
        raise SystemExit(f"{scratch} holds an earlier run: give another folder")
    words = make(data, folder, files)
    print(f"{files:,} files of {words:,} words in {folder}", flush=True)
    command = [sys.executable, "-c", CODE, str(folder), str(output), str(log), str(max(1, files // SAMPLES))]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    told = {
        "files": files,
        "words": words,
        **json.loads(done.stdout),
        "output_mb": round(output.stat().st_size / 1e6),
        "rows": rows,
    }
    save("long", told)
    print({key: value for key, value in told.items() if key != "rows"}, rows[-1], flush=True)


def page(found: dict[str, Any]) -> str:
    """The report's section, and its plot."""
    long = found.get("long")
    if long is None:
        return ""
    rows = long["rows"]
    PLOT.write_text(plot(rows), encoding="utf-8")
    tenths = rows[:: max(1, len(rows) // 10)]
    lines = "\n".join(
        f"| {row['files']:,} | {row['seconds']:,.0f} | {row['processor']:,.0f} | {rate(above, row):.0f} | {row['mb']} MB | {row['peak_mb']} MB |"
        for above, row in pairwise(tenths)
    )
    return f"""
## A long run

{long["files"]:,} files, {long["words"]:,} words, one process, the shipped models: {long["articles"]:,} articles, {long["failures"]} failures,
{long["output_mb"]:,} MB of output. Files a second are those since the line above, by processor time.

![Time and memory of a long run](batch-long.svg)

| files | seconds | processor s | files a processor s | memory then | peak memory |
|--:|--:|--:|--:|--:|--:|
{lines}
"""


def rate(above: dict[str, Any], row: dict[str, Any]) -> float:
    """Files a processor second between two samples."""
    spent = row["processor"] - above["processor"]
    return (row["files"] - above["files"]) / spent if spent else 0.0


def plot(rows: list[dict[str, Any]]) -> str:
    """Two panels over the number of files: processor seconds, and memory in MB."""

    def panel(left: int, title: str, keys: dict[str, str]) -> str:
        most = max(row[key] for row in rows for key in keys)
        last = rows[-1]["files"]
        marks = [f'<text x="{left + 60}" y="30" font-weight="bold">{title}</text>']
        for part in (0, 0.5, 1):
            height = 250 - 200 * part
            marks.append(f'<path d="M{left + 60} {height:.0f}h300" stroke="#ddd"/>')
            marks.append(f'<text x="{left + 54}" y="{height + 4:.0f}" text-anchor="end">{most * part:,.0f}</text>')
            marks.append(f'<text x="{left + 60 + 300 * part:.0f}" y="270" text-anchor="middle">{last * part:,.0f}</text>')
        for key, colour in keys.items():
            points = " ".join(f"{left + 60 + 300 * row['files'] / last:.1f},{250 - 200 * row[key] / most:.1f}" for row in rows)
            marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        return "\n".join(marks)

    seconds = panel(0, "Processor seconds by files", {"processor": "#b5402b"})
    memory = panel(420, "Memory in MB by files (dark: peak)", {"peak_mb": "#23618f", "mb": "#7fb0d6"})
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 285" font-family="sans-serif" font-size="12">\n'
        f'<rect width="820" height="285" fill="white"/>\n{seconds}\n{memory}\n</svg>\n'
    )
