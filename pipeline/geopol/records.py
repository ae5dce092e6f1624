"""The frozen records that travel between the steps.

Every offset is a character offset into the article's text as it was read: ``text[start:end]`` is the mention, always.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from geopol.exports import Exports

Kind = Literal["body", "heading", "boilerplate"]
Status = Literal["ok", "uncertain"]
Reading = Literal["news", "narrative"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text to tag, as the reading step hands it on.

    Attributes:
        id: What the output calls the article: the path as given, or a table row's own ``id``.
        text: The decoded text. Nothing is normalised; all offsets refer to it.
        title: Title, where the source has one.
        date: Publication date as ISO 8601 (``2024-06-19``, ``2024-06`` or ``2024``); it anchors "last month".
        source: Where the text came from: a path, ``-`` for standard input.
        unread: What the source says beside the text and could not be read, so that it is left out: a date that is none.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be tagged, and why. Failures are results: they are counted, never dropped.

    Attributes:
        id: The path, or path and row (``table.jsonl#7``), that failed.
        step: The step that gave up: ``reading``, ``language`` or ``tagging``.
        reason: What happened, with the value that was met.
        hint: What the user can do about it.
        source: The file it is in, where ``id`` is not the file itself: a table, an archive.
    """

    id: str
    step: Literal["reading", "language", "tagging"]
    reason: str
    hint: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article that belongs together: a paragraph, a heading or page furniture.

    Attributes:
        start: First character, markup (``##``, ``-``) and outer white space left out.
        end: One past the last character.
        kind: ``body``, ``heading`` or ``boilerplate``.
        heading: Text of the nearest heading above, where there is one.
    """

    start: int
    end: int
    kind: Kind
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as the steps read it, with the way back to the article.

    Line breaks inside the block read as spaces and hyphenated line ends are joined, so ``text`` may be shorter than the block.

    Attributes:
        text: What the steps read, on one line.
        source: The article's whole text.
        start: Where the block begins in ``source``.
        cuts: ``(position in text, characters left out before it in all)``, ascending; empty where nothing was left out.
    """

    text: str
    source: str
    start: int = 0
    cuts: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, text: str) -> Passage:
        """A passage that is its own article, for calling a step on a plain string."""
        return cls(text, text)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of ``text`` into a span of ``source``.

        Raises:
            ValueError: If the span is empty or not inside the passage.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not inside the passage 0:{len(self.text)}")
        return self._shift(start), self._shift(end - 1) + 1

    def _shift(self, position: int) -> int:
        if not self.cuts:
            return self.start + position
        at = bisect_right(self.cuts, position, key=lambda cut: cut[0])
        return self.start + position + (self.cuts[at - 1][1] if at else 0)


