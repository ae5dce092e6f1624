"""Two runs side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from geopol.comparing import compare
from geopol.comparing.statistics import alpha, kappa, weighed_alpha
from geopol.errors import InputError
from geopol.records import Article, Date, Entity, Paragraph, Reason
from geopol.writing import to_json


def paragraph(index, theme, score=0.9, **more):
    """A body paragraph of ten characters."""
    start = 20 * index
    text = f"text {index:05}"
    facts = {
        "scores": {theme: score, "other": round(1 - score, 3)},
        "status": "ok",
        "why": (Reason(f"“{theme}”", 0.5), Reason("low", -0.1)),
    }
    return Paragraph(index, "body", start, start + 10, None, text, theme, **{**facts, **more})


def article(paragraphs, name="a", fingerprint="sha256:1"):
    """An article of paragraphs."""
    return Article(name, None, None, 9999, {}, (), (None, None), "news", tuple(paragraphs), "0.1.0", fingerprint)


def write(folder, name, *articles):
    """A file of tags."""
    (folder / name).write_bytes(b"".join(map(to_json, articles)))
    return folder / name


# Letters of two coders, Cohen's kappa and Krippendorff's alpha, worked out by hand.
TABLES = [
    ("aabb", "aabb", 1.0, 1.0),
    ("aabb", "bbaa", -1.0, -0.75),
    ("abababab", "aabbaabb", 0.0, 0.0625),
    # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section A: ten things of two kinds, 0.095.
    ("0100000000", "1110010010", 0.2, 0.095),
]


@pytest.mark.parametrize(("first", "second", "k", "a"), TABLES)
def test_the_statistics_are_those_of_the_books(first, second, k, a):
    """Kappa and alpha by hand, and Krippendorff's own example."""
    pairs = list(zip(first, second, strict=True))
    assert alpha(pairs) == pytest.approx(a, abs=0.001)
    assert weighed_alpha([(frozenset(x), frozenset(y)) for x, y in pairs]) == pytest.approx(a, abs=0.001)
    assert kappa(pairs) == pytest.approx(k, abs=0.001)


def test_no_statistic_where_all_is_of_one_kind():
    """Chance explains everything there: the statistic has no value, and is not taken for 0 or 1."""
    assert (kappa([("a", "a")] * 3), alpha([("a", "a")] * 3)) == (None, None)


def test_what_differs_is_told_with_the_reasons(tmp_path):
    """Counts, the confused, mentions of one alone, and the paragraph widest apart first."""
    one = [paragraph(0, "history"), paragraph(1, "history", 0.6), paragraph(2, "economy"), paragraph(3, "military")]
    entity = Entity("text", "ORG", 0, 4, "FRA", "text")
    date = Date("00000", 5, 10, "DATE", "1999")
    one[0] = replace(one[0], entities=(entity,), dates=(date,))
    two = [paragraph(0, "history"), paragraph(1, "economy", 0.6), paragraph(2, "military"), paragraph(4, "military")]
    two[0] = replace(two[0], entities=(replace(entity, country="DEU"), Entity("00000", "LAW", 5, 10)), dates=(date,))
    found = compare(write(tmp_path, "a", article(one)), write(tmp_path, "b", article(two, fingerprint="sha256:2")))
    assert found.paragraphs == {"both": 3, "first": 1, "second": 1}
    assert found.themes["agree"] == 33.33
    assert found.confused == {"economy → military": 1, "history → economy": 1}
    assert found.per_theme["history"] == (2, 1, 1, 66.67)
    assert found.mentions == {"entities": (1, 0, 1, 66.67, 0.0), "dates": (1, 0, 0, 100.0, 100.0)}
    assert [(one.index, one.doubt) for one in found.differences] == [(2, 1.8), (1, 1.2)]
    assert found.differences[0].first == ("economy", 0.9, ("“economy”",))
    assert found.fingerprints == (("sha256:1",), ("sha256:2",))


def test_a_run_agrees_with_itself(tagger, tmp_path):
    """Alpha, kappa and F1 of the same tags are full."""
    tagged = tagger.tag("In 1939 Germany attacked Poland with tanks.\n\nExports of coal grew by 12 percent, trade doubled.")
    path = write(tmp_path, "a", tagged)
    found = compare(path, path)
    assert found.themes == {"agree": 100.0, "kappa": 1.0, "alpha": 1.0, "alpha_also": 1.0, "status": 100.0}
    assert found.mentions["entities"][1:] == (0, 0, 100.0, 100.0)
    assert found.differences == ()


def test_other_texts_are_refused(tmp_path):
    """Two runs over different texts have nothing to compare, and the message says how to get it right."""
    first, second = (
        write(tmp_path, "a", article([paragraph(0, "history")])),
        write(tmp_path, "b", article([paragraph(0, "history")], "b")),
    )
    with pytest.raises(InputError, match="1 in the first file, 1 in the second; compare two runs over the same texts"):
        compare(first, second)


def test_the_command(tmp_path):
    """Tables for people, with the rest counted; JSON for programs."""
    from geopol.cli import app

    one = write(tmp_path, "a", article([paragraph(n, "history") for n in range(5)]))
    two = write(tmp_path, "b", article([paragraph(n, "history" if n < 2 else "economy") for n in range(5)]))
    told = CliRunner().invoke(app, ["compare", str(one), str(two), "--show", "1"])
    assert told.exit_code == 0
    assert "history → economy" in told.output
    assert f"first: {one}\nsecond: {two}\n" in told.output
    assert "kappa (Cohen): agreement beyond chance" in " ".join(told.output.split())
    assert "second: economy 0.90, by “economy”" in told.output
    assert "2 more" in told.output
    assert "Both runs are by the same models" in told.output
    facts = json.loads(CliRunner().invoke(app, ["compare", str(one), str(two), "--json"]).output)
    assert (facts["themes"]["agree"], len(facts["differences"])) == (40.0, 3)
