"""Dates: a table of expressions, negatives, composition, and no text that takes long."""

from __future__ import annotations

import itertools
import time

import pytest
from expressions import ANCHOR, EXPRESSIONS, NEGATIVES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopol.dates import choose_reading, find, find_in, parse, period
from geopol.dates.periods import periods
from geopol.dates.scan import rules, scan
from geopol.records import Passage

WORDS = st.sampled_from(
    [
        "1999",
        "2014",
        "of (1918–1939),",
        "Monday",
        "44 BC",
        "FY",
        "last month",
        "é",
        "the",
        "–",
        "-",
        "to",
        "in",
        "March",
        "5",
        "late",
        "19th",
        "century",
        "1990s",
        "two",
        "years",
        "later",
        "/",
    ]
)


def told(text, anchor=None, **more):
    """Mentions and values of a text."""
    return [(date.text, date.value) for date in find([Passage.of(text)], anchor=anchor, **more)[0]]


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: f"{row[0]} ({row[1]})")
def test_an_expression(row):
    """Span, type, value, modifier and interval."""
    words, *wanted = row
    found = find_in(f"The parties met {words} again.", anchor=ANCHOR)
    assert wanted in [[date.text, date.type, date.value, date.mod, date.earliest, date.latest] for date in found]


@pytest.mark.parametrize("words", NEGATIVES)
def test_no_date(words):
    """What is not a date is left alone."""
    assert find_in(f"{words[0].upper()}{words[1:]}.", anchor=ANCHOR) == ()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_finds_its_example(rule):
    """Every line of the grammar has an example, which that line and no other finds whole."""
    texts = [
        before + rule.example + after
        for before in ("", "the ", "during the ", "on the ", "for ", "to ", "would ", "at ", "in ")
        for after in ("", ".", " the treaty was signed", " and Q2 2021")
    ]
    found = {(one.rule, text[one.start : one.end]) for text in texts for one in scan(text)}
    assert (rule.name, rule.example) in found, "a new rule? python -m geopol.dates.begin"


@pytest.mark.parametrize(
    ("text", "anchor", "wanted"),
    [
        ("War came in 1939. Two years later it spread.", None, [("1939", "1939"), ("Two years later", "1941")]),
        ("He left in March 1946 and returned the following year.", None, [("March 1946", "1946-03"), ("following year", "1947")]),
        ("They fought between June and August 2008.", None, [("June and August 2008", "2008-06/2008-08")]),
        ("Elections in 2014, 2015 and 2016.", None, [("2014", "2014"), ("2015", "2015"), ("2016", "2016")]),
        ("The First Punic War (264 to 241 BC) was long.", None, [("264 to 241 BC", "BC0264/BC0241")]),
        ("They landed on the coast (May-August 1950).", None, [("May-August 1950", "1950-05/1950-08")]),
        ("They fought in the summer-autumn of 1920.", None, [("summer-autumn of 1920", "1920-SU/1920-FA")]),
        ("The pact of May 1955 lapsed on 14 May 1985.", None, [("May 1955", "1955-05"), ("14 May 1985", "1985-05-14")]),
    ],
)
def test_dates_lean_on_each_other(text, anchor, wanted):
    """What one date tells, the next can lean on."""
    assert told(text, anchor) == wanted


def test_the_anchor_of_a_date_is_named():
    """Explicit, the article's date, or the offset of another mention."""
    dates = find([Passage.of("In 1991 they split; two years later they met again.")])[0]
    assert [date.anchor for date in dates] == ["explicit", "mention:3"]
    assert find([Passage.of("They met last month.")], anchor="2024-06-19")[0][0].anchor == "document"
    assert find([Passage.of("They met last month.")])[0][0].anchor is None


def test_without_an_anchor_nothing_is_invented():
    """Relative dates keep their placeholder and have no interval."""
    for text in ("last month", "on Monday", "yesterday", "on 12 May", "three years ago"):
        for date in find([Passage.of(f"They met {text}.")])[0]:
            assert (date.earliest, date.latest) == (None, None), date


def test_a_range_keeps_both_ends():
    """TimeML marks the two ends, we mark the range and keep both."""
    date = find_in("from 1950 to 1953")[0]
    assert [(part.text, part.value) for part in date.parts] == [("1950", "1950"), ("1953", "1953")]
    assert (date.earliest, date.latest, date.edtf) == ("1950-01-01", "1953-12-31", "1950/1953")


def test_an_end_may_be_a_period():
    """A range to a period ends where the period ends."""
    date = find_in("from 794 AD until the interwar period")[0]
    assert (date.value, len(date.parts)) == ("0794/1939", 2)


