"""Copies of earlier articles are marked, not dropped."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
import stub

from geopol import batch
from geopol.duplicates import SIMILAR, Seen, mark

pytest.importorskip("datasketch")

STORY = (
    "The foreign ministers of Chile and Bolivia met in La Paz on Tuesday and agreed to open a second crossing at the border. The "
    "agreement ends a quarrel that began in 2013, when Bolivia took its claim to the sea to the court in "
    "The Hague. Trade between "
    "the two countries reached two billion dollars last year, most of it through the port of Arica. The opposition in Santiago "
    "said that the government had given too much away."
)
OTHER = (
    "Chile and Bolivia will open another border crossing, their top diplomats announced after a day of "
    "talks in the Bolivian seat "
    "of government. Lawyers for both sides had argued in the Netherlands about access to the Pacific. Exporters who use the "
    "northern Chilean harbour welcomed the news, while senators of the right were critical."
)


def copies(*texts) -> list:
    """What each of these texts is marked with: the number of the original, or None."""
    articles = [{"id": str(n), "language": "en", "paragraphs": [{"kind": "body", "text": text}]} for n, text in enumerate(texts)]
    return [one["duplicate"] and int(one["duplicate"]["of"]) for one in mark(articles, Path("/tmp"))]


@pytest.mark.parametrize(
    ("text", "original"),
    [
        (STORY, 0),
        (STORY.upper().replace(" ", "  "), 0),
        (STORY.replace("on Tuesday", "this week"), 0),
        (STORY.rpartition(". The opposition")[0] + ".", 0),
        ("LA PAZ (AP) - " + STORY, 0),
        (OTHER, None),
        ("Talks failed.", None),
        (STORY[: len(STORY) // 2], None),
    ],
)
def test_the_same_story_is_found(text, original):
    """Another dateline, a word, a paragraph less; another author's report of the same event is no copy."""
    assert copies(STORY, text) == [None, original]


def test_five_syndicated_copies_have_one_original():
    """All are marked with the first, wherever they stand."""
    edits = [
        STORY,
        OTHER,
        STORY.replace("Tuesday", "Monday"),
        "Short.",
        STORY,
        STORY + " Reuters.",
        "Short.",
        STORY.replace("Arica", "Iquique"),
    ]
    assert copies(*edits) == [None, None, 0, None, 0, 0, 3, 0]


def test_real_articles_are_not_copies_of_each_other(shared):
    """Of 400 releases with their copies, cut and changed, all copies are found and at most those are "
    "marked that are near-copies."""
    with gzip.open(shared / "data" / "text" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [text for line, _ in zip(lines, range(400), strict=False) if len(text := json.loads(line)["text"]) > 800]
    chance = random.Random(3)

    def changed(text):
        words = text.split()
        for _ in range(len(words) // 50):
            words[chance.randrange(len(words))] = "changed"
        return " ".join(words[len(words) // 20 :])

    found = copies(*texts, *map(changed, texts))
    originals = {n for n, of in enumerate(found[: len(texts)]) if of is None}
    assert len(originals) > 0.9 * len(texts)  # the department does publish nearly the same twice
    assert sum(of is not None for of in found[len(texts) :]) > 0.97 * len(texts)
    assert all(of == n for n, of in enumerate(found[len(texts) :]) if n in originals and of is not None and of == n)


def test_a_run_marks_its_copies(tmp_path, monkeypatch):
    """The key stands on every article of such a run; nothing is dropped, and no index is left."""
    monkeypatch.chdir(tmp_path)
    Path("t.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (STORY, OTHER, STORY + " Reuters.")))
    summary = batch.run_to(stub.tagger(), batch.Job(batch.plan(["t.jsonl"])), batch.Target(Path("tags.jsonl"), duplicates=True))
    rows = [json.loads(line) for line in Path("tags.jsonl").read_bytes().splitlines()]
    assert [row["duplicate"] and row["duplicate"]["of"] for row in rows] == [None, None, "t.jsonl#1"]
    assert SIMILAR <= rows[2]["duplicate"]["similarity"] < 1
    assert summary.duplicates == 1
    assert {path.name for path in Path().iterdir()} == {"t.jsonl", "tags.jsonl", "tags.manifest.json"}


def test_the_index_is_no_memory(tmp_path):
    """What is seen lies in a file, which is gone afterwards."""
    seen = Seen(tmp_path)
    for number in range(2000):
        words = random.Random(number)
        seen.look(str(number), " ".join(str(words.randrange(10_000)) for _ in range(60)))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.sqlite")) > 500_000
    seen.close()
    assert not list(tmp_path.iterdir())
