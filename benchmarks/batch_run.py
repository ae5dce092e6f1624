"""What the measurements of batch runs share: articles to tag, taggers, a run in a process of its own, the results."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "batch.json"

# A run in a process of its own, so that its peak of memory is its own.
RUN = """
import sys
sys.path.insert(0, {here!r})
from batch_run import fast_tagger, patient_tagger
from geopol import batch, load
from pathlib import Path
job = batch.Job(batch.plan([{folder!r}]), engine=batch.Engine({engine}))
batch.run_to({tagger}, job, batch.Target(Path({output!r}), resume=True))
"""


def fast_tagger():
    """A tagger that does nothing, so that what is left is reading, language, JSON, journal and writing."""
    from geopol.records import Article, Paragraph
    from geopol.tagging import Tagger

    class Fast(Tagger):
        def __init__(self):
            super().__init__(None, None, "fast")

        def __reduce__(self):
            return fast_tagger, ()

        def _tag(self, document):
            paragraph = Paragraph(0, "body", 0, len(document.text), None, document.text, "other", (), {"other": 1.0}, "ok")
            return Article(
                document.id,
                None,
                None,
                len(document.text),
                {"other": 1.0},
                (),
                (None, None),
                "news",
                (paragraph,),
                "0",
                "fast",
                "en",
            )

    return Fast()


def patient_tagger():
    """The same, five milliseconds an article, so that a kill meets a run at work."""
    tagger = fast_tagger()
    quick = tagger._tag

    def slow(document):
        time.sleep(0.005)
        return quick(document)

    tagger._tag = slow
    return tagger


def articles(data: Path) -> list[str]:
    """Paragraphs of real text, about 100 words each, in an order that does not change."""
    rows = []
    for name in ("usgov", "encyclopedia"):
        with gzip.open(data / "text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [json.loads(line)["text"] for line in lines]
    random.Random(1).shuffle(rows)
    return rows


def make(data: Path, folder: Path, count: int) -> int:
    """Write so many articles; the number of words in all."""
    words = 0
    for number, text in enumerate(islice(cycle(articles(data)), count)):
        words += len(text.split())
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return words


def measured(tagger: str, folder: Path, output: Path, engine: str = "") -> dict:
    """Seconds and peak memory of a run (of its first process; workers have theirs)."""
    code = RUN.format(here=str(HERE), tagger=tagger, folder=str(folder), output=str(output), engine=engine)
    begun, processor = time.perf_counter(), os.times()
    run = subprocess.Popen([sys.executable, "-c", code])
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise SystemExit(f"the run failed: {run.returncode}")
    del processor
    return {
        "seconds": round(time.perf_counter() - begun, 1),
        "processor": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mb": usage.ru_maxrss // 1024,
        "output_mb": round(output.stat().st_size / 1e6, 1),
    }


def check(output: Path, whole: Path) -> None:
    """The same bytes, failures too."""
    if output.read_bytes() != whole.read_bytes():
        raise SystemExit("a resumed run differs from one that was not killed")
    if output.with_name("tags.failures.jsonl").read_bytes() != whole.with_name("whole.failures.jsonl").read_bytes():
        raise SystemExit("the failures of a resumed run differ")


def save(name: str, result) -> None:
    """Put a result into batch.json."""
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**found, name: result}, indent=1) + "\n")
