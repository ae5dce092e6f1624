"""Tables and plots of benchmarks/speed.py."""

from __future__ import annotations

import json
import re
import statistics
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS, PAGE, README = HERE / "speed.json", HERE / "speed.md", HERE.parent / "README.md"
WHOLE, SMALL, NER, FLOOR = "geopol, files to JSON lines", "small English shape", "default NER alone", "tokenizer alone"
STEPS = ("reading", "paragraphs", "entities", "names by rule", "dates", "countries", "themes", "writing")
Result = dict[str, Any]


def rate(result: Result, name: str) -> float:
    """Words a second: the median of the slices."""
    return statistics.median(words / spent for words, spent in zip(result["words"], result["seconds"][name], strict=True))


def ratio(result: Result, name: str) -> float:
    """How many times as fast as a contender geopol is: the median of the slices."""
    pairs = zip(result["seconds"][name], result["seconds"][WHOLE], strict=True)
    return statistics.median(theirs / ours for theirs, ours in pairs)


def tables(result: Result) -> str:
    """All tables as Markdown."""
    return "\n\n".join(filter(None, (contenders(result), step_table(result), start(result), jobs(result), growth(result))))


def contenders(result: Result) -> str:
    """geopol beside the others."""
    lines = ["| one core | words a second | geopol is so many times as fast |", "|---|--:|--:|"]
    for name in (WHOLE, SMALL, NER, FLOOR):
        times = "" if name == WHOLE else f"{ratio(result, name):.2f}"
        lines.append(f"| {name} | {rate(result, name):,.0f} | {times} |")
    return "\n".join(lines)


def step_table(result: Result) -> str:
    """Each step alone."""
    lines = ["| step alone | words a second | % of the whole |", "|---|--:|--:|"]
    lines += [f"| {name} | {rate(result, name):,.0f} | {100 / ratio_to_whole(result, name):.0f} |" for name in STEPS]
    return "\n".join(lines)


def ratio_to_whole(result: Result, name: str) -> float:
    """How many times a step goes into the whole."""
    return statistics.median(a / b for a, b in zip(result["seconds"][WHOLE], result["seconds"][name], strict=True))


def start(result: Result) -> str:
    """Cold starts, as processor seconds and against importing spaCy."""
    base = result["cold"]["import spacy"]
    lines = ["| cold start | processor seconds | against `import spacy` |", "|---|--:|--:|"]
    lines += [f"| {name} | {spent:.2f} | {spent / base:.2f} |" for name, spent in result["cold"].items()]
    return "\n".join(lines)


def jobs(result: Result) -> str:
    """Processes, memory and sizes."""
    found, sizes = result["processes"], result["sizes"]
    lines = [
        "| processes | words a second by the clock | processor seconds | peak memory of the first, MB |",
        "|---|--:|--:|--:|",
    ]
    lines += [f"| {n} | {found[f'words {n}']:,.0f} | {found[f'cpu {n}']:.1f} | {found[f'peak {n}']:.0f} |" for n in (1, 2)]
    models = ", ".join(f"{name} {megabytes:.1f} MB" for name, megabytes in sizes.items())
    return "\n".join(lines) + f"\n\nThe machine's load was {found['load']:.1f} when that began. Models: {models}."


def growth(result: Result) -> str:
    """Cost by size of the input."""
    if not result["growth"]:
        return ""
    first = result["cold"]["geopol tag, one file"]
    lines = ["| words | processor seconds | of them behind the start, a million words | peak memory, MB |", "|--:|--:|--:|--:|"]
    for row in result["growth"]:
        rest = max(0.0, row["cpu"] - first) / row["words"] * 1e6
        lines.append(f"| {row['words']:,} | {row['cpu']:.1f} | {rest:.1f} | {row['peak']:.0f} |")
    return "\n".join(lines)


def short(result: Result) -> str:
    """The README's lines."""
    return "\n".join(
        [
            "| beside | geopol end to end is |",
            "|---|---|",
            f"| a pipeline of the small English model's shape | {ratio(result, SMALL):.1f} times as fast |",
            f"| spaCy's default NER alone | {ratio(result, NER):.1f} times as fast |",
            f"| spaCy's tokenizer alone | {1 / ratio(result, FLOOR):.0f} times as slow |",
        ]
    )


def write(result: Result) -> None:
    """Keep the figures, and put tables and plots where they are read."""
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    fill(PAGE, tables(result))
    fill(README, short(result))
    draw(result)


def fill(page: Path, text: str) -> None:
    """Put a text between the ``speed`` marks of a page."""
    pattern = re.compile(r"(?<=<!-- speed -->\n).*?(?=\n<!-- /speed -->)", re.DOTALL)
    page.write_text(pattern.sub(lambda _: text, page.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def draw(result: Result) -> None:
    """The plots: words a second of all, where geopol's time goes, and the curve of quality against speed."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    mpl.rcParams["svg.hashsalt"] = "geopol"
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 3.2), layout="constrained")
    names = [FLOOR, WHOLE, NER, SMALL]
    left.barh(names[::-1], [rate(result, name) for name in names[::-1]], color=["#999", "#999", "#1f77b4", "#ccc"])
    left.set(xscale="log", xlabel="words a second, one core", title="Beside spaCy")
    right.barh(STEPS[::-1], [100 / ratio_to_whole(result, name) for name in STEPS[::-1]], color="#1f77b4")
    right.set(xlabel="% of the time end to end", title="Where geopol's time goes")
    figure.savefig(HERE / "speed.svg", metadata={"Date": None})
    pyplot.close(figure)
    curve(pyplot)


def curve(pyplot: Any) -> None:
    """F1 against speed, of the shapes of the recogniser's network in entities.json, where it has them."""
    file = HERE / "entities.json"
    rows = json.loads(file.read_text(encoding="utf-8")).get("shapes", []) if file.exists() else []
    if not rows:
        return
    figure, plot = pyplot.subplots(figsize=(5.5, 3.6), layout="constrained")
    plot.scatter([row["words"] for row in rows], [row["f1"] for row in rows])
    for row in rows:
        plot.annotate(row["name"], (row["words"], row["f1"]), textcoords="offset points", xytext=(5, 4), fontsize=8)
    plot.set(xlabel="words a second of the recogniser, one core", ylabel="entities: strict F1", title="F1 against speed")
    figure.savefig(HERE / "speed-f1.svg", metadata={"Date": None})
    pyplot.close(figure)
