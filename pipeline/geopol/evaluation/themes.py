"""Scores of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from geopol.evaluation.scores import Pair, f1, percent
from geopol.records import Article


def score_themes(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Accuracy and macro-F1 of the primary theme over texts of one paragraph; see `geopol.evaluation.Scores`."""
    rows = [(pair.gold.theme, _theme(pair.article), pair.gold.also) for pair in pairs if pair.gold.theme is not None]
    if not rows:
        return {}
    right = Counter(gold for gold, got, _ in rows if gold == got)
    wanted, found = Counter(gold for gold, _, _ in rows), Counter(got for _, got, _ in rows)
    per_theme = {theme: f1(right[theme], found[theme], wanted[theme]) for theme in sorted(wanted)}
    confused = Counter(f"{gold} taken for {got}" for gold, got, _ in rows if gold != got)
    return {
        "n": len(rows),
        "acc": percent(sum(gold == got for gold, got, _ in rows), len(rows)),
        "acc_also": percent(sum(got == gold or got in also for gold, got, also in rows), len(rows)),
        "macro_f1": round(sum(per_theme.values()) / len(per_theme), 2),
        "per_theme": per_theme,
        "precision": {theme: percent(right[theme], found[theme]) for theme in sorted(wanted)},
        "paragraphs": {theme: wanted[theme] for theme in sorted(wanted)},
        "confused": dict(sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))),
    }


def _theme(article: Article) -> str:
    """The theme of the longest paragraph, should a text have split into several."""
    bodies = [paragraph for paragraph in article.paragraphs if paragraph.theme]
    longest = max(bodies, key=lambda paragraph: paragraph.end - paragraph.start, default=None)
    return longest.theme if longest and longest.theme else "other"
