"""Train a theme model from labelled paragraphs, and say by cross-validation how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import FeatureUnion, Pipeline

from geopol.corpus import LabelledParagraph, read_corpus
from geopol.errors import InputError
from geopol.evaluation.scores import Table, percent
from geopol.models import combine
from geopol.themes.embedding import StaticEmbedder
from geopol.themes.model import Decision, ThemeModel, temper
from geopol.training.cards import card
from geopol.training.decision import fit_decision

Floats = np.ndarray[Any, np.dtype[np.float64]]

SEED = 20
FOLDS = 5
# Share of a paragraph's weight that goes to its further themes. Without it, the themes that mostly stand second (history,
# outlook) are learnt too narrowly: on both dev files together, macro-F1 0.518 without it and 0.528 with it.
ALSO_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Report:
    """What cross-validation by document says of a theme model.

    Attributes:
        folder: Where the model was written.
        labels: Its labels.
        per_theme: For each label precision, recall and F1 in percent, and the number of paragraphs.
        confusion: Rows gold, columns predicted, in the order of `labels`.
        scores: ``accuracy``, ``accuracy_also``, ``macro_f1``, ``calibration_error``, ``ok_share``, ``ok_accuracy``, in percent.
    """

    folder: Path
    labels: tuple[str, ...]
    per_theme: dict[str, tuple[float, float, float, int]]
    confusion: tuple[tuple[int, ...], ...]
    scores: dict[str, float]

    def tables(self) -> dict[str, Table]:
        """Header and rows of the tables that people read."""
        themes = [(label, *(f"{number:.1f}" for number in row[:3]), str(row[3])) for label, row in self.per_theme.items()]
        confused = [(label, *map(str, row)) for label, row in zip(self.labels, self.confusion, strict=True)]
        return {
            "Cross-validated by document": (("", "percent"), [(name, f"{value:.1f}") for name, value in self.scores.items()]),
            "By theme": (("theme", "precision", "recall", "F1", "paragraphs"), themes),
            "Confusion (rows: labelled, columns: predicted)": (("", *self.labels), confused),
        }


def pipeline(vectors: str | None = None) -> Pipeline:
    """The untrained classifier: words and word pairs, and sentence embeddings, into one linear model."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, strip_accents="unicode", dtype=np.float32)
    features = FeatureUnion([("words", words), ("embedding", StaticEmbedder(vectors))])
    return Pipeline([("features", features), ("classifier", LogisticRegression(C=10.0, max_iter=1000, random_state=SEED))])


def train(paths: Sequence[str | Path], folder: str | Path, *, vectors: str | Path | None = None) -> Report:
    """Train a theme model and write its folder.

    Args:
        paths: Corpora; see `geopol.corpus.read_corpus`.
        folder: Where weights, ``meta.json`` and card go.
        vectors: Folder of a model2vec model; the shipped one where not given.

    Raises:
        InputError: If the corpus cannot be read or is too small or too uniform to learn from.
    """
    corpus = read_corpus(paths)
    check(corpus)
    vector_folder = None if vectors is None else str(vectors)
    labels, out_of_fold = cross_validate(corpus, vector_folder)
    decision = fit_decision(out_of_fold, labels, corpus)
    report = _report(Path(folder), labels, temper(out_of_fold, decision.temperature), corpus, decision)
    model = ThemeModel(fit(pipeline(vector_folder), corpus), decision, _meta(corpus, paths, report))
    model.save(folder)
    (Path(folder) / "README.md").write_text(card("themes", _card_tables(report, model.meta)), encoding="utf-8")
    return report


def check(corpus: Sequence[LabelledParagraph]) -> None:
    """Refuse a corpus that nothing can be learnt from.

    Raises:
        InputError: If it has one theme alone, a theme with fewer documents than folds, or a paragraph with two themes.
    """
    documents: dict[str, set[str]] = {}
    seen: dict[str, str] = {}
    for paragraph in corpus:
        documents.setdefault(paragraph.theme, set()).add(paragraph.document)
        if seen.setdefault(paragraph.text, paragraph.theme) != paragraph.theme:
            raise InputError(
                f"one paragraph has two themes, {seen[paragraph.text]!r} and {paragraph.theme!r}: {paragraph.text[:80]!r}"
            )
    if len(documents) < 2:
        raise InputError(f"a theme model needs at least 2 themes, the corpus has {', '.join(documents) or 'none'}")
    poor = {theme: len(found) for theme, found in documents.items() if len(found) < 2}
    if poor:
        raise InputError(f"each theme needs paragraphs from at least 2 documents; too few: {', '.join(sorted(poor))}")


def fit(model: Pipeline, corpus: Sequence[LabelledParagraph]) -> Pipeline:
    """Fit a pipeline; a paragraph with further themes counts for each of them by a share of its weight."""
    features, classifier = model[:-1], model[-1]
    rows, themes, weights = _weighted(corpus)
    seen = features.fit_transform([paragraph.text for paragraph in corpus])
    classifier.fit(seen[rows], themes, sample_weight=weights)
    return model


