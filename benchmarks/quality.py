"""Measure quality on all gold beside the project, and write the README's table.

    python benchmarks/quality.py ../shared/data

Writes ``benchmarks/quality.json`` (every score, with the fingerprint of the models) and the table between the ``quality`` marks
of README.md. Nothing in that table is typed by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path

import geopol
from geopol.evaluation import evaluate

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "quality.json"
README = ROOT / "README.md"

# What each row of the README shows: gold file, and what it is.
ROWS = {
    "gold/dev.jsonl": "210 paragraphs: encyclopedia, government documents, speeches, releases",
    "gold/dev-thinktank.jsonl": "100 paragraphs of think-tank reports",
    "dates/timebank.jsonl": "TimeBank, 183 news texts",
    "dates/aquaint.jsonl": "AQUAINT TimeML, 73 news texts",
    "dates/wikiwars-train.jsonl": "WikiWars, 16 histories of wars",
    "countries/tr-news.jsonl": "TR-News, 118 news texts",
    "entities/dev-politics.jsonl": "CrossNER politics, test",
    "entities/dev-brexit.jsonl": "grobid-ner Brexit",
}

COLUMNS = (
    ("themes: accuracy", "themes", "acc"),
    ("or *also*", "themes", "acc_also"),
    ("macro-F1", "themes", "macro_f1"),
    ("entities: F1", "entities", "f1"),
    ("dates: strict F1", "dates", "strict_f1"),
    ("relaxed F1", "dates", "relaxed_f1"),
    ("value F1", "dates", "value_f1"),
    ("countries: right", "countries", "right"),
    ("wrong", "countries", "wrong"),
)


def table(scores: dict[str, dict]) -> str:
    """The README's table."""
    lines = ["| gold | " + " | ".join(name for name, _, _ in COLUMNS) + " |", "|---|" + "--:|" * len(COLUMNS)]
    for path, about in ROWS.items():
        part = scores[Path(path).stem]
        cells = [f"{part[step][key]:.1f}" if key in part.get(step, {}) else "" for _, step, key in COLUMNS]
        lines.append(f"| {about} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def digest(path: Path) -> str:
    """SHA-256 of a gold file: scores are pinned for these very texts and labels."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def marked(text: str, new: str) -> str:
    """A document with the part between its ``quality`` marks replaced."""
    return re.sub(r"(<!-- quality -->\n).*?(\n<!-- /quality -->)", lambda mark: mark[1] + new + mark[2], text, flags=re.DOTALL)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds gold/, dates/, countries/ and entities/")
    args = parser.parse_args()
    tagger = geopol.load()
    scores = {name: score.to_dict() for name, score in evaluate(tagger, [args.data / path for path in ROWS]).items()}
    golds = {Path(path).stem: digest(args.data / path) for path in ROWS}
    results = {"fingerprint": tagger.fingerprint, "gold": golds, "scores": scores}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    README.write_text(marked(README.read_text(encoding="utf-8"), table(scores)), encoding="utf-8")
    print(table(scores))


if __name__ == "__main__":
    main()
