"""Raw text: read, and cut into stretches that are short enough to learn from."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Raw text and how many words of each file at most: speeches are many and alike.
RAW = {"releases": None, "encyclopedia": None, "usgov": None, "speeches": 4_500_000}
# Words of a stretch: as many as are read at once, up to the end of a sentence where there is one behind `LEAST`.
MOST, LEAST = 128, 50
_LINE = re.compile(r"[^\n]{40,}")
_STOPS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of raw text: the file it is from, its text's number there, and its characters."""

    file: str
    number: int
    start: int
    end: int


def stretches(tokenize: Callable[[str], Doc], data: str | Path) -> Iterator[tuple[Stretch, Span]]:
    """Raw text in stretches, line by line of each text; lines that are short or all capitals are left out.

    Args:
        tokenize: spaCy's tokeniser.
        data: Folder that holds ``text/``.
    """
    draw = random.Random(2)  # noqa: S311 - picks speeches, secures nothing
    for file, most in RAW.items():
        texts = list(enumerate(raw_texts(data, file)))
        if most is not None:
            draw.shuffle(texts)
        count = 0
        for number, text in texts:
            for line in _LINE.finditer(text):
                if most is not None and count > most:
                    break
                doc = tokenize(line.group())
                count += len(doc)
                for start, end in () if line.group().isupper() else cuts(doc, MOST):
                    offset = line.start() + doc[start].idx
                    yield Stretch(file, number, offset, offset + len(doc[start:end].text)), doc[start:end]


def raw_texts(data: str | Path, file: str) -> list[str]:
    """The texts of one file of raw text, in order."""
    lines = gzip.decompress((Path(data) / "text" / f"{file}.jsonl.gz").read_bytes()).split(b"\n")
    return [orjson.loads(line)["text"] for line in lines if line.strip()]


def cuts(doc: Doc, most: int) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of ``most`` words or fewer, behind the end of a sentence where one is near."""
    start = 0
    while start < len(doc):
        end = min(len(doc), start + most)
        if end < len(doc):
            stops = (at for at in range(end, start + LEAST, -1) if doc[at - 1].text in _STOPS)
            end = next(stops, end)
        yield start, end
        start = end