def test_two_readings_of_a_bare_month():
    """News is told from its own date, a history from the year last told."""
    text = "In 1915 the fleet sailed. In March it attacked."
    assert told(text, "2024-06-19", reading="news")[-1] == ("March", "2024-03")
    assert told(text, "2024-06-19", reading="narrative")[-1] == ("March", "1915-03")


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("The two leaders met in January.", "2024-11-28", "2024-01"),
        ("The two leaders met in March.", "2025-02-10", "2024-03"),
        ("The two leaders met in July.", "2024-06-19", "2023-07"),
        ("The two leaders had met in January.", "2024-11-28", "2024-01"),
        ("The treaty was signed in March.", "2025-02-10", "2024-03"),
        ("The strait has been shut since February.", "2025-01-20", "2024-02"),
        ("The strait is closed since February.", "2025-01-20", "2024-02"),
        ("The two cut ties in January.", "2024-11-28", "2024-01"),
        ("They put sanctions on Iran in January.", "2024-11-28", "2024-01"),
        ("They set up a fund in January.", "2024-11-28", "2024-01"),
        ("The bank, founded in March, is small.", "2025-02-10", "2024-03"),
        ("The truce agreed in March holds.", "2025-02-10", "2024-03"),
        ("The deal was announced in March.", "2025-02-10", "2024-03"),
        ("On 30 November the ministers met.", "2024-11-28", "2023-11-30"),
        ("The ministers met on 29 November.", "2024-11-28", "2024-11-29"),
        ("He was elected in November.", "2024-11-05", "2024-11"),
        ("The embassy was opened in March by the man who will lead it.", "2025-02-10", "2024-03"),
        ("They will meet in September.", "2024-11-28", "2025-09"),
        ("They plan to meet in January.", "2024-11-28", "2025-01"),
        ("The summit is due to open in March.", "2025-02-10", "2025-03"),
        ("The ministers agreed to meet in January.", "2024-11-28", "2025-01"),
        ("The army said it would leave in January.", "2024-11-28", "2025-01"),
        ("The talks, scheduled for January, were put off.", "2024-11-28", "2025-01"),
        ("Parliament extended the term until March.", "2024-11-28", "2025-03"),
        ("The base was due to close in March.", "2025-02-10", "2025-03"),
        ("The offer had been set to expire on 6 November.", "2024-11-02", "2024-11-06"),
        ("They will redeem their preferred shares on 31 October.", "2024-10-27", "2024-10-31"),
        ("She gave no reason for the 14 January deadline.", "2025-01-05", "2025-01-14"),
        ("They will lose if the case is heard in May.", "2025-03-29", "2025-05"),
        ("A vote is set for March.", "2025-02-10", "2025-03"),
        ("A conference to be held in March will decide.", "2025-02-10", "2025-03"),
    ],
)
def test_tense_tells_the_side_of_the_date(text, anchor, value):
    """What happened lies behind the article, what is planned before it; a report of a plan is a plan."""
    assert [found for _, found in told(text, anchor)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two met on Sunday.", "2026-01-11"),
        ("The report says the minister died on Friday.", "2026-01-09"),
        ("Morocco meet Senegal in the final on Sunday.", "2026-01-18"),
        ("The two sides meet in Vienna on Monday.", "2026-01-19"),
        ("Polls open on Sunday.", "2026-01-18"),
        ("The minister arrives in Beijing on Friday.", "2026-01-16"),
        ("The meeting on Sunday was short.", "2026-01-11"),
        ("Troops held Uvira on Monday.", "2026-01-12"),
    ],
)
def test_a_weekday_told_in_the_present_is_to_come(text, value):
    """Others lie behind."""
    assert told(text, "2026-01-14") == [(text.split("on ")[-1].split()[0].rstrip("."), value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # news: what needs the article's date stays open, and nothing hangs on a year told elsewhere
        ("China overtook the EU in 2017. Talks may end in the second half of next year.", ["2017", "XXXX-H2"]),
        (
            "Candidacy came in December 2023. On Monday they marched; by the spring they will know.",
            ["2023-12", "XXXX-WXX-1", "XXXX-SP"],
        ),
        ("The war began in February 2022. The summit in June is near, he said last week.", ["2022-02", "XXXX-06", "PAST_REF"]),
        ("In 2022 it fell. It was signed on 29 November last year.", ["2022", "XXXX-11-29"]),
        ("War came in 1991, 1992 and 1993, in 1995 and 1996, and in 1999. On 29 November last year it ended.", None),
        # a text without such words tells its own time
        ("The treaty was signed in 1951. In March the troops left.", ["1951", "1951-03"]),
        (
            "Roosevelt died on April 12, 1945. By the end of April they clashed, to this day a riddle.",
            ["1945-04-12", "1945-04", None],
        ),
    ],
)
def test_an_undated_article_is_not_given_years(text, values):
    """A year is taken from the story alone, where the text is one."""
    found = [value for _, value in told(text, None)]
    if values is None:
        assert found[-1] == "XXXX-11-29"
    else:
        assert [value if wanted else None for value, wanted in zip(found, values, strict=True)] == values


