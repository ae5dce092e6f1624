"""Score geopol.dates on the sets beside the project, and time it; with --peers, other taggers beside it.

usage: python benchmarks/dates.py [SET...] [--errors FOLDER] [--peers] [--write]

A set is a name in ``../shared/data`` (``dates/timebank``, ``gold/dev``). The scorer is ``../shared/tools/score.py`` itself;
besides, the share of gold mentions with a place in the calendar whose first and last day are found exactly. No mode is set for
geopol anywhere. ``--write`` puts the table into benchmarks/dates.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from geopol.dates import almanac, find_in
from geopol.writing import date_to_dict

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
SETS = ("dates/timebank", "dates/aquaint", "dates/wikiwars-train", "gold/dev", "gold/dev-thinktank")
COLUMNS = ("set", "tagger", "strict F1", "relaxed F1", "value F1", "exact intervals", "characters a second")
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


def measure(name: str, score: ModuleType, tagger: Tagger) -> tuple[list[float], list[tuple[Any, ...]]]:
    """Strict, relaxed, value, intervals and characters a second on one set, and every error."""
    gold = score.read(str(SHARED / "data" / f"{name}.jsonl"))
    begun = time.perf_counter()
    tagged = [{"id": row["id"], "paragraphs": [{"dates": tagger(row["text"], row.get("date"))}]} for row in gold]
    seconds = time.perf_counter() - begun
    errors: list[tuple[Any, ...]] = []
    result = score.dates(list(zip(gold, tagged, strict=True)), errors)
    speed = sum(len(row["text"]) for row in gold) / seconds
    return [result["strict_f1"], result["relaxed_f1"], result["value_f1"], intervals(gold, tagged), speed], errors


def main() -> None:
    """Print the table."""
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
    score, lines = scorer(), [HEAD]
    print(HEAD)
    for name in args.sets:
        for who, tagger in taggers.items():
            *scores, speed = (result := measure(name, score, tagger))[0]
            lines.append(f"| {name} | {who} | " + " | ".join(f"{value:.1f}" for value in scores) + f" | {speed:,.0f} |")
            print(lines[-1], flush=True)
            if args.errors and who == "geopol":
                rows = (json.dumps([str(part).replace("\n", " ") for part in error], ensure_ascii=False) for error in result[1])
                (args.errors / f"{name.split('/')[-1]}.txt").write_text("\n".join(rows), encoding="utf-8")
    if args.write:
        page = HERE / "dates.md"
        before, _, after = page.read_text(encoding="utf-8").partition("<!-- table -->")
        tail = after.partition("<!-- /table -->")[2]
        page.write_text(f"{before}<!-- table -->\n" + "\n".join(lines) + f"\n<!-- /table -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
