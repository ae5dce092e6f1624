"""Models and gold in, quality tables out, through the same code path as ``geopol tag``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geopol.corpus import read_labelled
from geopol.errors import InputError
from geopol.evaluation.mentions import score_countries, score_dates, score_entities
from geopol.evaluation.scores import Pair, Scores
from geopol.evaluation.themes import score_themes
from geopol.records import Document
from geopol.wording import several

if TYPE_CHECKING:
    from geopol.tagging import Tagger

__all__ = ["Pair", "Scores", "evaluate", "score"]


def evaluate(tagger: Tagger, paths: Sequence[str | Path] | str | Path) -> dict[str, Scores]:
    """Tag the texts of gold files and score the tags, a `Scores` for each file's name.

    Raises:
        InputError: If a file is missing, or holds no labelled text.
    """
    return {Path(path).stem: score(tagged(tagger, path)) for path in several(paths)}


def tagged(tagger: Tagger, path: str | Path) -> list[Pair]:
    """Each gold text with its tagged article."""
    golds = list(read_labelled([path]))
    if not golds:
        raise InputError(f"no labelled texts in {path}: needed are .md articles, or .jsonl with text and what is labelled")
    documents = (Document(id=gold.id, text=gold.text, title=gold.title, date=gold.date) for gold in golds)
    return list(map(Pair, golds, tagger.pipe(documents)))


def score(pairs: Sequence[Pair]) -> Scores:
    """All scores that the gold allows."""
    return Scores(
        themes=score_themes(pairs),
        entities=score_entities(pairs),
        dates=score_dates(pairs),
        countries=score_countries(pairs),
    )
