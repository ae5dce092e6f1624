"""What an article turns itself into: dicts, JSON, rows for pandas and polars, and the picture of a notebook."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import FrozenInstanceError
from html.parser import HTMLParser

import pandas as pd
import polars as pl
import pytest
from browsing import browser, watched

from geopol.errors import InputError
from geopol.records import Article
from geopol.tagged import article_from_dict
from geopol.writing import convert, to_dict
from geopol.writing.cells import guarded
from geopol.writing.paragraphs import TABLES

TEXT = """# Salt

In March 2014 "Moscow" annexed Crimea; the <b>EU</b> & Kyiv objected.\x1b[2J Georgia did not, from 1950 to 1953.

## The economy

Exports rose last month, said the *central bank* of Chile.
"""
NAMES = tuple(TABLES)


@pytest.fixture(scope="module")
def article(tagger):
    """An article with what is hard on formats."""
    return tagger.tag(TEXT, title='"Salt", <script>alert(1)</script>', date="2024-06-19", id="=1+1.txt")


def read_csv(path):
    """Rows of a table; empty is None."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(lines)]


def as_csv(row):
    """A row as CSV has it: all is text, what a spreadsheet would run is guarded, and nothing is the empty text."""
    return {key: None if value is None or value == "" else str(guarded(value)) for key, value in row.items()}


@pytest.mark.parametrize("table", NAMES)
def test_rows_are_those_of_the_csv_files(article, table, tmp_path):
    """Same columns in the same order, same values."""
    convert([to_dict(article)], tmp_path / "tags.csv", "csv", whole=True)
    place = tmp_path / ("tags.csv" if table == "paragraphs" else f"tags.{table}.csv")
    rows = article.to_rows(table)
    assert rows
    assert [as_csv(row) for row in rows] == read_csv(place)
    assert [tuple(row) for row in rows] == [TABLES[table]] * len(rows)
    assert all(isinstance(value, str | int | float | bool | None) for row in rows for value in row.values())


@pytest.mark.parametrize("table", NAMES)
def test_pandas_and_polars_take_the_rows(article, table):
    """As they are; what is missing is missing there, too."""
    rows = article.to_rows(table)
    for frame in (pd.DataFrame(rows), pl.DataFrame(rows)):
        assert tuple(frame.columns) == TABLES[table]
        assert len(frame) == len(rows)
    assert pl.DataFrame(rows).to_dicts() == rows
    back = pd.DataFrame(rows).astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    assert back == rows


def test_rows_in_words(article):
    """What a user of pandas would ask first."""
    rows = pd.DataFrame(article.to_rows())
    assert rows.loc[rows.kind == "body", "theme"].tolist() == [p.theme for p in article.paragraphs if p.theme]
    assert rows["article"].unique().tolist() == ["=1+1.txt"]
    assert json.loads(rows["scores"].iloc[1]) == article.paragraphs[1].scores
    assert math.isnan(rows["score"].iloc[0])
    entities = pd.DataFrame(article.to_rows("entities"))
    assert entities.set_index("text").loc["Moscow", ["label", "country"]].tolist() == ["GPE", "RUS"]
    assert pd.DataFrame(article.to_rows("dates"))["value"].tolist() == ["2014-03", "1950/1953", "2024-05"]


def test_many_rows_of_polars(tagger):
    """polars looks at the first hundred rows for the type of a column; told to look at all, it takes any number."""
    long = tagger.tag("It began in March 2014. " * 120 + "\n\nIt ended early in 2015.")
    rows = long.to_rows("dates")
    with pytest.raises(pl.exceptions.ComputeError, match="infer_schema_length"):
        pl.DataFrame(rows)
    assert pl.DataFrame(rows, infer_schema_length=None)["mod"].to_list() == [None] * 120 + ["START"]


def test_an_unknown_table_is_named(article):
    """With those that there are."""
    with pytest.raises(InputError, match="table must be one of paragraphs, entities, dates, countries, not 'names'"):
        article.to_rows("names")


def test_dict_and_json_are_the_line_that_is_written(article):
    """And the article comes back from them."""
    assert json.loads(article.to_json()) == article.to_dict() == to_dict(article)
    assert "\n" not in article.to_json()
    assert article_from_dict(article.to_dict()).to_json() == article.to_json()


def test_an_article_is_a_frozen_record_as_before(article):
    """The forms add no field and no way to change it."""
    assert not hasattr(article, "__dict__")
    assert "to_rows" not in Article.__dataclass_fields__
    with pytest.raises(FrozenInstanceError):
        article.title = "another"


class Reader(HTMLParser):
    """Reads HTML: its text, its marks, and all elements and attributes that there are."""

    def __init__(self):
        super().__init__()
        self.text, self.marks, self.tags, self.attributes, self.open = "", [], set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)
        if tag == "mark":
            self.marks.append([dict(attrs)["data-label"], "", dict(attrs)["title"]])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if self.open and self.open[-1] == "mark":
            self.marks[-1][1] += data


