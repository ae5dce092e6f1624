"""The report, in a real browser: what it shows is what the tags say."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import browsing
import pytest
from conftest import ROOT
from typer.testing import CliRunner

import geopol
from geopol.errors import InputError
from geopol.records import Copy, Document
from geopol.reporting import page, write_report
from geopol.tagged import article_from_dict, read_tagged
from geopol.writing import SHEET, convert, to_dict, to_json

HOSTILE = """# Talks in <b>Paris</b></script><script>window.ran = 1</script>

On 3 March 2014 President Vladimir Putin of Russia <img src=x onerror="window.ran=2"> met \U0001f30d Angela Merkel in Berlin, and
the United Nations Security Council condemned Germany & France. <!-- <script> Poland sent tanks in 1939.

=HYPERLINK("x") and the economy of Poland grew, since exports of coal to Germany rose by 12 percent in 2013.
"""


@pytest.fixture(scope="module")
def articles(tagger, sample):
    """The sample, and an article that is out to do harm."""
    from geopol.reading import discover, read

    documents = [document for source in discover([str(sample)]) for document in read(source)]
    documents = [replace(document, id=Path(document.id).name) for document in documents]
    hostile = Document("</script>\"'&.md", HOSTILE, title="</title><script>window.ran = 3</script>", date="2014-03-05")
    return [*tagger.pipe(documents), tagger.tag(hostile.text, title=hostile.title, date=hostile.date, id=hostile.id)]


@pytest.fixture(scope="module")
def report(articles, tmp_path_factory):
    """The report's address."""
    path = tmp_path_factory.mktemp("report")
    (path / "tags.jsonl").write_bytes(b"".join(map(to_json, articles)))
    write_report([path / "tags.jsonl"], path / "report.html", title="Tags & <b>themes</b>")
    return (path / "report.html").as_uri()


@pytest.fixture(scope="module")
def chromium():
    """One browser for all tests."""
    with browsing.browser() as opened:
        yield opened


@pytest.fixture
def show(chromium, report):
    """Opens the report at a place; the test fails for any error, message or request."""
    with browsing.watched(chromium, reduced_motion="reduce") as page_:

        def opened(place=""):
            page_.goto("about:blank")
            page_.goto(report + place)
            page_.wait_for_selector("html[data-ready]")
            return page_

        yield opened


def bodies(articles):
    """Body paragraphs, each with its article."""
    return [(article, paragraph) for article in articles for paragraph in article.paragraphs if paragraph.kind == "body"]


def codes(paragraph):
    """The countries that a paragraph names."""
    return {entity.country for entity in paragraph.entities if entity.country}


def said(articles, test):
    """What the page says of the paragraphs that pass a test."""
    every = bodies(articles)
    passed = [(article, paragraph) for article, paragraph in every if test(article, paragraph)]
    count = len({article.id for article, _ in passed})
    return f"{len(passed)} of {len(every)} paragraphs in {count} article{'' if count == 1 else 's'}"


def test_the_overview_counts_what_the_tags_say(show, articles):
    """Tiles, themes, countries and names are those of the JSON lines."""
    opened = show()
    assert opened.inner_text("#said") == said(articles, lambda *_: True)
    every = [paragraph for _, paragraph in bodies(articles)]
    tiles = opened.locator(".tile b").all_inner_texts()
    unsure = sum(paragraph.status == "uncertain" for paragraph in every)
    assert tiles[:4] == [
        str(len(articles)),
        str(len(every)),
        f"{round(100 * unsure / len(every))} %",
        str(len(set().union(*map(codes, every)))),
    ]
    themes = Counter(paragraph.theme for paragraph in every)
    for theme, count in themes.items():
        assert opened.inner_text(f'[data-list="theme"][data-value="{theme}"] b') == str(count)
    countries = Counter(code for paragraph in every for code in codes(paragraph))
    for code, count in countries.most_common(3):
        assert opened.inner_text(f'[data-list="country"][data-value="{code}"] b') == str(count)
    people = Counter(name for paragraph in every for name in {e.name for e in paragraph.entities if e.label == "PERSON"})
    shown = dict(
        zip(opened.locator("#top-PERSON .what").all_inner_texts(), opened.locator("#top-PERSON b").all_inner_texts(), strict=True)
    )
    assert shown
    assert {name: str(people[name]) for name in shown} == shown


