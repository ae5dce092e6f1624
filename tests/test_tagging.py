"""The library: what `geopol.load()` gives, and what holds for every text."""

from __future__ import annotations

import datetime
import gzip
import json
import pickle
import subprocess
import sys
from itertools import islice, pairwise

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geopol
from geopol.errors import InputError
from geopol.paragraphs import MAX_PARAGRAPH_CHARS
from geopol.records import Document
from geopol.tagging import Setup, Tagger
from geopol.writing import to_dict, to_json

TEXT = """The long road to Tashkent

In January 1966 the prime minister of India, Lal Bahadur Shastri, and the president of Pakistan, Ayub Khan, signed the
Tashkent Declaration, which the Soviet Union had brokered after the war of 1965.

Last month the two armies held talks on the Line of Control, and New Delhi said that it would buy five S-400 batteries.

Share this article
"""


def test_an_article_has_all_that_was_found(tagger):
    """Kinds, themes, entities, countries and dates stand where DESIGN.md says."""
    article = tagger.tag(TEXT, date="2021-03-10", title="Tashkent")
    assert [paragraph.kind for paragraph in article.paragraphs] == ["heading", "body", "body", "boilerplate"]
    assert [paragraph.theme is None for paragraph in article.paragraphs] == [True, False, False, True]
    assert article.paragraphs[1].heading == "The long road to Tashkent"
    assert {"IND", "PAK", "SUN"} <= {entity.country for entity in article.entities}
    assert ("January 1966", "1966-01") in {(date.text, date.value) for date in article.dates}
    last_month = next(date for date in article.dates if date.text == "Last month")
    assert (last_month.earliest, last_month.latest) == ("2021-02-01", "2021-02-28")
    assert (article.title, article.date, article.chars) == ("Tashkent", "2021-03-10", len(TEXT))
    assert article.period[0] == "1965-01-01"
    assert sum(article.themes.values()) == pytest.approx(1, abs=0.01)


def test_an_event_known_by_name_has_its_days(tagger):
    """The codebook makes a war an EVENT, not a date; what is known of it stands on the entity."""
    article = tagger.tag("Arms deliveries grew during the Korean War, and Moscow paid for them.")
    [war] = [entity for entity in article.entities if entity.label == "EVENT"]
    assert (war.text, war.period) == ("Korean War", ("1950-06-25", "1953-07-27"))
    assert all(entity.period is None for entity in article.entities if entity is not war)
    rows = to_dict(article)["paragraphs"][0]["entities"]
    assert [row.get("period") for row in rows if row["label"] == "EVENT"] == [{"earliest": "1950-06-25", "latest": "1953-07-27"}]
    assert not any("period" in row for row in rows if row["label"] != "EVENT")


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        (TEXT, None, "The long road to Tashkent"),
        (TEXT, "Tashkent", "Tashkent"),
        (f"Share this article\n\n{TEXT}", None, "The long road to Tashkent"),
        (
            f"{TEXT.split(chr(10), 2)[2]}\n\nThe road back\n\nThe two armies left the valley, and the talks came to an end.",
            None,
            None,
        ),
        ("One sentence about Peru.", None, None),
    ],
)
def test_the_first_heading_is_the_title_of_an_article_without_one(tagger, text, title, wanted):
    """Where it stands above the text."""
    assert tagger.tag(text, title=title).title == wanted


def test_without_a_date_relative_dates_stay_open(tagger):
    """Nothing is anchored to today."""
    [last_month] = [date for date in tagger.tag(TEXT).dates if date.text == "Last month"]
    assert (last_month.earliest, last_month.latest) == (None, None)


def assert_offsets(article, text):
    """Every mention of every kind is where it says, and nothing but white space and markup lies between the paragraphs."""
    end = 0
    for paragraph in article.paragraphs:
        assert text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.start >= end
        end = paragraph.end
        for mention in (*paragraph.entities, *paragraph.dates, *(part for date in paragraph.dates for part in date.parts)):
            assert text[mention.start : mention.end] == mention.text
            assert paragraph.start <= mention.start < mention.end <= paragraph.end
        spans = sorted((mention.start, mention.end) for mention in (*paragraph.entities, *paragraph.dates))
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), "mentions overlap"