def read(article):
    """The picture of an article, taken apart."""
    reader = Reader()
    reader.feed(article._repr_html_())
    reader.close()
    assert reader.open == []
    return reader


def test_a_notebook_shows_the_article(article):
    """Every text, every mention once and with its reason; themes with score; nothing of a text is markup."""
    found = read(article)
    for paragraph in article.paragraphs:
        assert paragraph.text in found.text
    mentions = sorted(
        [(one.start, one.label, one.text) for one in article.entities]
        + [(one.start, one.type, one.text) for one in article.dates]
    )
    assert [(label, text) for label, text, _ in found.marks] == [(label, text) for _, label, text in mentions]
    told = {text: about for _, text, about in found.marks}
    assert told["Moscow"] == "GPE · country RUS"
    assert told["Georgia"].startswith("GPE")
    assert told["1950 to 1953"] == "DATE · 1950/1953 · 1950-01-01 to 1953-12-31"
    assert found.tags == {"div", "span", "mark"}
    assert found.attributes == {"class", "style", "title", "data-label"}
    assert '"Salt", <script>alert(1)</script>' in found.text
    body = next(one for one in article.paragraphs if one.theme)
    assert f"{body.scores[body.theme]:.2f}" in found.text


def test_the_picture_of_an_empty_article(tagger):
    """Has a title and no more."""
    assert "text" in read(tagger.tag("")).text


def test_a_long_article_is_cut_and_says_so(tagger):
    """A notebook keeps what it shows."""
    text = "\n\n".join(f"In {1700 + n} the two states signed a treaty on fishing off the coast." for n in range(205))
    found = read(tagger.tag(text))
    assert "… and 5 more paragraphs" in found.text
    assert "In 1899" in found.text
    assert "In 1900" not in found.text


@pytest.mark.parametrize(
    ("ground", "ink"), [("rgb(255, 255, 255)", "rgb(20, 20, 20)"), ("rgb(17, 17, 17)", "rgb(235, 235, 235)")]
)
def test_a_browser_shows_it_on_white_and_on_black(article, ground, ink):
    """Words have the notebook's ink, also where they are lit; the margin stands beside the text; nothing runs or is fetched."""
    with browser() as opened, watched(opened, viewport={"width": 700, "height": 900}) as page:
        page.set_content(f'<body style="background:{ground};color:{ink}">{article._repr_html_()}</body>')
        inks = page.eval_on_selector_all(".geopol-article *", "all => [...new Set(all.map(one => getComputedStyle(one).color))]")
        assert inks == [ink]
        assert page.evaluate("document.documentElement.scrollWidth") <= 700
        margin, text = page.eval_on_selector_all(
            ".geopol-article > div[style*='flex;gap'] >> nth=1 >> xpath=./div",
            "all => all.map(one => one.getBoundingClientRect().x)",
        )
        assert margin < text
