"""Write the README's table of geopol beside others, from what the other benchmarks measured.

python benchmarks/beside.py

Reads ``dates.json`` and ``countries.json`` of this folder; nothing in the table is typed by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
SETS = {"dates/timebank": "TimeBank", "dates/aquaint": "AQUAINT", "dates/wikiwars-train": "WikiWars"}


def read(name: str) -> dict:
    """One benchmark's figures."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def date_rows() -> list[tuple[str, str, str]]:
    """Value F1 on each set; of the two modes of HeidelTime the better one."""
    rows = []
    for key, name in SETS.items():
        found = {who: figures[2] for who, figures in read("dates")[key].items()}
        others: dict[str, float] = {}
        for who, value in found.items():
            short = who.partition(",")[0]
            if who != "geopol":
                others[short] = max(value, others.get(short, 0.0))
        told = ", ".join(f"{who} {value:.1f}" for who, value in sorted(others.items(), key=lambda pair: -pair[1]))
        rows.append((f"dates: value F1 on {name}", f"{found['geopol']:.1f}", told))
    return rows


def country_row() -> tuple[str, str, str]:
    """Names right and wrong, percent; the rest is silence."""
    found = {who: f"{right:.1f} / {wrong:.1f}" for who, (right, wrong) in read("countries")["tr-news"].items()}
    geopol = found.pop("geopol")
    return (
        "countries: percent of the names of TR-News right / wrong",
        geopol,
        ", ".join(f"{who} {told}" for who, told in found.items()),
    )


def table() -> str:
    """The table, in Markdown."""
    lines = ["| | geopol | others |", "|---|--:|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in [*date_rows(), country_row()])])


def main() -> None:
    """Write the table between its marks."""
    page = README.read_text(encoding="utf-8")
    page = re.sub(r"(?s)(<!-- beside -->\n).*?(\n<!-- /beside -->)", lambda mark: mark[1] + table() + mark[2], page)
    README.write_text(page, encoding="utf-8")
    print(table())


if __name__ == "__main__":
    main()
