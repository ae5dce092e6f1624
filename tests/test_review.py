"""The review: which paragraphs, the page, what is kept on disk, and other tools' files."""

from __future__ import annotations

import csv
import http.client
import io
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import browsing
import orjson
import pytest
from typer.testing import CliRunner

from geopol.errors import InputError
from geopol.gold import GoldEntity, read_gold
from geopol.records import Article, Entity, Paragraph
from geopol.reviewing import Correction, Journal, choose, export, read_corrections
from geopol.reviewing.labelstudio import labelstudio_setup
from geopol.themes import ordered, read_codebook
from geopol.writing import to_json

WORDS = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
]


def words(number):
    """Twelve words that no other number has in this order."""
    return " ".join(WORDS[(number * step + step) % len(WORDS)] + str(number) for step in range(1, 13))


def paragraph(index, theme, lead, text=None):
    """A body paragraph whose best theme leads by so much."""
    other = "economy" if theme != "economy" else "history"
    best = round((1 + lead) / 2, 3)
    scores = {theme: best, other: round(1 - best, 3)}
    text = text or words(index)
    return Paragraph(index, "body", 0, len(text), "Head", text, theme, (), scores, "ok" if lead > 0.3 else "uncertain")


def article(name, paragraphs):
    """An article."""
    return Article(
        name, f"Title of {name}", "2024-01-02", 99, {}, (), (None, None), "news", tuple(paragraphs), "0.1.0", "sha256:1"
    )


def names(chosen):
    """Article and paragraph of what was chosen."""
    return [f"{one.article.id}{one.paragraph.index}" for one in chosen]


def test_the_least_certain_come_first():
    """By the lead of the best score over the second."""
    articles = [
        article(name, [paragraph(n, "history", lead)])
        for n, (name, lead) in enumerate(zip("abcd", (0.9, 0.1, 0.5, 0.3), strict=True))
    ]
    assert names(choose(articles, 3)) == ["b1", "d3", "c2"]
    assert [one.doubt for one in choose(articles, 2)] == [0.9, 0.7]
    assert names(choose(reversed(articles), 3)) == ["b1", "d3", "c2"]


def test_themes_and_articles_are_spread():
    """Ten doubtful paragraphs of one article and theme leave room for others that are a little less doubtful."""
    long = article("a", [paragraph(n, "history", 0.1) for n in range(10)])
    others = [article(name, [paragraph(20 + n, "military", 0.4)]) for n, name in enumerate("bc")]
    chosen = names(choose([long, *others], 4))
    assert {"b20", "c21"} < set(chosen)
    assert len(choose([long, *others], 100)) == 12


def test_what_says_the_same_comes_once():
    """A copy, one with other capitals, and one with a word changed are left out; what only shares a subject stays."""
    text = words(1)
    same = [
        paragraph(0, "history", 0.1, text),
        paragraph(1, "history", 0.1, text.upper()),
        paragraph(2, "history", 0.2, f"{text} more"),
    ]
    assert names(choose([article("a", [*same, paragraph(3, "history", 0.3)])], 10)) == ["a0", "a3"]


@pytest.mark.parametrize(("top", "reason"), [(0, "top must be 1 or more, not 0"), (5, "nothing to review")])
def test_nothing_to_choose_is_said(top, reason):
    """A number under 1, or tags without themes."""
    heading = Paragraph(0, "heading", 0, 4, None, "Head")
    with pytest.raises(InputError, match=reason):
        choose([article("a", [heading])], top)


@pytest.fixture
def corrections():
    """Three paragraphs to review; the second has astral characters before its mentions."""
    text = "\U0001f30d In Berlin since 1999, Łódź"
    rows = [Correction("a.md", n, words(n), was="history", score=0.5, title="T", heading="=H") for n in (0, 2)]
    mentions = (
        GoldEntity(5, 11, "GPE", "DEU", country_known=True),
        GoldEntity(18, 22, "DATE", value="1999"),
        GoldEntity(24, 28, "GPE", None, country_known=True),
    )
    return [rows[0], Correction("a.md", 1, text, was="economy", score=0.4, mentions=mentions), rows[1]]