def _weighted(corpus: Sequence[LabelledParagraph]) -> tuple[list[int], list[str], list[float]]:
    """Row, theme and weight for the primary theme and each further theme of every paragraph."""
    entries: list[tuple[int, str, float]] = []
    for row, paragraph in enumerate(corpus):
        share = ALSO_WEIGHT if paragraph.also else 0.0
        entries.append((row, paragraph.theme, 1.0 - share))
        entries += [(row, theme, share / len(paragraph.also)) for theme in paragraph.also]
    rows, themes, weights = zip(*entries, strict=True)
    return list(rows), list(themes), list(weights)


def cross_validate(corpus: Sequence[LabelledParagraph], vectors: str | None = None) -> tuple[tuple[str, ...], Floats]:
    """Probabilities for every paragraph from a model that has not seen its document.

    Returns:
        The labels, and one row a paragraph with a column a label.
    """
    themes = [paragraph.theme for paragraph in corpus]
    groups = [paragraph.document for paragraph in corpus]
    labels = tuple(sorted(set(themes)))
    found = np.zeros((len(corpus), len(labels)))
    fewest = min(len({g for g, t in zip(groups, themes, strict=True) if t == label}) for label in labels)
    folds = StratifiedGroupKFold(n_splits=max(2, min(FOLDS, fewest)), shuffle=True, random_state=SEED)
    for train_rows, test_rows in folds.split(themes, themes, groups):
        model = fit(pipeline(vectors), [corpus[row] for row in train_rows])
        columns = [labels.index(label) for label in model.classes_ if label in labels]
        known = [number for number, label in enumerate(model.classes_) if label in labels]
        found[np.ix_(test_rows, columns)] = model.predict_proba([corpus[row].text for row in test_rows])[:, known]
    return labels, found


def _report(
    folder: Path, labels: tuple[str, ...], probabilities: Floats, corpus: Sequence[LabelledParagraph], decision: Decision
) -> Report:
    gold = [paragraph.theme for paragraph in corpus]
    guess = [labels[column] for column in probabilities.argmax(axis=1)]
    precision, recall, f1, support = precision_recall_fscore_support(gold, guess, labels=labels, zero_division=0.0)
    right = np.array([one == other for one, other in zip(gold, guess, strict=True)])
    either = sum(theme == p.theme or theme in p.also for theme, p in zip(guess, corpus, strict=True))
    best = probabilities.max(axis=1)
    ok = best >= decision.uncertain
    return Report(
        folder=folder,
        labels=labels,
        per_theme={
            label: (100 * float(p), 100 * float(r), 100 * float(f), int(n))
            for label, p, r, f, n in zip(labels, precision, recall, f1, support, strict=True)
        },
        confusion=tuple(tuple(map(int, row)) for row in confusion_matrix(gold, guess, labels=labels)),
        scores={
            "accuracy": percent(int(right.sum()), len(corpus)),
            "accuracy_also": percent(either, len(corpus)),
            "macro_f1": round(100 * float(f1.mean()), 2),
            "calibration_error": round(100 * calibration_error(best, right), 2),
            "ok_share": percent(int(ok.sum()), len(corpus)),
            "ok_accuracy": percent(int(right[ok].sum()), int(ok.sum())),
        },
    )


def calibration_error(best: Floats, right: np.ndarray[Any, np.dtype[np.bool_]], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017): mean distance of score and accuracy over equal bins, weighted by size."""
    at = np.minimum((best * bins).astype(int), bins - 1)
    gaps = (abs(float(best[at == b].sum()) - float(right[at == b].sum())) for b in range(bins))
    return sum(gaps) / len(best)


def _meta(corpus: Sequence[LabelledParagraph], paths: Sequence[str | Path], report: Report) -> dict[str, Any]:
    counts = Counter(paragraph.theme for paragraph in corpus)
    texts = {f"{number}": f"{p.theme} {p.also} {p.text}" for number, p in enumerate(corpus)}
    return {
        "versions": {name: version(name) for name in ("scikit-learn", "numpy", "model2vec")},
        "corpus": {
            "names": [Path(path).name for path in paths],
            "paragraphs": len(corpus),
            "documents": len({paragraph.document for paragraph in corpus}),
            "by_theme": dict(sorted(counts.items())),
            "fingerprint": combine(texts),
        },
        "cross_validation": report.scores,
    }


def _card_tables(report: Report, meta: dict[str, Any]) -> dict[str, Table]:
    scores, per_theme, confusion = report.tables().values()
    about = meta["corpus"]
    rows: list[tuple[str, ...]] = [(name, "") for name in about["names"]]
    rows += [("documents", f"{about['documents']:,}"), ("paragraphs", f"{about['paragraphs']:,}")]
    rows += [(f"of them {theme}", f"{count:,}") for theme, count in about["by_theme"].items()]
    return {"corpus": (("corpus", "number"), rows), "scores": scores, "per_theme": per_theme, "confusion": confusion}