WORDS = st.sampled_from(
    [
        "Russia",
        "North\nKorea",
        "coop-\neration",
        "the",
        "U.S.",
        "Moscow's",
        "1950–1953",
        "in",
        "early",
        "1991",
        "Soviet",
        "Union;",
        "“Putin”",
        "(DPRK)",
        "##",
        "-",
        "\n\n",
        ".",
        "\t",
        "\r\n",
        "S-400",
        "last",
        "month",
        "19th",
        "century",
        "São",
        "Tomé",
        "\u2028",
        "\xad",
        "\u200b",
        "🇺🇸",
        "March",
        "5,",
        "2014",
        "Sino-Russian",
        "*",
        "**",
        "ARTICLE",
        "Cookie",
        "policy",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_offsets_hold_for_any_text(tagger, text):
    """`text[start:end]` is the mention, whatever the text."""
    assert_offsets(tagger.tag(text, date="2020-02-02"), text)


def test_offsets_hold_for_real_texts(tagger, shared):
    """Speeches, reports and books of two centuries."""
    for name in ("speeches", "usgov", "encyclopedia", "releases"):
        with gzip.open(shared / "data" / "text" / f"{name}.jsonl.gz", "rb") as lines:
            for row in map(json.loads, islice(lines, 0, 60, 20)):
                assert_offsets(tagger.tag(row["text"], date=row.get("date")), row["text"])


def documents() -> list[Document]:
    """Articles of very different lengths."""
    texts = [TEXT * (1 + n % 4) + f"Paragraph {n} ends in Lima in {1900 + n}." for n in range(20)]
    return [Document(str(n), text, date="2021-03-10") for n, text in enumerate(texts)]


@pytest.mark.parametrize(("jobs", "batch_size"), [(1, 7), (1, 256), (2, 1), (2, 7)])
def test_batches_and_workers_do_not_change_a_byte(tagger, jobs, batch_size):
    """Same text and model, same bytes, whatever the batch size and the number of workers."""
    alone = [to_json(article) for article in tagger.pipe(documents(), batch_size=1)]
    assert [to_json(article) for article in tagger.pipe(documents(), jobs=jobs, batch_size=batch_size)] == alone


def test_neighbours_do_not_change_a_byte(tagger):
    """An article's tags do not depend on what was tagged before it."""
    forward = {article.id: to_json(article) for article in tagger.pipe(documents())}
    backward = {article.id: to_json(article) for article in tagger.pipe(reversed(documents()))}
    assert forward == backward


def test_pipe_is_lazy_and_takes_plain_texts(tagger):
    """Texts are named by their number; nothing is read ahead of need."""

    def endless():
        while True:
            yield "Peace talks began in Geneva in 1988."

    assert [article.id for article in islice(tagger.pipe(endless()), 3)] == ["0", "1", "2"]


def test_a_tagger_travels_to_a_worker_as_its_setup(tagger):
    """What is pickled is where the models lie, not the models."""
    assert len(pickle.dumps(tagger)) < 1_000


class NoEntities:
    """An entity model that finds nothing."""

    def find(self, passages):
        return [() for _ in passages]


class OneTheme:
    """A theme model that knows one answer."""

    def predict(self, texts, headings=None):
        from geopol.records import ThemeScores

        return [ThemeScores("other", (), {"other": 1.0}, "ok") for _ in texts]


def test_models_can_be_replaced_without_touching_the_others():
    """A tagger takes anything that finds entities and anything that gives themes."""
    article = Tagger(NoEntities(), OneTheme()).tag("Kenya and Somalia met in 2021.")
    assert {entity.text for entity in article.entities} == {"Kenya", "Somalia"}
    assert {entity.by for entity in article.entities} == {"rule"}
    assert article.paragraphs[0].theme == "other"


def test_entities_of_another_pipeline(tagger, tmp_path):
    """`load(entities=...)` uses a pipeline of the user's, with everything after it unchanged."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Ayub Khan"}])
    nlp.to_disk(tmp_path / "own")
    own = geopol.load(entities=tmp_path / "own")
    article = own.tag(TEXT)
    assert "Ayub Khan" in {entity.text for entity in article.entities if entity.label == "PERSON"}
    assert article.fingerprint != tagger.fingerprint
    assert [p.theme for p in article.paragraphs] == [p.theme for p in tagger.tag(TEXT).paragraphs]


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\u200b", "...", "1"])
def test_texts_with_nothing_in_them(tagger, text):
    """No text is too small: what is not there is an empty result, not an error."""
    article = tagger.tag(text)
    assert article.chars == len(text)
    assert_offsets(article, text)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": b"bytes"}, "text must be a str, not bytes"),
        ({"text": "x", "date": "yesterday"}, "yesterday"),
        ({"text": "x", "date": "2021-02-30"}, "2021-02-30"),
        ({"text": "a " * MAX_PARAGRAPH_CHARS}, "200,000"),
    ],
)
def test_bad_arguments_are_named(tagger, arguments, message):
    """An error names the value it got."""
    with pytest.raises(InputError, match=message):
        tagger.tag(**arguments)


def test_the_fingerprint_names_the_models():
    """It is the same for every load of the same models."""
    assert geopol.load().fingerprint == geopol.load().fingerprint
    assert isinstance(geopol.load().setup, Setup)


def test_importing_geopol_is_light():
    """`import geopol` does not wait for spaCy or scikit-learn; both come with the first use."""
    code = "import sys, geopol; print([name for name in ('spacy', 'sklearn', 'numpy', 'trafilatura') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_of_the_package_is_named():
    """The message lists what there is."""
    with pytest.raises(AttributeError, match="no attribute 'laod'; it has Article"):
        _ = geopol.laod


def test_countries_of_an_article_are_weighed(tagger):
    """Who acts, and who is in the title, weighs more than who is named in passing."""
    text = (
        "Poland\n\nPoland said that it would buy tanks in Berlin. Poland waits.\n\nA man from Munich and one from Hamburg came."
    )
    article = tagger.tag(text, title="Poland buys tanks")
    shares = {country.code: country for country in article.countries}
    assert shares["POL"].weight > shares["POL"].share
    assert shares["DEU"].weight < shares["DEU"].share
    assert sum(country.weight for country in article.countries) == pytest.approx(1, abs=0.01)


def test_former_states_are_followed_on_request(tagger):
    """The same text with `follow`: the Soviet Union as Russia, in this process and in another."""
    text = "In 1962 the Soviet Union sent missiles to Cuba."
    followed = geopol.load(follow=True)
    assert [country.code for country in tagger.tag(text).countries] == ["CUB", "SUN"]
    assert [country.code for country in followed.tag(text).countries] == ["CUB", "RUS"]
    assert [[country.code for country in article.countries] for article in followed.pipe([text], jobs=2)] == [["CUB", "RUS"]]


def test_an_entity_says_how_its_country_was_told(tagger):
    """Reason, score and metonym flag are in the record and in the line."""
    article = tagger.tag("Moscow said that NATO had moved its troops to Poland.")
    told = {entity.text: entity.meant for entity in article.entities}
    assert (told["Moscow"].how, told["Moscow"].metonym, told["Moscow"].code) == ("capital", True, "RUS")
    assert (told["NATO"].how, told["NATO"].code) == ("bloc", None)
    row = json.loads(to_json(article))["paragraphs"][0]["entities"][0]
    assert row["meant"] == {"how": "capital", "score": told["Moscow"].score, "metonym": True, "candidates": []}


def test_an_article_names_each_thing_once(tagger):
    """States count by their code whatever they are called, people and bodies by their fullest form, amounts not at all."""
    text = (
        "The U.S. and the United States met. American envoys saw Vladimir Putin; Putin spoke to the African Union (AU). "
        "The AU paid $5 million. Americans left."
    )
    names = [(one.name, one.label, one.country, one.mentions) for one in tagger.tag(text).names]
    assert names == [
        ("African Union", "ORG", None, 3),
        ("U.S.", "GPE", "USA", 2),
        ("American", "NORP", "USA", 2),
        ("Vladimir Putin", "PERSON", "RUS", 2),
    ]


def test_rules_speak_beside_the_model(tagger):
    """A weapon by designation is found in any article, with its maker's state, and says that a rule found it or the model did."""
    article = tagger.tag("Kyiv asked for Hürjet jets, Su-57s and the Typhon, and cited UNSCR 2202.")
    found = {(one.text, one.label, one.country) for one in article.entities}
    assert {("Hürjet", "WEAPON", "TUR"), ("Su-57s", "WEAPON", "RUS"), ("UNSCR 2202", "LAW", None)} <= found


def test_a_documents_date_may_be_a_date(tagger):
    """As rows of a table have it; it comes out as ISO 8601."""
    [article] = tagger.pipe([geopol.Document("a", "They met last year.", date=datetime.date(2024, 5, 3))])
    assert (article.date, article.dates[0].value) == ("2024-05-03", "2023")


def test_a_table_is_no_list_of_texts(tagger):
    """Its items would be the names of its columns."""
    frame = pandas.DataFrame({"text": ["Peru met Chile."]})
    with pytest.raises(geopol.InputError, match="not one DataFrame"):
        list(tagger.pipe(frame))
    [article] = tagger.pipe(frame["text"])
    assert article.entities[0].text == "Peru"
