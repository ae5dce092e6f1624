"""Formats out, read back by those who will read them."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from geopol import batch
from geopol.cli import app
from geopol.errors import InputError
from geopol.writing import FORMATS, convert, format_of, read_all, read_lines, to_dict

LABELS = {"PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW", "WEAPON", "MONEY", "DATE", "TIME", "DURATION", "SET"}

WIDE = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}


@pytest.fixture(scope="module")
def tags(tagger, sample, tmp_path_factory):
    """The sample, tagged, and two articles that are hard on formats: quotes, commas, line breaks, flags."""
    folder = tmp_path_factory.mktemp("tags")
    hard = folder / "hard.jsonl"
    rows = [
        {
            "id": 'a "quoted", id',
            "text": 'In 2014 "Moscow"\nannexed Crimea, said 🇺🇦 Kyiv;\r\nthe EU\tobjected.\n\nSince 1991.',
            "title": 'T, "t"',
        },
        {"id": "=1+1", "text": "Übrigens: the Cold War.", "date": "2020"},
    ]
    hard.write_text("".join(json.dumps(row) + "\n" for row in rows))
    batch.run_to(tagger, batch.Job(batch.plan([sample, hard])), batch.Target(folder / "tags.jsonl"))
    return folder / "tags.jsonl"


@pytest.fixture(scope="module")
def articles(tags):
    """The same as objects."""
    return list(read_lines(tags))


def paragraphs(articles, *, kinds=("body", "heading", "boilerplate")):
    """Pairs of article and paragraph."""
    return [(one, paragraph) for one in articles for paragraph in one["paragraphs"] if paragraph["kind"] in kinds]


def test_real_output_fits_the_published_schema(articles, tagger):
    """docs/schema.json (JSON Schema 2020-12) holds for the sample, for hard texts, and with marked copies; it is strict."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs" / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for article in articles:
        validator.validate(article)
    copy = {**articles[0], "duplicate": {"of": "x", "similarity": 0.9}}
    validator.validate(copy)
    for broken in (
        {**articles[0], "extra": 1},
        {key: value for key, value in articles[0].items() if key != "period"},
        {**articles[0], "schema": 2},
        {**articles[0], "date": "yesterday"},
        {**articles[0], "duplicate": {"of": "x"}},
    ):
        assert not validator.is_valid(broken)


def test_the_schema_and_its_description_name_the_same_keys():
    """docs/schema.md and docs/schema.json cannot drift apart."""
    from test_writing import described

    schema = json.loads((ROOT / "docs" / "schema.json").read_text(encoding="utf-8"))
    for section, part in (
        ("Country", "country"),
        ("Paragraph", "paragraph"),
        ("Entity", "entity"),
        ("Meant", "meant"),
        ("Date", "date"),
    ):
        assert list(schema["$defs"][part]["properties"]) == described(section), section
    assert [key for key in schema["properties"] if key != "duplicate"] == described("Article")
    enum = schema["$defs"]["meant"]["properties"]["how"]["enum"]
    text = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert all(f"`{how}`" in text for how in enum)


