"""How often the `countries` step is right on given spans, a table a label: `python benchmarks/countries.py GOLD.jsonl …`."""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

from geopol import countries
from geopol.entities import link_names
from geopol.records import Entity, Passage


def verdicts(path: Path) -> list[tuple[str, str, str]]:
    """Label, verdict and a line to read, for every gold mention with a country key."""
    rows = []
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        gold = json.loads(line)
        text = gold["text"]
        spans = sorted((e for e in gold["entities"] if e["label"] not in ("DATE", "MONEY")), key=lambda e: (e["start"], e["end"]))
        entities = tuple(Entity(text[e["start"] : e["end"]], e["label"], e["start"], e["end"]) for e in spans)
        named = link_names(text, [entities])
        found = countries.resolve([Passage.of(text)], named, title=gold.get("title"), date=gold.get("date"))[0]
        for span, entity, country in zip(spans, entities, found, strict=True):
            if "country" not in span:
                continue
            got, want = country and country.code, span["country"] or None
            verdict = "right" if got == want else "silent" if got is None else "wrong"
            around = " ".join(text[max(0, entity.start - 60) : entity.end + 40].split())
            rows.append((entity.label, verdict, f"{entity.text!r} {want} {got} {country and country.how} | {around}"))
    return rows


def main(paths: list[str]) -> None:
    """Print the tables, and with ``-v`` every mention that is not right."""
    for path in (path for path in paths if path != "-v"):
        rows = verdicts(Path(path))
        print(path)
        for label in [*sorted({label for label, _, _ in rows}), "all"]:
            counts = collections.Counter(verdict for name, verdict, _ in rows if label in (name, "all"))
            shares = "  ".join(
                f"{verdict} {100 * counts[verdict] / counts.total():6.2f} %" for verdict in ("right", "wrong", "silent")
            )
            print(f"  {label:8} {counts.total():6}  {shares}")
        if "-v" in paths:
            print("\n".join(f"  {verdict} {label} {line}" for label, verdict, line in rows if verdict != "right"))


if __name__ == "__main__":
    main(sys.argv[1:])
