"""The manifest of a run: with what it was made, of what, and what it came to."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

import geopol
from geopol.batch.job import Job
from geopol.batch.results import Summary
from geopol.batch.settings import Settings
from geopol.tagging import Tagger

_LIBRARIES = (
    "spacy",
    "thinc",
    "scikit-learn",
    "numpy",
    "model2vec",
    "trafilatura",
    "pypdfium2",
    "python-docx",
    "joblib",
    "distributed",
)


def about(tagger: Tagger, settings: Settings) -> dict[str, Any]:
    """What decides the result of a run beside its input; the journal holds a run to it."""
    return {"version": geopol.__version__, "fingerprint": tagger.fingerprint, "settings": settings.to_dict()}


def manifest(
    tagger: Tagger,
    job: Job,
    summary: Summary,
    *,
    files: Sequence[Path],
    started: datetime,
    begun: int,
    options: dict[str, Any],
) -> bytes:
    """The manifest as JSON.

    Args:
        tagger: What tagged.
        job: What was asked for.
        summary: What it came to.
        files: What was written.
        started: When it began, or was last resumed.
        begun: Chunks that were finished by then, in an earlier start.
        options: What else was asked for: format, duplicates.
    """
    ended = datetime.now(UTC)
    setup, engine = tagger.setup, job.engine
    fields = {
        **about(tagger, job.settings),
        "models": {"entities": setup.entities, "themes": setup.themes, "reading": setup.reading, "follow": setup.follow}
        if setup
        else {},
        "options": options,
        "engine": {"name": engine.name, "jobs": engine.jobs, "scheduler": engine.scheduler},
        "counts": summary.counts(),
        "times": {
            "started": started.isoformat(timespec="seconds"),
            "ended": ended.isoformat(timespec="seconds"),
            "seconds": round((ended - started).total_seconds(), 1),
            "resumed_after_chunks": begun,
        },
        "files": [{"name": path.name, "bytes": path.stat().st_size, "sha256": _digest(path)} for path in files],
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "libraries": {name: found for name in _LIBRARIES if (found := _version(name))},
    }
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
