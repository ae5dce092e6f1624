"""The line between a title and its text."""

from __future__ import annotations

import pytest

from geopol.bylines import day_beside_names, is_byline, is_name


@pytest.mark.parametrize(
    "line",
    [
        "Clara Vogel, 9 December 2024",
        "By Clara Vogel · 9 December 2024",
        "By Clara Vogel, Paris correspondent, 9 December 2024",
        "*Interview by T. Lindqvist, 22 April 2025*",
        "Staff, 5 November 2024",
        "Security desk, 6 February 2025",
        "Yerevan, 2 May 2025",
        "9 December 2024",
        "28 November 2024 4:12 PM UTC · Updated an hour ago",
        "By Reuters-style staff",
        "Institute for Maritime Order · February 2025",
        "Eurasia Institute | Spring 2025",
    ],
)
def test_who_and_when(line):
    """Names, offices and places beside a day; with a stroke between them a month or season will do."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Battle of Austerlitz, 2 December 1805",
        "Treaty of Trianon, 4 June 1920",
        "Kosovo, February 2008",
        "By March 1991 the war was over.",
        "By then Kuwait had been freed",
        "By-elections in Georgia",
        "By 2030",
        "Policy Brief 14 | Shipping, Mines and Insurance",
        "The deal of 9 December 2024",
        "Ministers met in Berlin, 9 December 2024",
        "Interview with a port official, Constanta, 14 June 2024.",
        "28 June 1914, 1 September 1939",
        "Two Georgias",
        "",
    ],
)
def test_what_is_no_byline(line):
    """Titles with a day in them, sentences, footnotes."""
    assert not is_byline(line)


def test_the_day_of_a_byline():
    """A day that is in no calendar is none; one in figures counts where it can be read in one way."""
    days = [day_beside_names(f"Clara Vogel, {day}") for day in ("9 December 2024", "31 June 2024", "03/04/2024", "13/04/2024")]
    assert [day and day.isoformat() for day in days] == ["2024-12-09", None, None, "2024-04-13"]


def test_what_may_be_a_name():
    """Two to four words in capitals, with initials and particles; what it is, its place tells."""
    assert [is_name(line) for line in ("M. Krasniqi", "Ursula von der Leyen", "Elections", "The two sides met", "J. R. Doe")] == [
        True,
        True,
        False,
        False,
        True,
    ]
