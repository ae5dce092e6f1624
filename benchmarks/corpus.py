"""Count what is in the corpus and write it into corpus/README.md: ``python benchmarks/corpus.py``."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from geopol.gold import GoldText
from geopol.headed import read_article
from geopol.themes import read_codebook

CORPUS = Path(__file__).parents[1] / "corpus"
PAGE = CORPUS / "README.md"
BEGIN, END = "<!-- counts -->\n", "<!-- /counts -->"


def counts(folder: Path = CORPUS) -> str:
    """What stands between the marks of the page: paragraphs by theme, articles by voice and region, mentions by label."""
    articles = sorted((folder / "articles").glob("*.md"))
    paragraphs = [paragraph for path in articles for paragraph in read_article(path)]
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    voices, regions = (_fronts(articles, field) for field in ("voice", "region"))
    return (
        f"\n{len(articles)} articles, {len(paragraphs):,} labelled paragraphs, {words:,} words.\n\n"
        f"{_themes(paragraphs)}\nVoices: {voices}. Regions: {regions}.\n\n{_labels(paragraphs)}\n"
    )


def _themes(paragraphs: list[GoldText]) -> str:
    first = Counter(paragraph.theme for paragraph in paragraphs)
    further = Counter(theme for paragraph in paragraphs for theme in paragraph.also)
    rows = [(f"`{theme.id}`", first[theme.id], further[theme.id]) for theme in read_codebook().themes]
    lines = [f"| {name} | {main} | {also} |\n" for name, main, also in (*rows, ("all", first.total(), further.total()))]
    return "| theme | paragraphs | as a further theme |\n|---|--:|--:|\n" + "".join(lines)


def _fronts(articles: list[Path], field: str) -> str:
    """What the articles' front matter says of a field, each with its number, the most frequent first."""
    found = Counter(re.search(rf"^{field}: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in articles)
    return ", ".join(f"{name} {count}" for name, count in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _labels(paragraphs: list[GoldText]) -> str:
    found = Counter(mention.label for paragraph in paragraphs for mention in paragraph.entities or ())
    return "| label | mentions |\n|---|--:|\n" + "".join(f"| `{label}` | {count:,} |\n" for label, count in found.most_common())


if __name__ == "__main__":
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{counts()}{END}{rest.split(END)[1]}", encoding="utf-8")
