"""``geopol_themes``: the theme of each paragraph of a Doc."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any
from weakref import finalize

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path

from geopol import paragraphs
from geopol.components.docs import extend, extend_input, span_of
from geopol.models import shipped
from geopol.records import Document, Paragraph, ThemeScores
from geopol.summary import theme_shares
from geopol.tagged import paragraph_from_dict
from geopol.tagging import section_headings, with_themes
from geopol.themes import ThemeModel
from geopol.writing import paragraph_to_dict

_THEMES = "geopol_themes"
# Inside a saved pipeline: the model, and its vectors where they are not those that geopol ships.
_MODEL, _VECTORS = "model", "vectors"


def _paragraphs(doc: Doc) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph_from_dict({**row, "text": doc.text[row["start"] : row["end"]]}) for row in doc.user_data.get(_THEMES, ())
    )


def _themes(doc: Doc) -> dict[str, float]:
    return theme_shares(_paragraphs(doc))


def _theme(span: Span) -> ThemeScores | None:
    """The record of the paragraph that the span is in; a span that crosses paragraphs has none."""
    touched = [one for one in _paragraphs(span.doc) if one.start < span.end_char and span.start_char < one.end]
    if len(touched) != 1:
        return None
    [one] = touched
    return ThemeScores(one.theme, one.also, one.scores, one.status, one.why) if one.theme and one.status else None


@Language.factory(
    "geopol_themes",
    assigns=["doc._.paragraphs", "doc._.themes", "doc.spans", "doc.cats", "span._.theme"],
    default_config={"models": None, "spans_key": "paragraphs", "set_cats": True},
)
def themes_component(nlp: Language, name: str, models: str | None, spans_key: str, set_cats: bool) -> ThemesComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_themes")``."""
    del nlp
    return ThemesComponent(models, spans_key, set_cats, name)


class ThemesComponent:
    """Gives each paragraph of a Doc its theme: a Doc is a text, cut as `geopol.load` cuts it, headings and all.

    The themes come out as ``doc._.paragraphs`` (all paragraphs, headings and page furniture as records), as
    ``doc.spans[spans_key]`` (a span a paragraph that has a theme, labelled with it), as ``span._.theme`` (a record with
    ``primary``, ``also``, ``scores``, ``status`` and ``why``, for these spans and for any inside them), as ``doc._.themes``
    (share of each theme in the text, largest first) and, over all themes that the model knows, as ``doc.cats``.
    ``doc._.title``, set before, tells which heading is the title's.

    The theme model is read when the first text comes, and saved with the pipeline.

    Args:
        models: A folder that ``geopol train -o`` wrote; None stands for the model that geopol ships.
        spans_key: Key of the span group.
        set_cats: Whether ``doc.cats`` is set; categories of other components stay.
        name: The component's name.

    Raises:
        ModelError: If there is no theme model in ``models``, when the first text comes.
    """

    def __init__(
        self, models: str | None = None, spans_key: str = "paragraphs", set_cats: bool = True, name: str = "geopol_themes"
    ) -> None:
        extend_input()
        extend(Doc, paragraphs=_paragraphs, themes=_themes)
        extend(Span, theme=_theme)
        self.models = models
        self.spans_key = spans_key
        self.set_cats = set_cats
        self.name = name
        self._model: ThemeModel | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.models, self.spans_key, self.set_cats, self.name, self.to_bytes())

    @property
    def themes(self) -> ThemeModel:
        """The theme model; not ``model``, which is a network of thinc's for spaCy."""
        if self._model is None:
            self._model = ThemeModel.load(self._place)
        return self._model

    @property
    def _place(self) -> Path:
        return shipped("themes") if self.models is None else Path(self.models) / "themes"

    @property
    def labels(self) -> tuple[str, ...]:
        """The themes that the model knows; none before a saved pipeline that is loaded far from ``models`` has its model."""
        return self.themes.labels if self._model is not None or self._place.is_dir() else ()

    def __call__(self, doc: Doc) -> Doc:
        """Give the paragraphs of one Doc their themes."""
        found = self._read(doc)
        doc.user_data[_THEMES] = [{**paragraph_to_dict(one), "text": ""} for one in found]
        doc.spans[self.spans_key] = [span_of(doc, one, one.theme) for one in found if one.theme is not None]
        if self.set_cats:
            shares = theme_shares(found)
            doc.cats = {**doc.cats, **{label: shares.get(label, 0.0) for label in self.labels}}
        return doc

    def _read(self, doc: Doc) -> list[Paragraph]:
        document = Document("doc", doc.text, title=doc._.title)
        blocks = paragraphs.split(doc.text)
        bodies = [paragraphs.passage(doc.text, block).text for block in blocks if block.kind == "body"]
        with self._threads.limit(limits=1):  # how many threads share a sum decides its last bit
            told = iter(self.themes.predict(bodies, section_headings(document, blocks)))
        found = []
        for index, block in enumerate(blocks):
            text = doc.text[block.start : block.end]
            one = Paragraph(index, block.kind, block.start, block.end, block.heading, text)
            found.append(with_themes(one, next(told)) if block.kind == "body" else one)
        return found

    @cached_property
    def _threads(self) -> Any:  # noqa: ANN401 - threadpoolctl ships no types
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:  # noqa: ANN401 - spaCy's signature
        """Write the theme model, and its vectors where geopol does not ship them, into a folder."""
        del exclude
        path = Path(ensure_path(path))
        self.themes.save(path / _MODEL)
        vectors = self.themes.texts.embedding.folder
        if vectors != shipped("vectors"):
            shutil.copytree(vectors, path / _VECTORS, dirs_exist_ok=True)

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> ThemesComponent:  # noqa: ANN401 - spaCy's signature
        """Take the theme model from a folder.

        Raises:
            ModelError: If the model there is damaged, or the geopol that saved it shipped other vectors.
        """
        del exclude
        path = Path(ensure_path(path))
        vectors = path / _VECTORS
        self._model = ThemeModel.load(path / _MODEL, vectors=vectors if vectors.is_dir() else None)
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:  # noqa: ANN401 - spaCy's signature
        """The files of :meth:`to_disk` in one string of bytes."""
        with TemporaryDirectory() as folder:
            self.to_disk(folder, exclude=exclude)
            files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
            data = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
        packed: bytes = srsly.msgpack_dumps(data)
        return packed

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> ThemesComponent:  # noqa: ANN401 - spaCy's signature
        """Take the theme model from what :meth:`to_bytes` gave."""
        folder = Path(mkdtemp())
        finalize(self, shutil.rmtree, folder)  # vectors of its own lie there as long as the component lives
        for name, content in srsly.msgpack_loads(data).items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return self.from_disk(folder, exclude=exclude)


def _restored(models: str | None, spans_key: str, set_cats: bool, name: str, data: bytes) -> ThemesComponent:
    return ThemesComponent(models, spans_key, set_cats, name).from_bytes(data)