def test_the_reading_is_chosen_from_the_text():
    """An article of old years is a history; one of weekdays is news."""
    history = Passage.of("War came in 1914. By 1916 the front had frozen, and in 1917 the tsar fell. Peace came in 1918.")
    news = Passage.of("Ministers met on Tuesday. They will return on Friday, a spokesman said yesterday.")
    assert choose_reading([history], "2024-06-19") == "narrative"
    assert choose_reading([news], "2024-06-19") == "news"
    assert (choose_reading([history]), choose_reading([news])) == ("narrative", "news")


def test_years_before_our_era_are_signed():
    """44 BC is the astronomical year -43."""
    date = find_in("Caesar fell in 44 BC.")[0]
    assert (date.value, date.earliest) == ("BC0044", "-0043-01-01")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Cold War", "1947", "1991"),
        ("interwar period", "1918-11-11", "1939-09-01"),
        ("World War II", "1939-09-01", "1945-09-02"),
        ("Ming dynasty", "1368", "1644"),
    ],
)
def test_named_periods(name, first, last):
    """A period by name, with its first and last day."""
    found = period(name)
    assert found is not None
    assert str(found.first).startswith(first)
    assert str(found.last).startswith(last)


def test_every_period_has_days_and_a_source():
    """At least 150 periods; each says what its days rest on, and has days unless writers differ."""
    known = set(periods().values())
    assert len(known) >= 150
    for one in known:
        assert one.source, one
        assert (one.first and one.last) or one.precision == "vague", one


def test_a_named_event_is_a_date_for_those_who_ask():
    """By the codebook the Cold War is an EVENT; `events=True` takes it as the date that it is, a common noun never."""
    text = "During the late Cold War and the Korean War, a cold war of words went on."
    assert find_in(text) == ()
    assert [(date.text, date.value, date.mod) for date in find_in(text, events=True)] == [
        ("late Cold War", "1947/1991", "END"),
        ("Korean War", "1950/1953", None),
    ]
    assert parse("the Cold War").earliest == "1947-03-12"
    assert period("the Suez Crisis of 1956") == period("Suez Crisis")


def test_parse_takes_the_whole_string_or_nothing():
    """`parse` reads one expression."""
    assert parse("the early 1990s").value == "199"
    assert parse("March 2014").edtf == "2014-03"
    assert parse("March 2014 was cold") is None
    assert parse("nothing") is None


# The first text compiles the rules, which takes longer than Hypothesis grants a text where other work shares the machine.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_dates_are_in_order_and_where_they_say(text):
    """Mentions are the text at their offsets, in order, not overlapping; intervals begin before they end."""
    dates = find([Passage.of(text)], anchor=ANCHOR)[0]
    for date in dates:
        assert text[date.start : date.end] == date.text
        assert date.parts == () or (date.start <= date.parts[0].start and date.parts[-1].end <= date.end)
        if date.earliest and date.latest and not date.earliest.startswith("-"):
            assert date.earliest <= date.latest
    assert all(one.end <= other.start for one, other in itertools.pairwise(dates))


@pytest.mark.parametrize(
    "words",
    [
        "1",
        "the ",
        "1999-",
        "1999 ",
        "March ",
        "late ",
        "two years ",
        "1/1/",
        "first half of ",
        "between 1999 and ",
        "one hundred and ",
        "twenty ",
        "12:30 ",
        "May May ",
        "' '9 ",
        "January 31, ",
        "the year ",
        "end of the beginning of the ",
        "1,",
        "31st ",
    ],
)
def test_no_text_takes_long(words):
    """Four times the text takes about four times as long: no pattern backtracks more than linearly."""
    short, long = (_seconds(words * (size // len(words))) for size in (25_000, 100_000))
    assert long <= 8 * short + 0.2


def _seconds(text):
    """Processor time that a text takes; other programs do not count."""
    begun = time.process_time()
    find([Passage.of(text)], anchor=ANCHOR)
    return time.process_time() - begun
