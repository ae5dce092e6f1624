"""Measure how themes are told: baselines, headings, sureness, learning curve, speed.

usage: python benchmarks/themes.py ../shared/data [models] [headings] [ok] [learning] [speed]

Trains on corpus/articles, on ``gold/train.jsonl`` and on both; measures on ``gold/dev.jsonl`` and ``gold/dev-thinktank.jsonl``
together, by the text alone. Writes benchmarks/themes.json (every figure) and, after each step, the tables between the marks of
benchmarks/themes.md; ``learning`` draws docs/learning-curve.svg too (it needs matplotlib). All parts take about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

import geopol
from geopol.corpus import LabelledParagraph, read_corpus
from geopol.evaluation.scores import percent
from geopol.models import combine, fingerprint, shipped
from geopol.themes import ThemeModel, read_codebook, style
from geopol.themes.model import UNCERTAIN, Decision, logs, pool
from geopol.training.decision import fit_decision, sections
from geopol.training.report import calibration_error, ok_curve
from geopol.training.themes import FOLDS, SEED, cross_validate, fit, pipeline, train

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "benchmarks" / "themes.json", ROOT / "benchmarks" / "themes.md"
PICTURE = ROOT / "docs" / "learning-curve.svg"
ARTICLES = ROOT / "corpus" / "articles"
CODE = Path(geopol.__file__).parent
LABELS = tuple(sorted(theme.id for theme in read_codebook().themes))

SOURCES = ("corpus", "gold train", "corpus plus gold")
# What is left out of the project's own pipeline; the classifier is the same throughout.
KINDS: dict[str, dict[str, Any]] = {
    "majority class": {"features__embedding": "drop", "features__style": "drop", "classifier": DummyClassifier(strategy="prior")},
    "TF-IDF alone": {"features__embedding": "drop", "features__style": "drop"},
    "embeddings alone": {"features__words": "drop", "features__style": "drop"},
    "TF-IDF + embeddings": {"features__style": "drop"},
    "everything": {},
}
# The groups of themes/cues.toml that speak for each theme; "present" speaks for none.
SPEAKS_FOR = {
    "outlook": ("future", "should", "may", "forecast"),
    "history": ("past",),
    "overview": ("frame",),
    "geopolitics": ("power",),
    "diplomacy": ("talk",),
    "military": ("force",),
    "economy": ("money",),
    "other": ("home",),
}
SIZES, DRAWS = (100, 250, 500, 1000, 2000), 3
ENOUGH_WORDS = 100_000  # predicted for one timing

Floats = np.ndarray[Any, np.dtype[np.float64]]
Paragraphs = tuple[LabelledParagraph, ...]
Figures = dict[str, Any]
Rows = Iterator[tuple[str, Figures]]


@dataclass(frozen=True, eq=False)
class Sets:
    """What is trained on and what is measured on."""

    corpus: Paragraphs
    gold: Paragraphs
    dev: Paragraphs

    def source(self, name: str) -> Paragraphs:
        """The paragraphs that one of `SOURCES` names."""
        return {"corpus": self.corpus, "gold train": self.gold, "corpus plus gold": self.corpus + self.gold}[name]

    def facts(self) -> Figures:
        """Size and fingerprint of each set, and the fingerprint of the code."""
        rows = {"corpus": self.corpus, "gold train": self.gold, "dev": self.dev}
        sizes = {name: {"paragraphs": len(found), "fingerprint": _hash(found)} for name, found in rows.items()}
        return {"code": combine({step: fingerprint(CODE / step) for step in ("themes", "training")}), **sizes}


def _hash(found: Paragraphs) -> str:
    return combine({str(number): f"{p.theme} {p.also} {p.text}" for number, p in enumerate(found)})


def read(data: Path) -> Sets:
    """Read corpus and gold."""
    gold = data / "gold"
    dev = (gold / "dev.jsonl", gold / "dev-thinktank.jsonl")
    return Sets(tuple(read_corpus([ARTICLES])), tuple(read_corpus([gold / "train.jsonl"])), tuple(read_corpus(dev)))


def texts(paragraphs: Sequence[LabelledParagraph]) -> list[str]:
    """The bare texts."""
    return [paragraph.text for paragraph in paragraphs]


def scores(guess: Sequence[str], gold: Sequence[LabelledParagraph]) -> Figures:
    """Scores of the primary theme, in percent."""
    wanted = [paragraph.theme for paragraph in gold]
    precision, _, f1, _ = precision_recall_fscore_support(wanted, guess, labels=LABELS, zero_division=0.0)
    either = sum(theme == p.theme or theme in p.also for theme, p in zip(guess, gold, strict=True))
    return {
        "accuracy": percent(sum(a == b for a, b in zip(guess, wanted, strict=True)), len(gold)),
        "accuracy_also": percent(either, len(gold)),
        "macro_f1": round(100 * float(f1.mean()), 2),
        **({"other_precision": round(100 * float(precision[LABELS.index("other")]), 2)} if "other" in guess else {}),
        "per_theme": {label: round(100 * float(value), 2) for label, value in zip(LABELS, f1, strict=True)},
    }


def calibrated(probabilities: Floats, gold: Sequence[LabelledParagraph]) -> Figures:
    """`scores`, and how far the best score is from the share that is right."""
    guess = [LABELS[column] for column in probabilities.argmax(axis=1)]
    right = np.array([theme == paragraph.theme for theme, paragraph in zip(guess, gold, strict=True)])
    error = round(100 * calibration_error(probabilities.max(axis=1), right), 2)
    return {**scores(guess, gold), "calibration_error": error}


# Models and baselines


def build(kind: str) -> Pipeline:
    """An untrained model of one of `KINDS`."""
    return pipeline().set_params(**KINDS[kind])


def out_of_fold(kind: str, corpus: Paragraphs) -> Floats:
    """Log probabilities of paragraphs by models that have not seen their document, folded as `cross_validate` folds."""
    themes, groups = [p.theme for p in corpus], [p.document for p in corpus]
    found = np.zeros((len(corpus), len(LABELS)))
    for known, unseen in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED).split(themes, themes, groups):
        model = fit(build(kind), [corpus[row] for row in known])
        found[unseen] = logs(model.predict_proba([corpus[row].text for row in unseen]))
    return found


@cache
def learnt(sets: Sets, kind: str, source: str) -> tuple[Floats, Decision]:
    """Probabilities of the dev paragraphs by a model, and the decision that its cross-validation fitted."""
    corpus = sets.source(source)
    found = out_of_fold(kind, corpus)
    decision = fit_decision(found, np.zeros_like(found), LABELS, corpus)
    told = logs(fit(build(kind), corpus).predict_proba(texts(sets.dev)))
    return pool(told, np.zeros_like(told), [None] * len(told), decision), decision


def cue_counts(paragraphs: Sequence[LabelledParagraph]) -> np.ndarray[Any, Any]:
    """Words of each theme's groups of ``cues.toml``, one row a paragraph."""
    found = np.zeros((len(paragraphs), len(LABELS)), dtype=int)
    for theme, groups in SPEAKS_FOR.items():
        for pattern in (style.cues()[group] for group in groups):
            found[:, LABELS.index(theme)] += [len(pattern.findall(text)) for text in texts(paragraphs)]
    return found