def test_the_mentions_are_where_they_say(corrections):
    """The fixture itself: places count characters."""
    assert [corrections[1].text[one.start : one.end] for one in corrections[1].mentions] == ["Berlin", "1999", "Łódź"]


def test_every_decision_is_on_disk_and_the_last_holds(tmp_path, corrections):
    """Another journal on the same file, as after a crash, goes on where the first was."""
    journal = Journal(tmp_path / "c.jsonl", corrections)
    journal.save(replace(corrections[0], theme="military"))
    journal.save(replace(corrections[0], theme="history", also=("economy",)))
    journal.save(replace(corrections[1], theme="economy", checked=True))
    again = Journal(tmp_path / "c.jsonl", corrections)
    assert again.done == 2
    assert again.corrections["a.md#0"].theme == "history"
    assert again.corrections["a.md#1"] == replace(corrections[1], theme="economy", checked=True)
    assert len((tmp_path / "c.jsonl").read_bytes().splitlines()) == 3


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_line_that_a_crash_cut_short_is_dropped(tmp_path, corrections, cut):
    """All decisions but the broken one stand."""
    journal = Journal(tmp_path / "c.jsonl", corrections)
    journal.save(replace(corrections[0], theme="military"))
    whole = (tmp_path / "c.jsonl").read_bytes()
    journal.save(replace(corrections[1], theme="history"))
    (tmp_path / "c.jsonl").write_bytes((tmp_path / "c.jsonl").read_bytes()[: len(whole) + cut])
    again = Journal(tmp_path / "c.jsonl", corrections)
    assert [one.theme for one in again.corrections.values()] == ["military", None, None]


def test_what_was_not_asked_is_not_kept(tmp_path, corrections):
    """A paragraph that is not under review, or has another text, is refused; so is a file of something else."""
    journal = Journal(tmp_path / "c.jsonl", corrections)
    for wrong in (replace(corrections[0], paragraph=9), replace(corrections[0], text="other")):
        with pytest.raises(InputError, match="is not under review"):
            journal.save(wrong)
    (tmp_path / "d.jsonl").write_bytes(b'{"id": 1}\n')
    with pytest.raises(InputError, match=r"d.jsonl, line 1: not a correction: there is no 'article'"):
        Journal(tmp_path / "d.jsonl")


def test_corrections_are_gold(tmp_path, corrections):
    """What was decided can be measured against and trained on as it is; mentions count once they were checked."""
    journal = Journal(tmp_path / "c.jsonl", corrections)
    journal.save(replace(corrections[0], theme="military"))
    journal.save(replace(corrections[1], theme="economy", checked=True))
    journal.close()
    gold = list(read_gold([tmp_path / "c.jsonl"]))
    assert [(one.id, one.theme) for one in gold] == [("a.md#0", "military"), ("a.md#1", "economy"), ("a.md#2", None)]
    assert gold[0].entities is None
    assert gold[1].entities == corrections[1].mentions


MENTION = {"start": 0, "end": 3, "label": "GPE"}
WRONG = [
    ({"mentions": [{**MENTION, "end": 99}]}, "the mention 0:99 is empty, crosses another, or is not in 0:"),
    ({"mentions": [{**MENTION, "end": 0}]}, "the mention 0:0"),
    ({"mentions": [MENTION, {**MENTION, "start": 2, "end": 5}]}, "the mention 2:5"),
    ({"mentions": [{**MENTION, "label": "PLACE"}]}, "the label is 'PLACE'; allowed are PERSON"),
    ({"mentions": [{**MENTION, "start": "0"}]}, "not two integers"),
    ({"text": None}, "not a correction"),
]


@pytest.mark.parametrize(("facts", "reason"), WRONG)
def test_a_wrong_correction_is_named(corrections, facts, reason):
    """What cannot be is refused, with the value and what is allowed."""
    with pytest.raises(InputError, match=reason.replace("(", r"\(")):
        Correction.from_dict({**corrections[0].to_dict(), **facts}, "here")


