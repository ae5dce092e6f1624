"""Scores of entities, dates and countries. Edge punctuation and a leading article are outside every span, on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from geopol.evaluation.scores import Pair, f1, percent
from geopol.gold import GoldText
from geopol.records import Date, DatePart

_EDGE = " \t\r\n.,;:!?'\"`()[]-–—‘’“”"
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_PLACES = frozenset({"GPE", "LOC", "FAC", "PLACE"})
_TIMES = frozenset({"DATE", "TIME", "SET", "DURATION"})

Span = tuple[int, int]


class Labelled(NamedTuple):
    """A trimmed span with its label or value."""

    start: int
    end: int
    label: str | None

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


def trim(text: str, start: int, end: int) -> Span:
    """A span without edge punctuation and leading article."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start), end


def score_entities(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Strict scores of entities without dates, over the labels that the gold covers; see `geopol.evaluation.Scores`."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    spans_right = 0
    for pair in pairs:
        if pair.gold.entities is None:
            continue
        gold, got = _gold_entities(pair.gold), _found_entities(pair)
        wanted.update(str(entity.label) for entity in gold)
        found.update(str(entity.label) for entity in got)
        right.update(str(entity.label) for entity in got & gold)
        spans_right += len({entity.span for entity in got} & {entity.span for entity in gold})
    if not wanted:
        return {}
    hit, made, all_gold = right.total(), found.total(), wanted.total()
    return {
        "n": all_gold,
        "f1": f1(hit, made, all_gold),
        "p": percent(hit, made),
        "r": percent(hit, all_gold),
        "span_f1": f1(spans_right, made, all_gold),
        "per_label": {label: [f1(right[label], found[label], wanted[label]), wanted[label]] for label in sorted(wanted)},
    }


def _gold_entities(gold: GoldText) -> set[Labelled]:
    spans = (Labelled(*trim(gold.text, entity.start, entity.end), _label(gold, entity.label)) for entity in gold.entities or ())
    return {entity for entity in spans if _covered(gold, entity.label)}


def _found_entities(pair: Pair) -> set[Labelled]:
    gold = pair.gold
    spans = (Labelled(*trim(gold.text, entity.start, entity.end), _label(gold, entity.label)) for entity in pair.article.entities)
    return {entity for entity in spans if _covered(gold, entity.label) and not _any_overlap(entity.span, gold.missing)}


def _label(gold: GoldText, label: str) -> str:
    return "PLACE" if gold.cover is not None and "PLACE" in gold.cover and label in _PLACES else label


def _covered(gold: GoldText, label: str | None) -> bool:
    return label not in _TIMES and (gold.cover is None or label in gold.cover)


def score_dates(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Strict, relaxed and value scores of dates as TempEval-3 has them; see `geopol.evaluation.Scores`."""
    count = Counter[str]()
    for pair in pairs:
        if pair.gold.entities is not None and (pair.gold.cover is None or "DATE" in pair.gold.cover):
            _count_dates(pair, count)
    if not count["gold"]:
        return {}
    precision, recall = count["found over gold"] / max(1, count["found"]), count["gold over found"] / count["gold"]
    relaxed = 200 * precision * recall / (precision + recall) if precision + recall else 0.0
    scores = {"n": count["gold"], "strict_f1": f1(count["same"], count["found"], count["gold"]), "relaxed_f1": round(relaxed, 2)}
    if count["valued"]:
        equal = count["equal"] / max(1, count["gold over found"]) * count["gold"] / count["valued"]
        scores["value_f1"] = round(relaxed * equal, 2)
    return scores


def _count_dates(pair: Pair, count: Counter[str]) -> None:
    text = pair.gold.text
    gold = [
        Labelled(*trim(text, entity.start, entity.end), entity.value)
        for entity in pair.gold.entities or ()
        if entity.label == "DATE"
    ]
    pieces = _pieces(pair.article.dates, timeml=pair.gold.timeml)
    found = sorted({Labelled(*trim(text, piece.start, piece.end), piece.value) for piece in pieces}, key=str)
    count["gold"] += len(gold)
    count["found"] += len(found)
    count["same"] += len({date.span for date in gold} & {date.span for date in found})
    count["found over gold"] += sum(_any_overlap(date.span, (other.span for other in gold)) for date in found)
    for date in gold:
        best = _best(date, found)
        count["gold over found"] += best is not None
        if date.label is not None:
            count["valued"] += 1
            count["equal"] += best is not None and best.label == date.label


def _pieces(dates: Iterable[Date], *, timeml: bool) -> list[Date | DatePart]:
    """TimeML marks both ends of a range where the codebook marks the range."""
    return [piece for date in dates for piece in (date.parts if timeml and date.parts else (date,))]


def _best(date: Labelled, found: Iterable[Labelled]) -> Labelled | None:
    """The found date that overlaps most, the very same span first."""
    over = [other for other in found if _overlap(date.span, other.span) > 0]
    return min(over, key=lambda other: (other.span != date.span, -_overlap(date.span, other.span)), default=None)


def score_countries(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Countries of gold mentions that say which state is meant, or that none is; see `geopol.evaluation.Scores`."""
    count = Counter[str]()
    for pair in pairs:
        for entity in pair.gold.entities or ():
            if entity.country_known:
                codes = {
                    other.country
                    for other in pair.article.entities
                    if other.country and _overlap((entity.start, entity.end), (other.start, other.end)) > 0
                }
                count[_verdict(entity.country, codes)] += 1
    if not count:
        return {}
    return {"n": count.total(), **{verdict: percent(count[verdict], count.total()) for verdict in ("right", "wrong", "silent")}}


def _verdict(wanted: str | None, codes: set[str]) -> str:
    if wanted is None:
        return "wrong" if codes else "right"
    if wanted in codes:
        return "right"
    return "wrong" if codes else "silent"


def _overlap(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _any_overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(_overlap(span, other) > 0 for other in others)
