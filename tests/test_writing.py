"""Schema 1: exactly the documented keys, in the documented order."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from conftest import ROOT

from geopol.records import Article, Country, CountryShare, Date, DatePart, Entity, NameCount, Paragraph
from geopol.writing import to_json

RANGE = Date(
    text="1950–1953",
    start=0,
    end=9,
    type="DATE",
    value="1950/1953",
    edtf="1950/1953",
    earliest="1950-01-01",
    latest="1953-12-31",
    granularity="year",
    anchor="explicit",
    parts=(DatePart("1950", 0, 4, "1950"), DatePart("1953", 5, 9, "1953")),
)
MEANT = Country("PRK", "North Korea", "name", 0.99)
YEAR = Date(text="1953", start=5, end=9, type="DATE", value="1953")
ARTICLE = Article(
    id="folder/a.txt",
    title=None,
    date="2024-06-19",
    chars=20,
    themes={"history": 1.0},
    countries=(CountryShare("PRK", "North Korea", 2, 1.0, 1.0),),
    period=("1950-01-01", "1953-12-31"),
    reading="narrative",
    paragraphs=(
        Paragraph(
            index=0,
            kind="body",
            start=0,
            end=20,
            heading=None,
            text="1950–1953 North\nKorea",
            theme="history",
            also=("military",),
            scores={"history": 0.91, "military": 0.09},
            status="ok",
            entities=(Entity("North\nKorea", "GPE", 10, 21, "PRK", "North Korea", "model", 0.98, MEANT),),
            dates=(RANGE, YEAR),
        ),
    ),
    version="0.1.0",
    fingerprint="sha256:00",
    names=(NameCount("North Korea", "GPE", "PRK", 2),),
)


def test_an_article_is_one_line_with_the_documented_keys():
    """The literal line, key by key."""
    line = to_json(ARTICLE)
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    row = json.loads(line)
    assert " ".join(row) == "schema id title date chars themes countries names period reading language paragraphs model"
    assert (row["schema"], row["title"], row["period"]) == (1, None, {"earliest": "1950-01-01", "latest": "1953-12-31"})
    assert row["countries"] == [{"code": "PRK", "name": "North Korea", "mentions": 2, "share": 1.0, "weight": 1.0}]
    assert row["names"] == [{"name": "North Korea", "label": "GPE", "country": "PRK", "mentions": 2}]
    assert row["model"] == {"version": "0.1.0", "fingerprint": "sha256:00"}
    [paragraph] = row["paragraphs"]
    assert paragraph["entities"] == [
        {
            "text": "North\nKorea",
            "label": "GPE",
            "start": 10,
            "end": 21,
            "country": "PRK",
            "name": "North Korea",
            "by": "model",
            "score": 0.98,
            "meant": {"how": "name", "score": 0.99, "metonym": False, "candidates": []},
        }
    ]
    assert paragraph["dates"][0]["parts"] == [
        {"text": "1950", "start": 0, "end": 4, "value": "1950"},
        {"text": "1953", "start": 5, "end": 9, "value": "1953"},
    ]


def test_parts_stand_on_ranges_alone():
    """A single date has no key `parts`."""
    dates = json.loads(to_json(ARTICLE))["paragraphs"][0]["dates"]
    assert ["parts" in date for date in dates] == [True, False]


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("Article", ()),
        ("Country", ("countries",)),
        ("Name", ("names",)),
        ("Paragraph", ("paragraphs",)),
        ("Date", ("paragraphs", "dates")),
        ("Meant", ("paragraphs", "entities", "meant")),
    ],
)
def test_every_key_is_described(section, place):
    """docs/schema.md has a row for every key that is written, in the order in which it is written, and for no other."""
    row = json.loads(to_json(ARTICLE))
    for key in place:
        row = row[key][0] if isinstance(row[key], list) else row[key]
    assert described(section) == list(row)


def described(section):
    """The keys that docs/schema.md has in a section."""
    text = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    part = re.split(r"\n#+ ", text.split(f"## {section}\n")[1])[0]
    return [key for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]


def test_every_key_of_an_entity_is_described():
    """The same for entities, of which an event known by name has one key more."""
    [paragraph] = [paragraph for paragraph in ARTICLE.paragraphs if paragraph.entities][:1]
    event = replace(paragraph.entities[0], label="EVENT", period=("1950-06-25", "1953-07-27"))
    row = json.loads(to_json(replace(ARTICLE, paragraphs=(replace(paragraph, entities=(event,)),))))
    assert described("Entity") == list(row["paragraphs"][0]["entities"][0])
