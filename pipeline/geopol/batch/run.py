"""A run from its input to its files. Every document ends among the articles or among the failures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from geopol.batch.chunks import Chunk, Shelf, chunks
from geopol.batch.engine import spread
from geopol.batch.failures import to_line
from geopol.batch.finish import finish, put_failures
from geopol.batch.job import Job, Progress, StoppedError
from geopol.batch.journal import Journal
from geopol.batch.manifest import about, manifest
from geopol.batch.plan import take_apart
from geopol.batch.results import Result, Summary, Tagged
from geopol.batch.spool import Spool
from geopol.batch.target import Target
from geopol.extras import need
from geopol.records import Failure
from geopol.tagging import Tagger


def results(
    tagger: Tagger, job: Job, *, shelf: Path | None = None, after: Callable[[Iterator[Chunk]], None] | None = None
) -> Iterator[tuple[Chunk, list[Result]]]:
    """Results chunk by chunk, in input order, as they are done.

    Args:
        tagger: Tags the documents.
        job: What to tag.
        shelf: A folder that all workers see, made and removed here, for large members of archives.
        after: Called with the chunks before the first is sent out; it may take some of them off.

    Raises:
        InputError: If the engine cannot be had.
    """
    with closing(Shelf(shelf)) as kept:
        stream = chunks(take_apart(job.found, job.settings, kept, stdin=job.stdin, only=job.only))
        if after is not None:
            after(kept.passing(stream))
        for chunk, done in spread(tagger, job.settings, stream, job.engine):
            kept.clear(chunk)
            if job.fail_fast and (failure := next((one for one in done if isinstance(one, Failure)), None)):
                raise StoppedError(failure)
            yield chunk, done


def run(tagger: Tagger, job: Job, output: BinaryIO, failures: BinaryIO | None = None) -> Summary:
    """Tag everything and write it to a stream, a line of schema 1 an article, in input order.

    Args:
        tagger: Tags the documents.
        job: What to tag.
        output: Where the lines go.
        failures: Where lines of failures go.

    Raises:
        InputError: If the engine cannot be had, or `StoppedError`.
    """
    summary = Summary()
    for _, done in results(tagger, job):
        for result in done:
            if isinstance(result, Tagged):
                output.write(result.line)
            elif failures is not None:
                failures.write(to_line(result))
        _count(summary, done, job.progress)
    return summary


def run_to(tagger: Tagger, job: Job, target: Target) -> Summary:
    """Tag everything into files: the output, the failures, the manifest. Killed at any instant, it can be resumed.

    Until all is tagged the articles stand in ``OUTPUT.part``, and what is finished in ``OUTPUT.journal``. Then the output appears
    under its name, whole.

    Args:
        tagger: Tags the documents.
        job: What to tag.
        target: Where it goes.

    Raises:
        InputError: If the files cannot be written, there is an unfinished run and nothing is said about it, what is to be resumed
            was another run, the engine cannot be had, or `StoppedError`.
    """
    started = datetime.now(UTC)
    target.prepare()
    if job.engine.name == "dask":
        need("distributed", "cluster", "the engine dask of a cluster")
    with closing(Journal(target.journal, about(tagger, job.settings))) as journal:
        begun, summary = journal.total() if journal.finished else _spooled(tagger, job, target, journal)
        if target.spool.exists() or target.is_spool:  # else it was killed when only the journal was left
            files = finish(target, summary) if target.spool.exists() else [target.output, *put_failures(target)]
            options = {"format": target.form, "duplicates": target.duplicates}
            facts = manifest(tagger, job, summary, files=files, started=started, begun=begun, options=options)
            _write(target.manifest, facts)
        target.spool.unlink(missing_ok=True)
        target.journal.unlink()
    return summary


def _spooled(tagger: Tagger, job: Job, target: Target, journal: Journal) -> tuple[int, Summary]:
    """Chunks that were finished before, and what all chunks come to."""
    with closing(Spool(target.spool, target.failed_spool, journal)) as spool:
        begun, summary = spool.resume()
        if begun and job.resumed is not None:
            job.resumed(summary.articles + summary.failed)
        job = replace(job, found=target.apart(job.found))
        for chunk, done in results(tagger, job, shelf=target.shelf, after=lambda stream: spool.same(stream, begun)):
            spool.add(chunk, done)
            _count(summary, done, job.progress)
        journal.end()
    return begun, summary


def _count(summary: Summary, done: Iterable[Result], progress: Progress | None) -> None:
    for result in done:
        summary.add(result)
        if progress is not None:
            progress(result)


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
