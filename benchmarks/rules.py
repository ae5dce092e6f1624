"""Measure names by rule, group by group, beside a model: what earns a group its force in `pipeline/geopol/entities/data/`.

    python benchmarks/rules.py ../shared/data/gold/train.jsonl corpus/articles [--model models/entities]

For each group: how many names it finds and how many are right; how many of those the model did not see at all; and where the
model had something else, how often the rule was right and how often the model ("longer": the rule's span holds the model's,
"label": the same span, "across": all else). A model that has learnt from the texts flatters itself: give one that has not.
Texts that label only some kinds count for those.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from geopol.corpus import read_labelled
from geopol.entities import find, load
from geopol.gold import GoldText, read_gold
from geopol.models import shipped
from geopol.records import Passage

Labelled = tuple[int, int, str]
EDGE = " \t\r\n.,;:!?'\"`()[]-–—‘’“”"


def texts(paths: list[str]) -> Iterator[GoldText]:
    """Labelled texts of tables and folders of articles."""
    for path in paths:
        yield from read_gold([path]) if path.endswith(".jsonl") else read_labelled([path])


def edge(text: str, start: int, end: int, label: str) -> Labelled:
    """A span as the project's scorer compares it: without edge punctuation and leading article."""
    while end > start and text[end - 1] in EDGE:
        end -= 1
    while start < end and text[start] in EDGE:
        start += 1
    if text[start:end].lower().startswith("the "):
        start += 4
    return start, end, label


def views(gold: set[Labelled], model: set[Labelled], rule: Labelled, count: Counter[str]) -> None:
    """Count one name by rule."""
    right = rule in gold
    over = [one for one in model if one[0] < rule[1] and rule[0] < one[1]]
    count.update({"n": 1, "right": right})
    if rule in over:
        return
    within = all(rule[0] <= one[0] and one[1] <= rule[1] for one in over)
    kind = "new" if not over else "across" if not within else "label" if over[0][:2] == rule[:2] else "longer"
    count.update({kind: 1, f"{kind} right": right, f"{kind} was": sum(one in gold for one in over)})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="labelled texts: .jsonl tables, folders of articles")
    parser.add_argument("--model", default=str(shipped("entities")), help="the entity pipeline to stand beside")
    args = parser.parse_args()
    finder = load(args.model)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts(args.paths):
        passages = [Passage.of(text.text)]
        gold = {edge(text.text, one.start, one.end, one.label) for one in text.entities or ()}
        model = {edge(text.text, one.start, one.end, one.label) for one in finder.find(passages)[0]}
        for ruled in find(passages)[0]:
            if text.entities is not None and (text.cover is None or ruled.group.label in text.cover):
                rule = edge(text.text, ruled.entity.start, ruled.entity.end, ruled.group.label)
                views(gold, model, rule, counts[f"{ruled.group.name} ({ruled.group.force})"])
    print(f"{'group (force)':34}{'n':>6}{'right':>8}{'new':>12}{'longer':>14}{'label':>14}{'across':>14}")
    for name, count in sorted(counts.items()):
        cells = [f"{count[f'{kind} right']}/{count[f'{kind} was']} of {count[kind]}" for kind in ("longer", "label", "across")]
        new = f"{count['new right']} of {count['new']}"
        print(
            f"{name:34}{count['n']:6}{100 * count['right'] / count['n']:7.1f}%{new:>12}"
            + "".join(f"{cell:>14}" for cell in cells)
        )


if __name__ == "__main__":
    main()
