"""Find entities with a pipeline's folder whose one component is `geopol_entities`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from configparser import ConfigParser, Error
from pathlib import Path
from typing import Any

import numpy as np

from geopol.entities.forward import Forward
from geopol.entities.lean.tokenizer import Row, Rules, Tokenizer
from geopol.entities.lean.words import Words
from geopol.entities.spans import entity, windows
from geopol.entities.sureness import calibrated, chances
from geopol.entities.tags import Tags, best
from geopol.entities.weights import Ints, of_folder
from geopol.kept import compile_once
from geopol.models import read_meta
from geopol.records import Entity, Passage

_COMPONENT = "geopol_entities"
_TOKENIZER = "spacy.Tokenizer.v1"
# Numbers of spaCy's attributes: what is written, and its norm.
_ORTH, _NORM = 65, 67


def fits(model: str | Path) -> bool:
    """Whether a pipeline is a folder that geopol saved, with this one component and spaCy's tokenizer."""
    folder = Path(model)
    if not ((folder / "config.cfg").is_file() and (folder / "meta.json").is_file()):
        return False
    config = ConfigParser(interpolation=None)
    try:
        config.read_string((folder / "config.cfg").read_text(encoding="utf-8"))
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (Error, ValueError):  # spaCy says what is wrong with it
        return False
    return (
        config.get("nlp", "pipeline", fallback="") == f'["{_COMPONENT}"]'
        and config.get("nlp", "lang", fallback="") == '"en"'
        and config.get("nlp.tokenizer", "@tokenizers", fallback="") == f'"{_TOKENIZER}"'
        and "geopol" in meta
    )


class LeanFinder:
    """Finds entities; what spaCy finds with the same folder is the same, scores included.

    Args:
        model: A folder that `fits`.

    Raises:
        ModelError: If the folder is not as it was saved.
    """

    def __init__(self, model: str | Path) -> None:
        folder = Path(model)
        self.fingerprint = str(read_meta(folder)["geopol"]["fingerprint"])
        settings = json.loads((folder / _COMPONENT / "cfg").read_text(encoding="utf-8"))
        self._tags = Tags(settings["labels"])
        self._calibration: tuple[float, float] = tuple(settings["calibration"])
        self._forward = Forward(of_folder(folder, _COMPONENT))
        self._words = Words()
        self._tokenizer = Tokenizer(_rules(folder / "tokenizer"), self._words)

    def find(self, passages: Sequence[Passage]) -> list[tuple[Entity, ...]]:
        """Entities of one article, a tuple a passage, in text order; ``DATE`` is among them."""
        found: list[tuple[Entity, ...]] = []
        for window in windows(passages):
            self._tokenizer.make_room()
            rows = [self._tokenizer.split(passage.text) for passage in window]
            found += (tuple(self._entities(*read)) for read in zip(window, rows, *self._tagged(rows), strict=True))
        return found

    def _tagged(self, rows: Sequence[Row]) -> tuple[list[Ints], list[Any]]:
        """The tag of each token, and how probable it is, row by row."""
        lengths = [len(row.words) for row in rows]
        tokens = np.array([word for row in rows for word in row.words], dtype=np.int64)
        if not len(tokens):
            return [tokens for _ in rows], [tokens for _ in rows]
        met = np.zeros(len(self._words), dtype=np.int64)
        met[tokens] = 1
        distinct = np.flatnonzero(met)
        met[distinct] = np.arange(len(distinct))
        scores = self._forward(self._words.keys[distinct], met[tokens], lengths)
        chosen = best(scores, lengths)
        cuts = np.cumsum(lengths)[:-1]
        return np.split(chosen, cuts), np.split(chances(scores, chosen), cuts)

    def _entities(self, passage: Passage, row: Row, tags: Ints, sure: Any) -> Iterator[Entity]:  # noqa: ANN401
        for first, behind, label in self._tags.spans(tags.tolist()):
            start = int(row.starts[first])
            end = int(row.starts[behind - 1]) + int(self._words.lengths[row.words[behind - 1]])
            if not passage.text[start:end].isspace():
                score = calibrated(float(sure[first:behind].min()), *self._calibration)
                made = entity(passage, start, end, label, score)
                if made is not None:
                    yield made


def _rules(file: Path) -> Rules:
    """The rules that spaCy's tokenizer has saved; norms of special cases go by the number of the attribute."""
    from msgpack import unpackb

    saved: dict[str, Any] = unpackb(file.read_bytes(), strict_map_key=False)
    names = ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
    prefix, suffix, infix, token, url = (compile_once(saved[name]) if saved.get(name) else None for name in names)
    specials = {
        special: tuple((token[_ORTH], token.get(_NORM)) for token in tokens) for special, tokens in saved["exceptions"].items()
    }
    return Rules(prefix, suffix, infix, token, url, specials)
