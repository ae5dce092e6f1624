"""Silver: what the teacher is sure of in raw text, as places and labels beside texts that are not ours to copy.

python -m geopol.training.silver FOLDER ../shared/data -o models/teacher
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import spacy
from spacy.vectors import Vectors

from geopol.entities.labels import LABELS
from geopol.entities.tags import OUTSIDE
from geopol.entities.weights import VECTOR_STEP
from geopol.errors import InputError
from geopol.gold import GoldEntity, GoldText
from geopol.training.raw import Stretch, raw_texts

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Members' mean probability under which a word's tag is left open, of 255; stretches with many such words teach little.
SURE = 178
MOST_OPEN = 0.06
# How many stretches are kept, of 1: all, and of those that have one of the labels that are short of examples.
SHARE = {"releases": 0.6, "encyclopedia": 0.25, "usgov": 0.1, "speeches": 0.05}
RARE_SHARE = {"releases": 1.0, "encyclopedia": 0.8, "usgov": 0.4, "speeches": 0.1}
RARE, RAREST = frozenset({"EVENT", "LAW"}), frozenset({"FAC", "WEAPON"})
# Words that get a vector: seen that often, and no more of them than this.
SEEN, VECTORS, VECTOR_WIDTH = 3, 70_000, 96
_OPEN = 255


@dataclass(frozen=True, slots=True)
class Silver:
    """A stretch of raw text, its number of words, and its spans: first word, word behind the last, label (None if open)."""

    stretch: Stretch
    length: int
    spans: tuple[tuple[int, int, str | None], ...]


def spans(tags: Any, sure: Any) -> Iterator[tuple[int, int, str | None]]:  # noqa: ANN401 - arrays
    """Spans of a stretch's words, open where a tag is unsure or does not follow from the one before."""
    at = 0
    while at < len(tags):
        tag, end = int(tags[at]), at + 1
        label, place = divmod(tag - 1, 4)
        if tag != OUTSIDE and place == 0:
            while end < len(tags) and tags[end] == tag + 1:
                end += 1
            end = min(end + 1, len(tags))
        whole = tag == OUTSIDE or place == 3 or (place == 0 and end > at + 1 and int(tags[end - 1]) == tag + 2)
        known = whole and int(sure[at:end].min()) >= SURE
        if not known or tag != OUTSIDE:
            yield at, end, LABELS[label] if known else None
        at = end


def chosen(rows: Iterable[Silver]) -> Iterator[Silver]:
    """The stretches that are kept: sure enough, and more of those that have rare labels."""
    draw = random.Random(5)  # noqa: S311 - picks stretches, secures nothing
    for row in rows:
        labels = {label for _, _, label in row.spans}
        share = (RARE_SHARE if labels & (RARE | RAREST) else SHARE)[row.stretch.file]
        share = 1.0 if labels & RAREST else share if labels - {None, "DATE"} else share * 0.3
        unsure = sum(end - start for start, end, label in row.spans if label is None)
        if unsure <= max(3, MOST_OPEN * row.length) and draw.random() < share:
            yield row


def write_silver(folder: Path, data: str | Path, path: Path) -> None:
    """Choose, and write places and labels: characters, no text."""
    told, length = np.load(folder / "told.npz"), np.load(folder / "raw.npz")["length"]
    bounds = np.cumsum(length)[:-1]
    parts = zip(np.split(told["tags"], bounds), np.split(told["sure"], bounds), strict=True)
    places = (Stretch(*place) for place in orjson.loads((folder / "stretches.json").read_bytes()))
    rows = (Silver(place, len(tags), tuple(spans(tags, sure))) for place, (tags, sure) in zip(places, parts, strict=True))
    kept = list(chosen(rows))
    files = sorted({row.stretch.file for row in kept})
    texts = {file: raw_texts(data, file) for file in files}
    tokenize = spacy.blank("en").make_doc
    stretches, counts, marks = [], [], []
    for row in kept:
        text = texts[row.stretch.file][row.stretch.number][row.stretch.start : row.stretch.end]
        doc = tokenize(text)
        if len(doc) == row.length:  # a few words at the edges are other words without the rest of their line
            stretches.append((files.index(row.stretch.file), row.stretch.number, row.stretch.start, len(text), _check(text)))
            counts.append(len(row.spans))
            marks += [_mark(doc, *span) for span in row.spans]
    np.savez_compressed(
        path,
        files=files,
        labels=LABELS,
        stretches=np.array(stretches, np.uint32),
        counts=np.array(counts, np.uint16),
        marks=np.array(marks, np.uint16),
    )


