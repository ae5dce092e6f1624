"""Inside the process that parses: limits first, then one request after the other.

An error that is not a word about the document ends this process, and its parent makes a failure of its last line.
"""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from geopol.errors import InputError, ReadError
from geopol.reading.archives import tar_members, zip_members
from geopol.reading.book import read_epub
from geopol.reading.columns import read_parquet
from geopol.reading.frames import receive, send
from geopol.reading.mail import read_eml
from geopol.reading.office import read_odt, read_rtf
from geopol.reading.page import read_html
from geopol.reading.pdf import read_pdf
from geopol.reading.plain import Content
from geopol.reading.word import read_docx

FOREIGN: dict[str, Callable[[bytes], Content]] = {
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
    ".eml": read_eml,
}
# Those that stop when there is more text than an article may have.
STOPPING: dict[str, Callable[[bytes, int], Content]] = {".pdf": read_pdf}
Answer = tuple[dict[str, Any], bytes]
_STREAMS: dict[str, Callable[[dict[str, Any], bytes], Iterator[Answer]]] = {
    ".zip": zip_members,
    ".tar": tar_members,
    ".parquet": read_parquet,
}
# The parent ends this process when its time is up; the kernel does so a little later, should the parent be gone.
_GRACE = 5


def main(memory: str) -> None:
    """Answer requests on standard input until it is closed."""
    _limit(int(memory))
    words, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    while request := receive(words):
        head, data = request
        try:
            for answer in _answer(head, data):
                _alarm(head["seconds"])
                _send(answers, *answer)
            send(answers, {"is": "end"})
        except ReadError as error:
            send(answers, {"is": "error", "reason": error.reason, "hint": error.hint})
        except InputError as error:
            send(answers, {"is": "error", "reason": str(error), "hint": "mend the date in the file"})
        except MemoryError:
            reason = f"reading needs more than the limit of {int(memory):,} bytes of memory"
            send(answers, {"is": "error", "reason": reason, "hint": "raise --memory, or split it"})
        _alarm(0)


def _answer(head: dict[str, Any], data: bytes) -> Iterator[Answer]:
    _alarm(head["seconds"])
    if head["do"] == "parse":
        stopping = STOPPING.get(head["suffix"])
        content = stopping(data, head["most"]) if stopping else FOREIGN[head["suffix"]](data)
        about = {"title": content.title, "date": content.date}
        yield {"is": "content", **about}, content.text.encode("utf-8", "surrogatepass")
    else:
        yield from _STREAMS[head["suffix"]](head, data)


def _send(answers: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    send(answers, {key: _whole(value) for key, value in head.items()}, body)


def _whole(value: object) -> object:
    """Text without halves of characters, which JSON cannot hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _limit(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds) + _GRACE if seconds else 0)
