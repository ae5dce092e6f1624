"""The date that an article gives itself at its head."""

from __future__ import annotations

import io

import pytest

from geopol.reading import Source, Terms, read, told_date
from geopol.records import Document

BODY = (
    "After a quarter of a century of talks the presidents announced in Montevideo on Friday that their trade agreement is "
    "done. It would create a market of more than 700 million people and scrap duties worth four billion a year. Whether it "
    "will ever apply is another matter: France, whose parliament voted against the text last month, is looking for a "
    "blocking minority, and needs four states with 35 per cent of the population. Talks began in 1999 and ended once "
    "before, on 28 June 2019."
)
TITLE = "EU and Mercosur: a deal in search of a majority"


@pytest.mark.parametrize(
    "line",
    [
        "9 December 2024",
        "**9 December 2024**",
        "December 9, 2024",
        "Monday, December 9, 2024",
        "December 9, 2024 Monday",
        "Mon, 9 Dec 2024 10:15:00 +0100",
        "9th December 2024, 10.15am",
        "2024-12-09",
        "Clara Vogel, 9 December 2024",
        "By Clara Vogel and Luis van der Meer, December 9, 2024",
        "By Clara Vogel | 9 December 2024",
        "By Clara Vogel · 9 December 2024 · 5 min read",
        "Clara Vogel – 9 December 2024",
        "CLARA VOGEL\t9 Dec 2024",
        "*Interview by T. Lindqvist, 9 December 2024*",
        "Staff, 9 December 2024",
        "Security desk, 9 December 2024",
        "From our correspondent in Brussels, 9 December 2024",
        "Ministry of Foreign Affairs, 9 December 2024",
        "Brussels, 9 December 2024",
        "9 December 2024 4:12 PM UTC · Updated an hour ago",
        "The Example Times\n\nDecember 9, 2024 Monday\n\nCopyright 2024 Example Media\n\nSection: NEWS; Pg. 12",
        "Published: 9 December 2024",
        "Published on December 9, 2024, updated on December 11, 2024",
        "Date: 9 December 2024\nLocation: Brussels",
        "Publication date 2024-12-09",
        "FOR IMMEDIATE RELEASE: December 9, 2024",
        "Press Release | December 9, 2024",
    ],
)
def test_a_line_under_the_title_is_the_date(line):
    """Alone, with a label, or beside short names."""
    assert told_date(f"{TITLE}\n\n{line}\n\n{BODY}") == "2024-12-09"


@pytest.mark.parametrize(
    "opening",
    [
        "MONTEVIDEO, December 9, 2024 (Wire) -- {}",
        "MONTEVIDEO (Wire) – 9 December 2024 – {}",
        "Montevideo, 9 December 2024 – {}",
        "Montevideo, Uruguay, December 9, 2024 /PRNewswire/ -- {}",
        "Montevideo (9 December 2024) - {}",
        "RIO DE JANEIRO, Monday, December 9, 2024 — {}",
        "December 9, 2024 – {}",
    ],
)
def test_a_dateline_with_its_year_is_the_date(opening):
    """With or without a title above."""
    assert told_date(opening.format(BODY)) == "2024-12-09"
    assert told_date(f"{TITLE}\n{opening.format(BODY)}") == "2024-12-09"


@pytest.mark.parametrize("line", ["13.12.2024 - 10:15 CET", "13/12/2024", "12/13/2024", "2024/12/13"])
def test_figures_count_where_they_can_be_read_in_one_way(line):
    """A number over 12 is the day."""
    assert told_date(f"{TITLE}\n\n{line}\n\n{BODY}") == "2024-12-13"


