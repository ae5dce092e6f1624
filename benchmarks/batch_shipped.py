"""What `batch.py` measures with the shipped models: hard paragraphs, kills, a cluster's worker killed, files of 100 MB, a long run."""

# ruff: noqa: E501 - lines of the report are templates, longer than what they write

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from batch_run import HERE, RUN, articles, check, make, measured, save

SIZE = 100_000
# Processor seconds after which a hard paragraph is given up.
PATIENCE = 10.0
# Where `Tagger` finds its steps, and what the table calls them.
STEPS = {
    "paragraphs": ("geopol.paragraphs", ("split", "passage")),
    "dates": ("geopol.dates", ("tell",)),
    "countries": ("geopol.countries", ("mend", "find", "resolve")),
    "rules": ("geopol.tagging", ("find_by_rule", "overrule", "agree", "merge", "without_dates", "link_names")),
    "summary and language": ("geopol.tagging", ("summarise",)),
}
KILLS = 24
KILLED_FILES = 320
BIG = 100_000_000
SMALL = "Envoys of Peru and Chile met in Lima in May 1999.\n"


class _TooLateError(Exception):
    """The time of a hard paragraph is over."""


def slow(when: str) -> None:
    """Processor seconds of each step on hard paragraphs; ``when`` says whether this is the code ``before`` the cures or ``after``."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    import hostile

    from geopol import load
    from geopol.batch.work import TooLateError

    tagger, spent = load(), Counter()
    _watch(tagger, spent)
    texts = {"real text": next(_lines(HERE.parents[1] / "shared" / "data", SIZE))}
    texts |= {name: hostile.text(name, SIZE) for name in hostile.NAMES}
    tagger.tag(texts["real text"][:5000])
    rows = {}
    for name, text in texts.items():
        spent.clear()
        begun, fault = time.process_time(), ""
        try:
            _in_time(lambda text=text: tagger.tag(text, date="2020-01-01"))
        except (_TooLateError, TooLateError):
            fault = "stopped"
        except RecursionError:
            fault = "a fault"
        rows[name] = {"all": round(time.process_time() - begun, 2), "fault": fault}
        rows[name] |= {step: round(seconds, 2) for step, seconds in sorted(spent.items())}
        print(when, name, rows[name], flush=True)
        save(f"slow {when}", {"size": SIZE, "patience": PATIENCE, "rows": rows})


def _in_time(run: Callable[[], object]) -> None:
    def ring(*_: object) -> None:
        raise _TooLateError

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        run()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _watch(tagger, spent: Counter) -> None:
    """Count what each step takes."""
    from importlib import import_module

    def timed(step: str, run: Callable) -> Callable:
        def counted(*given, **named):
            begun = time.process_time()
            try:
                return run(*given, **named)
            finally:
                spent[step] += time.process_time() - begun

        return counted

    for step, (place, names) in STEPS.items():
        module = import_module(place)
        for name in names:
            setattr(module, name, timed(step, getattr(module, name)))
    tagger._entities.find = timed("entities", tagger._entities.find)
    tagger._themes.predict = timed("themes", tagger._themes.predict)


def _lines(data: Path, size: int) -> Iterator[str]:
    """Real text, so many characters a line."""
    held = ""
    for text in cycle(articles(data)):
        held += " ".join(text.split()) + " "
        if len(held) >= size:
            yield held[:size].strip()
            held = ""


def kills(data: Path) -> None:
    """Kill runs of one and of two processes, all processes of each, at random instants; each time the run goes on."""
    chance, done, moments, runs = random.Random(12), 0, Counter(), Counter()
    lost = doubled = 0
    with tempfile.TemporaryDirectory() as name:
        folder, output, whole = Path(name) / "in", Path(name) / "tags.jsonl", Path(name) / "whole.jsonl"
        make(data, folder, KILLED_FILES)
        (folder / "empty.txt").write_text("")
        took = measured("load()", folder, whole)["seconds"]
        journal = output.with_name("tags.jsonl.journal")
        while done < KILLS or journal.exists():
            jobs = 1 + done % 2
            code = RUN.format(here=str(HERE), tagger="load()", folder=str(folder), output=str(output), engine=f"jobs={jobs}")
            run = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
            try:
                run.wait(timeout=chance.uniform(0.3, 1.3 * took) if done < KILLS else None)
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
                done += 1
                chunks = journal.read_bytes().count(b"tokens") if journal.exists() else 0
                moments["none" if not chunks else f"{chunks // 4 * 4} or more"] += 1
                print(f"{jobs} processes killed with {chunks} chunks done", flush=True)
                continue
            if run.returncode not in (0, 1):
                raise SystemExit(f"a run failed: {run.returncode}")
            runs["one process" if jobs == 1 else "two processes"] += 1
            few, many = _differs(output, whole)
            lost, doubled = lost + few, doubled + many
            check(output, whole)
            output.unlink()
    counted = {"kills": done, "files": KILLED_FILES + 1, "complete_runs": runs.total(), "lost": lost, "doubled": doubled}
    save("kills shipped", {**counted, "chunks": -(-(KILLED_FILES + 1) // 32), "chunks_done": dict(sorted(moments.items()))})


def _differs(output: Path, whole: Path) -> tuple[int, int]:
    """How many articles of a whole run an output lacks, and how many it has too often."""
    ids = [Counter(json.loads(line)["id"] for line in path.read_bytes().splitlines()) for path in (output, whole)]
    return (ids[1] - ids[0]).total(), (ids[0] - ids[1]).total()


def cluster(data: Path) -> None:
    """Kill workers of a local Dask cluster in the middle of a run with the shipped models."""
    from dask import config
    from distributed import Client, LocalCluster

    from geopol import batch, load

    with tempfile.TemporaryDirectory() as name, config.set({"distributed.worker.memory.terminate": False}):
        folder, output, whole = Path(name) / "in", Path(name) / "tags.jsonl", Path(name) / "whole.jsonl"
        make(data, folder, KILLED_FILES)
        (folder / "empty.txt").write_text("")
        tagger, killed, seen = load(), [], Counter()
        begun = time.perf_counter()
        batch.run_to(tagger, batch.Job(batch.plan([folder])), batch.Target(whole))
        alone = time.perf_counter() - begun
        options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
        with LocalCluster(**options) as made, Client(made) as client:

            def strike(_: object) -> None:
                seen["results"] += 1
                if seen["results"] in (64, 192):
                    nanny = made.workers[len(killed) % 2]
                    killed.append(nanny.pid)
                    os.kill(nanny.pid, signal.SIGKILL)

            job = batch.Job(batch.plan([folder]), engine=batch.Engine("dask", client=client), progress=strike)
            begun = time.perf_counter()
            batch.run_to(tagger, job, batch.Target(output))
            seconds = time.perf_counter() - begun
            left = set(client.run(os.getpid).values()) & set(killed)
        few, many = _differs(output, whole)
        check(output, whole)
    told = {"files": KILLED_FILES + 1, "killed": len(killed), "still_there": len(left), "lost": few, "doubled": many}
    save("cluster", {**told, "seconds": round(seconds, 1), "alone": round(alone, 1)})
    print(told, flush=True)


def large(data: Path) -> None:
    """Files of 100 MB, a kind a run, each between two small ones: what becomes of it, how long, and how much memory."""
    rows = {}
    for kind, write in _BIG.items():
        with tempfile.TemporaryDirectory() as name:
            folder, output = Path(name) / "in", Path(name) / "tags.jsonl"
            folder.mkdir()
            for small in ("a.txt", "z.txt"):
                (folder / small).write_text(SMALL)
            path = folder / f"big.{kind.rpartition('.')[2]}"
            write(path, data)
            size = path.stat().st_size
            code = RUN.format(here=str(HERE), tagger="load()", folder=str(folder), output=str(output), engine="jobs=2")
            begun = time.perf_counter()
            run = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
            peaks = _peaks(run)
            seconds = time.perf_counter() - begun
            if run.returncode:
                raise SystemExit(f"the run with {kind} failed: {run.returncode}")
            ids = [json.loads(line)["id"] for line in output.read_bytes().splitlines()]
            failures = output.with_name("tags.failures.jsonl")
            failed = [json.loads(line) for line in failures.read_bytes().splitlines()] if failures.exists() else []
        rows[kind] = {
            "mb": round(size / 1e6),
            "articles": sum("/big." in one for one in ids),
            "others": sum(one.endswith(("/a.txt", "/z.txt")) for one in ids),
            "reasons": [f"{one['reason']} ({one['hint']})" for one in failed],
            "seconds": round(seconds, 1),
            "peaks": peaks,
        }
        print(kind, rows[kind], flush=True)
        save("large", rows)


def _peaks(run: subprocess.Popen) -> dict[str, int]:
    """Peak memory in MB of a run's processes, by what they do; the run is waited for."""
    most: dict[str, int] = {}
    while run.poll() is None:
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, IndexError, ValueError):
                if os.getpgid(int(place.name)) != run.pid:
                    continue
                words = (place / "cmdline").read_bytes()
                part = "main" if int(place.name) == run.pid else "parser" if b"sandboxed" in words else "worker"
                peak = int((place / "status").read_text().partition("VmHWM:")[2].split()[0]) // 1024
                most[part] = max(most.get(part, 0), peak)
        time.sleep(0.05)
    return most