def read_csv(path: Path) -> list[dict]:
    """Rows of a table, with the byte-order mark that it has; guards of formulas taken off."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {key: value[1:] if value[:2] in ("'=", "'+", "'-", "'@") else value for key, value in row.items()}
            for row in csv.DictReader(lines)
        ]


def one_line(text: str) -> str:
    """A text as the tables have it."""
    return text.replace("\r", " ").replace("\n", " ")


@pytest.mark.parametrize("whole", [False, True])
def test_csv_is_four_tables(articles, tmp_path, whole):
    """Every value comes back; rows name their paragraph; headings and page furniture are rows on request alone."""
    written = convert(articles, tmp_path / "tags.csv", "csv", whole=whole)
    assert [path.name for path in written] == ["tags.csv", "tags.entities.csv", "tags.dates.csv", "tags.countries.csv"]
    rows = read_csv(tmp_path / "tags.csv")
    assert {row["kind"] for row in rows} == ({"body", "heading", "boilerplate"} if whole else {"body"})
    wanted = paragraphs(articles) if whole else paragraphs(articles, kinds=("body",))
    for row, (article, paragraph) in zip(rows, wanted, strict=True):
        assert (row["article"], int(row["index"]), row["kind"]) == (article["id"], paragraph["index"], paragraph["kind"])
        assert (row["title"] or None, row["date"] or None) == (article["title"], article["date"])
        assert row["text"] == one_line(paragraph["text"])
        assert (row["theme"] or None, json.loads(row["scores"])) == (paragraph["theme"], paragraph["scores"])
        assert row["also"] == "; ".join(paragraph["also"])
        assert set(filter(None, row["countries"].split("; "))) == {one["country"] for one in paragraph["entities"]} - {None}
        assert [value for value in row["dates"].split("; ") if value] == list(
            dict.fromkeys(one["value"] for one in paragraph["dates"])
        )
    entities = [one for _, paragraph in paragraphs(articles) for one in paragraph["entities"]]
    for row, one in zip(read_csv(tmp_path / "tags.entities.csv"), entities, strict=True):
        assert (row["text"], row["label"], int(row["start"]), row["country"] or None) == (
            one_line(one["text"]),
            one["label"],
            one["start"],
            one["country"],
        )
        assert (row["how"] or None) == (one["meant"]["how"] if one["meant"] else None)
    dates = [one for _, paragraph in paragraphs(articles) for one in paragraph["dates"]]
    assert [row["value"] for row in read_csv(tmp_path / "tags.dates.csv")] == [one["value"] for one in dates]
    shares = [(article["id"], one["code"]) for article in articles for one in article["countries"]]
    assert [(row["article"], row["code"]) for row in read_csv(tmp_path / "tags.countries.csv")] == shares


def test_a_row_of_the_table_in_words(tagger, tmp_path):
    """What an analyst sorts and filters by stands in columns of its own."""
    text = (
        "In March 2014 Moscow annexed Crimea; Ukraine and the United Nations\nprotested, "
        "and from the year 1950 to the year 1953\r\nMoscow had not."
        "\n\nExports of copper rose by 3 percent, said the mining companies of the north."
    )
    article = to_dict(tagger.tag(text, title="-Talks", date="2024-06-19", id="=a.txt"))
    convert([{**article, "duplicate": {"of": "b.txt", "similarity": 1.0}}], tmp_path / "t.csv", "csv")
    data = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    header, first, second, rest = data.split("\r\n")
    assert rest == ""
    row = dict(zip(header.split(","), next(csv.reader([first])), strict=True))
    assert row["article"] == "'=a.txt"
    assert (row["title"], row["date"], row["language"], row["duplicate"]) == ("'-Talks", "2024-06-19", "en", "b.txt")
    assert (row["countries"], row["names"]) == ("RUS; UKR", "Moscow; Crimea; Ukraine; United Nations")
    assert (row["dates"], row["earliest"], row["latest"]) == ("2014-03; 1950/1953", "1950-01-01", "2014-03-31")
    assert row["text"].startswith("In March 2014 Moscow annexed Crimea; Ukraine and the United Nations protested,")
    assert row["text"].endswith("to the year 1953  Moscow had not.")
    assert len(row["text"]) == int(row["end"]) - int(row["start"])
    assert "\n" not in second


def line(name, text="Text."):
    """A line of tags, as short as may be."""
    paragraph = {"index": 0, "kind": "body", "text": text, "entities": [], "dates": []}
    keys = ("title", "date", "chars", "themes", "countries", "names", "period", "reading", "language", "model")
    return json.dumps({"schema": 1, "id": name, **dict.fromkeys(keys), "paragraphs": [paragraph]}) + "\n"


def test_several_files_become_one_and_the_later_stands(tmp_path):
    """What was tagged again goes together with the rest; an article of both is the later file's."""
    (tmp_path / "a.jsonl").write_text(line("one", "old") + line("two") + line("two", "same id in one file"))
    (tmp_path / "b.jsonl").write_text(line("three") + line("one", "new"))
    (tmp_path / "c.jsonl").write_text(line("four"))
    files = [tmp_path / f"{name}.jsonl" for name in "abc"]
    wanted = [("two", "Text."), ("two", "same id in one file"), ("three", "Text."), ("one", "new"), ("four", "Text.")]
    assert [(one["id"], one["paragraphs"][0]["text"]) for one in read_all(files)] == wanted
    assert CliRunner().invoke(app, ["convert", *map(str, files), "-o", str(tmp_path / "all.jsonl")]).exit_code == 0
    assert [(one["id"], one["paragraphs"][0]["text"]) for one in read_lines(tmp_path / "all.jsonl")] == wanted


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx", "x.txt", "x.jsonl.gz", "x.xml"])
@pytest.mark.parametrize("command", ["tag", "convert", "report"])
def test_a_suffix_that_tells_no_format_is_refused(tmp_path, name, command):
    """With what is allowed, before a model is loaded or a file opened; nothing is written."""
    source = tmp_path / "t.txt"
    source.write_text("In March 2014 Moscow annexed Crimea.")
    told = CliRunner().invoke(app, [command, str(source), "-o", str(tmp_path / name)])
    assert isinstance(told.exception, InputError)  # exit code 2
    known = ".jsonl, .ndjson, .json, .csv, .parquet, .spacy, or --format with one of jsonl, csv"
    assert (".html" if command == "report" else known) in str(told.exception)
    assert ("a spreadsheet opens .csv" in str(told.exception)) == (name == "x.xlsx" and command != "report")
    assert [path.name for path in tmp_path.iterdir()] == ["t.txt"]


