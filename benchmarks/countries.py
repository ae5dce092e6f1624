"""How often the `countries` step is right on given spans, and what it costs.

python benchmarks/countries.py GOLD.jsonl …           a table a label; -v shows every mention that is not right
python benchmarks/countries.py --scores GOLD.jsonl …  how often each rung is right, written to the table's scores.toml
python benchmarks/countries.py --peers GOLD.jsonl …   geopol and others that are installed, written to countries.json
python benchmarks/countries.py --speed FILE …         its part of the time of `geopol tag`
"""

from __future__ import annotations

import argparse
import collections
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geopol
from geopol import countries
from geopol.entities import link_names
from geopol.reading import Source, discover, read
from geopol.records import Document, Entity, Passage

RESULTS = Path(__file__).with_name("countries.json")
SCORES = Path(countries.__file__).parent / "data" / "scores.toml"


class Row(NamedTuple):
    """One gold mention with a country key, and what came of it."""

    label: str
    how: str
    verdict: str
    line: str


def rows(path: Path, open_too: bool = False) -> Iterator[Row]:
    """Every gold mention with a country key; with ``open_too`` also those without, which belong to no one state."""
    for gold in map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n"))):
        text = gold["text"]
        spans = sorted((e for e in gold["entities"] if e["label"] not in ("DATE", "MONEY")), key=lambda e: (e["start"], e["end"]))
        entities = tuple(Entity(text[e["start"] : e["end"]], e["label"], e["start"], e["end"]) for e in spans)
        named = link_names(text, [entities])
        found = countries.resolve([Passage.of(text)], named, title=gold.get("title"), date=gold.get("date"))[0]
        for span, entity, country in zip(spans, entities, found, strict=True):
            if "country" in span or open_too:
                got, want, how = country and country.code, span.get("country"), country.how if country else ""
                verdict = "right" if got == want else "silent" if got is None else "wrong"
                around = " ".join(text[max(0, entity.start - 60) : entity.end + 40].split())
                yield Row(entity.label, how, verdict, f"{entity.text!r} {want} {got} {how} | {around}")


def quality(paths: list[Path], verbose: bool) -> None:
    """Print a table a file, a row a label."""
    for path in paths:
        found = list(rows(path))
        print(path)
        for label in [*sorted({row.label for row in found}), "all"]:
            counts = collections.Counter(row.verdict for row in found if label in (row.label, "all"))
            shares = (f"{verdict} {100 * counts[verdict] / counts.total():6.2f} %" for verdict in ("right", "wrong", "silent"))
            print(f"  {label:8} {counts.total():6}  {'  '.join(shares)}")
        if verbose:
            print("\n".join(f"  {row.verdict} {row.label} {row.line}" for row in found if row.verdict != "right"))


def scores(paths: list[Path]) -> None:
    """Write how often each rung is right; a rung that was asked seldom is trusted less (one more right, one more wrong)."""
    counts = collections.Counter(
        (row.how, row.verdict == "right") for path in paths for row in rows(path, open_too=True) if row.how
    )
    hows = sorted({how for how, _ in counts})
    shares = {how: (counts[how, True] + 1) / (counts[how, True] + counts[how, False] + 2) for how in hows}
    lines = [
        "# How often each rung of the ladder is right, on annotated text: `python benchmarks/countries.py --scores GOLD.jsonl`."
    ]
    lines += [f"{how} = {share:.3f}" for how, share in shares.items()]
    SCORES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def peers(paths: list[Path]) -> None:
    """Write percent right and wrong of geopol, which reads the article, and of others, which are asked for the name alone."""
    from peers import installed_countries

    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for path in paths:
        found = collections.Counter(row.verdict for row in rows(path))
        kept = results.setdefault(path.stem, {})
        kept["geopol"] = [round(100 * found[verdict] / found.total(), 1) for verdict in ("right", "wrong")]
        gold = [
            (row["text"][entity["start"] : entity["end"]], entity["country"])
            for row in map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n")))
            for entity in row["entities"]
            if entity.get("country")
        ]
        for who, ask in installed_countries().items():
            answers = {name: ask(name) for name in {name for name, _ in gold}}
            right = sum(answers[name] == code for name, code in gold)
            wrong = sum(answers[name] not in (code, None) for name, code in gold)
            kept[who] = [round(100 * count / len(gold), 1) for count in (right, wrong)]
        print(path.stem, kept)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def speed(paths: list[Path]) -> None:
    """Print the time of `geopol tag`, and how much of it the functions of the `countries` step take."""
    spent: collections.Counter[str] = collections.Counter()

    def timed(name: str) -> Callable[..., Any]:
        inner = getattr(countries, name)

        def outer(*args: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return inner(*args, **options)
            finally:
                spent[name] += time.perf_counter() - start

        return outer

    sources = (source for source in discover(list(map(str, paths))) if isinstance(source, Source))
    documents = [item for source in sources for item in read(source) if isinstance(item, Document)]
    tagger = geopol.load()
    for document in documents[:10]:  # tables are read and patterns made at first use
        tagger.tag(document.text)
    for name in ("find", "mend", "resolve", "focus"):
        setattr(countries, name, timed(name))
    start = time.perf_counter()
    words = sum(len(document.text.split()) for document in documents)
    for _ in tagger.pipe(documents):
        pass
    total = time.perf_counter() - start
    for name, seconds in [*sorted(spent.items()), ("all of it", sum(spent.values()))]:
        print(f"  {name:10} {seconds:7.2f} s  {100 * seconds / total:5.2f} %")
    print(f"  geopol tag {total:7.2f} s  {len(documents)} documents, {words:,} words, {words / total:,.0f} words a second")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--scores", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    if args.scores:
        scores(args.paths)
    elif args.peers:
        peers(args.paths)
    elif args.speed:
        speed(args.paths)
    else:
        quality(args.paths, args.verbose)


if __name__ == "__main__":
    main()