def codebook_counts(paragraphs: Sequence[LabelledParagraph]) -> np.ndarray[Any, Any]:
    """Words that stand in each theme's definition and in what it includes, one row a paragraph."""
    themes = sorted(read_codebook().themes, key=lambda theme: theme.id)
    words = CountVectorizer(stop_words="english", binary=True)
    book = words.fit_transform([" ".join((theme.name, theme.definition, *theme.include)) for theme in themes])
    return (words.set_params(binary=False).transform(texts(paragraphs)) @ book.T).toarray()


def highest(counts: np.ndarray[Any, Any]) -> list[str]:
    """The theme counted most, the first of the alphabet among equals; ``other`` where nothing was counted."""
    return [LABELS[row.argmax()] if row.any() else "other" for row in counts]


def models(sets: Sets) -> Rows:
    """Baselines and models, each on each source."""
    yield "keywords: cues.toml", scores(highest(cue_counts(sets.dev)), sets.dev)
    yield "keywords: the codebook", scores(highest(codebook_counts(sets.dev)), sets.dev)
    for kind in KINDS:
        for source in SOURCES:
            probabilities, decision = learnt(sets, kind, source)
            yield f"{kind}, {source}", {**calibrated(probabilities, sets.dev), "temperature": decision.temperature}


# Headings and neighbours


