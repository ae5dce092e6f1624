"""Train a theme model from labelled paragraphs, and say by cross-validation how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from geopol.corpus import LabelledParagraph, read_corpus
from geopol.errors import InputError
from geopol.models import check_folder, combine
from geopol.themes.codebook import read_codebook
from geopol.themes.model import FLOOR, Decision, ThemeModel, logs
from geopol.training.arrays import linear
from geopol.training.cards import card
from geopol.training.decision import fit_decision
from geopol.training.recipe import PLAIN, SEED, Recipe, heading_pipeline, pipeline
from geopol.training.report import OutOfFold, Report, card_tables, cross_validated
from geopol.wording import meant, several

Floats = np.ndarray[Any, np.dtype[np.float64]]

FOLDS = 5
MOST_THEMES = 100
# Share of a paragraph's weight that goes to its further themes. Without it, the themes that mostly stand second (history,
# outlook) are learnt too narrowly: on both dev files together, macro-F1 0.518 without it and 0.528 with it.
ALSO_WEIGHT = 0.3


def train(paths: Sequence[str | Path], folder: str | Path, *, vectors: str | Path | None = None) -> Report:
    """Train a theme model and write its folder.

    Args:
        paths: Corpora; see `geopol.corpus.read_corpus`.
        folder: Where weights, ``meta.json`` and card go.
        vectors: Folder of a model2vec model; the shipped one where not given.

    Raises:
        InputError: If the corpus cannot be read or is too small or too uniform to learn from, or the folder cannot be made.
    """
    paths = several(paths)
    corpus = read_corpus(paths)
    check(corpus)
    check_folder(folder)
    with threadpool_limits(limits=1):  # how many threads share a sum decides its last bit, and small sums wait for each other
        model, report, _ = train_on(corpus, paths, Path(folder), vectors)
    write(model, report, Path(folder))
    return report


def write(model: ThemeModel, report: Report, folder: Path) -> None:
    """Write a model and its card into a folder."""
    model.save(folder)
    (folder / "README.md").write_text(card("themes", card_tables(report, model.meta)), encoding="utf-8")


def train_on(
    corpus: Sequence[LabelledParagraph], paths: Sequence[str | Path], folder: Path, vectors: str | Path | None = None
) -> tuple[ThemeModel, Report, OutOfFold]:
    """A model trained on paragraphs, its report, and what models that had not seen a paragraph's document said of it.

    Raises:
        InputError: If the corpus is too small or too uniform to learn from.
    """
    check(corpus)
    return learn(corpus, paths, folder, Recipe(None if vectors is None else str(vectors)))


def learn(
    corpus: Sequence[LabelledParagraph], paths: Sequence[str | Path], folder: Path, recipe: Recipe
) -> tuple[ThemeModel, Report, OutOfFold]:
    """:func:`train_on` by a recipe, for paragraphs that were checked."""
    found = cross_validate(corpus, recipe)
    decision = fit_decision(found.told, found.headed, found.labels, corpus)
    report = cross_validated(folder, found, corpus, decision)
    return fit_model(corpus, decision, recipe, _meta(corpus, paths, report)), report, found


def fit_model(
    corpus: Sequence[LabelledParagraph], decision: Decision, recipe: Recipe = PLAIN, meta: dict[str, Any] | None = None
) -> ThemeModel:
    """A model fitted on a whole corpus, with a decision that was fitted before."""
    texts, headings = fit(pipeline(recipe), corpus), fit_headings(corpus, recipe)
    return ThemeModel(linear(texts), texts.classes_.tolist(), decision, meta, linear(headings) if headings else None)


def check(corpus: Sequence[LabelledParagraph]) -> None:
    """Refuse a corpus that nothing can be learnt from.

    Raises:
        InputError: If it has one theme alone or more than 100, a theme with fewer documents than folds, a further theme that no
            paragraph has as its own, a paragraph with two themes, or one that stands in two documents.
    """
    documents: dict[str, set[str]] = {}
    seen: dict[str, LabelledParagraph] = {}
    for paragraph in corpus:
        documents.setdefault(paragraph.theme, set()).add(paragraph.document)
        _check_twin(seen.setdefault(paragraph.text, paragraph), paragraph)
    if len(documents) > MOST_THEMES:
        raise InputError(f"a theme model has at most {MOST_THEMES} themes, the corpus has {len(documents)}; join the rare ones")
    if len(documents) < 2:
        found = ", ".join(documents) or "none"
        raise InputError(f"a theme model needs at least 2 themes, the corpus has {found}; label paragraphs with others")
    check_also(corpus)
    if poor := poor_themes(corpus):
        few = ", ".join(poor)
        raise InputError(f"each theme needs paragraphs from at least 2 documents (article, or title in a table); too few: {few}")


def check_also(corpus: Sequence[LabelledParagraph]) -> None:
    """Refuse further themes that no paragraph has as its own.

    Raises:
        InputError: If there is one.
    """
    known = {paragraph.theme for paragraph in corpus}
    unknown = sorted({theme for paragraph in corpus for theme in paragraph.also} - known)
    if unknown:
        told, hint = ", ".join(sorted(known)), meant(unknown[0], known)
        raise InputError(f"no paragraph has the theme {unknown[0]!r}, which another names as a further one; known: {told}{hint}")


def poor_themes(corpus: Sequence[LabelledParagraph]) -> list[str]:
    """Themes that stand in one document alone, which cannot be learnt and tested at once."""
    documents: dict[str, set[str]] = {}
    for paragraph in corpus:
        documents.setdefault(paragraph.theme, set()).add(paragraph.document)
    return sorted(theme for theme, found in documents.items() if len(found) < 2)


def _check_twin(first: LabelledParagraph, second: LabelledParagraph) -> None:
    """Refuse a paragraph that stands twice: with two themes it teaches nothing, in two documents it is learnt and tested."""
    if first.theme != second.theme:
        raise InputError(f"one paragraph has two themes, {first.theme!r} and {second.theme!r}; keep one: {first.text[:80]!r}")
    if first.document != second.document:
        raise InputError(
            f"one paragraph stands in two documents, {first.document!r} and {second.document!r}; keep one: {first.text[:80]!r}"
        )


def fit(model: Pipeline, corpus: Sequence[LabelledParagraph]) -> Pipeline:
    """Fit a pipeline; a paragraph with further themes counts for each of them by a share of its weight."""
    features, classifier = model[:-1], model[-1]
    rows, themes, weights = _weighted(corpus)
    seen = features.fit_transform([paragraph.text for paragraph in corpus])
    classifier.fit(seen[rows], themes, sample_weight=weights)
    return model


def fit_headings(corpus: Sequence[LabelledParagraph], recipe: Recipe = PLAIN) -> Pipeline | None:
    """A classifier of headings by the theme of what stands under them; None where a theme stands under no heading.

    A theme's own name is a heading too: that is what plain articles use.
    """
    pairs = sorted({(paragraph.heading, paragraph.theme) for paragraph in corpus if paragraph.heading})
    themes = {paragraph.theme for paragraph in corpus}
    if {theme for _, theme in pairs} != themes:
        return None
    pairs += [(name, theme) for theme in sorted(themes) for name in _names(theme)]
    return heading_pipeline(recipe).fit([heading for heading, _ in pairs], [theme for _, theme in pairs])


def _names(theme: str) -> list[str]:
    known = {one.id: one.name for one in read_codebook().themes}
    return [theme.replace("_", " ").replace("-", " "), *([known[theme]] if theme in known else [])]


def _weighted(corpus: Sequence[LabelledParagraph]) -> tuple[list[int], list[str], list[float]]:
    """Row, theme and weight for the primary theme and each further theme of every paragraph."""
    entries: list[tuple[int, str, float]] = []
    for row, paragraph in enumerate(corpus):
        share = ALSO_WEIGHT if paragraph.also else 0.0
        entries.append((row, paragraph.theme, 1.0 - share))
        entries += [(row, theme, share / len(paragraph.also)) for theme in paragraph.also]
    rows, themes, weights = zip(*entries, strict=True)
    return list(rows), list(themes), list(weights)


def cross_validate(corpus: Sequence[LabelledParagraph], recipe: Recipe = PLAIN) -> OutOfFold:
    """Log probabilities for every paragraph from models that have not seen its document."""
    themes = [paragraph.theme for paragraph in corpus]
    groups = [paragraph.document for paragraph in corpus]
    labels = tuple(sorted(set(themes)))
    found = OutOfFold(labels, np.full((len(corpus), len(labels)), np.log(FLOOR)), np.zeros((len(corpus), len(labels))))
    fewest = min(len({g for g, t in zip(groups, themes, strict=True) if t == label}) for label in labels)
    folds = StratifiedGroupKFold(n_splits=max(2, min(FOLDS, fewest)), shuffle=True, random_state=SEED)
    for train_rows, test_rows in folds.split(themes, themes, groups):
        known = [corpus[row] for row in train_rows]
        _say(fit(pipeline(recipe), known), {int(row): corpus[row].text for row in test_rows}, labels, found.told)
        if headings := fit_headings(known, recipe):
            above = {int(row): heading for row in test_rows if (heading := corpus[row].heading)}
            _say(headings, above, labels, found.headed)
    return found


def _say(model: Pipeline, texts: Mapping[int, str], labels: Sequence[str], found: Floats) -> None:
    """Put a model's log probabilities of texts into their rows; further themes that are nowhere primary have no column."""
    if not texts:
        return
    columns = [labels.index(label) for label in model.classes_ if label in labels]
    known = [number for number, label in enumerate(model.classes_) if label in labels]
    found[np.ix_(list(texts), columns)] = logs(model.predict_proba(list(texts.values())))[:, known]


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