def test_parquet_is_read_by_pyarrow(articles, tmp_path):
    """Types, lists of structs and maps come back as they went in."""
    parquet = pytest.importorskip("pyarrow.parquet")
    [path] = convert(articles, tmp_path / "tags.parquet", "parquet")
    table = parquet.read_table(path)
    assert str(table.schema.field("scores").type).startswith("map<string, double")
    for row, (article, paragraph) in zip(table.to_pylist(), paragraphs(articles), strict=True):
        assert (row["article"], row["text"], row["start"]) == (article["id"], paragraph["text"], paragraph["start"])
        assert dict(row["scores"]) == paragraph["scores"]
        assert [(one["text"], one["country"]) for one in row["entities"]] == [
            (one["text"], one["country"]) for one in paragraph["entities"]
        ]
        assert [one["edtf"] for one in row["dates"]] == [one["edtf"] for one in paragraph["dates"]]
        assert row["countries"] == article["countries"]
    assert parquet.read_table(convert([], tmp_path / "none.parquet", "parquet")[0]).num_rows == 0


def test_docbin_is_read_by_spacy(articles, tmp_path, monkeypatch):
    """As a training corpus, in files of a bounded size."""
    import spacy
    from spacy.training import Corpus

    monkeypatch.setattr("geopol.writing.docbin.PER_FILE", 10)
    written = convert(articles, tmp_path / "tags.spacy", "docbin")
    assert [path.name for path in written[:3]] == ["tags.spacy", "tags.2.spacy", "tags.3.spacy"]
    nlp = spacy.blank("en")
    bodies = {(article["id"], one["index"]): one for article, one in paragraphs(articles, kinds=("body",))}
    docs = [example.reference for example in Corpus(tmp_path)(nlp)]
    assert len(docs) == len(bodies)
    for doc in docs:
        paragraph = bodies[doc.user_data["article"], doc.user_data["index"]]
        assert doc.text == paragraph["text"]
        assert {(ent.label_, ent.ent_id_ or None) for ent in doc.ents} <= {
            (one["label"], one["country"]) for one in paragraph["entities"]
        }
        assert all(
            one.text.startswith(two["text"]) or two["text"] in one.text
            for one, two in zip(doc.ents, paragraph["entities"], strict=False)
        )
        assert [span.id_ for span in doc.spans["dates"]] == [one["value"] for one in paragraph["dates"]]
        assert doc.cats == pytest.approx(paragraph["scores"])


def test_label_studio_tasks_have_the_published_form(articles, tmp_path):
    """A list of tasks: data, predictions with results whose names and values the labelling interface knows."""
    tasks_path, config_path = convert(articles, tmp_path / "tasks.json", "labelstudio")
    tasks = json.loads(tasks_path.read_bytes())
    config = ET.parse(config_path).getroot()
    named = {node.get("name"): node for node in config.iter() if node.get("name")}
    assert {name: node.tag for name, node in named.items()} == {"label": "Labels", "text": "Text", "theme": "Choices"}
    fields = {node.get("value").removeprefix("$") for node in config.iter() if (node.get("value") or "").startswith("$")}
    allowed = {name: {node.get("value") for node in named[name]} for name in ("label", "theme")}
    assert allowed["label"] == LABELS
    assert len(tasks) == len(paragraphs(articles, kinds=("body",)))
    for task in tasks:
        assert set(task) == {"data", "predictions"}
        assert fields <= set(task["data"])
        [prediction] = task["predictions"]
        assert set(prediction) == {"model_version", "score", "result"}
        assert isinstance(prediction["model_version"], str)
        assert 0 <= prediction["score"] <= 1
        ids = [result["id"] for result in prediction["result"]]
        assert len(ids) == len(set(ids))
        for result in prediction["result"]:
            assert named[result["from_name"]].get("toName") == result["to_name"] == "text"
            assert result["type"] == named[result["from_name"]].tag.lower()
            value = result["value"]
            if result["type"] == "labels":
                units = task["data"]["text"].encode("utf-16-le")  # a browser's places
                assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
                assert set(value["labels"]) <= allowed["label"]
            else:
                assert set(value["choices"]) <= allowed["theme"]
    assert json.loads(convert([], tmp_path / "none.json", "labelstudio")[0].read_bytes()) == []


