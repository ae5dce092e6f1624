"""Scores: what the tables say is what the texts and tags come to, and the referee agrees."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from geopol.errors import InputError
from geopol.evaluation import Pair, evaluate, score, tagged
from geopol.evaluation.mentions import trim
from geopol.gold import GoldEntity, GoldText, read_gold
from geopol.records import Article, Date, DatePart, Entity, Paragraph
from geopol.writing import to_json

TEXT = "The Soviet Union fell in December 1991, and Russia took its seat. Trade grew from 1992 to 1994."


def at(mention: str, label: str, **more) -> GoldEntity:
    """A gold mention."""
    start = TEXT.index(mention)
    return GoldEntity(start, start + len(mention), label, **more)


def found(mention: str, label: str, country: str | None = None) -> Entity:
    """A tagged mention."""
    start = TEXT.index(mention)
    return Entity(mention, label, start, start + len(mention), country)


def dated(mention: str, value: str, parts: tuple[tuple[str, str], ...] = ()) -> Date:
    """A tagged date."""
    start = TEXT.index(mention)
    ends = tuple(DatePart(text, TEXT.index(text), TEXT.index(text) + len(text), part) for text, part in parts)
    return Date(mention, start, start + len(mention), "DATE", value, parts=ends)


def article(theme: str = "other", entities=(), dates=()) -> Article:
    """An article of one paragraph."""
    paragraph = Paragraph(0, "body", 0, len(TEXT), None, TEXT, theme, entities=tuple(entities), dates=tuple(dates))
    return Article("1", None, None, len(TEXT), {}, (), (None, None), "narrative", (paragraph,), "0", "sha256:0")


@pytest.mark.parametrize(
    ("span", "kept"), [("the Soviet Union", "Soviet Union"), ("“Russia”,", "Russia"), ("a year", "year"), ("the", "the")]
)
def test_edges_and_articles_do_not_count(span, kept):
    """Both sides are trimmed in the same way."""
    start, end = trim(span, 0, len(span))
    assert span[start:end] == kept


def test_entities_are_scored_by_span_and_label():
    """A right span with a wrong label is right for span_f1 alone."""
    gold = GoldText("1", TEXT, entities=(at("Soviet Union", "GPE"), at("Russia", "GPE")))
    scores = score([Pair(gold, article(entities=[found("The Soviet Union", "GPE"), found("Russia", "ORG")]))]).entities
    assert (scores["f1"], scores["span_f1"], scores["n"]) == (50.0, 100.0, 2)
    assert scores["per_label"] == {"GPE": [66.67, 2]}


def test_what_the_gold_does_not_cover_is_not_scored():
    """An unmarked word of a label outside cover, and a stretch that is said to be missing, count neither way."""
    gold = GoldText("1", TEXT, entities=(at("Russia", "PLACE"),), cover=frozenset({"PLACE"}), missing=((4, 16),))
    tags = [found("Soviet Union", "GPE"), found("Russia", "GPE"), found("Trade", "ORG")]
    assert score([Pair(gold, article(entities=tags))]).entities["f1"] == 100.0


def test_dates_are_scored_by_span_overlap_and_value():
    """Half a span is relaxed, a wrong value counts against value_f1 alone."""
    gold = GoldText(
        "1", TEXT, entities=(at("December 1991", "DATE", value="1991-12"), at("1992 to 1994", "DATE", value="1992/1994"))
    )
    scores = score([Pair(gold, article(dates=[dated("1991", "1991"), dated("1992 to 1994", "1992/1994")]))]).dates
    assert scores == {"n": 2, "strict_f1": 50.0, "relaxed_f1": 100.0, "value_f1": 50.0}


def test_timeml_marks_both_ends_of_a_range():
    """Against TimeML a range is scored by its parts."""
    gold = GoldText("1", TEXT, entities=tuple(at(year, "DATE", value=year, type="DATE") for year in ("1992", "1994")))
    tags = [dated("1992 to 1994", "1992/1994", (("1992", "1992"), ("1994", "1994")))]
    assert score([Pair(gold, article(dates=tags))]).dates["strict_f1"] == 100.0


def test_countries_are_right_wrong_or_silent():
    """No country where the gold says there is none is right; silence is not wrong."""
    gold = GoldText(
        "1",
        TEXT,
        entities=(
            at("Soviet Union", "GPE", country="SUN", country_known=True),
            at("Russia", "GPE", country="RUS", country_known=True),
            at("Trade", "ORG", country=None, country_known=True),
            at("seat", "ORG"),
        ),
    )
    tags = [found("Soviet Union", "GPE", "RUS"), found("Russia", "GPE")]
    assert score([Pair(gold, article(entities=tags))]).countries == {"n": 3, "right": 33.33, "wrong": 33.33, "silent": 33.33}


def test_themes_are_scored_by_primary_and_also():
    """A primary theme that the gold has in also is half right."""
    golds = [GoldText("1", TEXT, theme="history", also=("economy",)), GoldText("2", TEXT, theme="other")]
    scores = score([Pair(golds[0], article("economy")), Pair(golds[1], article("other"))]).themes
    assert (scores["acc"], scores["acc_also"], scores["macro_f1"]) == (50.0, 100.0, 50.0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x"}', "gold.jsonl, line 2: not a labelled text: there is no 'text'"),
        ("[1]", "line 2: not a labelled text"),
        ("{", "line 2: not a labelled text"),
    ],
)
def test_a_line_that_is_no_gold_record_is_named(tmp_path, line, message):
    """File and line are in the message."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1, "text": "x"}\n' + line)
    with pytest.raises(InputError, match=message):
        list(read_gold([path]))


def test_lines_end_at_line_feeds_alone(tmp_path):
    """U+2028 inside a text is no line end."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1, "text": "one\u2028two"}\n', encoding="utf-8")
    assert [gold.text for gold in read_gold([path])] == ["one\u2028two"]


def test_the_referee_agrees(shared, tagger, tmp_path):
    """`geopol evaluate` and the project's score.py give the same numbers for the same tags."""
    gold = shared / "data" / "gold" / "dev.jsonl"
    pairs = tagged(tagger, gold)
    (tmp_path / "tags.jsonl").write_bytes(b"".join(to_json(pair.article) for pair in pairs))
    command = [sys.executable, shared / "tools" / "score.py", gold, tmp_path / "tags.jsonl"]
    verdict = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = score(pairs).to_dict()
    assert verdict.pop("untagged") == 0
    for key in ("precision", "paragraphs", "confused"):  # ours alone
        assert ours["themes"].pop(key)
    assert ours == verdict


def test_a_missing_gold_file_is_named(tagger):
    """The message names the path."""
    with pytest.raises(InputError, match=r"cannot read nowhere\.jsonl: there is no such file"):
        evaluate(tagger, ["nowhere.jsonl"])