def headings(sets: Sets) -> Rows:
    """Held-back articles of the corpus, by what is read of them."""
    for source in ("corpus", "corpus plus gold"):
        corpus, here = sets.source(source), len(sets.corpus)
        found = cross_validate(corpus)
        decision = fit_decision(found.told, found.headed, found.labels, corpus)
        bare = replace(decision, heading=0.0, neighbours=0.0)
        ways = {
            "text alone": bare,
            "text and neighbours": replace(decision, heading=0.0),
            "text and heading": replace(decision, neighbours=0.0),
            "text, heading and neighbours": decision,
        }
        for name, way in ways.items():
            probabilities = pool(found.told, found.headed, sections(corpus), way)[:here]
            weights = {"heading": way.heading, "neighbours": way.neighbours}
            yield f"{name}, {source}", {**calibrated(probabilities, sets.corpus), "weights": weights}


# Sureness


def sure(sets: Sets) -> Rows:
    """The shipped kind of model: accuracy on the surest, and at the thresholds that training fitted."""
    probabilities, decision = learnt(sets, "everything", "corpus plus gold")
    gold = [paragraph.theme for paragraph in sets.dev]
    for share, accuracy in ok_curve(probabilities, LABELS, gold):
        yield f"the surest {share:.0f} %", {"share": share, "accuracy": accuracy}
    guess = [LABELS[column] for column in probabilities.argmax(axis=1)]
    ok = probabilities.max(axis=1) >= [decision.uncertain.get(theme, UNCERTAIN) for theme in guess]
    right = np.array(guess) == np.array(gold)
    share = percent(int(ok.sum()), len(ok))
    yield (
        "over the thresholds fitted in training",
        {
            "share": share,
            "accuracy": percent(int(right[ok].sum()), int(ok.sum())),
            "accuracy_uncertain": percent(int(right[~ok].sum()), int((~ok).sum())),
        },
    )


# Learning curve


def shuffled(corpus: Paragraphs, draw: int) -> list[Paragraphs]:
    """The documents of the corpus in an order of chance."""
    documents = sorted({paragraph.document for paragraph in corpus})
    order = np.random.default_rng([SEED, draw]).permutation(len(documents))
    return [tuple(p for p in corpus if p.document == documents[at]) for at in order]


def first(documents: Sequence[Paragraphs], size: int) -> Paragraphs:
    """Whole documents from the front until they come to a number of paragraphs."""
    found: Paragraphs = ()
    for document in documents:
        if len(found) >= size:
            break
        found += document
    return found


def learning(sets: Sets) -> Rows:
    """Everything, trained on growing parts of the corpus; what the largest leaves is held back from all of one draw."""
    draws = [shuffled(sets.corpus, draw) for draw in range(DRAWS)]
    for size in SIZES:
        runs = [one_run(first(draw, size), first(draw, SIZES[-1]), sets) for draw in draws]
        yield str(size), {"draws": runs, **{name: round(float(np.mean([run[name] for run in runs])), 2) for name in runs[0]}}


def one_run(known: Paragraphs, largest: Paragraphs, sets: Sets) -> Figures:
    """Scores of one model on the dev paragraphs and on the articles that no size of this draw is trained on."""
    taken = {paragraph.document for paragraph in largest}
    held = [paragraph for paragraph in sets.corpus if paragraph.document not in taken]
    model = fit(pipeline(), known)
    real, own = (scores(list(model.predict(texts(part))), part) for part in (sets.dev, held))
    return {
        "paragraphs": len(known),
        "accuracy": real["accuracy"],
        "accuracy_also": real["accuracy_also"],
        "macro_f1": real["macro_f1"],
        "held_back": len(held),
        "accuracy_held_back": own["accuracy"],
        "macro_f1_held_back": own["macro_f1"],
    }