@dataclass(frozen=True, slots=True)
class Country:
    """What a mention means among countries.

    Attributes:
        code: ISO 3166-1 alpha-3, for former states ISO 3166-3's alpha-3 (``SUN``), ``XKX`` for Kosovo; ``None`` where the mention
            belongs to no one state, or may mean several.
        name: Short English name of the state, also of one that ended without a code ("Ottoman Empire").
        how: The rung of the ladder that decided (``name``, ``demonym``, ``capital``, …); ``ambiguous`` where none could.
        score: Share of answers of this rung that are right on annotated text.
        metonym: Whether a place stands for its government ("Moscow said", not "in Moscow").
        candidates: Codes that it may mean, where ``code`` is ``None`` and several are known.
    """

    code: str | None
    name: str | None
    how: str
    score: float = 1.0
    metonym: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity.

    Attributes:
        text: The mention, exactly as in the article.
        label: OntoNotes 5 label, or ``WEAPON``.
        start: First character in the article.
        end: One past the last character.
        country: Code of the country meant, ``None`` where it belongs to no one state or is not known.
        name: Fullest form of the same name in the article.
        by: Who found it: ``model`` or ``rule``.
        score: Probability of the span and label, ``None`` where the finder gives none.
        period: First and last day of an ``EVENT`` that is known by name, signed ISO dates; ``None`` for everything else.
        meant: How ``country`` was told, ``None`` where nothing is known of the mention.
    """

    text: str
    label: str
    start: int
    end: int
    country: str | None = None
    name: str | None = None
    by: Literal["model", "rule"] = "model"
    score: float | None = None
    meant: Country | None = None
    period: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class DatePart:
    """One end of a range, as TimeML would mark it."""

    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression with its calendar meaning.

    Attributes:
        text: The mention, exactly as in the article.
        start: First character in the article.
        end: One past the last character.
        type: TIMEX3 type.
        value: TIMEX3 value (``1991``, ``199`` for a decade, ``18`` for a century, ``P2Y``, ``PAST_REF``); ranges ``A/B``.
        mod: TIMEX3 modifier (``START``, ``MID``, ``END``, ``APPROX``, ``BEFORE``, ``AFTER`` …) or ``None``.
        edtf: The same in EDTF (ISO 8601-2), ``None`` where there is no calendar position.
        earliest: First day of the closed interval, signed ISO date, ``None`` where unresolved or open.
        latest: Last day of the closed interval, signed ISO date, ``None`` where unresolved or open.
        granularity: ``day``, ``week``, ``month``, ``season``, ``quarter``, ``year``, ``decade``, ``century`` … or ``None``.
        anchor: ``explicit``, ``document`` (the article's date), or ``mention:OFFSET`` (another mention of the article);
            ``None`` where unresolved.
        parts: Both ends of a range, else empty.
    """

    text: str
    start: int
    end: int
    type: DateType
    value: str
    mod: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    granularity: str | None = None
    anchor: str | None = None
    parts: tuple[DatePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for a theme, or with a negative weight against it.

    Attributes:
        what: A word or pair of words in quotation marks, or the name of a feature.
        weight: What it added to the log odds of the theme.
    """

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """What the theme model says of one paragraph.

    Attributes:
        primary: The theme, ``other`` where none holds.
        also: Further themes that take up at least a clause, most probable first.
        scores: Calibrated probability of every theme, most probable first; they sum to 1.
        status: ``uncertain`` where the best score is under the model's threshold.
        why: What spoke for the theme and against it in the text, strongest first.
    """

    primary: str
    also: tuple[str, ...]
    scores: dict[str, float]
    status: Status
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of an article with everything that was found in it. Themes stand on ``body`` alone."""

    index: int
    kind: Kind
    start: int
    end: int
    heading: str | None
    text: str
    theme: str | None = None
    also: tuple[str, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    status: Status | None = None
    why: tuple[Reason, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[Date, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryShare:
    """How much of an article one country has.

    Attributes:
        code: Its code.
        name: Its short name.
        mentions: How often it is meant.
        share: Its part of all country mentions.
        weight: Its part of all mentions weighed by role: actors over places and people in passing, the title, headings and the
            first paragraph over the rest.
    """

    code: str
    name: str
    mentions: int
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class NameCount:
    """One of the things that an article names, whatever it is called there.

    Attributes:
        name: Its fullest form in the article; of a state or people with several names ("U.S.", "United States") the commonest.
        label: Its label.
        country: Code of the country that it mostly has, ``None`` where it has none.
        mentions: How often it is named.
    """

    name: str
    label: str
    country: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article is a copy of.

    Attributes:
        of: Id of the first article with these words.
        similarity: Part of the runs of three words that both share, 1.0 where all words are the same.
    """

    of: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Article(Exports):
    """A tagged document: its paragraphs, and what they come to.

    Attributes:
        id: The document's id.
        title: The document's title, or the first heading above its text.
        date: The document's date.
        chars: Length of the text in characters.
        themes: Share of the body's characters for each theme, largest first.
        countries: Countries by number of mentions, most first.
        period: First and last day that the article tells of, ``(None, None)`` where no date is resolved.
        reading: How bare months and weekdays were read: ``news``, near the article's date, or ``narrative``, in the year told.
        language: ``en``, the ISO 639 code of another language, ``None`` where the text is too short to tell.
        paragraphs: All blocks in order.
        version: Version of geopol.
        fingerprint: Hash of models and data, ``sha256:…``.
        names: What is named, each once, most mentions first; amounts of money and page furniture left out.
        duplicate: The earlier article that this one is a copy of; ``None`` where it is none, or copies were not looked for.
    """

    id: str
    title: str | None
    date: str | None
    chars: int
    themes: dict[str, float]
    countries: tuple[CountryShare, ...]
    period: tuple[str | None, str | None]
    reading: Reading
    paragraphs: tuple[Paragraph, ...]
    version: str
    fingerprint: str
    names: tuple[NameCount, ...] = ()
    language: str | None = None
    duplicate: Copy | None = None

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities of the whole article, in text order."""
        return tuple(entity for paragraph in self.paragraphs for entity in paragraph.entities)

    @property
    def dates(self) -> tuple[Date, ...]:
        """Dates of the whole article, in text order."""
        return tuple(date for paragraph in self.paragraphs for date in paragraph.dates)
