"""A paragraph as a person left it: a record of gold that also tells what the model had said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geopol.corpus import LabelledParagraph
from geopol.errors import InputError
from geopol.gold import GoldEntity
from geopol.marks import LABELS
from geopol.records import Article, Paragraph
from geopol.wording import meant, why

# Keys that go along with the text to other tools and come back with it.
CARRIED = ("article", "paragraph", "title", "date", "heading", "was", "score")


@dataclass(frozen=True, slots=True)
class Correction:
    """One paragraph under review.

    Attributes:
        article: Id of its article.
        paragraph: Its position there.
        text: Its text; places of mentions refer to it.
        was: The theme that the model gave.
        score: The model's score for it.
        theme: The theme that a person gave, None while nobody did.
        also: Further themes.
        mentions: Entities and dates, those of the model until a person changes them.
        checked: Whether a person looked at the mentions.
        title: Title of the article.
        date: Date of the article.
        heading: The heading above.
    """

    article: str
    paragraph: int
    text: str
    was: str | None = None
    score: float | None = None
    theme: str | None = None
    also: tuple[str, ...] = ()
    mentions: tuple[GoldEntity, ...] = ()
    checked: bool = False
    title: str | None = None
    date: str | None = None
    heading: str | None = None

    @property
    def id(self) -> str:
        """Its name among corrections."""
        return f"{self.article}#{self.paragraph}"

    @classmethod
    def of(cls, article: Article, paragraph: Paragraph) -> Correction:
        """A paragraph as the model left it, to be looked at."""
        start = paragraph.start
        entities = [
            GoldEntity(one.start - start, one.end - start, one.label, one.country, country_known=True)
            for one in paragraph.entities
        ]
        dates = [GoldEntity(one.start - start, one.end - start, "DATE", value=one.value) for one in paragraph.dates]
        return cls(
            article=article.id,
            paragraph=paragraph.index,
            text=paragraph.text,
            was=paragraph.theme,
            score=paragraph.scores.get(paragraph.theme or ""),
            also=paragraph.also,
            mentions=tuple(sorted([*entities, *dates], key=lambda one: one.start)),
            title=article.title,
            date=article.date,
            heading=paragraph.heading,
        )

    def labelled(self) -> LabelledParagraph | None:
        """The paragraph as training takes it; None while nobody gave it a theme."""
        if self.theme is None:
            return None
        return LabelledParagraph(self.text, self.theme, self.also, self.article, self.heading)

    def to_dict(self) -> dict[str, Any]:
        """A record of gold: a text, its theme once it has one, and its entities once they were checked."""
        mentions = [_mention_to_dict(one) for one in self.mentions]
        row = {
            "id": self.id,
            "article": self.article,
            "paragraph": self.paragraph,
            "title": self.title,
            "date": self.date,
            "heading": self.heading,
            "text": self.text,
            "was": self.was,
            "score": self.score,
            "theme": self.theme,
            "also": list(self.also),
            "checked": self.checked,
            "mentions": mentions,
        }
        return row | {"entities": mentions} if self.checked else row

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], where: str) -> Correction:
        """The correction that :meth:`to_dict` wrote, or the page sent.

        Raises:
            InputError: If a key is missing, or a theme, place, label, country or value is none.
        """
        if not isinstance(row, Mapping):
            raise InputError(f"{where}: not a correction but a {type(row).__name__}; needed is a line of a file of geopol review")
        try:
            found = cls(
                article=row["article"],
                paragraph=row["paragraph"],
                text=row["text"],
                was=row.get("was"),
                score=row.get("score"),
                theme=row.get("theme"),
                also=tuple(row.get("also", ())),
                mentions=tuple(_mention(one) for one in row.get("mentions", ())),
                checked=bool(row.get("checked", False)),
                title=row.get("title"),
                date=row.get("date"),
                heading=row.get("heading"),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{where}: not a correction: {why(error)}; needed are article, paragraph and text") from error
        _check_types(found, where)
        check_mentions(found, where)
        return found


def carried(correction: Correction) -> dict[str, Any]:
    """What goes along with a paragraph to other tools."""
    return {key: getattr(correction, key) for key in CARRIED}


def _check_types(correction: Correction, where: str) -> None:
    """Refuse what other programs sent in another form: nothing else looks at it before it is trained on."""
    texts = [correction.article, correction.text, *correction.also]
    texts += [one for one in (correction.theme, correction.was, correction.title, correction.date, correction.heading) if one]
    if not all(isinstance(one, str) for one in texts) or type(correction.paragraph) is not int:
        raise InputError(f"{where}: not a correction: article, text and themes are strings, the paragraph is a number")


def check_mentions(correction: Correction, where: str) -> None:
    """Refuse mentions that cannot be.

    Raises:
        InputError: If a mention is not in the text, crosses another, or has a label that the codebook does not know.
    """
    end = 0
    for one in correction.mentions:
        if not end <= one.start < one.end <= len(correction.text):
            raise InputError(
                f"{where}: the mention {one.start}:{one.end} is empty, crosses another, or is not in 0:{len(correction.text)}"
            )
        if one.label not in LABELS:
            raise InputError(f"{where}: the label is {one.label!r}; allowed are {', '.join(LABELS)}{meant(one.label, LABELS)}")
        end = one.end


def _mention(row: Mapping[str, Any]) -> GoldEntity:
    dated = row["label"] == "DATE"
    start, end = row["start"], row["end"]
    if type(start) is not int or type(end) is not int:
        raise TypeError(f"the place of a mention is {start!r}:{end!r}, not two integers")
    country = None if dated else row.get("country") or None
    return GoldEntity(start, end, row["label"], country, country_known=not dated, value=row.get("value") if dated else None)


def _mention_to_dict(one: GoldEntity) -> dict[str, Any]:
    told = {"value": one.value} if one.label == "DATE" else {"country": one.country}
    return {"start": one.start, "end": one.end, "label": one.label, **told}