LINES = {
    "accuracy_held_back": ("held-back articles of the corpus", "#bc4c00", "-"),
    "accuracy_also": ("real paragraphs, primary or also", "#0969da", "--"),
    "accuracy": ("real paragraphs", "#0969da", "-"),
}
PAPER, INK, FAINT = "#f6f8fa", "#1f2328", "#d0d7de"


def draw_curve(rows: dict[str, Figures]) -> None:
    """Draw the learning curve; the ground is opaque, so that it reads on light and dark pages alike."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "geopol", "font.size": 10, "text.color": INK, "axes.labelcolor": INK}):
        figure = Figure(figsize=(7.2, 4.2), facecolor=PAPER, layout="constrained")
        axes = figure.add_subplot(facecolor=PAPER)
        for name, look in LINES.items():
            draw_line(axes, rows, name, *look)
        dress(axes, [int(size) for size in rows])
        figure.savefig(PICTURE, metadata={"Date": None, "Creator": None}, facecolor=PAPER)
    # matplotlib leaves spaces at the ends of lines
    PICTURE.write_text(re.sub(r" +\n", "\n", PICTURE.read_text(encoding="utf-8")), encoding="utf-8")


def draw_line(axes: Any, rows: dict[str, Figures], name: str, label: str, colour: str, dash: str) -> None:
    """One line, the band of its draws, and its name at the end."""
    sizes, means = [int(size) for size in rows], [row[name] for row in rows.values()]
    every = [[run[name] for run in row["draws"]] for row in rows.values()]
    axes.fill_between(sizes, [min(run) for run in every], [max(run) for run in every], color=colour, alpha=0.15, linewidth=0)
    axes.plot(sizes, means, color=colour, linestyle=dash, marker="o", markersize=4)
    axes.annotate(
        f"{label}: {means[-1]:.0f}", (sizes[-1], means[-1]), (0, 9), textcoords="offset points", ha="right", color=colour
    )


def dress(axes: Any, sizes: Sequence[int]) -> None:
    """Axes, grid and names."""
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.set_xlabel("paragraphs of the corpus trained on")
    axes.set_ylabel("accuracy, percent")
    axes.set_ylim(30, 100)
    axes.grid(color=FAINT, linewidth=0.6)
    axes.tick_params(colors=INK, length=0)
    for side in axes.spines.values():
        side.set_visible(False)


# Speed


def speed(sets: Sets) -> Rows:
    """Words a CPU second of the shipped model, and the time of ``geopol train`` for 2,000 paragraphs of the corpus."""
    model = ThemeModel.load(shipped("themes"))
    found = texts(sets.dev)
    tens = [found[at : at + 10] for at in range(0, len(found), 10)]
    yield "predict, 310 paragraphs at once", {"words a CPU second": words_a_second(model.predict, [found])}
    yield "predict, 10 paragraphs at once", {"words a CPU second": words_a_second(model.predict, tens)}
    yield "probabilities alone, 310 at once", {"words a CPU second": words_a_second(model.probabilities, [found])}
    with tempfile.TemporaryDirectory() as folder:
        yield "geopol train", timed_training(Path(folder))


def words_a_second(step: Callable[[list[str]], object], articles: Sequence[list[str]]) -> int:
    """Words, split by white space, for each second of processor time; all that the model does with a string counts."""
    step(articles[0])
    words = sum(len(text.split()) for article in articles for text in article)
    rounds = -(-ENOUGH_WORDS // words)
    begun = time.process_time()
    for article in list(articles) * rounds:
        step(article)
    return round(rounds * words / (time.process_time() - begun))


def timed_training(folder: Path) -> Figures:
    """Train as ``geopol train`` does, on copies of articles that come to 2,000 paragraphs."""
    count = 0
    for article in sorted(ARTICLES.glob("*.md")):
        if count < SIZES[-1]:
            count += len(read_corpus([shutil.copy(article, folder)]))
    begun, clock = time.process_time(), time.perf_counter()
    train([folder], folder / "themes")
    spent = {"CPU seconds": time.process_time() - begun, "seconds by the clock": time.perf_counter() - clock}
    return {"paragraphs": count, **{name: round(seconds, 1) for name, seconds in spent.items()}}


# Tables


Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
SCORES = {
    "accuracy": "primary",
    "accuracy_also": "primary or *also*",
    "macro_f1": "macro-F1",
    "other_precision": "precision of `other`",
    "calibration_error": "calibration error",
}


def columns(rows: dict[str, Figures], names: dict[str, str], first_column: str) -> Table:
    """A row of figures for each row; what a row has not is left empty."""
    cells = [(label, *(f"{row[name]:.1f}" if name in row else "" for name in names)) for label, row in rows.items()]
    return (first_column, *names.values()), cells


def scored(rows: dict[str, Figures]) -> list[Table]:
    """All scores, and F1 by theme."""
    by_theme = {label: row["per_theme"] for label, row in rows.items()}
    return [columns(rows, SCORES, ""), columns(by_theme, {label: f"`{label}`" for label in LABELS}, "F1 by theme")]


def sure_table(rows: dict[str, Figures]) -> list[Table]:
    """Accuracy against the share tagged ``ok``."""
    names = {"share": "percent `ok`", "accuracy": "of them right", "accuracy_uncertain": "of the `uncertain` right"}
    return [columns(rows, names, "tagged `ok`")]


def learning_table(rows: dict[str, Figures]) -> list[Table]:
    """Means over the draws."""
    names = {
        "accuracy": "real paragraphs: primary",
        "accuracy_also": "primary or *also*",
        "macro_f1": "macro-F1",
        "accuracy_held_back": "held-back articles: primary",
        "macro_f1_held_back": "macro-F1",
    }
    return [columns(rows, names, "paragraphs")]


def speed_table(rows: dict[str, Figures]) -> list[Table]:
    """One figure a row."""
    cells = [(row, name, f"{value:,}") for row, figures in rows.items() for name, value in figures.items()]
    return [(("step", "what", "figure"), cells)]


class Part(NamedTuple):
    """What can be measured alone: its rows, and the tables made of them."""

    measure: Callable[[Sets], Rows]
    tables: Callable[[dict[str, Figures]], list[Table]]


PARTS = {
    "models": Part(models, scored),
    "headings": Part(headings, scored),
    "ok": Part(sure, sure_table),
    "learning": Part(learning, learning_table),
    "speed": Part(speed, speed_table),
}


def markdown(table: Table) -> str:
    """A table as Markdown, numbers to the right."""
    header, rows = table
    rule = "|---|" + "--:|" * (len(header) - 1)
    return "\n".join(["| " + " | ".join(header) + " |", rule, *("| " + " | ".join(row) + " |" for row in rows)])


def keep(part: str, rows: dict[str, Figures], facts: Figures) -> None:
    """Put what has been measured of a part into benchmarks/themes.json and its tables into benchmarks/themes.md."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results[part] = {"sets": facts, "rows": rows}
    RESULTS.write_text(json.dumps({name: results[name] for name in PARTS if name in results}, indent=1) + "\n", encoding="utf-8")
    new = "\n\n".join(map(markdown, PARTS[part].tables(rows)))
    before, rest = PAGE.read_text(encoding="utf-8").split(f"<!-- {part} -->\n")
    after = rest.split(f"<!-- /{part} -->")[1]
    PAGE.write_text(f"{before}<!-- {part} -->\n{new}\n<!-- /{part} -->{after}", encoding="utf-8")


def run(part: str, sets: Sets, facts: Figures) -> None:
    """Measure one part and keep each row as it comes."""
    rows: dict[str, Figures] = {}
    # Features of manner take most of a fit and depend on the text alone; where time is not what is measured they are kept.
    kept = nullcontext() if part == "speed" else patch.object(style, "features", cache(style.features))
    with kept:
        for name, figures in PARTS[part].measure(sets):
            rows[name] = figures
            keep(part, rows, facts)
            print(part, name, {key: value for key, value in figures.items() if not isinstance(value, (dict, list))}, flush=True)
    if part == "learning":
        draw_curve(rows)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds gold/")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(PARTS)}; all if none is named")
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    sets = read(args.data)
    facts = sets.facts()
    with threadpool_limits(1):
        for part in args.parts or PARTS:
            run(part, sets, facts)


if __name__ == "__main__":
    main()
