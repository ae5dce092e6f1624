"""Foreign formats are parsed in a process of its own, under a limit of memory and of time.

What kills a parser, or makes it run without end, then costs one document and not the run. The process is used again for the next
document, and made anew when it has died.
"""

from __future__ import annotations

import atexit
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO, cast

import orjson

from geopol.errors import ReadError
from geopol.reading.frames import receive, send
from geopol.reading.plain import Content
from geopol.reading.terms import MAX_CHARS, Terms

# The child finds geopol where its parent found it, however that was told where to look.
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from geopol.reading.sandboxed import main; main(sys.argv[2])"
_TAIL = 2000
# Bytes of address space that the libraries map before they read a byte; under it, memory is what they lack.
_ENOUGH = 500_000_000
_DIED = "open the file and save it again, or leave it out with --exclude"


class Sandbox:
    """A process that parses.

    Args:
        memory: Its address space in bytes. Windows and macOS do not hold a process to it; there the limit of time alone holds.
    """

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._words = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - what the child says as it dies
        self._late = False

    def parse(self, suffix: str, data: bytes, seconds: float, most: int = MAX_CHARS) -> Content:
        """Parse one document; readers of many pages stop when these have more than ``most`` characters.

        Raises:
            ReadError: If its reader finds something wrong with it, dies of it, or needs longer than ``seconds``.
        """
        [(head, body)] = self.stream({"do": "parse", "suffix": suffix, "most": most}, data, seconds)
        return Content(_text(body), head["title"], head["date"])

    def stream(self, request: Mapping[str, Any], data: bytes, seconds: float) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Answers to one request, each within ``seconds``, as they come.

        Raises:
            ReadError: As for `parse`, after the answers that came before.
        """
        ended = False
        try:
            self._ask({**request, "seconds": seconds}, data, seconds)
            while True:
                head, body = self._answer(seconds)
                if head["is"] == "error":
                    ended = True
                    raise ReadError(head["reason"], head["hint"])
                if head["is"] == "end":
                    ended = True
                    return
                yield head, body
        finally:
            if not ended:  # what is left of its answers would be taken for those to the next request
                self._end()

    def close(self) -> None:
        """End the process for good."""
        self._end()
        self._words.close()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ask(self, request: Mapping[str, Any], data: bytes, seconds: float) -> None:
        process = self._running()
        try:
            with self._clock(seconds):
                send(cast("BinaryIO", process.stdin), request, data)
        except BrokenPipeError:
            raise self._death(seconds) from None

    def _answer(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        with self._clock(seconds):
            frame = receive(cast("BinaryIO", self._running().stdout))
        if frame is None:
            raise self._death(seconds)
        return frame

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._late = False
            self._words.seek(0)
            self._words.truncate()
            command = [sys.executable, "-c", _CHILD, orjson.dumps(sys.path).decode(), str(self._memory)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self._words)  # noqa: S603 - our own words
        return self._process

    def _clock(self, seconds: float) -> _Clock:
        return _Clock(seconds, self._kill_late)

    def _kill_late(self) -> None:
        self._late = True
        if self._process is not None:
            self._process.kill()

    def _death(self, seconds: float) -> ReadError:
        """Why the process is no more."""
        process = self._running()
        process.kill() if self._late else None
        code = process.wait()
        self._end()
        if self._late or code == -getattr(signal, "SIGALRM", 0):
            return ReadError(f"reading took longer than the limit of {seconds:g} s", "raise --timeout, or leave it out")
        if code < 0:
            return ReadError(f"its reader was ended by {signal.Signals(-code).name}", _DIED)
        self._words.seek(0)
        said = self._words.read()[-_TAIL:].decode("utf-8", "replace").strip().rpartition("\n")[2]
        hint = _DIED if self._memory >= _ENOUGH else "raise --memory, or leave it out with --exclude"
        return ReadError(f"its reader gave up: {said or f'exit code {code}'}", hint)


class _Clock:
    """Call something unless the block ends in time."""

    def __init__(self, seconds: float, late: Any) -> None:  # noqa: ANN401
        self._timer = threading.Timer(seconds, late)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"half a character (a lone surrogate) at byte {error.start} of its text", _DIED) from error


@cache
def shared(memory: int) -> Sandbox:
    """The process that parses single documents for this one."""
    sandbox = Sandbox(memory)
    atexit.register(sandbox.close)
    return sandbox


def answers(request: Mapping[str, Any], data: bytes, terms: Terms) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Answers of a process that is there for this one request; the shared one goes on parsing documents in between.

    Raises:
        ReadError: As `Sandbox.stream`.
    """
    sandbox = Sandbox(terms.memory)
    try:
        yield from sandbox.stream(request, data, terms.seconds)
    finally:
        sandbox.close()