def _text(path: Path, data: Path) -> None:
    lines, size = _lines(data, 600), 0
    with path.open("w", encoding="utf-8") as file:
        while size < BIG:
            size += file.write(next(lines) + "\n\n")


def _html(path: Path, data: Path, most: int = BIG) -> None:
    lines, size = _lines(data, 600), 0
    with path.open("w", encoding="utf-8") as file:
        file.write("<!doctype html><html><head><title>A long page</title></head><body><article><h1>A long page</h1>\n")
        while size < most:
            size += file.write(f"<p>{next(lines).replace('&', '&amp;').replace('<', '&lt;')}</p>\n")
        file.write("</article></body></html>")


def _html_of_scripts(path: Path, data: Path) -> None:
    """A page whose text is short: what browsers save has pictures and scripts in it."""
    lines = _lines(data, 600)
    text = "\n".join(f"<p>{next(lines).replace('&', '&amp;').replace('<', '&lt;')}</p>" for _ in range(20))
    script = f"<script>var x = '{'QUJD' * 25_000}';</script>\n" * (BIG // 100_000)
    path.write_text(f"<html><head><title>A saved page</title>{script}</head><body><article>{text}</article></body></html>")


def _jsonl(path: Path, data: Path) -> None:
    """Rows with a text of 600 characters, and a column of 25 kB that is not used."""
    lines, size = _lines(data, 600), 0
    rest = "QUJD" * 6_000
    with path.open("w", encoding="utf-8") as file:
        while size < BIG:
            size += file.write(json.dumps({"text": next(lines), "page": rest}, ensure_ascii=False) + "\n")


def _pdf(path: Path, pages: int, lines: Iterator[str], picture: int = 0) -> None:
    """A PDF written by hand: so many pages of fifty lines, and a stream of so many bytes that nothing shows."""
    places, at = [], 0
    with path.open("wb") as file:

        def put(number: int, body: bytes) -> None:
            nonlocal at
            places.append((number, at))
            at += file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

        at += file.write(b"%PDF-1.4\n")
        put(1, b"<< /Type /Catalog /Pages 2 0 R >>")
        put(2, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (pages, b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(pages))))
        put(3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        put(4, b"<< /Length %d >>\nstream\n%b\nendstream" % (picture, os.urandom(picture)))
        for number in range(pages):
            page = (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            )
            put(5 + 2 * number, page % (6 + 2 * number))
            shown = b"".join(b"(%b) '\n" % _shown(next(lines)) for _ in range(50))
            stream = b"BT /F1 9 Tf 14 TL 40 800 Td\n" + shown + b"ET"
            put(6 + 2 * number, b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        table = at
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        file.writelines(b"%010d 00000 n \n" % place for _, place in sorted(places))
        file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, table))


