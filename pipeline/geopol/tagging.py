"""From a document to a tagged article. This is the only module that knows the order of the steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

import geopol
from geopol import countries, dates, paragraphs
from geopol.entities import agree, link_names, merge, overrule, untitled
from geopol.entities import find as find_by_rule
from geopol.entities.merge import without_dates
from geopol.errors import InputError, ModelError
from geopol.models import META, code_of, combine, shipped
from geopol.parallel import batches
from geopol.reading import iso_date
from geopol.records import Article, Block, Date, Document, Entity, Paragraph, Passage, ThemeScores
from geopol.summary import summarise
from geopol.wording import not_a

# Labels of names by how the table of countries knows them; all else that it knows are places.
_KINDS = {
    "person": ("PERSON",),
    "demonym": ("NORP",),
    "people": ("NORP",),
    "organisation": ("ORG", "EVENT", "LAW"),
    "group": ("ORG",),
    "bloc": ("ORG",),
    "none": ("LOC", "ORG", "EVENT", "LAW", "NORP"),
    "ambiguous": ("GPE", "LOC", "NORP", "ORG"),
    "context": ("GPE", "LOC", "NORP", "ORG"),
}

# Steps whose rules and tables decide tags as much as the models do, so that they are part of the fingerprint.
_RULES = ("bylines", "countries", "dates", "entities", "paragraphs")

# Documents handed to a worker at once by `Tagger.pipe`. It has no influence on the result.
BATCH_SIZE = 16


class FindsEntities(Protocol):
    """What the tagger needs of an entity model."""

    def find(self, passages: Sequence[Passage]) -> list[tuple[Entity, ...]]:
        """Entities of one article, a tuple a passage."""


class PredictsThemes(Protocol):
    """What the tagger needs of a theme model."""

    def predict(self, texts: Sequence[str], headings: Sequence[str | None] | None = None) -> list[ThemeScores]:
        """The themes of one article's paragraphs, by their texts and the headings above them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Which models a tagger is made of; enough to make it again in another process."""

    entities: str
    themes: str
    reading: dates.Wanted = "auto"
    follow: bool = False

    def portable(self) -> Setup:
        """The same for another machine, which keeps the shipped models in a folder of its own: their paths are left empty."""
        entities, themes = ("" if path == _shipped(name) else path for name, path in self._models())
        return replace(self, entities=entities, themes=themes)

    def here(self) -> Setup:
        """The same with the paths of the shipped models filled in."""
        entities, themes = (path or _shipped(name) for name, path in self._models())
        return replace(self, entities=entities, themes=themes)

    def _models(self) -> tuple[tuple[str, str], ...]:
        return ("entities", self.entities), ("themes", self.themes)


def _shipped(name: str) -> str:
    return str(shipped(name).resolve())


