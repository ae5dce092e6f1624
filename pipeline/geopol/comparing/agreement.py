"""Two runs over the same texts, side by side: how far they agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geopol.comparing.pairs import Pair, pair
from geopol.comparing.statistics import alpha, kappa, weighed_alpha
from geopol.evaluation.scores import Table, f1, percent
from geopol.records import Date, Entity, Paragraph
from geopol.tagged import read_tagged

DECIMALS = 3
Mentions = Sequence[Entity] | Sequence[Date]


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph to which two runs give different themes.

    Attributes:
        article: Id of its article.
        index: Its position there in the first run.
        text: Its text.
        first: Theme, score and reasons by the first run.
        second: The same by the second.
        doubt: How far apart the runs are: what each gives its own theme over what it gives the other's, together.
    """

    article: str
    index: int
    text: str
    first: tuple[str, float, tuple[str, ...]]
    second: tuple[str, float, tuple[str, ...]]
    doubt: float


# What each number on themes is, in the table that people read; the bounds of alpha are those of Krippendorff (2004).
_WORDS = {
    "agree": "agree: percent of paragraphs with the same theme",
    "kappa": "kappa (Cohen): agreement beyond chance; 1 is full, 0 what chance alone would give",
    "alpha": "alpha (Krippendorff): the same, both runs taken for one pool; 0.8 is called reliable, 0.67 tentative",
    "alpha_also": "alpha with further themes: the same over themes and further ones, a part shared counts as a part",
    "status": "status: percent of paragraphs with the same status, ok or uncertain",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two runs have in common.

    Attributes:
        paragraphs: ``both``: body paragraphs that both have, place and text the same; ``first`` and ``second``: those that one
            has alone.
        themes: ``agree`` in percent, Cohen's ``kappa``, Krippendorff's ``alpha`` of the primary theme, ``alpha_also`` of all
            themes of a paragraph as a set, by MASI distance; a statistic is None where all is of one theme. ``status``:
            percent with the same status.
        per_theme: For each theme paragraphs of the first run, of the second, of both, and F1 of one against the other.
        confused: ``A → B`` and how many paragraphs the first run gives A and the second B, most first.
        mentions: For entities and dates those of both, of the first alone, of the second alone, F1, and among those of both the
            percent with the same country, or the same value.
        differences: Paragraphs with different themes, widest apart first.
        fingerprints: Models of the first and of the second run.
    """

    paragraphs: dict[str, int]
    themes: dict[str, float | None]
    per_theme: dict[str, tuple[int, int, int, float]]
    confused: dict[str, int]
    mentions: dict[str, tuple[int, int, int, float, float]]
    differences: tuple[Difference, ...]
    fingerprints: tuple[tuple[str, ...], tuple[str, ...]]

    def tables(self) -> dict[str, Table]:
        """Header and rows of the tables that people read."""
        counts: list[tuple[str, ...]] = [(name, str(number)) for name, number in self.paragraphs.items()]
        told: list[tuple[str, ...]] = [
            (_WORDS[name], "–" if value is None else f"{value:.3g}") for name, value in self.themes.items()
        ]
        themes = [(theme, *map(str, row[:3]), f"{row[3]:.1f}") for theme, row in self.per_theme.items()]
        mentions = [(name, *map(str, row[:3]), f"{row[3]:.1f}", f"{row[4]:.1f}") for name, row in self.mentions.items()]
        return {
            "Paragraphs": (("", "number"), counts),
            "Themes": (("", ""), told),
            "By theme": (("theme", "first", "second", "both", "F1"), themes),
            "Theme of the first → of the second": (("", "paragraphs"), [(name, str(n)) for name, n in self.confused.items()]),
            "Mentions": (("", "both", "first alone", "second alone", "F1", "same meaning"), mentions),
        }

    def to_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "fingerprints": self.fingerprints,
            "paragraphs": self.paragraphs,
            "themes": self.themes,
            "per_theme": self.per_theme,
            "confused": self.confused,
            "mentions": self.mentions,
            "differences": [asdict(one) for one in self.differences],
        }


def compare(first: str | Path, second: str | Path) -> Agreement:
    """Compare two files of tags.

    Raises:
        InputError: If a file is no output of ``geopol tag``, or they have no paragraph in common.
    """
    paired = pair(list(read_tagged([first])), list(read_tagged([second])))
    themes = [(str(one.first.theme), str(one.second.theme)) for one in paired.both]
    confused = Counter(f"{a} → {b}" for a, b in themes if a != b)
    return Agreement(
        paragraphs={"both": len(paired.both), "first": len(paired.first), "second": len(paired.second)},
        themes=_themes(paired.both, themes),
        per_theme=_per_theme(themes),
        confused=dict(sorted(confused.items(), key=lambda row: (-row[1], row[0]))),
        mentions={
            "entities": _mentions((one.first.entities, one.second.entities) for one in paired.both),
            "dates": _mentions((one.first.dates, one.second.dates) for one in paired.both),
        },
        differences=_differences(paired.both),
        fingerprints=paired.fingerprints,
    )


def _themes(both: Sequence[Pair], themes: Sequence[tuple[str, str]]) -> dict[str, float | None]:
    sets = [(_all(one.first), _all(one.second)) for one in both]
    statistics = {"kappa": kappa(themes), "alpha": alpha(themes), "alpha_also": weighed_alpha(sets)}
    return {
        "agree": percent(sum(a == b for a, b in themes), len(themes)),
        **{name: None if value is None else round(value, DECIMALS) for name, value in statistics.items()},
        "status": percent(sum(one.first.status == one.second.status for one in both), len(both)),
    }


def _all(paragraph: Paragraph) -> frozenset[str]:
    return frozenset((str(paragraph.theme), *paragraph.also))


def _per_theme(themes: Sequence[tuple[str, str]]) -> dict[str, tuple[int, int, int, float]]:
    first, second = Counter(a for a, _ in themes), Counter(b for _, b in themes)
    same = Counter(a for a, b in themes if a == b)
    return {
        theme: (first[theme], second[theme], same[theme], f1(same[theme], first[theme], second[theme]))
        for theme in sorted(set(first) | set(second))
    }


def _mentions(pairs: Iterable[tuple[Mentions, Mentions]]) -> tuple[int, int, int, float, float]:
    """Mentions of both at the same place with the same label, of one alone, F1, and the percent of same meaning."""
    both = first = second = same = 0
    for ours, theirs in pairs:
        a, b = dict(map(_meaning, ours)), dict(map(_meaning, theirs))
        common = a.keys() & b.keys()
        both, first, second = both + len(common), first + len(a) - len(common), second + len(b) - len(common)
        same += sum(a[place] == b[place] for place in common)
    return both, first, second, f1(both, both + first, both + second), percent(same, both)


def _meaning(one: Entity | Date) -> tuple[tuple[int, int, str], str | None]:
    """Place and label of a mention; the country of an entity, the value of a date."""
    if isinstance(one, Entity):
        return (one.start, one.end, one.label), one.country
    return (one.start, one.end, one.type), one.value


def _differences(both: Sequence[Pair]) -> tuple[Difference, ...]:
    found = [_difference(pair) for pair in both if pair.first.theme != pair.second.theme]
    return tuple(sorted(found, key=lambda one: (-one.doubt, one.article, one.index)))


def _difference(pair: Pair) -> Difference:
    a, b = pair.first, pair.second
    doubt = _score(a, a.theme) - _score(a, b.theme) + _score(b, b.theme) - _score(b, a.theme)
    return Difference(pair.article, a.index, a.text, _told(a), _told(b), round(doubt, DECIMALS))


def _told(paragraph: Paragraph) -> tuple[str, float, tuple[str, ...]]:
    reasons = tuple(reason.what for reason in paragraph.why if reason.weight > 0)
    return paragraph.theme or "", _score(paragraph, paragraph.theme), reasons


def _score(paragraph: Paragraph, theme: str | None) -> float:
    return paragraph.scores.get(theme or "", 0.0)
