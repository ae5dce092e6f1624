"""Measure the entity step on all labelled sets beside the project, beside spaCy's own recogniser, and without its parts.

    python benchmarks/entities.py ../shared/data [labels] [reliability] [speed]
    python benchmarks/entities.py ../shared/data ablation [--only NAME] [--steps 9000]
    python benchmarks/entities.py ../shared/data shapes [--models FOLDER] [--steps 9000]

Writes ``benchmarks/entities.json`` and the tables between the marks of ``benchmarks/entities.md``. The ablation trains each
variant anew, half an hour each on one core; so do the shapes, but for what lies in ``--models`` from an earlier run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core means one: a second thread would count as work

import spacy

import geopol
from geopol.entities import EntityFinder, load
from geopol.entities.labels import LABELS
from geopol.evaluation import evaluate
from geopol.gold import read_gold
from geopol.records import Passage
from geopol.training import entities as training
from geopol.training.entities import MEASURED
from geopol.training.raw import raw_texts

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "benchmarks" / "entities.json", ROOT / "benchmarks" / "entities.md"
MODEL = ROOT / "models" / "entities"
TEACHER, OWN = "models/teacher", ("corpus/articles", "corpus/news")

NETWORK = "components.geopol_entities.model"
NO_VECTORS = {"initialize.vectors": None, f"{NETWORK}.vectors": False}
NO_SILVER = {"corpora.train.silver": ""}
NO_TRICKS = {f"{NETWORK}.forget": 0.0, "corpora.train.dressed": False}
# What each variant of the ablation changes: settings of entities.cfg, and the folders of our own text.
VARIANTS: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "a tag a token, labelled text alone": ({**NO_SILVER, **NO_VECTORS, **NO_TRICKS}, OWN[:1]),
    "+ silver labels and the teacher's word vectors": (NO_TRICKS, OWN[:1]),
    "+ our news, a tenth of each input forgotten": ({"corpora.train.dressed": False}, OWN),
    "+ other dresses (what is shipped)": ({}, OWN),
    "without silver labels": (NO_SILVER, OWN),
    "without the teacher's word vectors": (NO_VECTORS, OWN),
}
# Width and depth of the network, for the curve of F1 against speed. The second is the shipped model, which is not trained again.
SHIPPED_SHAPE = "3 layers, 96 wide (shipped)"
SHAPES: dict[str, tuple[int, int]] = {
    "2 layers, 64 wide": (64, 2),
    "2 layers, 96 wide": (96, 2),
}
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


def labels(data: Path) -> dict[str, object]:
    """Strict F1 by label and set: the recogniser alone, and with all that `geopol tag` does after it."""
    finder, tagger = load(MODEL), geopol.load()
    alone = {Path(path).stem: training.measure(finder, data / path) for path in MEASURED}
    whole = {name: scores.entities for name, scores in evaluate(tagger, [data / path for path in MEASURED]).items()}
    return {"alone": alone, "whole": whole}


def reliability(data: Path) -> list[dict[str, object]]:
    """Entities of sets that were not used to calibrate, by score: how many, their mean score, and how many are right."""
    finder = load(MODEL)
    judged = []
    for path in ("gold/dev-thinktank.jsonl", "gold/dev.jsonl"):
        for gold in read_gold([data / path]):
            wanted = {(entity.start, entity.end, entity.label) for entity in gold.entities or ()}
            [found] = finder.find([Passage.of(gold.text)])
            judged += [
                (Path(path).stem, entity.score or 0.0, (entity.start, entity.end, entity.label) in wanted)
                for entity in found
                if entity.label != "DATE"
            ]
    rows = []
    for low, high in pairwise(BINS):
        row: dict[str, object] = {"score": f"{low:g} to {high:g}"}
        for name in ("dev", "dev-thinktank"):
            inside = [(score, right) for source, score, right in judged if source == name and low <= score < high]
            row[name] = [
                len(inside),
                *(round(100 * statistics.fmean(part), 1) for part in zip(*inside, strict=True)),
            ]
        rows.append(row)
    return rows


def speed(data: Path) -> dict[str, object]:
    """Words a second of one core, alternating, against spaCy's default recogniser with its stock matrices."""
    passages = articles(data)
    finder, stock = load(MODEL), spacy.blank("en")
    recogniser = stock.add_pipe("ner")
    for label in LABELS:
        recogniser.add_label(label)
    stock.initialize()
    steps: dict[str, Callable[[], object]] = {
        "spaCy's default ner (HashEmbedCNN, stock ops; random weights)": lambda: list(
            stock.pipe(passage.text for article in passages for passage in article)
        ),
        "geopol's entity step": lambda: [finder.find(article) for article in passages],
    }
    words, seconds = count_words(passages), in_turns(steps)
    first = next(iter(seconds.values()))
    return {
        "words": words,
        "steps": {
            name: {"words a second": round(words / taken), "ratio": round(first / taken, 2)} for name, taken in seconds.items()
        },
    }


