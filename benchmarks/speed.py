"""How fast geopol is, beside what a user would run instead: everything in one run, on one thread, in turns.

usage: python benchmarks/speed.py [DATA] [--words N] [--entities PIPELINE] [--grow] [--write]

DATA is the folder of data beside the project (``../shared/data``). The text is cut into slices; every slice goes through every
contender before the next slice does, and a ratio is the median of the slices' ratios. Time is processor time, so that a busy
machine counts less; only two processes are timed by the clock. ``--grow`` shows that cost is linear, up to six million words.
``--write`` keeps the figures in benchmarks/speed.json and writes the tables of benchmarks/speed.md and of the README, and the
plots, from it (matplotlib draws them: ``pip install matplotlib``).
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import speed_page
import stock
from threadpoolctl import threadpool_limits

import geopol
from geopol import batch, countries, dates, paragraphs
from geopol.entities import agree, link_names, merge, overrule, untitled
from geopol.entities import find as find_by_rule
from geopol.models import shipped
from geopol.reading import read
from geopol.records import Document, Passage
from geopol.tagging import Tagger, section_headings
from geopol.writing import to_json

HERE = Path(__file__).parent
# Whole speeches, whole releases, and paragraphs of the others put together eight at a time, in equal shares of the words.
SOURCES = {"releases": 1, "speeches": 1, "encyclopedia": 8, "usgov": 8}
SLICES = 10
# For child processes: one thread; and compiled modules are kept, as they are where a package is installed.
ENVIRONMENT = {**os.environ, **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
GROWTH = (1_000, 10_000, 100_000, 1_000_000, 6_000_000)
Run = Callable[[], object]


@dataclass(frozen=True)
class Slice:
    """A part of the text: its files, and what the steps make of them."""

    files: list[Path]
    documents: list[Document]

    @property
    def words(self) -> int:
        """Words between white space."""
        return sum(len(document.text.split()) for document in self.documents)


def articles(data: Path, source: str) -> Iterator[str]:
    """The texts of a source in its order."""
    with gzip.open(data / "text" / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    size = SOURCES[source]
    yield from ("\n\n".join(texts[at : at + size]) for at in range(0, len(texts), size))


def gather(data: Path, words: int) -> list[str]:
    """Texts of so many words, the same share from each source, spread over all of it."""
    chosen: list[str] = []
    for source in SOURCES:
        texts = list(articles(data, source))
        counts = [len(text.split()) for text in texts]
        step = max(1, sum(counts) * len(SOURCES) // max(1, words))
        chosen += texts[::step]
    return chosen


def cut(texts: Sequence[str], folder: Path) -> list[Slice]:
    """Write the texts as files and deal them out to slices."""
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number:06}.txt")
        files[-1].write_text(text, encoding="utf-8")
    parts = [files[at::SLICES] for at in range(SLICES)]
    return [Slice(part, [Document(str(file), file.read_text(encoding="utf-8")) for file in part]) for part in parts]


def spent(run: Run) -> float:
    """Seconds of processor time that a call takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def whole(tagger: Tagger, part: Slice) -> Run:
    """geopol from files to lines of JSON, as ``geopol tag`` runs it."""
    paths = [str(file) for file in part.files]
    return lambda: batch.run(tagger, batch.Job(list(batch.plan(paths))), io.BytesIO())


def steps(tagger: Tagger, part: Slice) -> dict[str, Run]:
    """Each step alone, on what the steps before it made."""
    found = [paragraphs.split(document.text) for document in part.documents]
    pairs = list(zip(part.documents, found, strict=True))
    passages = [[paragraphs.passage(document.text, block) for block in blocks] for document, blocks in pairs]
    names = [tagger._entities.find(article) for article in passages]
    tagged = [tagger._tag(document) for document in part.documents]
    bodies = [
        [p.text for b, p in zip(blocks, article, strict=True) if b.kind == "body"]
        for (_, blocks), article in zip(pairs, passages, strict=True)
    ]
    above = [section_headings(document, blocks) for document, blocks in pairs]
    sources = [source for file in part.files for source in batch.plan([str(file)])]
    return {
        "reading": lambda: [list(read(source)) for source in sources],
        "paragraphs": lambda: [[paragraphs.passage(d.text, block) for block in paragraphs.split(d.text)] for d in part.documents],
        "entities": lambda: [tagger._entities.find(article) for article in passages],
        "names by rule": lambda: [_rules(*each) for each in zip(passages, names, strict=True)],
        "dates": lambda: [dates.tell(article) for article in passages],
        "countries": lambda: [_countries(*each) for each in zip(part.documents, passages, names, tagged, strict=True)],
        "themes": lambda: [tagger._themes.predict(*each) for each in zip(bodies, above, strict=True)],
        "writing": lambda: [to_json(article) for article in tagged],
    }


def _rules(passages: list[Passage], names: list[Any]) -> None:
    merged = list(map(merge, map(overrule, map(untitled, names), find_by_rule(passages)), names))
    agree(passages, merged)


