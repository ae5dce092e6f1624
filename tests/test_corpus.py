"""The corpus: its form, its balance, and that nothing in it is told twice."""

from __future__ import annotations

import collections
import itertools
import re
import runpy
from pathlib import Path

import pytest

from geopol.corpus import read_corpus
from geopol.errors import InputError
from geopol.headed import read_article
from geopol.marks import read_marks, write_marks
from geopol.models import read_meta, shipped
from geopol.themes.codebook import read_codebook

CORPUS = Path(__file__).parents[1] / "corpus"
ARTICLES = sorted((CORPUS / "articles").glob("*.md"))
REPORTS = sorted((CORPUS / "news").glob("*.md"))
VOICES = {"encyclopedia", "news", "thinktank", "communique", "parliament", "briefing"}
HEAD = "---\ntitle: A title\ndate: 2020-01-01\n---\n\n"


@pytest.fixture(scope="module")
def paragraphs():
    """All labelled paragraphs."""
    return read_corpus([CORPUS / "articles"])


def test_every_theme_is_well_covered(paragraphs):
    """At least 180 articles and 2,000 paragraphs; 200 of each theme that the shipped model has learnt and 400 that hold none."""
    counts = collections.Counter(paragraph.theme for paragraph in paragraphs)
    assert len(ARTICLES) >= 180
    assert counts.total() >= 2000
    assert counts["other"] >= 400
    assert {theme: counts[theme] for theme in read_meta(shipped("themes"))["labels"] if counts[theme] < 200} == {}


def test_every_theme_of_the_codebook_can_be_learnt(paragraphs):
    """Each stands in two articles at least, a new one too, and no paragraph has a theme that is not in the codebook."""
    themes = {theme.id for theme in read_codebook().themes}
    found = collections.Counter(theme for theme, _ in {(paragraph.theme, paragraph.document) for paragraph in paragraphs})
    assert set(found) == themes
    assert {theme: count for theme, count in found.items() if count < 2} == {}
    assert themes >= set(read_meta(shipped("themes"))["labels"])


def test_every_voice_is_heard():
    """About a third each of encyclopedia, news agency and think tank; the other three voices besides."""
    voices = collections.Counter(
        re.search(r"^voice: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in ARTICLES
    )
    assert set(voices) == VOICES
    assert all(voices[voice] >= 0.25 * len(ARTICLES) for voice in ("encyclopedia", "news", "thinktank"))


def test_the_datasheet_has_the_counts():
    """What corpus/README.md says is in the folder is what the script counts there."""
    script = runpy.run_path(str(CORPUS.parent / "benchmarks" / "corpus.py"))
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert script["counts"]() in page, "the corpus has changed: python benchmarks/corpus.py"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_has_its_form(path):
    """Front matter with title, date, region and voice; further themes are known and not the primary one."""
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert set(fields) == {"title", "date", "region", "voice"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields["date"])
    assert fields["voice"] in VOICES
    known = {theme.id for theme in read_codebook().themes}
    for paragraph in read_article(path):
        assert {paragraph.theme, *paragraph.also} <= known
        assert paragraph.theme not in paragraph.also
        assert "other" not in paragraph.also
        assert 15 <= len(paragraph.text.split()) <= 250, paragraph.text[:60]
        assert paragraph.entities is not None, "an article has a table of marks beside it"
        assert not re.search(r"[{}|]", paragraph.text), paragraph.text[:60]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_has_its_form(path):
    """Front matter that says that it has no themes; every paragraph is marked, most with several mentions."""
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert set(fields) == {"title", "date", "region", "voice", "themes"}
    assert fields["themes"] == "none"
    assert fields["voice"] in {"news", "defence", "thinktank", "briefing", "commentary"}
    paragraphs = read_article(path)
    assert all(paragraph.theme is None and paragraph.entities is not None for paragraph in paragraphs)
    assert sum(len(paragraph.entities) for paragraph in paragraphs) >= 4 * len(paragraphs)


def test_reports_are_rich_in_rare_labels():
    count = collections.Counter(entity.label for path in REPORTS for text in read_article(path) for entity in text.entities)
    assert {label for label in ("EVENT", "FAC", "LAW", "WEAPON") if count[label] < 400} == set(), count


def test_nothing_is_told_twice(paragraphs):
    """No two paragraphs share more than eight runs of four words, and no two begin with the same three."""
    paragraphs = [*paragraphs, *(text for path in REPORTS for text in read_article(path))]
    runs: dict[tuple[str, ...], list[int]] = collections.defaultdict(list)
    openings: dict[tuple[str, ...], int] = {}
    for number, paragraph in enumerate(paragraphs):
        words = re.findall(r"\w+", paragraph.text.lower())
        other = openings.setdefault(tuple(words[:3]), number)
        assert other == number, (paragraphs[other].text[:80], paragraph.text[:80])
        for run in set(zip(words, words[1:], words[2:], words[3:], strict=False)):
            runs[run].append(number)
    shared = collections.Counter(pair for found in runs.values() for pair in itertools.combinations(found, 2))
    assert all(count <= 8 for count in shared.values()), [
        (paragraphs[a].text[:80], paragraphs[b].text[:80]) for a, b in shared if shared[a, b] > 8
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no front matter", "front matter"),
        (HEAD + "A paragraph.\n", "before the first heading"),
        (HEAD + "## No theme\n\nA paragraph.\n", "names no theme"),
    ],
)
def test_what_breaks_the_form_is_named(tmp_path, text, message):
    """File, line and what is wanted."""
    (tmp_path / "bad.md").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_corpus([tmp_path])