def articles(data: Path) -> list[list[Passage]]:
    """About 100,000 words of releases, by paragraph."""
    texts = []
    for text in raw_texts(data, "releases"):
        texts.append(text)
        if sum(map(len, texts)) > 600_000:
            break
    return [[Passage.of(line) for line in text.split("\n") if line.strip()] for text in texts]


def count_words(passages: list[list[Passage]]) -> int:
    """Words between white space."""
    return sum(len(passage.text.split()) for article in passages for passage in article)


def in_turns(steps: dict[str, Callable[[], object]], times: int = 5) -> dict[str, float]:
    """Median processor seconds of each, each in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(times):
        for name, step in steps.items():
            begun = time.process_time()
            step()
            seconds[name].append(time.process_time() - begun)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def shapes(data: Path, folder: Path, steps: int) -> list[dict[str, object]]:
    """F1 of the recogniser alone (dev and think tank together) and its speed, by the network's width and depth.

    Args:
        data: The data beside the project.
        folder: Where the trained shapes are kept; what lies there is not trained again.
        steps: Updates of each training.
    """
    models = {SHIPPED_SHAPE: MODEL}
    for name, (width, depth) in SHAPES.items():
        models[name] = folder / name.replace(", ", "-").replace(" ", "-")
        if not (models[name] / "meta.json").is_file():
            shape = {f"{NETWORK}.width": width, f"{NETWORK}.depth": depth}
            settings = {**shape, "training.max_steps": steps, "training.optimizer.learn_rate.total_steps": steps + 500}
            training.train(data, OWN, TEACHER, models[name], settings)
    passages = articles(data)
    finders = {name: load(path) for name, path in models.items()}
    seconds = in_turns({name: lambda finder=finder: [finder.find(each) for each in passages] for name, finder in finders.items()})
    words = count_words(passages)
    rows = [
        {
            "name": name,
            "f1": measured(spacy.load(path), data)["dev + think tank"],
            "words": round(words / seconds[name]),
            "megabytes": round(sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6, 1),
        }
        for name, path in models.items()
    ]
    return sorted(rows, key=lambda row: row["words"], reverse=True)


def ablation(data: Path, only: str | None, steps: int) -> dict[str, object]:
    """Train each variant, and measure it on both dev sets of the codebook together and on the two others."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")).get("ablation", {}) if RESULTS.is_file() else {}
    for name, (overrides, folders) in VARIANTS.items():
        if only in (None, name):
            settings = {**overrides, "training.max_steps": steps, "training.optimizer.learn_rate.total_steps": steps + 500}
            with tempfile.TemporaryDirectory() as scratch:
                training.train(data, folders, TEACHER, scratch, settings)
                known[name] = {"steps": steps, **measured(spacy.load(scratch), data)}
    return known


def measured(nlp: spacy.language.Language, data: Path) -> dict[str, object]:
    """F1 of one pipeline: all labels on the sets, each label on the two of the codebook."""
    finder = EntityFinder(nlp)
    golds = [gold for path in MEASURED[:2] for gold in read_gold([data / path])]
    both = count(finder, golds)
    scores: dict[str, object] = {"dev + think tank": both.pop("all"), "labels": both}
    for path in MEASURED[2:4]:
        scores[Path(path).stem] = training.measure(finder, data / path)["f1"]
    return scores


