"""Scores of themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geopol.evaluation.scores import Pair, f1, percent
from geopol.records import Article


def score_themes(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Accuracy and macro-F1 of the primary theme over texts of one paragraph; see `geopol.evaluation.Scores`."""
    rows = [(pair.gold.theme, _theme(pair.article), pair.gold.also) for pair in pairs if pair.gold.theme is not None]
    if not rows:
        return {}
    per_theme = {
        theme: f1(
            sum(gold == got == theme for gold, got, _ in rows),
            sum(got == theme for _, got, _ in rows),
            sum(gold == theme for gold, _, _ in rows),
        )
        for theme in sorted({gold for gold, _, _ in rows})
    }
    return {
        "n": len(rows),
        "acc": percent(sum(gold == got for gold, got, _ in rows), len(rows)),
        "acc_also": percent(sum(got == gold or got in also for gold, got, also in rows), len(rows)),
        "macro_f1": round(sum(per_theme.values()) / len(per_theme), 2),
        "per_theme": per_theme,
    }


def _theme(article: Article) -> str:
    """The theme of the longest paragraph, should a text have split into several."""
    bodies = [paragraph for paragraph in article.paragraphs if paragraph.theme]
    longest = max(bodies, key=lambda paragraph: paragraph.end - paragraph.start, default=None)
    return longest.theme if longest and longest.theme else "other"