def test_the_charts_hold_the_counts(show, articles):
    """The map has every mention, the bars every paragraph, the matrix every pair."""
    opened = show()
    option = (
        "(id) => echarts.getInstanceByDom(document.querySelector(`#card-${id} .chart`)).getOption().series.map((one) => one.data)"
    )
    every = [paragraph for _, paragraph in bodies(articles)]
    mentions = Counter(entity.country for paragraph in every for entity in paragraph.entities if entity.country)
    assert {one["name"]: one["value"] for one in opened.evaluate(option, "map")[0] if one.get("value")} == mentions
    bars = opened.evaluate(option, "themes")
    assert sum(one["value"] for series in bars for one in series) == len(every)
    assert sum(one["value"] for one in bars[1]) == sum(paragraph.status == "uncertain" for paragraph in every)
    dated = [paragraph for article, paragraph in bodies(articles) if article.date]
    assert sum(map(sum, opened.evaluate(option, "time"))) == len(dated)
    pairs = Counter(pair for paragraph in every for pair in itertools.permutations(sorted(codes(paragraph)), 2))
    names = opened.evaluate("echarts.getInstanceByDom(document.querySelector('#card-together .chart')).getOption().xAxis[0].data")
    assert {(names[a], names[b]): n for a, b, n in opened.evaluate(option, "together")[0]} == {
        pair: count for pair, count in pairs.items() if set(pair) <= set(names)
    }


def click_chart(opened, card, where, condition):
    """Click a chart at a place that it works out itself, until the click has done what it should: a busy machine draws late."""
    box = opened.locator(f"#card-{card} .chart")
    for _ in range(8):
        box.scroll_into_view_if_needed()
        opened.wait_for_timeout(300)
        x, y = box.evaluate(f"(box) => {{ const chart = echarts.getInstanceByDom(box); return {where}; }}")
        corner = box.bounding_box()
        opened.mouse.click(corner["x"] + x, corner["y"] + y)
        for _ in range(20):
            if opened.evaluate(f"Boolean({condition})"):
                return
            opened.wait_for_timeout(100)
    raise AssertionError(f"no click on {card} at {where} brought {condition}")


def test_a_click_on_a_chart_drills_down_and_filters_combine(show, articles):
    """A theme, a country on the map, a year and a name: each narrows what the others left."""
    opened = show()
    click_chart(opened, "themes", "chart.convertToPixel({ seriesIndex: 0 }, [1, 'military'])", "state.theme.includes('military')")
    military = lambda article, paragraph: paragraph.theme == "military"  # noqa: E731
    assert opened.inner_text("#said") == said(articles, military)
    click_chart(opened, "map", "chart.convertToPixel('geo', [79, 23])", "state.country.includes('IND')")
    both = lambda article, paragraph: military(article, paragraph) and "IND" in codes(paragraph)  # noqa: E731
    assert opened.inner_text("#said") == said(articles, both)
    opened.click(".views >> text=Paragraphs")
    assert opened.locator(".item").count() == sum(both(*pair) for pair in bodies(articles))
    opened.click("#clear")
    browsing.wait(opened, "!isFiltered()")
    assert opened.inner_text("#said") == said(articles, lambda *_: True)


def test_years_and_names_drill_down(show, articles):
    """A bar of the years told of, a bar of the dates of articles, and a name of a list."""
    opened = show()
    [index] = opened.evaluate(
        "(() => { const o = echarts.getInstanceByDom(document.querySelector('#card-told .chart')).getOption();"
        " return [o.xAxis[0].data.indexOf('2008')]; })()"
    )
    assert index >= 0
    click_chart(opened, "told", f"chart.convertToPixel({{ seriesIndex: 0 }}, [{index}, 0.5])", "state.told")
    first, last = map(int, opened.evaluate("state.told").split(".."))
    assert first <= 2008 <= last
    assert opened.inner_text("#said") == said(articles, lambda _, p: told(p, first, last))
    opened.keyboard.press("x")
    browsing.wait(opened, "!isFiltered()")
    click_chart(opened, "time", "chart.convertToPixel({ seriesIndex: 0 }, ['2023', 0.5])", "state.published === '2023'")
    assert opened.inner_text("#said") == said(articles, lambda a, _: (a.date or "").startswith("2023"))
    name = opened.locator("#top-ORG .what").first.inner_text()
    opened.click("#top-ORG button >> nth=0")
    browsing.wait(opened, "state.name.length")
    both = lambda a, p: (a.date or "").startswith("2023") and any(e.name == name and e.label == "ORG" for e in p.entities)  # noqa: E731
    assert opened.inner_text("#said") == said(articles, both)