def test_bullets_and_further_themes(tmp_path):
    """A line of further themes holds for one paragraph, and a bullet is a paragraph."""
    (tmp_path / "a.md").write_text(
        HEAD + "## H {economy}\n\n{also: military, history}\nOne.\n\n- Two.\n- Three.\n", encoding="utf-8"
    )
    found = [(p.text, p.theme, p.also) for p in read_corpus([tmp_path])]
    assert found[0] == ("One.", "economy", ("military", "history"))
    assert [text for text, _, _ in found[1:]] == ["Two.", "Three."]
    assert all(also == () for _, _, also in found[1:])


MARKED = HEAD + "## H {economy}\n\nOre from Surigao reached Fujian this week, and Fujian paid.\n\nIn 2024 NATO met.\n"
TABLE = """# 1 Ore from Surigao reached
Surigao\tGPE\tPHL
Fujian\tGPE\tCHN\t+1

# 2 In 2024 NATO met.
2024\tDATE\t2024
NATO\tORG
"""


@pytest.fixture
def marked(tmp_path):
    """An article with a table of marks."""
    path = tmp_path / "a.md"
    path.write_text(MARKED, encoding="utf-8")
    path.with_suffix(".tsv").write_text(TABLE, encoding="utf-8")
    return path


def test_marks_stand_beside_an_article(marked):
    """A mention is the next place where its words stand whole, or one behind it; writing them gives the same table."""
    rows = read_article(marked)
    found = [[(row.text[e.start : e.end], e.label, e.country, e.value) for e in row.entities] for row in rows]
    assert found == [
        [("Surigao", "GPE", "PHL", None), ("Fujian", "GPE", "CHN", None)],
        [("2024", "DATE", None, "2024"), ("NATO", "ORG", None, None)],
    ]
    assert rows[0].entities[1].start == rows[0].text.rindex("Fujian")
    assert write_marks(rows) == TABLE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# 1 Ore", "# 2 Ore", "line 1: block 2 stands where block 1 of 2 belongs"),
        ("# 1 Ore from", "# 1 Ore of", "opens 'Ore of Surigao reached', its paragraph 'Ore from Surigao reached'"),
        ("Surigao\tGPE", "Surigao\tCITY", "line 2: 'Surigao' has the label 'CITY'; allowed are PERSON, NORP"),
        ("GPE\tPHL", "GPE\tPH", "the country 'PH'; needed is a code of three letters"),
        ("2024\tDATE\t2024", "2024\tDATE", "a DATE has a value"),
        ("NATO\tORG", "SEATO\tORG", "line 7: 'SEATO' is not in the paragraph behind"),
        ("\n\n# 2 In 2024 NATO met.\n2024\tDATE\t2024\nNATO\tORG", "", "1 blocks of marks for 2 paragraphs"),
        ("# 1 Ore from Surigao reached\n", "", "a mention stands before the first block"),
    ],
)
def test_marks_that_do_not_fit_are_named(marked, old, new, message):
    """File, line, the value that was met and what is allowed."""
    path = marked.with_suffix(".tsv")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        read_marks(path, read_article(marked.rename(marked.with_name("b.md"))))
