"""Turn raw and labelled texts into arrays of numbers, which `teach.py` learns from on a machine that has no geopol.

python -m geopol.training.lessons ../shared/data corpus/articles corpus/news -o FOLDER
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import spacy

from geopol.entities.recogniser import ALLOWED
from geopol.models import shipped
from geopol.training.entities import sources
from geopol.training.examples import TAGS, example
from geopol.training.raw import MOST, cuts, stretches

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Distinct words that gaps are filled with.
COMMON = 32_000
PIECES = 6


class Words:
    """Distinct words, numbered in the order in which they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, doc: Doc | Span) -> list[int]:
        """The numbers of a text's words."""
        return [self.numbers.setdefault(token.orth_, len(self.numbers)) for token in doc]


def write(data: str | Path, articles: Iterable[str | Path], output: Path) -> None:
    """Write the arrays, the list of words, and where each stretch of raw text stands."""
    output.mkdir(parents=True, exist_ok=True)
    tokenize, words = spacy.blank("en").make_doc, Words()
    _write_marked(tokenize, words, data, articles, output)
    found = [(stretch, words.of(doc)) for stretch, doc in stretches(tokenize, data)]
    numbers = np.concatenate([np.array(row, np.int32) for _, row in found])
    np.savez_compressed(output / "raw.npz", words=numbers, length=np.array([len(row) for _, row in found], np.int32))
    places = [[stretch.file, stretch.number, stretch.start, stretch.end] for stretch, _ in found]
    (output / "stretches.json").write_bytes(orjson.dumps(places))
    (output / "words.json").write_bytes(orjson.dumps(list(words.numbers)))
    common = np.zeros(len(words.numbers), np.int32)
    for rank, (word, count) in enumerate(Counter(numbers.tolist()).most_common(COMMON), 1):
        common[word] = rank if count > 1 else 0
    np.savez_compressed(output / "words.npz", common=common, **_looks(list(words.numbers)))


def _write_marked(
    tokenize: Callable[[str], Doc], words: Words, data: str | Path, articles: Iterable[str | Path], output: Path
) -> None:
    rows: list[tuple[list[int], Any, int]] = []
    shares = []
    for number, (texts, share) in enumerate(sources(data, articles)):
        shares.append(share)
        for text in texts:
            doc = tokenize(text.text)
            allowed = example(doc, text).reference.user_data[ALLOWED]
            rows += [(words.of(doc[start:end]), allowed[start:end], number) for start, end in cuts(doc, MOST)]
    np.savez_compressed(
        output / "marked.npz",
        words=np.array([word for row, _, _ in rows for word in row], np.int32),
        allowed=np.concatenate([allowed for _, allowed, _ in rows]),
        length=np.array([len(row) for row, _, _ in rows], np.int32),
        source=np.array([number for _, _, number in rows], np.int16),
        share=np.array(shares),
        tags=len(TAGS),
    )


def _looks(words: list[str]) -> dict[str, Any]:
    """Word pieces (numbers from 1, 0 for none), and numbers of shape, prefix and suffix."""
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(shipped("vectors"))
    pieces = np.zeros((len(words), PIECES), np.uint16)
    for row, word in zip(pieces, model.tokenizer.encode_batch(words, add_special_tokens=False), strict=True):
        row[: len(word.ids)] = np.array(word.ids[:PIECES]) + 1
    vocab = spacy.blank("en").vocab
    return {
        "pieces": pieces,
        "piece_vectors": model.embedding.astype(np.float16),
        "shape": _numbered([vocab[word].shape_ for word in words], 6000),
        "prefix": _numbered([word[:3] for word in words], 16000),
        "suffix": _numbered([word[-3:] for word in words], 16000),
    }


def _numbered(looks: list[str], rows: int) -> Any:  # noqa: ANN401 - an array
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(look, len(seen)) % rows for look in looks], np.int32)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="folder that holds gold/, entities/ and text/")
    parser.add_argument("articles", nargs="+", help="folders of headed articles with marks beside them")
    parser.add_argument("-o", "--output", required=True, type=Path, help="folder for the arrays")
    args = parser.parse_args()
    write(args.data, args.articles, args.output)


if __name__ == "__main__":
    main()
