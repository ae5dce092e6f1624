"""Score geopol.dates on the sets beside the project, and time it; with --peers, other taggers beside it.

usage: python benchmarks/dates.py [SET...] [--errors FOLDER] [--peers] [--write]

A set is a name in ``../shared/data`` (``dates/timebank``, ``gold/dev``). The scorer is ``../shared/tools/score.py`` itself;
besides, the share of gold mentions with a place in the calendar whose first and last day are found exactly. No mode is set for
geopol anywhere. ``--write`` keeps the figures in benchmarks/dates.json, beside those of peers measured before, and writes the
table of benchmarks/dates.md from it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from geopol.dates import almanac, find_in
from geopol.writing import date_to_dict

HERE = Path(__file__).parent
RESULTS, PAGE = HERE / "dates.json", HERE / "dates.md"
SHARED = HERE.parents[1] / "shared"
SETS = ("dates/timebank", "dates/aquaint", "dates/wikiwars-train", "gold/dev", "gold/dev-thinktank")
COLUMNS = ("set", "tagger", "strict F1", "relaxed F1", "value F1", "exact intervals", "characters a CPU second")
HEAD = f"| {' | '.join(COLUMNS)} |\n|---|---|--:|--:|--:|--:|--:|"
Tagger = Callable[[str, str | None], list[dict[str, Any]]]


def scorer() -> ModuleType:
    """The referee, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer under {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def geopol_dates(text: str, date: str | None) -> list[dict[str, Any]]:
    """geopol's own dates, as ``geopol tag`` writes them."""
    return [date_to_dict(found) for found in find_in(text, anchor=date)]


def days(mention: dict[str, Any]) -> tuple[str, str] | None:
    """First and last day of a mention: its own, else those that its value names."""
    if mention.get("earliest"):
        return mention["earliest"], mention["latest"]
    found = almanac.stretch(mention.get("value") or "")
    return (str(found.first), str(found.last)) if found else None


def intervals(gold: list[dict[str, Any]], tagged: list[dict[str, Any]]) -> float:
    """Percentage of gold mentions with a place in the calendar that have the same first and last day."""
    right = total = 0
    for row, output in zip(gold, tagged, strict=True):
        timeml = any("type" in entity for entity in row["entities"])
        found = [end for date in output["paragraphs"][0]["dates"] for end in ((timeml and date.get("parts")) or [date])]
        for entity in row["entities"]:
            wanted = days({"value": entity.get("value")}) if entity["label"] == "DATE" else None
            if wanted:
                over = [date for date in found if date["start"] < entity["end"] and entity["start"] < date["end"]]
                exact = [date for date in over if (date["start"], date["end"]) == (entity["start"], entity["end"])]
                total += 1
                right += any(days(date) == wanted for date in (exact or over)[:1])
    return 100 * right / max(1, total)


def spent() -> float:
    """Seconds of processor time so far, those of ended child processes with them: it counts the same on a busy machine."""
    return sum(os.times()[:4])


def measure(name: str, score: ModuleType, tagger: Tagger) -> tuple[list[float], list[tuple[Any, ...]]]:
    """Strict, relaxed, value, intervals and characters a second on one set, and every error."""
    gold = score.read(str(SHARED / "data" / f"{name}.jsonl"))
    begun = spent()
    tagged = [{"id": row["id"], "paragraphs": [{"dates": tagger(row["text"], row.get("date"))}]} for row in gold]
    seconds = spent() - begun
    errors: list[tuple[Any, ...]] = []
    result = score.dates(list(zip(gold, tagged, strict=True)), errors)
    speed = sum(len(row["text"]) for row in gold) / seconds
    return [result["strict_f1"], result["relaxed_f1"], result["value_f1"], intervals(gold, tagged), speed], errors


def line(name: str, who: str, figures: list[float]) -> str:
    """One row of the table."""
    *scores, speed = figures
    return f"| {name} | {who} | " + " | ".join(f"{value:.1f}" for value in scores) + f" | {speed:,.0f} |"


def table(results: dict[str, dict[str, list[float]]]) -> str:
    """The table of benchmarks/dates.md."""
    return "\n".join([HEAD, *(line(name, who, found[who]) for name, found in results.items() for who in found)])


def keep(name: str, who: str, figures: list[float]) -> None:
    """Put one row into benchmarks/dates.json and the table that is written from it."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results.setdefault(name, {})[who] = [round(figure, 2) for figure in figures]
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split("<!-- table -->")[0], page.split("<!-- /table -->")[1]
    PAGE.write_text(f"{before}<!-- table -->\n{table(results)}\n<!-- /table -->{after}", encoding="utf-8")


def main() -> None:
    """Measure and print, a row a set and tagger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--errors", type=Path, help="folder for a list of every error of geopol's, one file a set")
    parser.add_argument("--peers", action="store_true", help="run the other taggers that are installed")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/dates.md")
    args = parser.parse_args()
    taggers: dict[str, Tagger] = {"geopol": geopol_dates}
    if args.peers:
        from peers import installed

        taggers |= installed()
    find_in("warm up 1990")
    score = scorer()
    for name in args.sets:
        for who, tagger in taggers.items():
            figures, errors = measure(name, score, tagger)
            print(line(name, who, figures), flush=True)
            if args.errors and who == "geopol":
                rows = (json.dumps([str(part).replace("\n", " ") for part in error], ensure_ascii=False) for error in errors)
                (args.errors / f"{name.split('/')[-1]}.txt").write_text("\n".join(rows), encoding="utf-8")
            if args.write:
                keep(name, who, figures)


if __name__ == "__main__":
    main()