def test_doccano_lines_have_the_published_form(articles, tmp_path):
    """text and label for sequence labelling, entities and cats for the joint project; no span overlaps another."""
    [path] = convert(articles, tmp_path / "d.jsonl", "doccano")
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    for line, (_, paragraph) in zip(lines, paragraphs(articles, kinds=("body",)), strict=True):
        assert line["text"] == paragraph["text"]
        assert line["label"] == line["entities"]
        end = 0
        for start, stop, label in line["label"]:
            assert end <= start < stop <= len(line["text"])
            assert label in LABELS
            end = stop
        mentions = {one["text"] for one in (*paragraph["entities"], *paragraph["dates"])}
        assert {line["text"][start:stop] for start, stop, _ in line["label"]} == mentions
        assert line["cats"] == [paragraph["theme"], *paragraph["also"]]


@pytest.mark.parametrize(
    ("name", "form"), [("a.jsonl", "jsonl"), ("a.CSV", "csv"), ("a.parquet", "parquet"), ("a.spacy", "docbin"), ("a", "jsonl")]
)
def test_the_suffix_names_the_format(name, form):
    """Unless an option does."""
    assert format_of(Path(name)) == form
    assert format_of(Path(name), "doccano") == "doccano"


def test_an_unknown_format_is_told(tmp_path):
    """With those that there are."""
    for told in (lambda: format_of(Path("a.xml"), "xml"), lambda: convert([], tmp_path / "a.xml", "xml")):
        with pytest.raises(InputError, match=f"one of {', '.join(FORMATS)}, not 'xml'"):
            told()


def test_a_format_stands_in_help_and_description():
    """`--format` names each; docs/schema.md has a row for each, with the suffixes that tell it and no others."""
    helped = subprocess.run([sys.executable, "-m", "geopol", "convert", "--help"], capture_output=True, text=True, env=WIDE)
    assert ", ".join(FORMATS) in helped.stdout
    described = (
        (ROOT / "docs" / "schema.md").read_text(encoding="utf-8").partition("# The other formats")[2].partition("**CSV")[0]
    )
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", described, re.MULTILINE)
    assert {form: tuple(re.findall(r"`(\.\w+)`", told)) for form, told in rows} == {
        form: tuple(filter(None, suffixes)) for form, suffixes in FORMATS.items()
    }


def test_no_suffix_tells_two_formats():
    told = [suffix for suffixes in FORMATS.values() for suffix in suffixes]
    assert sorted(set(told)) == sorted(told)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "not JSON"), ("{}", "not an article"), ('{"schema": 2, "paragraphs": []}', "the schema is 2, this geopol reads 1")],
)
def test_what_is_no_output_is_refused(tmp_path, line, reason):
    """File and line are named, and nothing is left of the half conversion."""
    (tmp_path / "x.jsonl").write_text(line + "\n")
    with pytest.raises(InputError, match=rf"x\.jsonl, line 1: {reason}"):
        convert(read_lines(tmp_path / "x.jsonl"), tmp_path / "x.csv", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_writes_every_format(tags, articles, sample, tagger, tmp_path, form):
    """Straight from tagging, the same bytes as by conversion."""
    job = batch.Job(batch.plan([sample, tags.parent / "hard.jsonl"]))
    batch.run_to(tagger, job, batch.Target(tmp_path / "run.out", form))
    (tmp_path / "by").mkdir()
    for path in convert(articles, tmp_path / "by" / "run.out", form):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.new"))


def test_the_command_converts(tags, tmp_path):
    """And names what it wrote; the input is never written over."""
    command = [sys.executable, "-m", "geopol", "convert", str(tags), "-o"]
    done = subprocess.run([*command, "out.csv"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert [line.split()[-1] for line in done.stderr.splitlines()] == [
        "out.csv",
        "out.entities.csv",
        "out.dates.csv",
        "out.countries.csv",
    ]
    done = subprocess.run([*command, str(tags)], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "is the input" in done.stderr