def test_a_pair_in_the_matrix_asks_for_both(show, articles):
    """A cell opens the paragraphs that name both countries."""
    opened = show()
    option = opened.evaluate("echarts.getInstanceByDom(document.querySelector('#card-together .chart')).getOption()")
    names, (row, column, count) = option["xAxis"][0]["data"], option["series"][0]["data"][0]
    click_chart(
        opened, "together", f"chart.convertToPixel({{ seriesIndex: 0 }}, [{row}, {column}])", "state.country.length === 2"
    )
    both = lambda _, paragraph: {names[row], names[column]} <= codes(paragraph)  # noqa: E731
    assert opened.inner_text("#said") == said(articles, both)
    assert sum(both(*pair) for pair in bodies(articles)) == count


def told(paragraph, first, last):
    """Whether a date of a paragraph touches the years."""
    return any(
        date.earliest and date.latest and int(date.earliest[:-6]) <= last and int(date.latest[:-6]) >= first
        for date in paragraph.dates
    )


FILTERS = [
    ("theme=military&theme=economy", lambda _, p: p.theme in ("military", "economy")),
    ("country=CHL&country=BOL", lambda _, p: {"CHL", "BOL"} <= codes(p)),
    ("status=uncertain", lambda _, p: p.status == "uncertain"),
    ("told=1939..1945", lambda _, p: told(p, 1939, 1945)),
    ("told=1970", lambda _, p: told(p, 1970, 1970)),
    ("told=..1900", lambda _, p: told(p, -9999, 1900)),
    ("published=2014", lambda a, _: (a.date or "").startswith("2014")),
    ("published=2014-03..2023", lambda a, _: a.date is not None and a.date[:7] >= "2014-03" and a.date[:4] <= "2023"),
    ("q=poland", lambda a, p: "poland" in f"{p.text}\n{a.title}".lower()),
    (
        "q=poland+germany&theme=economy",
        lambda a, p: p.theme == "economy" and all(w in p.text.lower() for w in ("poland", "germany")),
    ),
    ("name=PERSON:Vladimir%20Putin", lambda _, p: any(e.name == "Vladimir Putin" and e.label == "PERSON" for e in p.entities)),
    ("country=ATL", lambda _, p: False),
]


@pytest.mark.parametrize(("place", "test"), FILTERS, ids=[place for place, _ in FILTERS])
def test_every_filter_is_a_link(show, articles, place, test):
    """An address alone brings the same paragraphs in every view."""
    for view in ("paragraphs", "overview", "articles"):
        opened = show(f"#view={view}&{place}")
        assert opened.inner_text("#said") == said(articles, test)
    count = sum(test(*pair) for pair in bodies(articles))
    assert show(f"#view=paragraphs&{place}").locator(".item").count() == min(count, 40)


def test_search_keys_and_the_way_back(show, articles):
    """The whole way by keyboard: search, the first hit, its article, and back."""
    opened = show()
    opened.keyboard.press("/")
    opened.keyboard.type("coast")
    opened.keyboard.press("Enter")
    browsing.wait(opened, "state.q === 'coast' && state.view === 'paragraphs'")
    opened.keyboard.press("Escape")
    opened.keyboard.press("j")
    opened.keyboard.press("Enter")
    browsing.wait(opened, "state.view === 'article'")
    assert "coast" in opened.inner_text(".wanted")
    opened.keyboard.press("Escape")
    browsing.wait(opened, "state.view === 'paragraphs'")
    opened.keyboard.press("x")
    opened.keyboard.press("u")
    browsing.wait(opened, "state.status === 'uncertain' && !state.q")
    assert opened.inner_text("#said") == said(articles, lambda _, p: p.status == "uncertain")


# Of each paragraph the text without the link behind it, its mentions with their labels, and its theme.
ROWS = """[...document.querySelectorAll('.text .row')].map((row) => [
    row.querySelector('p').textContent.slice(0, -2),
    [...row.querySelectorAll('mark')].map((mark) => [mark.textContent, mark.dataset.label]),
    row.querySelector('.badge').firstChild.data])"""


