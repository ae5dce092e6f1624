"""What a worker does with a chunk: read, look at the language, tag. Nothing that is in a document can stop it."""

from __future__ import annotations

import ctypes
import pickle
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FrameType

from geopol import language
from geopol.batch.chunks import Chunk, Item, size_of
from geopol.batch.results import Result, tagged
from geopol.batch.settings import Settings
from geopol.errors import GeopolError, InputError, ModelError
from geopol.reading import Source, read
from geopol.records import Document, Failure
from geopol.tagging import Tagger

# A fault in a step, on a text that nobody thought of, costs that document alone. It is named with its place, to be reported.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)
# Models are not made to be used by two threads at once, which a cluster's worker may have.
_ALONE = threading.Lock()


class TooLateError(GeopolError):
    """A document's time is over."""


def pack(tagger: Tagger) -> bytes:
    """A tagger to send to workers: bytes, so that nothing on the way, a cluster's scheduler least of all, loads its models."""
    return pickle.dumps(tagger)


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Tagger:
    """The same in a worker, once for all chunks."""
    tagger: Tagger = pickle.loads(packed)  # noqa: S301 - what this run's first process has packed
    return tagger


def work_packed(packed: bytes, fingerprint: str, chunk: Chunk, settings: Settings) -> list[Result]:
    """What `work` does, in a worker that may have other threads.

    Raises:
        ModelError: If this process's models and rules are not those of the run.
    """
    from joblib import parallel_config

    # scikit-learn asks joblib too: on a cluster's worker it would send its small sums to the cluster, and wait for itself.
    with _ALONE, parallel_config("sequential"):
        return work(_unpack(packed), fingerprint, chunk, settings)


def work(tagger: Tagger, fingerprint: str, chunk: Chunk, settings: Settings) -> list[Result]:
    """Results of a chunk, in order, at least one an item.

    Raises:
        ModelError: If this process's models and rules are not those of the run.
    """
    if tagger.fingerprint != fingerprint:
        ours, theirs = tagger.fingerprint, fingerprint
        raise ModelError(f"a worker's models and rules are {ours}, the run's are {theirs}; install the same geopol there")
    return [result for item in chunk.items for result in results(tagger, item, settings)]


def results(tagger: Tagger, item: Item, settings: Settings) -> Iterator[Result]:
    """Results of one item."""
    for found in read(item, terms=settings.terms) if isinstance(item, Source) else (item,):
        yield found if isinstance(found, Failure) else _tag(tagger, found, size_of(item), settings)


def _tag(tagger: Tagger, document: Document, size: int, settings: Settings) -> Result:
    try:
        with limited(settings.terms.seconds):
            if settings.language == "skip" and (told := language.tell(document.text)) not in (None, "en"):
                return _failure(document, f"not English: its language is {told!r}", "tag it with --language report", "language")
            return tagged(next(tagger.pipe([document])), size, document.unread)
    except TooLateError:
        reason = f"tagging took longer than the limit of {settings.terms.seconds:g} s"
        return _failure(document, reason, "split it, or raise --timeout")
    except InputError as error:
        reason = str(error).removeprefix(f"{document.id}: ")
        return _failure(document, reason, "mend the text, or split it, and tag it again")
    except _FAULTS as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}, line {last.lineno}"
        return _failure(document, f"a fault in geopol: {type(error).__name__}: {str(error)[:200]} ({where})", "please report it")


def _failure(document: Document, reason: str, hint: str, step: str = "tagging") -> Failure:
    source = document.source if document.source != document.id else None
    return Failure(document.id, "language" if step == "language" else "tagging", reason, hint, source)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End the block with `TooLateError` when its time is over.

    In a process's main thread a signal does it, which breaks into the search of a regular expression too. Elsewhere (a cluster's
    worker, Windows) an exception is laid before the thread, which it meets between two steps of Python.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    thread = threading.get_ident()
    timer = threading.Timer(seconds, _throw, (thread, TooLateError))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        _throw(thread, None)  # one that is under way


def _ring(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise TooLateError("time is over")


def _throw(thread: int, error: type[TooLateError] | None) -> None:
    laid = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), laid)