def count(finder: EntityFinder, golds: list) -> dict[str, float]:
    """Strict F1 by label, and of all."""
    right, made, wanted = Counter[str](), Counter[str](), Counter[str]()
    for gold in golds:
        [found] = finder.find([Passage.of(gold.text)])
        got = {(entity.start, entity.end, entity.label) for entity in found if entity.label != "DATE"}
        want = {(entity.start, entity.end, entity.label) for entity in gold.entities if entity.label != "DATE"}
        for tally, spans in ((right, got & want), (made, got), (wanted, want)):
            tally.update([label for _, _, label in spans] + ["all"] * len(spans))
    return {label: round(200 * right[label] / (made[label] + wanted[label]), 1) for label in sorted(wanted)}


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown; columns after the first are numbers."""
    lines = [f"| {' | '.join(header)} |", "|---|" + "--:|" * (len(header) - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def label_table(part: dict) -> str:
    """F1 by label, alone and whole."""
    sets = list(part["alone"])
    names = sorted({label for score in part["whole"].values() for label in score["per_label"]})
    rows = [["all", *(f"{part['alone'][name]['f1']:.1f} → {part['whole'][name]['f1']:.1f}" for name in sets)]]
    for label in names:
        cells = []
        for name in sets:
            before, after = (part[kind][name]["per_label"].get(label) for kind in ("alone", "whole"))
            cells.append(f"{before[0]:.1f} → {after[0]:.1f} ({after[1]})" if before and after else "")
        rows.append([label, *cells])
    return table(["", *sets], rows)


def reliability_table(part: list[dict]) -> str:
    """Score, number, mean score and share right, a set after the other."""

    def cells(row: dict, name: str) -> list[str]:
        number, *shares = row[name]
        return [str(number), *(f"{share:.1f}" for share in shares)] if number else ["0", "", ""]

    header = ["score", *(f"{name}: {what}" for name in ("dev", "dev-thinktank") for what in ("entities", "mean score", "right"))]
    return table(header, [[row["score"], *cells(row, "dev"), *cells(row, "dev-thinktank")] for row in part])


def speed_table(part: dict) -> str:
    """Words a second and ratio."""
    rows = [[name, f"{row['words a second']:,}", f"{row['ratio']:.2f}"] for name, row in part["steps"].items()]
    return table([f"{part['words']:,} words, one core", "words a second", "times the first"], rows)


def ablation_table(part: dict) -> str:
    """F1 of each variant."""
    names = ["dev + think tank", "dev-politics", "dev-brexit"]
    some = ["PERSON", "ORG", "EVENT", "LAW", "FAC", "WEAPON"]
    rows = [
        [name, str(row["steps"]), *(f"{row[key]:.1f}" for key in names), *(f"{row['labels'].get(key, 0):.1f}" for key in some)]
        for name, row in part.items()
    ]
    return table(["", "steps", *names, *some], rows)


def shapes_table(part: list) -> str:
    """F1, speed and size of each shape."""
    rows = [[row["name"], f"{row['f1']:.1f}", f"{row['words']:,}", str(row["megabytes"])] for row in part]
    return table(["network", "F1, dev + think tank", "words a second, one core", "MB"], rows)


TABLES = {
    "labels": label_table,
    "reliability": reliability_table,
    "speed": speed_table,
    "ablation": ablation_table,
    "shapes": shapes_table,
}


def keep(part: str, result: object) -> None:
    """Write one part's figures and its table."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    results[part] = result
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    new = TABLES[part](results[part])
    page = PAGE.read_text(encoding="utf-8")
    pattern = rf"(<!-- {part} -->\n).*?(\n?<!-- /{part} -->)"
    PAGE.write_text(
        re.sub(pattern, lambda mark: mark[1] + new + "\n" + mark[2].lstrip("\n"), page, flags=re.DOTALL), encoding="utf-8"
    )
    print(new)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds gold/, entities/ and text/")
    parser.add_argument("parts", nargs="*", choices=[*TABLES, []], help="what to measure; all but the ablation if not given")
    parser.add_argument("--only", choices=list(VARIANTS), help="one variant of the ablation")
    parser.add_argument("--models", type=Path, help="where the shapes' models are kept")
    parser.add_argument("--steps", type=int, default=9000, help="updates of each variant")
    args = parser.parse_args()
    for part in args.parts or ("labels", "reliability", "speed"):
        if part == "ablation":
            keep(part, ablation(args.data, args.only, args.steps))
        elif part == "shapes":
            with tempfile.TemporaryDirectory() as scratch:
                keep(part, shapes(args.data, args.models or Path(scratch), args.steps))
        else:
            keep(part, {"labels": labels, "reliability": reliability, "speed": speed}[part](args.data))


if __name__ == "__main__":
    main()
