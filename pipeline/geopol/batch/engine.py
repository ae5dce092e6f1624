"""Chunks to workers and results back in order: in this process, in others, or on a cluster. All run the same code.

Workers are joblib's: its loky processes, or its Dask backend. A worker that dies costs the time of the chunks under way; a
document that kills its worker twice is run alone, and is a failure when it does so again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from geopol.batch.chunks import Chunk
from geopol.batch.cluster import workers
from geopol.batch.results import Result
from geopol.batch.settings import Engine, Settings
from geopol.batch.work import pack, work, work_packed
from geopol.records import Document, Failure
from geopol.tagging import Tagger

# Chunks under way and waiting for their turn, a worker. One long document holds up the output, not the workers.
_WINDOW = 16
# A chunk that was under way as often as this when a worker died is run alone from then on.
_SUSPECT = 2

Done = tuple[Chunk, list[Result]]
Call = Callable[[Chunk], tuple[Any, ...]]


def spread(tagger: Tagger, settings: Settings, chunks: Iterable[Chunk], engine: Engine) -> Iterator[Done]:
    """Results of each chunk, in the order of the chunks.

    Args:
        tagger: Tags the documents.
        settings: The run's settings.
        chunks: The chunks; they are asked for as they are needed.
        engine: Where the work is done.
    """
    if engine.name == "local" and engine.jobs == 1:
        for chunk in chunks:
            yield chunk, work(tagger, tagger.fingerprint, chunk, settings)
        return
    packed = pack(tagger)

    def call(chunk: Chunk) -> tuple[Any, ...]:
        return packed, tagger.fingerprint, chunk, settings

    with nullcontext((engine.jobs, nullcontext)) if engine.name == "local" else workers(engine) as (jobs, backend):
        yield from _Spread(call, jobs, backend).run(iter(chunks))


class _Spread:
    """Keeps what is under way, so that it can be sent again when workers die."""

    def __init__(self, call: Call, jobs: int, backend: Callable[[], AbstractContextManager[Any]]) -> None:
        self._call = call
        self._jobs = max(2, jobs)  # joblib takes 1 for "in this process"
        self._backend = backend
        self._under_way: deque[Chunk] = deque()
        self._deaths: dict[int, int] = {}

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Done]:
        again: deque[Chunk] = deque()
        while True:
            try:
                yield from self._all(self._next(again, chunks))
            except _died() as error:
                # Dask gives up only after several tries of its own.
                again = self._after_death(again, _SUSPECT if type(error).__name__ == "KilledWorker" else 1)
                while again and self._deaths.get(again[0].number, 0) >= _SUSPECT:
                    suspect = again.popleft()
                    yield suspect, self._alone(suspect)
                continue
            return

    def _next(self, again: deque[Chunk], chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        while again:
            yield again.popleft()
        yield from chunks

    def _all(self, chunks: Iterator[Chunk]) -> Iterator[Done]:
        """In order; what is under way stands in the deque until its result is out."""
        from joblib import Parallel, delayed

        def tasks() -> Iterator[Any]:
            for chunk in chunks:
                self._under_way.append(chunk)
                yield delayed(work_packed)(*self._call(chunk))

        with self._backend():
            parallel = Parallel(
                n_jobs=self._jobs, return_as="generator", pre_dispatch=_WINDOW * self._jobs, batch_size=1, max_nbytes=None
            )
            for done in parallel(tasks()):
                yield self._under_way.popleft(), done

    def _after_death(self, again: deque[Chunk], deaths: int) -> deque[Chunk]:
        """What has to be done again, in order. Any of the first ones under way may have killed its worker."""
        lost = deque([*self._under_way, *again])
        for chunk, _ in zip(self._under_way, range(self._jobs), strict=False):
            self._deaths[chunk.number] = self._deaths.get(chunk.number, 0) + deaths
        self._under_way.clear()
        return lost

    def _alone(self, chunk: Chunk) -> list[Result]:
        """A chunk item by item, one at a time, each in workers of its own."""
        results: list[Result] = []
        for item in chunk.items:
            try:
                results += [result for _, done in self._all(iter([replace(chunk, items=(item,))])) for result in done]
            except _died():
                self._under_way.clear()
                source = item.source if isinstance(item, Document) else None
                reason = "its worker died of it twice: out of memory, or a fault in a library"
                results.append(Failure(item.id, "tagging", reason, "split it, or leave it out", source))
        return results


def _died() -> tuple[type[BaseException], ...]:
    """What joblib's backends raise when a worker is gone."""
    from joblib.externals.loky.process_executor import BrokenProcessPool, TerminatedWorkerError

    try:
        from distributed import KilledWorker
    except ImportError:
        return BrokenProcessPool, TerminatedWorkerError
    return BrokenProcessPool, TerminatedWorkerError, KilledWorker