def test_an_article_shows_each_mention_in_its_place(show, articles):
    """Text, mentions and themes of the page are those of the tags, for every article, astral characters included."""
    for article in articles:
        opened = show(f"#article={quote(article.id, safe='')}")
        rows = opened.evaluate(ROWS)
        wanted = [
            [
                paragraph.text,
                [
                    [one.text, getattr(one, "label", "DATE")]
                    for one in sorted([*paragraph.entities, *paragraph.dates], key=lambda one: one.start)
                ],
                paragraph.theme,
            ]
            for paragraph in article.paragraphs
            if paragraph.kind == "body"
        ]
        assert rows == wanted
        assert opened.locator(".badge.unsure").count() == sum(p.status == "uncertain" for p in article.paragraphs)


def test_from_an_article_back_to_the_list(show):
    """The filters stay, also where an article was opened by its link."""
    opened = show("#view=articles&theme=military&article=chile-bolivia.md")
    opened.keyboard.press("Escape")
    browsing.wait(opened, "state.view === 'paragraphs'")
    assert opened.evaluate("state.theme") == ["military"]
    opened.click(".views >> text=Articles")
    opened.click(".item a >> nth=0")
    opened.click("#back")
    browsing.wait(opened, "state.view === 'articles'")
    assert opened.evaluate("state.theme") == ["military"]


def test_reasons_come_on_hover_and_on_focus(show, articles):
    """A theme tells its scores and words, a date its days, a name its country and the rung that decided."""
    article = next(article for article in articles if article.id == "chile-bolivia.md")
    first = next(paragraph for paragraph in article.paragraphs if paragraph.kind == "body")
    opened = show("#article=chile-bolivia.md")
    opened.hover(".badge >> nth=0")
    assert first.why[0].what in opened.inner_text("#tip")
    opened.focus(f'#p{first.index} mark[data-label="DATE"] >> nth=1')
    assert f"{first.dates[1].earliest} to {first.dates[1].latest}" in opened.inner_text("#tip")
    opened.focus(f'#p{first.index} mark[data-label="GPE"] >> nth=0')
    assert "(BOL)" in opened.inner_text("#tip")
    opened.keyboard.press("Enter")
    browsing.wait(opened, "state.name.length === 1 && state.view === 'paragraphs'")


def test_what_a_document_says_is_shown_and_not_run(show, articles):
    """Markup in titles, headings, names and texts stays text."""
    hostile = articles[-1]
    for place in (
        "",
        "#view=paragraphs",
        "#view=articles",
        f"#article={quote(hostile.id, safe='')}",
        "#q=%3Cscript%3Ewindow.ran%3D4%3C/script%3E",
    ):
        opened = show(place)
        assert opened.evaluate("typeof window.ran") == "undefined"
        assert opened.locator("img").count() == 0
        assert opened.inner_text("h1") == "Tags & <b>themes</b>"
    text = show(f"#article={quote(hostile.id, safe='')}").inner_text("article")
    for words in (
        "</title><script>window.ran = 3</script>",
        '<img src=x onerror="window.ran=2">',
        "</script><script>window.ran = 1</script>",
    ):
        assert words in text


