"""No message without a provocation: each one in the source stands in a table of the tests, or here with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_messages
import test_messages_library
from provoking import Row
from raised import Site, sites

HERE = Path(__file__).parent
ROWS = [
    *test_messages.USE,
    *test_messages.FAILED,
    *test_messages.ODD,
    *test_messages_library.TYPES,
    *test_messages_library.FILES,
    *test_messages_library.READERS,
    *test_messages_library.FAILURES,
]

TABLE = "a clash in geopol's own tables, which no user has in hand; the tests of the tables refuse it"
# By module and words of the message: why no user can cause it.
NEVER = {
    ("countries/rosters", "blocs.toml: "): TABLE,
    ("countries/rosters", " has no years; "): TABLE,
    ("countries/rosters", " has years that run backwards"): TABLE,
    ("countries/table", "codes that are not in states.toml"): TABLE,
    ("countries/table", "eras.toml: "): TABLE,
    ("countries/table", "names with two meanings: "): TABLE,
    ("countries/table", " is given the code "): TABLE,
    ("countries/table", "weak.toml: "): TABLE,
    ("countries/table", "names in weak.toml that"): TABLE,
    ("dates/lexicon", "lexicon.toml: "): TABLE,
    ("dates/periods", "periods.toml: "): TABLE,
    ("entities/designations", "weapons.toml: "): TABLE,
    ("entities/rules", ""): TABLE,
    ("paragraphs/hyphens", "hyphens.toml: "): TABLE,
}
# By module and words of the message: the test file that provokes it, since it takes a cluster, a signal or a folder of its own.
ELSEWHERE = {
    ("batch/cluster", "no Dask scheduler answers at "): "test_workers.py",
    ("batch/engine", "its worker died of it twice: out of memory, or a fault in a library"): "test_workers.py",
    ("entities/weights", "reads word vectors and this pipeline has none"): "test_spacy.py",
    ("reading/page", " tags on one page, the limit is "): "test_reading.py",
    ("reading/pdf", " pages, the limit is "): "test_reading.py",
    ("themes/codebook", " has the colour "): "test_themes.py",
    ("themes/codebook", " have the same colour, "): "test_themes.py",
    ("training/silver", " lacks the raw text "): "test_silver.py",
    ("training/silver", "its text at "): "test_silver.py",
}


def listed(site: Site) -> str | None:
    """What one of the lists says of a message."""
    found = [told for (module, words), told in (NEVER | ELSEWHERE).items() if module == site.module and words in site.text]
    return found[0] if found else None


def provoked(site: Site, rows: list[Row] = ROWS) -> bool:
    """Whether a table has a message of this place; one made for others counts wherever it comes from."""
    return any(site.fits(row.message) for row in rows if site.shared or row.module == site.module or site.module == "wording")


@pytest.mark.parametrize("site", sites(), ids=lambda site: f"{site.module}: {site.text[:60]}")
def test_every_message_is_provoked(site):
    """In a row with its module and its words, or it is listed here with a reason, not both."""
    assert provoked(site) != (listed(site) is not None), (
        f"{site.module}, {site.function}: {site.text!r} is in no table of test_messages*.py"
        if listed(site) is None
        else f"{site.text!r} is provoked by a table; take it from the lists of test_messages_all.py"
    )


@pytest.mark.parametrize(("where", "told"), [*NEVER.items(), *ELSEWHERE.items()], ids=str)
def test_no_list_outlives_its_message(where, told):
    """What is listed is still there, and the test that is named speaks of it."""
    module, words = where
    assert any(site.module == module and words in site.text for site in sites())
    assert told == TABLE or words.strip() in (HERE / told).read_text()


def test_the_source_is_read_as_it_is():
    """A new error without a test would be noticed: the finder sees f-strings, hints, helpers and their callers."""
    found = {(site.module, site.text) for site in sites()}
    assert ("batch/target", "cannot write {}: it is a folder; name a file in it") in found
    assert (
        "reading/encoding",
        "not text: {} of its bytes are control characters (save it as UTF-8 text, or leave it out with --exclude)",
    ) in found
    assert ("dates/finding", "{} must be one of {}, not {}{}") in found
    assert ("batch/work", "tagging took longer than the limit of {} s (split it, or raise --timeout)") in found
    assert len(found) > 200
    new = Site("batch/target", "prepare", "the moon is {}; wait for it")
    assert not provoked(new)
    assert provoked(new, [Row("batch/target", "", "the moon is full; wait for it")])
    assert not provoked(new, [Row("batch/journal", "", "the moon is full; wait for it")])