def test_label_studio_and_back(tmp_path, corrections):
    """Predictions hold the model's tags; the annotations of its export come back, places and countries the same."""
    tasks = orjson.loads(export(corrections, "labelstudio"))
    assert tasks[1]["predictions"][0]["result"][0]["value"] == {"choices": ["economy"]}
    # Label Studio counts UTF-16 units, as browsers do: the globe is two of them.
    assert tasks[1]["predictions"][0]["result"][1]["value"] == {"start": 6, "end": 12, "text": "Berlin", "labels": ["GPE"]}
    (tmp_path / "none.json").write_bytes(orjson.dumps(tasks))
    assert read_corrections(tmp_path / "none.json") == []
    results = [
        *tasks[1]["predictions"][0]["result"][1:],
        {"from_name": "theme", "type": "choices", "value": {"choices": ["military"]}},
    ]
    results.append({"from_name": "also", "type": "choices", "value": {"choices": ["history", "outlook"]}})
    tasks[1]["annotations"] = [{"result": results, "was_cancelled": False}, {"result": [], "was_cancelled": True}]
    (tmp_path / "done.json").write_bytes(orjson.dumps(tasks))
    wanted = replace(corrections[1], theme="military", also=("history", "outlook"), checked=True)
    assert read_corrections(tmp_path / "done.json") == [wanted]
    assert '<Choice value="history"/>' in labelstudio_setup(["history"])


def test_doccano_and_back(tmp_path, corrections):
    """Text, entities and categories; the first category is the theme."""
    rows = [json.loads(line) for line in export(corrections, "doccano").splitlines()]
    assert rows[1]["entities"] == [[5, 11, "GPE"], [18, 22, "DATE"], [24, 28, "GPE"]]
    assert [row["cats"] for row in rows] == [[], [], []]
    rows[0]["cats"], rows[1]["cats"] = ["military", "history"], ["economy"]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read_corrections(tmp_path / "d.jsonl")
    assert [(one.id, one.was, one.theme, one.also) for one in found] == [
        ("a.md#0", "history", "military", ("history",)),
        ("a.md#1", "economy", "economy", ()),
    ]