def test_csv_has_the_paragraphs_shown(show, articles, tmp_path):
    """The table has a row a paragraph, and no cell that a spreadsheet would run."""
    opened = show("#view=paragraphs&theme=economy")
    with opened.expect_download() as waited:
        opened.click("#csv")
    waited.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.DictReader((tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    wanted = [(article, paragraph) for article, paragraph in bodies(articles) if paragraph.theme == "economy"]
    assert tuple(rows[0]) == SHEET[:-3]
    assert [(row["article"], int(row["index"]), row["theme"]) for row in rows] == [(a.id, p.index, "economy") for a, p in wanted]
    assert [row["text"].removeprefix("'") for row in rows] == [paragraph.text.replace("\n", " ") for _, paragraph in wanted]
    assert [set(row["countries"].split("; ")) - {""} for row in rows] == [codes(paragraph) for _, paragraph in wanted]
    assert not any(value.startswith(("=", "@", "+")) for row in rows for value in row.values())
    assert any(row["text"].startswith("'=HYPERLINK") for row in rows)


def test_the_export_is_the_table_of_convert(show, articles, tmp_path):
    """Cell by cell, but for the columns that only programs want."""
    opened = show("#view=paragraphs")
    with opened.expect_download() as waited:
        opened.click("#csv")
    waited.value.save_as(tmp_path / "rows.csv")
    convert(map(to_dict, articles), tmp_path / "tags.csv", "csv")
    tables = []
    for name in ("rows.csv", "tags.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as lines:
            tables.append([{key: row[key] for key in SHEET[:-3]} for row in csv.DictReader(lines)])
    exported, converted = tables
    for row in (*exported, *converted):
        row["score"] = float(row["score"])
    assert exported == converted


@pytest.fixture(scope="module")
def flagged(articles, tmp_path_factory):
    """A report of an article, a copy of it and one in French, and these."""
    first, second = articles[:2]
    found = [
        replace(first, date="2025-10-05"),
        replace(first, id="copy.md", duplicate=Copy(first.id, 0.9), date="2026-01-31"),
        replace(second, id="tchad.txt", title=None, language="fr", date="2025-11"),
    ]
    path = tmp_path_factory.mktemp("flagged")
    (path / "tags.jsonl").write_bytes(b"".join(map(to_json, found)))
    write_report([path / "tags.jsonl"], path / "report.html")
    return (path / "report.html").as_uri(), found


def test_copies_and_other_languages_are_marked_and_can_be_left_out(chromium, flagged):
    """In lists and on the article's page; every view counts without copies on request."""
    address, found = flagged
    with browsing.watched(chromium) as opened:
        opened.goto(f"{address}#view=articles")
        opened.wait_for_selector("html[data-ready]")
        flags = [item.locator(".flag").all_inner_texts() for item in opened.locator(".item").all()]
        assert flags == [[], ["copy"], ["in French"]]
        assert opened.locator(".item").nth(2).inner_text().count("tchad.txt") == 1
        assert opened.locator("#copies-without b").inner_text() == "2"
        opened.click("#copies-without")
        browsing.wait(opened, "state.copies === 'without'")
        assert opened.inner_text("#said") == said(found, lambda a, _: a.duplicate is None)
        opened.click('[data-list="language"][data-value="fr"]')
        browsing.wait(opened, "state.language[0] === 'fr'")
        assert opened.inner_text("#said") == said(found, lambda a, _: a.language == "fr")
        opened.goto(f"{address}#copies=only")
        browsing.wait(opened, "state.copies === 'only'")
        assert opened.inner_text("#said") == said(found, lambda a, _: a.duplicate is not None)
        opened.goto(f"{address}#article=copy.md")
        browsing.wait(opened, "state.view === 'article'")
        assert f"A copy of {found[0].id}" in opened.inner_text(".article")


def test_without_copies_and_other_languages_nothing_is_said_of_them(show):
    """No filter that could do nothing."""
    opened = show("#view=articles")
    assert opened.locator("#copies-without").count() == 0
    assert opened.locator('[data-list="language"]').count() == 0
    assert opened.locator(".flag").count() == 0


def test_the_time_axis_ends_with_the_data(chromium, flagged):
    """Months from the first article's to the last one's."""
    with browsing.watched(chromium) as opened:
        opened.goto(flagged[0])
        opened.wait_for_selector("html[data-ready]")
        months = opened.evaluate("timeOption(filtered()).xAxis.data")
    assert months == ["2025-10", "2025-11", "2025-12", "2026-01"]


def test_the_help_explains_labels_and_values(show):
    """What GPE and P30M mean, a key away."""
    opened = show()
    opened.keyboard.press("?")
    text = opened.inner_text("#help")
    assert "GPE\nstate or place" in text
    assert "P2Y, P30M\ntwo years, thirty months" in text


def test_dark_small_and_printed(chromium, report):
    """Other colours, a telephone and paper raise no complaint, and nothing is wider than the page."""
    with browsing.watched(chromium) as opened:
        opened.goto(f"{report}#view=paragraphs")
        opened.wait_for_selector("html[data-ready]")
        opened.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert opened.locator(".item").count() == opened.evaluate("model.body.length")
    with browsing.watched(chromium, color_scheme="dark", viewport={"width": 390, "height": 800}) as opened:
        opened.goto(report)
        opened.wait_for_selector("html[data-ready]")
        assert opened.get_attribute("html", "data-shade") == "dark"
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.click("#shade")
        assert opened.get_attribute("html", "data-shade") == "light"
        assert opened.pdf().startswith(b"%PDF")


def test_twenty_thousand_paragraphs_are_usable(chromium, articles, tmp_path):
    """A large report opens and filters within seconds, and its lists grow as they are read."""
    times = 20_000 // len(bodies(articles)) + 1
    many = [replace(article, id=f"{number}/{article.id}") for number in range(times) for article in articles]
    (tmp_path / "many.html").write_text(page(many), encoding="utf-8")
    with browsing.watched(chromium) as opened:
        opened.set_default_timeout(20_000)
        opened.goto((tmp_path / "many.html").as_uri())
        opened.wait_for_selector("html[data-ready]")
        opened.evaluate("location.hash = '#view=paragraphs&theme=military'")
        opened.wait_for_selector(".item")
        military = times * sum(paragraph.theme == "military" for _, paragraph in bodies(articles))
        assert opened.inner_text("#said").startswith(f"{military:,} of {times * len(bodies(articles)):,} paragraphs")
        assert opened.locator(".item").count() < 200
        opened.evaluate("scrollTo(0, document.body.scrollHeight)")
        browsing.wait(opened, "document.querySelectorAll('.item').length >= 80")


def test_a_thousand_articles_are_under_five_megabytes(shared, tagger):
    """By what 40 press releases of 4,500 characters add to the charts and the map."""
    with gzip.open(shared / "data" / "text" / "releases.jsonl.gz") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 0, 1000, 25)]
    tagged = list(tagger.pipe(Document(row["id"], row["text"], row.get("title"), row.get("date")) for row in rows))
    empty, full = len(page(tagged[:1])), len(page(tagged))
    assert empty + 1000 * (full - empty) / (len(tagged) - 1) < 5_000_000


def test_same_articles_same_bytes(articles):
    """Nothing of the day or the machine is in the file."""
    assert page(articles) == page(articles)


def test_the_tags_come_back_as_they_were_written(articles, tmp_path):
    """Reading and writing again changes nothing, compressed or not."""
    for article in articles:
        assert to_dict(article_from_dict(json.loads(to_json(article)))) == to_dict(article)
    (tmp_path / "tags.jsonl.gz").write_bytes(gzip.compress(b"".join(map(to_json, articles))))
    assert [to_json(article) for article in read_tagged([tmp_path / "tags.jsonl.gz"])] == list(map(to_json, articles))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "nothing to report"),
        (b"{\n", "line 1: not JSON"),
        (b"[]\n", "not an article as geopol tag wrote it"),
        (b'{"schema": 7}\n', "the schema is 7, this geopol reads 1"),
        (b'{"schema": 1, "id": "a"}\n', "not an article as geopol tag wrote it: there is no 'title'"),
    ],
)
def test_what_is_no_tags_is_refused(tmp_path, content, reason):
    """File and line are named, and no report is left behind."""
    (tmp_path / "tags.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        write_report([tmp_path / "tags.jsonl"], tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_the_command(articles, tmp_path):
    """``geopol report`` writes the file and says how large it is; a missing file is named."""
    from geopol.cli import app

    (tmp_path / "tags.jsonl").write_bytes(b"".join(map(to_json, articles)))
    told = CliRunner().invoke(app, ["report", str(tmp_path / "tags.jsonl"), "-o", str(tmp_path / "r.html"), "--title", "Mine"])
    assert (told.exit_code, "6 articles → " in told.output) == (0, True)
    assert "<title>Mine</title>" in (tmp_path / "r.html").read_text(encoding="utf-8")
    failed = CliRunner().invoke(app, ["report", str(tmp_path / "none.jsonl")])
    assert "cannot read" in str(failed.exception)


def test_the_outlines_are_of_known_countries():
    """Every outline and dot is named by a code that the table knows, once, and every UN member of the table's is among them."""
    from geopol import countries

    world = json.loads((ROOT / "pipeline/geopol/reporting/assets/world.json").read_text(encoding="utf-8"))
    drawn = {feature["properties"]["name"] for feature in world["outlines"]["features"]}
    assert not drawn & set(world["dots"])
    assert {countries.info(code).code for code in drawn | set(world["dots"])} == drawn | set(world["dots"])
    assert set(countries.members("UN")) <= drawn | set(world["dots"])
    longitudes = [
        x for f in world["outlines"]["features"] for polygon in f["geometry"]["coordinates"] for ring in polygon for x, _ in ring
    ]
    assert (min(longitudes), max(longitudes)) == (-180, 180)
    assert geopol.__version__