class Tagger:
    """Tags documents. Make one with `geopol.load`.

    Args:
        entities: Finds entities.
        themes: Gives themes.
        fingerprint: Hash of the models, for the output.
        setup: How to load the same tagger elsewhere; with it a worker loads its models once instead of receiving them.
        reading: How bare months and weekdays are read: ``news``, ``narrative``, or ``auto`` for what each article's text tells.
        follow: Whether former states are followed to the states that stand for them today.
    """

    def __init__(
        self,
        entities: FindsEntities,
        themes: PredictsThemes,
        fingerprint: str = "unknown",
        setup: Setup | None = None,
        reading: dates.Wanted = "auto",
        follow: bool = False,
    ) -> None:
        self._entities = entities
        self._themes = themes
        self.fingerprint = fingerprint
        self.setup = setup
        self.reading = dates.check_reading(reading)
        self.follow = follow

    def __reduce__(self) -> tuple[Any, ...]:
        if self.setup is not None:
            return _load_once, (self.setup.portable(),)
        return Tagger, (self._entities, self._themes, self.fingerprint, None, self.reading, self.follow)

    def tag(self, text: str, *, date: str | None = None, title: str | None = None, id: str = "text") -> Article:  # noqa: A002
        """Tag one text.

        Args:
            text: The article. Offsets in the result refer to it as given.
            date: Its date, ISO 8601; it anchors "last month". Without one, relative dates stay unresolved.
            title: Its title.
            id: What the result calls it.

        Raises:
            InputError: If ``text``, ``title`` or ``id`` is not a string, ``date`` is no date, or a paragraph is over the stated
                limit.
        """
        for what, value in (("text", text), ("title", title or ""), ("id", id)):
            if not isinstance(value, str):
                raise not_a(what, str, value)
        return self._tag(Document(id=id, text=text, title=title, date=None if date is None else iso_date(date)))

    def pipe(self, documents: Iterable[Document | str], *, jobs: int = 1, batch_size: int = BATCH_SIZE) -> Iterator[Article]:
        """Tag many documents, lazily and in order. ``jobs`` and ``batch_size`` change the speed, never the result.

        Args:
            documents: Documents, or plain texts (named by their number, from 0).
            jobs: Number of processes.
            batch_size: Documents handed to a process at once.

        Raises:
            InputError: If ``jobs`` or ``batch_size`` is under 1, an item is neither text nor document (its number is named), or a
                document cannot be tagged (its id is named).
        """
        for what, value in (("jobs", jobs), ("batch_size", batch_size)):
            if not isinstance(value, int) or value < 1:
                raise InputError(f"{what} must be a whole number of 1 or more, not {value!r}")
        table = isinstance(documents, Mapping) or hasattr(documents, "columns")  # their items are names of columns
        if table or isinstance(documents, str | bytes | Document) or not isinstance(documents, Iterable):
            told = type(documents).__name__
            raise InputError(f"documents must be a list of str or Document, or an iterator, not one {told}; tag() takes one text")
        named = (_document(number, item) for number, item in enumerate(documents))
        if jobs == 1:
            yield from map(self._tag, named)
            return
        from joblib import Parallel, delayed

        work = (delayed(_tag_all)(self, batch) for batch in batches(named, batch_size))
        for articles in Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="3*n_jobs", batch_size=1)(work):
            yield from articles

    def _tag(self, document: Document) -> Article:
        with self._threads.limit(limits=1):  # how many threads share a sum decides its last bit
            try:
                blocks = paragraphs.split(document.text)
                return self._steps(document, blocks)
            except InputError as error:
                raise InputError(f"{document.id}: {error}") from error

    def _steps(self, document: Document, blocks: Sequence[Block]) -> Article:
        passages = [paragraphs.passage(document.text, block) for block in blocks]
        told = dates.tell(passages, anchor=document.date, reading=self.reading)
        mentions, times = self._mentions(document, passages, told.dates)
        bodies = [passage.text for block, passage in zip(blocks, passages, strict=True) if block.kind == "body"]
        themes = iter(self._themes.predict(bodies, section_headings(document, blocks)))
        rows = zip(blocks, mentions, times, strict=True)
        found = [
            _paragraph(index, document.text, block, entities, when, next(themes) if block.kind == "body" else None)
            for index, (block, entities, when) in enumerate(rows)
        ]
        return summarise(document, found, told.reading, geopol.__version__, self.fingerprint)

    def _mentions(
        self, document: Document, passages: Sequence[Passage], times: Sequence[tuple[Date, ...]]
    ) -> tuple[list[tuple[Entity, ...]], list[tuple[Date, ...]]]:
        settled = settle(passages, self._entities.find(passages), times)
        linked = link_names(document.text, [tuple(map(with_period, names)) for names, _ in settled])
        meant = countries.resolve(passages, linked, title=document.title, date=document.date, follow=self.follow)
        placed = [
            tuple(replace(name, country=told.code if told else None, meant=told) for name, told in zip(*pair, strict=True))
            for pair in zip(linked, meant, strict=True)
        ]
        return placed, [when for _, when in settled]

    @cached_property
    def _threads(self) -> Any:  # noqa: ANN401 - threadpoolctl ships no types
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()


def load(
    models: str | Path | None = None,
    *,
    entities: str | Path | None = None,
    reading: dates.Wanted = "auto",
    follow: bool = False,
) -> Tagger:
    """Load a tagger.

    Args:
        models: Folder with a theme model (``themes/``), an entity pipeline (``entities/``) or both; what it lacks is taken from
            the shipped models. Nothing is ever fetched.
        entities: An entity pipeline to use instead: a folder, or an installed spaCy package such as ``en_core_web_trf``.
        reading: How a bare "March" is read: ``news`` near the article's date, ``narrative`` in the year last told, ``auto`` as
            each article's text tells.
        follow: Whether former states are followed to the states that stand for them today: the Soviet Union to Russia.

    Raises:
        InputError: If ``reading`` is none of the three, or an argument is of another type.
        ModelError: If a model is missing, damaged or made for other versions.
    """
    for what, value in (("models", models), ("entities", entities)):
        if value is not None and not isinstance(value, str | Path):
            raise InputError(f"{what} must be a str or a Path, not {type(value).__name__}")
    folder = None if models is None else Path(models)
    if folder is not None and not any((folder / name).is_dir() for name in ("entities", "themes")):
        raise _no_models(folder)

    def place(name: str) -> Path:
        return folder / name if folder is not None and (folder / name).is_dir() else shipped(name)

    checked = dates.check_reading(reading)
    return _load(Setup(str(entities or place("entities").resolve()), str(place("themes").resolve()), checked, follow))