def _shown(line: str) -> bytes:
    return line.encode("ascii", "replace").replace(b"\\", b"").replace(b"(", b"[").replace(b")", b"]")


_BIG: dict[str, Callable[[Path, Path], None]] = {
    "a text.txt": _text,
    "a page of text.html": _html,
    "a page of text, just under the limit.html": lambda path, data: _html(path, data, 19_900_000),
    "a page of scripts, with 12,000 characters of text.html": _html_of_scripts,
    "rows.jsonl": _jsonl,
    "pages of text.pdf": lambda path, data: _pdf(path, BIG // 5_500, _lines(data, 100)),
    "100 pages of text, and pictures.pdf": lambda path, data: _pdf(path, 100, _lines(data, 100), BIG),
}


def identifier(_: Path) -> None:
    """Memory that the language identifier takes, in a process of its own that has loaded the models."""
    code = """
import json
from pathlib import Path
from geopol import language, load

def memory(which):
    return int(Path("/proc/self/status").read_text().partition(which)[2].split()[0]) // 1024

load().tag("Envoys of Peru met.")
before = memory("VmRSS:")
language.tell("Die Minister trafen sich am Montag in der Hauptstadt und sprachen lange. " * 10)
print(json.dumps({"before": before, "after": memory("VmRSS:"), "peak": memory("VmHWM:")}))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True)
    save("identifier", json.loads(done.stdout))
    print(done.stdout)


def identifier_page(found: dict) -> str:
    """What the language identifier is of a run's memory."""
    row = found["identifier"]
    return f"""The language identifier is loaded once, when a text does not look English: it takes {row["after"] - row["before"]} MB, and {row["peak"] - row["after"]} more while it is
loaded. What is remembered of words is limited in number (`entities/lean/tokenizer.py: MOST`, `themes/terms.py: MOST`)."""


def page(found: dict) -> str:
    """The report's sections, of what was measured."""
    parts = {"slow after": _slow_page, "kills shipped": _kills_page, "cluster": _cluster_page, "large": _large_page}
    return "".join(write(found) for key, write in parts.items() if key in found)


def _slow_page(found: dict) -> str:
    before, after = found["slow before"]["rows"], found["slow after"]["rows"]
    names = [name for name in after if name != "real text"]
    steps = sorted({step for row in after.values() for step in row} - {"all", "fault"})

    def shown(row: dict, step: str) -> str:
        stopped = row["fault"] == "stopped" and row.get(step, 0) > 0.5 * row["all"]
        return f"over {row[step]:.1f}" if stopped else f"{row.get(step, 0):.2f}"

    def worst(rows: dict, step: str) -> str:
        most = max(names, key=lambda name: rows[name].get(step, 0))
        return f"{shown(rows[most], step)} ({most})"

    table = "\n".join(
        f"| {'all steps' if step == 'all' else step} | {after['real text'].get(step, 0):.2f} | {worst(before, step)} | {worst(after, step)} |"
        for step in (*steps, "all")
    )
    shapes = "\n".join(
        f"| {name} | {shown(before[name], 'all')} | {shown(after[name], 'all')} |"
        for name in sorted(names, key=lambda name: (-before[name]["all"], name))[:30]
    )
    stopped = sum(row["fault"] == "stopped" for row in before.values())
    faults = [name for name in names if before[name]["fault"] == "a fault"]
    told = f", and a fault of geopol ended {' and '.join(faults)}" if faults else ""
    return f"""
## Hard paragraphs

One paragraph of {found["slow after"]["size"]:,} characters, {len(names)} shapes (`tests/hostile.py`: one letter or mark over and over, quotes, brackets, digits,
names, amounts, lists, emoji, characters of no width, noise); processor seconds of each step, before the cures and after. Before,
{stopped} shapes were stopped after {found["slow before"]["patience"]:.0f} s{told}. A mark or digit is a token, so hard paragraphs
have up to five times the tokens of real text.

| step | real text | worst shape before | worst shape after |
|---|--:|--:|--:|
{table}

The thirty shapes that were worst:

| shape | before, s | after, s |
|---|--:|--:|
{shapes}
"""


def _kills_page(found: dict) -> str:
    k = found["kills shipped"]
    moments = ", ".join(f"{_some(name)}: {count} times" for name, count in k["chunks_done"].items())
    return f"""
## Killed with the shipped models

{k["kills"]} times `kill -9` for all processes of a run at random instants, runs of one process and of two in turn, over {k["files"]} files of real
text, each followed by `--resume`. Of {k["chunks"]} chunks had been done when it was killed: {moments}. {k["complete_runs"]} runs came to their end.
Articles and failures were those of a run that was not killed, byte for byte: {k["lost"]} lost, {k["doubled"]} doubled.
"""


def _some(name: str) -> str:
    """Chunks done, as they were counted by fours: "4 or more" is 4 to 7."""
    low = int(name.partition(" ")[0]) if name != "none" else 0
    return name if name == "none" else f"{max(1, low)} to {low + 3}"


def _cluster_page(found: dict) -> str:
    c = found["cluster"]
    return f"""
## A Dask worker killed, with the shipped models

A local cluster of two workers over {c["files"]} files; {c["killed"]} times in the run `kill -9` for one of them, which its nanny started again. The
output was that of one process, byte for byte: {c["lost"]} lost, {c["doubled"]} doubled. It took {c["seconds"]} s, one process without a kill {c["alone"]} s.
"""


def _large_page(found: dict) -> str:
    rows = []
    for kind, row in found["large"].items():
        became = (
            f"{row['articles']:,} article{'s' * (row['articles'] > 1)}"
            if row["articles"]
            else f"refused: {'; '.join(row['reasons'])}"
        )
        peaks = [f"{row['peaks'][part]} MB" if part in row["peaks"] else "" for part in ("main", "worker", "parser")]
        name = kind.rpartition(".")
        cells = [f"{name[0]} (`.{name[2]}`)", f"{row['mb']}", became, f"{row['others']} of 2", f"{row['seconds']}", *peaks]
        rows.append(f"| {' | '.join(cells)} |")
    table = "\n".join(rows)
    return f"""
## Large files

One file of a kind between two small ones, two processes, the shipped models. The rows have a text of 600 characters each beside a
column of 24,000 that is not used. Peak memory is that of the process that runs it, of the larger worker, and of the one that parses.

| file | MB | what became of it | small files tagged | seconds | main | worker | parser |
|---|--:|---|--:|--:|--:|--:|--:|
{table}
"""
