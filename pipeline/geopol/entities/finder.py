"""Run a spaCy pipeline over an article's passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geopol.entities.labels import to_codebook
from geopol.entities.quick import import_spacy, quick_config
from geopol.entities.scores import score
from geopol.errors import ModelError
from geopol.models import fingerprint, read_meta
from geopol.records import Entity, Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

# Passages and characters that go through the model in one matrix at most; a longer passage goes alone. They are counted from the
# start of each article and never cross one, so the shapes the model sees, and with them the last bit of every sum, depend on the
# article alone; and memory depends on the window, not on the article.
WINDOW = 64
WINDOW_CHARACTERS = 50_000

# Components of common pipelines that entities do not need.
_UNUSED = ("tagger", "parser", "senter", "morphologizer", "attribute_ruler", "lemmatizer", "textcat")

# Codebook 2: spans are without a leading article or trailing possessive.
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|[\s,;:.\-–—])+$")
_DOTTED = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St)\.$")


class EntityFinder:
    """Finds entities with a spaCy pipeline that has a named-entity recogniser.

    Args:
        nlp: The pipeline. Its labels are mapped to the codebook's; kinds the codebook does not have are left out.
        fingerprint: Hash or version of the pipeline, for the output.
    """

    def __init__(self, nlp: Language, fingerprint: str = "unknown") -> None:
        self.nlp = nlp
        self.fingerprint = fingerprint

    def find(self, passages: Sequence[Passage]) -> list[tuple[Entity, ...]]:
        """Entities of one article, a tuple a passage, in text order; ``DATE`` is among them."""
        found: list[tuple[Entity, ...]] = []
        for window in _windows(passages):
            docs = self.nlp.pipe([passage.text for passage in window], batch_size=len(window))
            for passage, doc in zip(window, docs, strict=True):
                entities = (_entity(passage, span) for span in doc.ents)
                found.append(tuple(entity for entity in entities if entity))
        return found


def load(model: str | Path) -> EntityFinder:
    """Load an entity pipeline by folder, or by the name of an installed package such as ``en_core_web_trf``.

    Raises:
        ModelError: If there is no such pipeline, or it has no component that finds entities.
    """
    spacy = import_spacy()
    try:
        nlp = spacy.load(model, exclude=list(_UNUSED), config=quick_config(model))
    except OSError as error:
        raise ModelError(f"no spaCy pipeline {str(model)!r}: give a folder, or a package installed beside geopol") from error
    _use_fast_matrices(nlp)
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise ModelError(
            f"the spaCy pipeline {str(model)!r} finds no entities; its components: {', '.join(nlp.pipe_names) or 'none'}"
        )
    return EntityFinder(nlp, _fingerprint(model, nlp))


def _fingerprint(model: str | Path, nlp: Language) -> str:
    folder = Path(model)
    if not folder.is_dir():
        return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return str(read_meta(folder)["geopol"]["fingerprint"]) if "geopol" in nlp.meta else fingerprint(folder)


def _use_fast_matrices(nlp: Language) -> None:
    """Let numpy's BLAS multiply in place of thinc's bundled BLIS: measured 3.3 times as fast on one core, same weights."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            if isinstance(node.ops, NumpyOps):  # a model on a GPU keeps its own
                node.ops = ops
        quicken = getattr(component, "quicken", None)
        if quicken is not None:
            quicken()


def _windows(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    window: list[Passage] = []
    characters = 0
    for passage in passages:
        if window and (len(window) == WINDOW or characters + len(passage.text) > WINDOW_CHARACTERS):
            yield window
            window, characters = [], 0
        window.append(passage)
        characters += len(passage.text)
    if window:
        yield window


def _entity(passage: Passage, span: Span) -> Entity | None:
    label = to_codebook(span.label_)
    start, end = trim(passage.text, span.start_char, span.end_char)
    if label is None or start >= end:
        return None
    begin, stop = passage.locate(start, end)
    return Entity(text=passage.source[begin:stop], label=label, start=begin, end=stop, score=score(span))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take a leading article, a trailing possessive and edge punctuation off a span; ``U.S.`` keeps its last full stop."""
    while start < end and text[start] in " \t\n\"'“”‘’(":
        start += 1
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    span = text[start:end].rstrip('"“”)')
    if span.endswith(".") and _DOTTED.search(span):
        return start, start + len(span)
    return start, start + len(_TAIL.sub("", span))