def test_the_line_of_a_news_database_counts_where_there_is_one():
    """Load-Date stands at the end; two of them are two articles; a date at the head comes first."""
    assert told_date(f"{TITLE}\n\n{BODY}\n\nLoad-Date: December 9, 2024\n\nEnd of Document") == "2024-12-09"
    assert told_date(f"{TITLE}\n\n8 December 2024\n\n{BODY}\n\nLoad-Date: December 9, 2024") == "2024-12-08"
    assert told_date(f"{TITLE}\n\n{BODY}\n\nLoad-Date: December 9, 2024\n\n{BODY}\n\nLoad-Date: March 1, 2025\n") is None


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{TITLE}\n\nDecember 2024\n\n{BODY}",
        f"{TITLE}\n\n9 December\n\n{BODY}",
        f"{TITLE}\n\n31 June 2024\n\n{BODY}",
        f"{TITLE}\n\n03/04/2024\n\n{BODY}",
        f"MONTEVIDEO, Dec 9 (Wire) - {BODY}",
        f"{TITLE}\n\n© 2024 Example Media. Updated 9 December 2024\n\n{BODY}",
        f"{TITLE}\n\nRetrieved 9 December 2024\n\n{BODY}",
        f"{TITLE}\n\nAdopted 9 December 2024\n\n{BODY}",
        f"{TITLE}\n\nThe deal of 9 December 2024\n\n{BODY}",
        f"Battle of Austerlitz, 2 December 1805\n\n{BODY}",
        f"1 Interview with a port official, Constanta, 14 June 2024.\n\n{BODY}",
        f"2 Lloyd’s List, “Unity facility widens”, 1 March 2024, p. 3.\n\n{BODY}",
        f"Actions of 30 September – 4 October 1917\n\n{BODY}",
        f"ANNA E. HALL (March 1, 1870 – March 6, 1964) was a deaconess. {BODY}",
        f"After Operation Entebbe on 7 July 1976 — in which commandos freed the passengers — talks ended. {BODY}",
        f"On 9 December 2024 the presidents met. {BODY}",
        f"In the early morning of\n9 December 2024, our Foreign Minister Anna Lind\ndied in the capital. {BODY}",
        f"They met in the early morning of\n9 December 2024, Anna Lind, a minister, said.\n{BODY}",
        f"{TITLE}\n\n{BODY} {BODY}\n\n9 December 2024\n\n{BODY}",
        f"{TITLE}\n\n7 December 2024\n\n9 December 2024\n\n{BODY}",
        "Chronology\n\n7 December 2024\n\nTalks open.\n\n8 December 2024\n\nTalks go on.\n\n9 December 2024\n\nTalks end.",
        f"Chronology\n\n7 December 2024: talks open.\n8 December 2024: they go on.\n9 December 2024: they end.\n\n{BODY}",
        "Sarajevo\n\nSarajevo, 28 June 1914\n\nThe shots led to a war until 1918, to new states in 1919, to war in 1939.",
        "",
    ],
)
def test_other_dates_are_not_the_articles(text):
    """Months, days without a year, days told of, life spans, footnotes, chronologies: silence is better than a wrong date."""
    assert told_date(text) is None


@pytest.mark.parametrize(
    ("name", "data", "terms", "date"),
    [
        ("a.txt", f"{TITLE}\nClara Vogel, 9 December 2024\n{BODY}", Terms(), "2024-12-09"),
        ("a.md", f"---\ndate: 2024-12-01\n---\n9 December 2024\n\n{BODY}", Terms(), "2024-12-01"),
        ("a.md", f"# {TITLE}\n*9 December 2024*\n\n{BODY}", Terms(date="2020-01-01"), "2024-12-09"),
        ("a.txt", f"{TITLE}\n\n{BODY}", Terms(date="2020-01-01"), "2020-01-01"),
        ("a.csv", f'text,date\n"{TITLE}\n\n9 December 2024\n\n{BODY}",\n', Terms(), "2024-12-09"),
        ("a.csv", f'text,date\n"{TITLE}\n\n{BODY}",\n', Terms(date="2020-01-01"), "2020-01-01"),
        ("a.csv", f'text,date\n"{TITLE}\n\n9 December 2024\n\n{BODY}",2024-12-10\n', Terms(date="2020-01-01"), "2024-12-10"),
    ],
)
def test_what_a_document_says_comes_before_what_is_given(tmp_path, name, data, terms, date):
    """A field for the date first, then the article's own line, then the date given for those that have none."""
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    (document,) = read(Source(name, path), terms=terms)
    assert isinstance(document, Document)
    assert document.date == date


def test_the_date_line_of_a_word_document_and_a_pdf(tmp_path, sample):
    """Word's own dates say when a file was made; the line says when the article was."""
    import docx

    made = docx.Document()
    for text in (TITLE, "Clara Vogel, 9 December 2024", BODY):
        made.add_paragraph(text)
    made.save(str(tmp_path / "a.docx"))
    (word,) = read(Source("a.docx", tmp_path / "a.docx"))
    (pdf,) = read(Source("b.pdf", sample / "kenya-somalia.pdf"))
    assert (word.date, pdf.date) == ("2024-12-09", "2024-03-15")


def test_a_date_is_looked_for_at_the_head_alone():
    """A long text takes no longer than its head."""
    text = f"{TITLE}\n\n" + "Nothing here. " * 300_000
    assert told_date(text) is None
    (document,) = read(Source("-", None), stdin=io.BufferedReader(io.BytesIO(text.encode())))
    assert document.date is None