def test_csv_and_back(tmp_path, corrections):
    """A person fills in the column ``theme``; no cell is run by a spreadsheet, and the text comes back as it was."""
    formula = replace(corrections[0], text="=1+1 and so on")
    rows = list(csv.DictReader(io.StringIO(export([formula, *corrections[1:]], "csv").decode("utf-8-sig"), newline="")))
    assert (rows[0]["text"], rows[0]["heading"], rows[0]["theme"]) == ("'=1+1 and so on", "'=H", "")
    rows[0].update(theme="military", also="history; economy")
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, rows[0])
    table.writeheader()
    table.writerows(rows)
    (tmp_path / "c.csv").write_text(out.getvalue(), encoding="utf-8")
    [found] = read_corrections(tmp_path / "c.csv")
    assert found == replace(formula, theme="military", also=("history", "economy"), score=None)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "text,theme\nx,y\n", "lacks the columns article, paragraph"),
        ("a.csv", "article,paragraph,text,theme\na,one,x,y\n", "row 2: the paragraph is 'one', not a number"),
        ("a.json", "{", "not corrections"),
        ("a.json", '[{"data": {}}]', "not corrections: there is no 'text'"),
        ("a.jsonl", "[1]\n", "not a correction"),
        ("b.jsonl", None, "cannot read"),
    ],
)
def test_other_files_are_refused(tmp_path, name, content, reason):
    """File, place and what is needed are named."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        read_corrections(tmp_path / name)


def test_an_unknown_format_is_named(corrections):
    """With those that are known."""
    with pytest.raises(InputError, match="the export must be one of labelstudio, doccano, csv, not 'xml'"):
        export(corrections, "xml")


@pytest.fixture
def tagged():
    """Two articles, one of which is out to do harm; the first paragraph has a name."""
    entity = Entity("alpha", "GPE", 3, 8, "DEU", "alpha")
    hostile = replace(
        paragraph(0, "history", 0.05, "On alpha </script><script>window.ran = 1</script> went."), entities=(entity,)
    )
    return [article("<b>x", [hostile, paragraph(1, "military", 0.9)]), article("y", [paragraph(2, "economy", 0.2)])]


@contextmanager
def serving(journal, articles):
    """The page on a free port of this machine; its address."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra review is not installed")
    from geopol.reviewing.server import application

    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    themes = ordered(["history", "economy", "military", "other"], read_codebook())
    app = application(journal, articles, themes, token="secret", port=port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/?token=secret"
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        listener.close()


@pytest.fixture
def served(tagged, tmp_path):
    """The page's address and the journal's path."""
    journal = Journal(tmp_path / "c.jsonl", [Correction.of(one.article, one.paragraph) for one in choose(tagged, 3)])
    with serving(journal, tagged) as address:
        yield address, journal.path


def ask(address, path, method="GET", headers=(), body=None):
    """Status, headers and body of one request as written."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    connection.request(method, path, body=body, headers=dict(headers))
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read().decode()
    connection.close()
    return told


TOKEN = ("x-token", "secret")


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/?token=secret", "GET", [], 200),
        ("/paragraphs", "GET", [TOKEN], 200),
        ("/", "GET", [], 403),
        ("/?token=secre", "GET", [], 403),
        ("/paragraphs", "GET", [("x-token", "é")], 403),
        ("/paragraphs", "GET", [TOKEN, ("Host", "evil.example")], 400),
        ("/paragraphs", "GET", [TOKEN, ("Origin", "http://evil.example")], 403),
        ("/paragraphs", "GET", [TOKEN, ("Origin", "null")], 403),
        ("/save", "POST", [TOKEN], 403),
        ("/save", "POST", [TOKEN, ("Origin", "http://127.0.0.1:1")], 403),
        ("/save", "POST", [("Origin", "OWN")], 403),
        ("/save", "POST", [TOKEN, ("Origin", "OWN")], 422),
        ("/save", "POST", [TOKEN, ("Origin", "OWN"), ("Content-Length", "2000000")], 413),
        ("/save", "GET", [TOKEN], 405),
        ("/../etc/passwd", "GET", [TOKEN], 404),
    ],
)
def test_only_the_page_itself_is_answered(served, path, method, headers, status):
    """The token, this machine's name and the page's own origin; each alone is not enough."""
    address, file = served
    own = address.partition("/?")[0]
    before = file.read_bytes()
    got, answered, _ = ask(address, path, method, [(name, own if value == "OWN" else value) for name, value in headers])
    assert got == status
    assert file.read_bytes() == before
    if status == 200:
        assert answered["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in answered


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"theme": "sports"}, "the theme is 'sports'; allowed are economy, history, military, other"),
        ({"also": ["sports"]}, "the theme is 'sports'"),
        ({"mentions": [{"start": 0, "end": 2, "label": "GPE", "country": "XXX"}]}, "XXX"),
        ({"text": "another one altogether"}, "is not under review"),
    ],
)
def test_what_cannot_be_is_not_saved(served, facts, reason):
    """The server looks at what it is sent, whoever sent it."""
    address, file = served
    _, _, body = ask(address, "/paragraphs", headers=[TOKEN])
    row = {**json.loads(body)["paragraphs"][0], **facts}
    headers = [TOKEN, ("Origin", address.partition("/?")[0])]
    status, _, said = ask(address, "/save", "POST", headers, json.dumps(row))
    assert (status, reason in said) == (422, True)
    assert all(json.loads(line)["theme"] is None for line in file.read_bytes().splitlines())


# Selects words in the last stretch of the text that is not marked.
SELECT = """(words) => {
    const text = document.querySelector('#text').lastChild.firstChild, at = text.data.indexOf(words);
    getSelection().setBaseAndExtent(text, at, text, at + words.length);
}"""


def test_by_keyboard_in_a_browser(served):
    """Confirm, change, a further theme, a name's country, a new name, undo; each is on disk, and a new visit goes on."""
    address, file = served
    with browsing.browser() as chromium:
        with browsing.watched(chromium) as page:
            page.goto(address)
            page.wait_for_selector("html[data-ready]")
            assert page.inner_text("#done") == "0 of 3 done"
            assert "</script><script>window.ran = 1</script> went." in page.inner_text("#text")
            page.keyboard.press("Shift+3")
            page.keyboard.press("Enter")
            page.keyboard.press("3")
            browsing.wait(page, "document.querySelector('#done').textContent === '2 of 3 done' && !unsaved.size")
            kept = {row["id"]: row for row in map(json.loads, file.read_bytes().splitlines())}
            first, second = list(kept.values())[:2]
            assert (first["was"], first["theme"], first["also"]) == ("history", "history", ["military"])
            assert (second["was"], second["theme"], second["checked"]) == ("economy", "military", False)
            page.keyboard.press("z")
            browsing.wait(page, "document.querySelector('#done').textContent === '1 of 3 done' && !unsaved.size")
            page.keyboard.press("k")
            page.click("#text mark")
            page.fill("#panel input[name=country]", "fra")
            page.press("#panel input[name=country]", "Tab")
            browsing.wait(page, "items[0].mentions[0].country === 'FRA' && !unsaved.size")
            page.evaluate(SELECT, "went")
            page.keyboard.press("a")
            browsing.wait(page, "items[0].mentions.length === 2 && !unsaved.size")
            page.select_option("#panel select", "ORG")
            browsing.wait(page, "items[0].mentions[1].label === 'ORG' && !unsaved.size")
        kept = json.loads(file.read_bytes().splitlines()[-1])
        assert [(kept["text"][one["start"] : one["end"]], one["label"], one["country"]) for one in kept["entities"]] == [
            ("alpha", "GPE", "FRA"),
            ("went", "ORG", None),
        ]
        with browsing.watched(chromium) as page:
            page.goto(address)
            page.wait_for_selector("html[data-ready]")
            assert page.inner_text("#done") == "1 of 3 done"
            assert page.evaluate("typeof window.ran") == "undefined"


def test_themes_and_labels_are_explained(served):
    """The theme at hand in a line below; a choice and a name when pointed at; all of them, and values of dates, in the help."""
    from geopol.themes import read_codebook

    about = {theme.id: theme.about for theme in read_codebook().themes}
    address, _ = served
    with browsing.browser() as chromium, browsing.watched(chromium) as page:
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        assert page.inner_text("#about") == f"history: {' '.join(about['history'].split())}"
        page.hover('[data-theme="military"]')
        assert page.inner_text("#tip") == " ".join(about["military"].split())
        page.hover("#text mark")
        assert page.inner_text("#tip").startswith("state or place")
        page.click("#text mark")
        assert "GPE: state or place" in page.locator("#panel option").all_inner_texts()
        page.keyboard.press("?")
        told = page.inner_text("#help")
        asked = page.evaluate("model.themes.map((theme) => theme.id)")
        assert len(asked) > 2
        assert [theme for theme in asked if " ".join(about[theme].split()) not in " ".join(told.split())] == []
        assert "P2Y, P30M" in told


SLOW = """(() => {
    const now = fetch;
    window.fetch = async (...all) => {
        await new Promise((go) => setTimeout(go, 250));
        return now(...all);
    };
})()"""


def test_keys_faster_than_the_disk_are_all_kept(served):
    """Two decisions on one paragraph while the first is still on its way: the second is what stands."""
    address, file = served
    with browsing.browser() as chromium, browsing.watched(chromium) as page:
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.evaluate(SLOW)
        page.keyboard.press("Shift+3")
        page.wait_for_timeout(100)
        page.keyboard.press("Enter")
        page.keyboard.press("3")
        browsing.wait(page, "!unsaved.size")
    kept = {row["id"]: row for row in map(json.loads, file.read_bytes().splitlines())}
    assert [(row["theme"], row["also"]) for row in kept.values()][:2] == [("history", ["military"]), ("military", [])]


def test_a_failed_save_is_said_and_sent_again(served):
    """What the server did not take stays, is marked, and goes with the next key."""
    address, file = served
    with browsing.browser() as chromium:
        page = chromium.new_page()
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.route("**/save", lambda route: route.abort())
        page.keyboard.press("Enter")
        browsing.wait(page, "!document.querySelector('#trouble').hidden")
        assert page.inner_text("#saved") == "1 not saved"
        page.unroute("**/save")
        page.keyboard.press("Enter")
        browsing.wait(page, "!unsaved.size")
    themes = {row["id"]: row["theme"] for row in map(json.loads, file.read_bytes().splitlines())}
    assert sum(theme is not None for theme in themes.values()) == 2


def test_two_reviews_of_one_file_lose_nothing(tmp_path, corrections):
    """What either saved is there when both are closed."""
    first, second = (Journal(tmp_path / "c.jsonl", corrections) for _ in range(2))
    first.save(replace(corrections[0], theme="military"))
    second.save(replace(corrections[1], theme="economy"))
    first.close()
    second.close()
    assert [one.theme for one in Journal(tmp_path / "c.jsonl").corrections.values()] == ["military", "economy", None]


def test_thirty_paragraphs_by_thirty_keys(tmp_path):
    """The corrections that tests/test_learn.py learns from, made on the page: a digit a paragraph."""
    lines = Path(__file__).with_name("networks.tsv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in (line.split("\t") for line in lines) if row[0] == "learn"]
    asked = [paragraph(n, "other", 0.1, row[3]) for n, row in enumerate(rows)]
    articles = [article(row[1], [one]) for row, one in zip(rows, asked, strict=True)]
    journal = Journal(tmp_path / "c.jsonl", [Correction.of(one, one.paragraphs[0]) for one in articles])
    with serving(journal, articles) as address, browsing.browser() as chromium, browsing.watched(chromium) as page:
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        keys = {theme: str(number + 1) for number, theme in enumerate(page.evaluate("model.themes.map((one) => one.id)"))}
        for row in rows:
            page.keyboard.press(keys[row[2]])
        browsing.wait(page, "document.querySelector('#done').textContent === '30 of 30 done' && !unsaved.size")
    assert [(one.text, one.theme) for one in read_corrections(tmp_path / "c.jsonl")] == [(row[3], row[2]) for row in rows]


def test_the_command_serves_until_it_is_stopped(tagged, tmp_path):
    """It prints the address, answers there alone, and leaves the file behind."""
    (tmp_path / "tags.jsonl").write_bytes(b"".join(map(to_json, tagged)))
    command = [sys.executable, "-m", "geopol", "review", str(tmp_path / "tags.jsonl"), "--top", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", told)[0]
        assert told.startswith("2 paragraphs to review, 0 done: ")
        assert ask(address, urlsplit(address).path + "?" + urlsplit(address).query)[0] == 200
        assert ask(address, "/")[0] == 403
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(20) == 0
    assert "0 of 2 done → " in rest
    assert len((tmp_path / "tags.corrections.jsonl").read_bytes().splitlines()) == 2


def test_a_wrong_country_is_said_and_holds_up_nothing(served):
    """The server refuses it, the page says so, other decisions are kept, and so is this one once it is mended."""
    address, file = served
    with browsing.browser() as chromium:
        page = chromium.new_page()
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        for country, decide in (("xqx", True), ("fra", False)):
            page.click("#text mark")
            page.fill("#panel input[name=country]", country)
            page.press("#panel input[name=country]", "Tab")
            if decide:
                browsing.wait(page, "document.querySelector('#trouble').textContent.includes('XQX')")
                page.keyboard.press("j")
                page.click("h1")
                page.keyboard.press("3")
                browsing.wait(page, "items[1].theme && unsaved.size === 1")
                page.click("#list button >> nth=0")
        browsing.wait(page, "!unsaved.size && document.querySelector('#trouble').hidden")
    kept = {row["id"]: row for row in map(json.loads, file.read_bytes().splitlines())}
    first, second = list(kept.values())[:2]
    assert first["mentions"][0]["country"] == "FRA"
    assert second["theme"] == "military"


def test_the_command_exports(tagged, tmp_path):
    """``--export`` writes a file and stops; Label Studio's interface comes beside it."""
    from geopol.cli import app

    (tmp_path / "tags.jsonl").write_bytes(b"".join(map(to_json, tagged)))
    command = ["review", str(tmp_path / "tags.jsonl"), "--top", "2", "--export"]
    told = CliRunner().invoke(app, [*command, "labelstudio", "-o", str(tmp_path / "tasks.json")])
    assert told.exit_code == 0
    assert len(json.loads((tmp_path / "tasks.json").read_bytes())) == 2
    assert '<Choice value="military"/>' in (tmp_path / "tasks.xml").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, [*command, "csv"]).output.lstrip("\ufeff").startswith("article,paragraph,title")
