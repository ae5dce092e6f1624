"""Where corrected paragraphs stand: the articles around them, read as the tagger reads them, and what a model says there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geopol import paragraphs
from geopol.corpus import LabelledParagraph
from geopol.records import Article, Block, Document
from geopol.reviewing import Correction
from geopol.tagged import read_tagged
from geopol.tagging import section_headings
from geopol.themes import ThemeModel


@dataclass(frozen=True, slots=True)
class Body:
    """The body of an article as the themes read it.

    Attributes:
        article: Id of the article.
        indexes: Position of each paragraph among all of the article's.
        raw: The paragraphs as they stand in the article.
        texts: The same on one line.
        headings: The heading of each one's section.
    """

    article: str
    indexes: tuple[int, ...]
    raw: tuple[str, ...]
    texts: tuple[str, ...]
    headings: tuple[str | None, ...]

    @classmethod
    def of(cls, article: Article) -> Body:
        """The body of a tagged article."""
        blocks = [Block(one.start, one.end, one.kind, one.heading) for one in article.paragraphs]
        document = Document(article.id, "".join(_pieces(article)), article.title)
        bodies = [one for one in article.paragraphs if one.kind == "body"]
        return cls(
            article.id,
            tuple(one.index for one in bodies),
            tuple(one.text for one in bodies),
            tuple(paragraphs.passage(document.text, block).text for block in blocks if block.kind == "body"),
            tuple(section_headings(document, blocks)),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a paragraph that a person gave a theme.

    Attributes:
        taught: Its position among what is taught.
        body: Its article; of an article that is not at hand, the paragraph alone under its heading.
        row: Its position in the body.
        kind: ``corrected`` or ``confirmed``, and ``copy`` where the same words stand again.
        wanted: The theme that a person gave it; two who disagree on the same words cannot both be followed, the last one is.
    """

    taught: int
    body: Body
    row: int
    kind: str
    wanted: str


def read_bodies(paths: Iterable[str | Path]) -> Iterator[Body]:
    """The bodies of files of tags.

    Raises:
        InputError: If a file is no output of ``geopol tag``.
    """
    return map(Body.of, read_tagged(paths))


def find_places(
    corrections: Sequence[Correction], taught: Sequence[LabelledParagraph], tags: Iterable[str | Path]
) -> tuple[Place, ...]:
    """Every place of what is taught: where it was corrected, and its copies in files of tags.

    Args:
        corrections: What persons said, also of one text several times.
        taught: The texts of the corrections, each once, on one line.
        tags: Files of tags, which hold the articles.

    Raises:
        InputError: If a file is no output of ``geopol tag``.
    """
    numbers = {paragraph.text: at for at, paragraph in enumerate(taught)}
    known = {(one.article, one.paragraph, one.text): one for one in corrections}
    found: list[Place] = []
    for body in read_bodies(tags):
        for row, key in enumerate(zip((body.article,) * len(body.raw), body.indexes, body.raw, strict=True)):
            own = known.pop(key, None)
            at = numbers.get(on_one_line(own.text) if own else body.texts[row])
            if at is not None:
                found.append(Place(at, body, row, *_kind(own, taught[at])))
    for one in known.values():
        text = on_one_line(one.text)
        if text in numbers:
            heading = None if one.heading == one.title else one.heading
            body = Body(one.article, (one.paragraph,), (one.text,), (text,), (heading,))
            found.append(Place(numbers[text], body, 0, *_kind(one, taught[numbers[text]])))
    return tuple(sorted(found, key=lambda place: (place.taught, place.kind == "copy")))


def themes_at(model: ThemeModel, places: Sequence[Place]) -> list[str]:
    """What tagging the articles with a model would say at each place."""
    bodies = {id(place.body): place.body for place in places}
    said = {key: [told.primary for told in model.predict(body.texts, body.headings)] for key, body in bodies.items()}
    return [said[id(place.body)][place.row] for place in places]


def on_one_line(text: str) -> str:
    """A paragraph as the themes read it: on one line, hyphens at line ends joined."""
    return paragraphs.passage(text, Block(0, len(text), "body")).text


def _kind(own: Correction | None, taught: LabelledParagraph) -> tuple[str, str]:
    """What a place is, and the theme wanted there."""
    if own is None:
        return "copy", taught.theme
    return "confirmed" if own.theme == own.was else "corrected", own.theme or taught.theme


def _pieces(article: Article) -> Iterator[str]:
    """The article's text, with spaces for what lies between its paragraphs."""
    at = 0
    for paragraph in article.paragraphs:
        yield " " * (paragraph.start - at)
        yield paragraph.text
        at = paragraph.end
