"""Score geopol.dates on the sets beside the project, and time it.

usage: python benchmarks/dates.py [SET...] [--errors FOLDER]

A set is a name in ``../shared/data`` (``dates/timebank``, ``gold/dev``). The scorer is ``../shared/tools/score.py`` itself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from geopol.dates import find
from geopol.records import Passage

SHARED = Path(__file__).parents[2] / "shared"
SETS = ("dates/timebank", "dates/aquaint", "dates/wikiwars-train", "gold/train")


def scorer() -> ModuleType:
    """The referee, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer under {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passages(text: str) -> list[Passage]:
    """The lines of a text."""
    return [Passage(line.group(), text, line.start()) for line in re.finditer(r"[^\n]+", text)]


def tag(row: dict[str, Any]) -> dict[str, Any]:
    """One text as ``geopol tag`` would write its dates."""
    found = find(passages(row["text"]), anchor=row.get("date"))
    dates = [
        {
            "start": date.start,
            "end": date.end,
            "value": date.value,
            "parts": [{"start": p.start, "end": p.end, "value": p.value} for p in date.parts],
        }
        for here in found
        for date in here
    ]
    return {"id": row["id"], "paragraphs": [{"dates": dates}]}


def measure(name: str, score: ModuleType) -> tuple[dict[str, Any], list[tuple[Any, ...]], float]:
    """Scores, errors and characters a second on one set."""
    gold = score.read(str(SHARED / "data" / f"{name}.jsonl"))
    begun = time.perf_counter()
    tagged = [tag(row) for row in gold]
    seconds = time.perf_counter() - begun
    errors: list[tuple[Any, ...]] = []
    result = score.dates(list(zip(gold, tagged, strict=True)), errors)
    return result, errors, sum(len(row["text"]) for row in gold) / seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--errors", type=Path, help="folder for a list of every error, one file a set")
    args = parser.parse_args()
    score = scorer()
    find([Passage.of("warm up 1990")])
    print("| set | mentions | strict | relaxed | value | characters a second |\n|---|---|---|---|---|---|")
    for name in args.sets:
        result, errors, speed = measure(name, score)
        print(
            f"| {name} | {result['n']} | {result['strict_f1']} | {result['relaxed_f1']} | {result['value_f1']} | {speed:,.0f} |"
        )
        if args.errors:
            lines = (json.dumps([str(part).replace("\n", " ") for part in error], ensure_ascii=False) for error in errors)
            (args.errors / f"{name.split('/')[-1]}.txt").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