def _mark(doc: Doc, start: int, end: int, label: str | None) -> tuple[int, int, int]:
    """First character, number of characters, label's number."""
    return doc[start].idx, len(doc[start:end].text), _OPEN if label is None else LABELS.index(label)


def _check(text: str) -> int:
    return zlib.crc32(text.encode())


def read_silver(path: Path, data: str | Path) -> Iterator[GoldText]:
    """The stretches with their text and what is known of it.

    Raises:
        InputError: If a file of raw text is missing, or holds other text than was labelled.
    """
    silver = np.load(path)
    files, labels = silver["files"].tolist(), silver["labels"].tolist()
    absent = [file for file in files if not (Path(data) / "text" / f"{file}.jsonl.gz").is_file()]
    if absent:
        raise InputError(f"{data} lacks the raw text {', '.join(absent)} that {path} labels")
    texts = [raw_texts(data, file) for file in files]
    bounds = np.cumsum(silver["counts"])[:-1]
    for (file, number, start, length, check), marks in zip(
        silver["stretches"].tolist(), np.split(silver["marks"], bounds), strict=True
    ):
        text = texts[file][number][start : start + length]
        if _check(text) != check:
            raise InputError(f"{files[file]}, text {number}: its text at {start} is not the one that {path} labels")
        known = [(begin, begin + size, labels[label]) for begin, size, label in marks.tolist() if label != _OPEN]
        yield GoldText(
            f"{files[file]}-{number}-{start}",
            text,
            entities=tuple(GoldEntity(begin, end, label) for begin, end, label in known),
            missing=tuple((begin, begin + size) for begin, size, label in marks.tolist() if label == _OPEN),
        )


def write_vectors(folder: Path, path: Path) -> None:
    """Vectors of words: the mean of what the teacher made of each in its sentences, cut to its main directions.

    They are written as an empty spaCy pipeline's vectors, in eight bits.
    """
    words = orjson.loads((folder / "words.json").read_bytes())
    count = np.bincount(np.load(folder / "raw.npz")["words"], minlength=len(words))
    often = np.argsort(-count, kind="stable")[:VECTORS]
    often = often[count[often] >= SEEN]
    vectors = np.load(folder / "states.npz")["sums"][often] / count[often][:, None]
    weight = np.minimum(count[often], 200)[:, None]
    vectors -= (vectors * weight).sum(0) / weight.sum()
    main, _, _ = np.linalg.svd((vectors * weight).T @ vectors)
    vectors = vectors @ main[:, :VECTOR_WIDTH]
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(words[number]) for number in often]
    bits = np.clip(np.round(vectors / vectors.std() / VECTOR_STEP), -127, 127).astype(np.int8)
    nlp.vocab.vectors = Vectors(data=bits, keys=keys, strings=nlp.vocab.strings)
    nlp.to_disk(path)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what geopol.training.raw and teach.py wrote")
    parser.add_argument("data", help="folder that holds text/")
    parser.add_argument("-o", "--output", required=True, type=Path, help="folder for silver.npz and the words' vectors")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    write_silver(args.folder, args.data, args.output / "silver.npz")
    write_vectors(args.folder, args.output / "words")


if __name__ == "__main__":
    main()