def _countries(document: Document, passages: list[Passage], names: list[Any], tagged: geopol.Article) -> None:
    countries.find(passages)
    mended = link_names(document.text, [countries.mend(here) for here in names])
    countries.resolve(passages, mended)
    countries.focus(tagged.paragraphs, None)


def peers(part: Slice) -> dict[str, Run]:
    """spaCy pipelines over the same paragraphs, as their users run them."""
    texts = [p for document in part.documents for p in _paragraphs(document)]
    return {name: lambda nlp=nlp: list(nlp.pipe(texts)) for name, nlp in _pipelines().items()}


def _paragraphs(document: Document) -> list[str]:
    return [paragraphs.passage(document.text, block).text for block in paragraphs.split(document.text)]


_PIPELINES: dict[str, Any] = {}


def _pipelines() -> dict[str, Any]:
    if not _PIPELINES:
        _PIPELINES.update(
            {speed_page.SMALL: stock.small_english(), speed_page.NER: stock.default_ner(), speed_page.FLOOR: stock.tokenizer()}
        )
    return _PIPELINES


def race(tagger: Tagger, slices: Sequence[Slice]) -> dict[str, list[float]]:
    """Processor seconds of every contender on every slice, in turns."""
    found: dict[str, list[float]] = {}
    for part in [slices[0], *slices]:  # the first slice twice: once to warm up
        runs = {speed_page.WHOLE: whole(tagger, part), **peers(part), **steps(tagger, part)}
        for name, run in runs.items():
            found.setdefault(name, []).append(spent(run))
    return {name: seconds[1:] for name, seconds in found.items()}


def child(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command: processor seconds, seconds by the clock, and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def tag(paths: Iterable[str], *options: str) -> list[str]:
    """The command line that tags paths."""
    return [sys.executable, "-m", "geopol", "tag", *paths, "-q", *options]


def cold(options: Sequence[str], rounds: int = 7) -> dict[str, float]:
    """Processor seconds from nothing: the best of some rounds in turns, since a busy machine only ever adds."""
    python = [sys.executable, "-c"]
    file = str(HERE.parent / "corpus" / "sample" / "chile-bolivia.md")
    runs = {
        "import spacy": [*python, "import spacy"],
        "import geopol": [*python, "import geopol"],
        "geopol tag, one file": tag([file], *options),
    }
    runs["python alone"] = [*python, "pass"]
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, command in runs.items():
            found[name].append(child(command)[0])
    return {name: min(seconds) for name, seconds in found.items()}


def processes(folder: Path, words: int, options: Sequence[str]) -> dict[str, float]:
    """One process against two over all files, by the clock and by processor time, and peak memory of one process."""
    found: dict[str, float] = {"load": os.getloadavg()[0]}
    for jobs in (1, 2):
        cpu, clock, peak = child(tag([str(folder)], "--jobs", str(jobs), *options))
        found |= {f"cpu {jobs}": cpu, f"clock {jobs}": clock, f"peak {jobs}": peak, f"words {jobs}": words / clock}
    return found


def grow(data: Path, options: Sequence[str]) -> list[dict[str, float]]:
    """Time and memory over texts of growing size; the largest repeats what there is in another order of sources."""
    texts = [text for source in SOURCES for text in articles(data, source)]
    found = []
    for words in GROWTH:
        with tempfile.TemporaryDirectory() as name:
            table, count = Path(name) / "texts.jsonl", 0
            with table.open("w", encoding="utf-8") as lines:
                for text in texts[:: max(1, int(16_000_000 / words))]:
                    count += len(text.split())
                    lines.write(json.dumps({"text": text}) + "\n")
                    if count >= words:
                        break
            cpu, _, peak = child(tag([str(table)], *options))
        found.append({"words": count, "cpu": cpu, "peak": peak})
        print(found[-1], file=sys.stderr)
    return found


def main() -> None:
    """Measure, print, and keep what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--entities")
    parser.add_argument("--grow", action="store_true")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    options = ["--entities", wanted.entities] if wanted.entities else []
    with tempfile.TemporaryDirectory() as name:
        slices = cut(gather(wanted.data, wanted.words), Path(name))
        words = [part.words for part in slices]
        kept = json.loads(speed_page.RESULTS.read_text()) if speed_page.RESULTS.exists() else {}
        # Child processes first: a child's peak memory counts from what its parent holds when it begins.
        result: dict[str, Any] = {"words": words, "cold": cold(options), "processes": processes(Path(name), sum(words), options)}
        result["growth"] = grow(wanted.data, options) if wanted.grow else kept.get("growth", [])
        with threadpool_limits(limits=1):
            result["seconds"] = race(geopol.load(entities=wanted.entities), slices)
    result["sizes"] = {
        part: size(wanted.entities if part == "entities" and wanted.entities else shipped(part))
        for part in ("entities", "themes", "vectors")
    }
    result["machine"] = {"python": platform.python_version(), "cores": os.cpu_count()}
    print(speed_page.tables(result))
    if wanted.write:
        speed_page.write(result)


def size(folder: str | Path) -> float:
    """Megabytes of a model folder."""
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    main()