def _no_models(folder: Path) -> ModelError:
    if not folder.is_dir():
        return ModelError(f"{folder} holds no models: there is no such folder")
    if (folder / META).is_file():
        return ModelError(f"{folder} is itself a model; give the folder above it, which holds entities/ or themes/")
    return ModelError(f"{folder} holds no models: neither entities/ nor themes/ is in it; geopol train -o {folder} makes one")


def _load(setup: Setup) -> Tagger:
    from geopol.entities import load as load_entities
    from geopol.themes import ThemeModel

    setup = setup.here()
    finder, themes = load_entities(setup.entities), ThemeModel.load(setup.themes)
    prints = {
        "geopol": geopol.__version__,
        "code": code_of(*_RULES),
        "entities": finder.fingerprint,
        "themes": themes.fingerprint,
    }
    return Tagger(finder, themes, combine(prints), setup, setup.reading, setup.follow)


@cache
def _load_once(setup: Setup) -> Tagger:
    """Workers unpickle a tagger with every batch; only the first one loads it."""
    return _load(setup)


def section_headings(document: Document, blocks: Sequence[Block]) -> list[str | None]:
    """The heading of each body paragraph's section; an article's title says nothing of what one paragraph is for.

    A heading is the title where it is the document's own, the only one, or followed by another before any paragraph.
    """
    heads = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    title = None
    if heads:
        first = document.text[blocks[heads[0]].start : blocks[heads[0]].end]
        if len(heads) == 1 or heads[1] == heads[0] + 1 or first == document.title:
            title = first
    return [None if block.heading == title else block.heading for block in blocks if block.kind == "body"]


def settle(
    passages: Sequence[Passage], found: Iterable[Sequence[Entity]], times: Iterable[tuple[Date, ...]]
) -> list[tuple[tuple[Entity, ...], tuple[Date, ...]]]:
    """The names and dates of each passage, after the rules for names, and what is both was settled.

    Args:
        passages: An article's passages.
        found: What a model found in each.
        times: The dates in each.
    """
    model = (untitled(countries.mend(names)) for names in found)
    ruled = map(overrule, model, find_by_rule(passages))
    agreed = agree(passages, list(map(merge, ruled, countries.find(passages))), labels=_labels)
    return list(map(without_dates, agreed, times))


def _labels(name: str) -> frozenset[str] | None:
    """The labels that a name can have by what the table of countries knows of it; None where it knows nothing."""
    told = countries.lookup(name)
    if told is None:
        return None
    return frozenset(_KINDS.get(told.how, ("GPE", "LOC", "FAC")))


def with_period(entity: Entity) -> Entity:
    """An event that is known by name, with its first and last day."""
    known = dates.period(entity.text) if entity.label == "EVENT" else None
    return replace(entity, period=(known.first, known.last)) if known is not None else entity


def _document(number: int, item: Document | str) -> Document:
    """An item of many, with a name."""
    if isinstance(item, str):
        return Document(str(number), item)
    if not isinstance(item, Document) or not isinstance(item.text, str):
        told = f"a Document whose text is a {type(item.text).__name__}" if isinstance(item, Document) else type(item).__name__
        raise InputError(f"document {number} must be a str or a geopol.Document with a str, not {told}")
    return replace(item, date=iso_date(item.date)) if isinstance(item.date, datetime.date) else item


def _tag_all(tagger: Tagger, documents: Sequence[Document]) -> list[Article]:
    return list(tagger.pipe(documents))


def _paragraph(
    index: int, text: str, block: Block, entities: tuple[Entity, ...], dates: tuple[Date, ...], themes: ThemeScores | None
) -> Paragraph:
    plain = Paragraph(
        index=index,
        kind=block.kind,
        start=block.start,
        end=block.end,
        heading=block.heading,
        text=text[block.start : block.end],
        entities=entities,
        dates=dates,
    )
    return plain if themes is None else with_themes(plain, themes)


def with_themes(paragraph: Paragraph, told: ThemeScores) -> Paragraph:
    """A paragraph with what the theme model says of it."""
    return replace(paragraph, theme=told.primary, also=told.also, scores=told.scores, status=told.status, why=told.why)
