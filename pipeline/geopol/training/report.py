"""What cross-validation says of a theme model: scores, tables and curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from geopol.corpus import LabelledParagraph
from geopol.evaluation.scores import Table, percent
from geopol.themes.model import UNCERTAIN, Decision, pool
from geopol.training.decision import representative, sections

Floats = np.ndarray[Any, np.dtype[np.float64]]

CURVE = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0)  # shares of paragraphs at which accuracy is told


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """What models say of paragraphs whose documents they have not seen.

    Attributes:
        labels: The themes, in the order of the columns.
        told: Log probabilities by the texts, one row a paragraph.
        headed: Log probabilities by the headings; zeros where there is none.
    """

    labels: tuple[str, ...]
    told: Floats
    headed: Floats


@dataclass(frozen=True, slots=True)
class Report:
    """What cross-validation by document says of a theme model.

    Attributes:
        folder: Where the model was written.
        labels: Its labels.
        per_theme: For each label precision, recall and F1 in percent, and the number of paragraphs.
        confusion: Rows gold, columns predicted, in the order of `labels`.
        scores: ``accuracy``, ``accuracy_also``, ``macro_f1``, ``calibration_error``, ``ok_share``, ``ok_accuracy`` by the text
            alone, and ``accuracy_with_headings`` of the paragraphs that have one, in percent.
        curve: Share of paragraphs, surest first, and the accuracy on them, in percent.
    """

    folder: Path
    labels: tuple[str, ...]
    per_theme: dict[str, tuple[float, float, float, int]]
    confusion: tuple[tuple[int, ...], ...]
    scores: dict[str, float]
    curve: tuple[tuple[float, float], ...]

    def tables(self) -> dict[str, Table]:
        """Header and rows of the tables that people read."""
        themes = [(label, *(f"{number:.1f}" for number in row[:3]), str(row[3])) for label, row in self.per_theme.items()]
        confused = [(label, *map(str, row)) for label, row in zip(self.labels, self.confusion, strict=True)]
        return {
            "Cross-validated by document": (("", "percent"), [(name, f"{value:.1f}") for name, value in self.scores.items()]),
            "Accuracy of the surest": (("share of paragraphs", "accuracy"), [(f"{x:.0f}", f"{y:.1f}") for x, y in self.curve]),
            "By theme": (("theme", "precision", "recall", "F1", "paragraphs"), themes),
            "Confusion (rows: labelled, columns: predicted)": (("", *self.labels), confused),
        }


def cross_validated(folder: Path, found: OutOfFold, corpus: Sequence[LabelledParagraph], decision: Decision) -> Report:
    """The report of a decision on out-of-fold probabilities: by the text alone, and where there are headings, with them."""
    labels = found.labels
    alone = pool(found.told, np.zeros_like(found.headed), [None] * len(corpus), decision)
    placed = pool(found.told, found.headed, sections(corpus), decision)
    gold = [paragraph.theme for paragraph in corpus]
    guess = [labels[column] for column in alone.argmax(axis=1)]
    precision, recall, f1, support = precision_recall_fscore_support(gold, guess, labels=labels, zero_division=0.0)
    return Report(
        folder=folder,
        labels=labels,
        per_theme={
            label: (100 * float(p), 100 * float(r), 100 * float(f), int(n))
            for label, p, r, f, n in zip(labels, precision, recall, f1, support, strict=True)
        },
        confusion=tuple(tuple(map(int, row)) for row in confusion_matrix(gold, guess, labels=labels)),
        scores={**_summary(alone, labels, corpus, decision), "macro_f1": round(100 * float(f1.mean()), 2)}
        | _with_headings(placed, labels, corpus),
        curve=ok_curve(alone, labels, gold),
    )


def _summary(
    probabilities: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph], decision: Decision
) -> dict[str, float]:
    guess = [labels[column] for column in probabilities.argmax(axis=1)]
    right = np.array([theme == paragraph.theme for theme, paragraph in zip(guess, corpus, strict=True)])
    either = sum(theme == p.theme or theme in p.also for theme, p in zip(guess, corpus, strict=True))
    best = probabilities.max(axis=1)
    rows = representative(corpus)
    ok = best >= np.array([decision.uncertain.get(theme, UNCERTAIN) for theme in guess])
    return {
        "accuracy": percent(int(right.sum()), len(corpus)),
        "accuracy_also": percent(either, len(corpus)),
        "calibration_error": round(100 * calibration_error(best[rows], right[rows]), 2),
        "ok_share": percent(int(ok.sum()), len(corpus)),
        "ok_accuracy": percent(int(right[ok].sum()), int(ok.sum())),
    }


def _with_headings(probabilities: Floats, labels: Sequence[str], corpus: Sequence[LabelledParagraph]) -> dict[str, float]:
    """Accuracy on the paragraphs that have a heading, with it and their neighbours; nothing where none has one."""
    rows = [row for row, paragraph in enumerate(corpus) if paragraph.heading]
    right = sum(labels[int(probabilities[row].argmax())] == corpus[row].theme for row in rows)
    return {"accuracy_with_headings": percent(right, len(rows))} if rows else {}


def ok_curve(probabilities: Floats, labels: Sequence[str], gold: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """Accuracy against the share of paragraphs that are tagged ``ok``, as the threshold rises: pairs of percentages."""
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    right = np.array([labels[column] for column in probabilities.argmax(axis=1)]) == np.array(gold)
    sizes = [max(1, round(share * len(order))) for share in CURVE]
    return tuple((100 * share, percent(int(right[order[:size]].sum()), size)) for share, size in zip(CURVE, sizes, strict=True))


def calibration_error(best: Floats, right: np.ndarray[Any, np.dtype[np.bool_]], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017): mean distance of score and accuracy over equal bins, weighted by size."""
    at = np.minimum((best * bins).astype(int), bins - 1)
    gaps = (abs(float(best[at == b].sum()) - float(right[at == b].sum())) for b in range(bins))
    return sum(gaps) / len(best)


def card_tables(report: Report, meta: dict[str, Any]) -> dict[str, Table]:
    """The tables of a model's card, by the mark that each stands for."""
    scores, curve, per_theme, confusion = report.tables().values()
    about = meta["corpus"]
    rows: list[tuple[str, ...]] = [(name, "") for name in about["names"]]
    rows += [("documents", f"{about['documents']:,}"), ("paragraphs", f"{about['paragraphs']:,}")]
    rows += [(f"of them {theme}", f"{count:,}") for theme, count in about["by_theme"].items()]
    return {
        "corpus": (("corpus", "number"), rows),
        "scores": scores,
        "curve": curve,
        "per_theme": per_theme,
        "confusion": confusion,
    }
