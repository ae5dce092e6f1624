"""Paragraphs: every shape of text splits right, and nothing of it is lost."""

from __future__ import annotations

import itertools
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapes import SHAPES, A, B

from geopol.errors import InputError
from geopol.paragraphs import MAX_PARAGRAPH_CHARS, gaps, passage, split
from geopol.paragraphs.furniture import DATA, is_furniture, tail
from geopol.records import Block, Passage

SIGNS = {"H": "heading", "B": "body", "F": "boilerplate"}
FURNITURE = tomllib.loads(DATA.read_text(encoding="utf-8"))
# Text as files have it: words, marks and breaks of every kind.
PIECES = st.sampled_from(
    [
        "word",
        "Trade fell.",
        "The",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\f",
        "\u2028",
        "\u200b",
        "\xad",
        "-\n",
        "- ",
        "# ",
        "===\n",
        "> ",
        "**",
        "_",
        "[a](b)",
        "1. ",
        "|",
        "```\n",
        "é",
        "𐐀",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_splits_right(name):
    """Blocks, their kinds and the words they begin with."""
    text, wanted = SHAPES[name]
    found = split(text)
    assert [block.kind for block in found] == [SIGNS[line[0]] for line in wanted]
    for block, line in zip(found, wanted, strict=True):
        assert passage(text, block).text.startswith(line[2:])


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_of_a_shape_is_lost(name):
    """Every letter and figure of the text is in a block, but for the marks of lists and headings."""
    text, _ = SHAPES[name]
    for gap in gaps(text, split(text)):
        assert not any(character.isalpha() for character in gap), gap


def test_a_paragraph_knows_its_heading():
    """The nearest heading above; none before the first."""
    text = f"{A}\n\n# Trade\n\n{B}\n\n{A}\n"
    assert [(block.kind, block.heading) for block in split(text)] == [
        ("body", None),
        ("heading", None),
        ("body", "Trade"),
        ("body", "Trade"),
    ]


@given(TEXTS)
def test_blocks_and_gaps_add_up(text):
    """In order, none empty, none overlapping; with the gaps they are the text."""
    blocks = split(text)
    assert all(block.start < block.end for block in blocks)
    assert all(one.end <= other.start for one, other in itertools.pairwise(blocks))
    between = gaps(text, blocks)
    parts = [between[0]] + [
        part for block, gap in zip(blocks, between[1:], strict=True) for part in (text[block.start : block.end], gap)
    ]
    assert "".join(parts) == text
    assert not any(any(map(str.isalpha, gap)) for gap in between)


@given(TEXTS)
def test_every_character_of_a_passage_is_found_again(text):
    """`locate` leads to the same character, or to white space where the passage has a space."""
    for block in split(text):
        read = passage(text, block)
        for at, character in enumerate(read.text):
            start, end = read.locate(at, at + 1)
            assert block.start <= start < end <= block.end
            assert (
                text[start] == character or (character == " " and text[start].isspace()) or not text[start].strip("\u200b\xad>")
            )


def test_a_passage_reads_on_one_line():
    """Breaks, hyphens, emphasis and links are read over; offsets lead back."""
    text = "**Ministers** met in Gen-\neva and\n  _Paris_ on [Monday](https://example.org/x)."
    block = Block(0, len(text), "body")
    read = passage(text, block)
    assert read.text == "Ministers met in Geneva and Paris on Monday."
    start, end = read.locate(read.text.index("Geneva"), read.text.index("Geneva") + 6)
    assert text[start:end] == "Gen-\neva"
    start, end = read.locate(read.text.index("Monday"), read.text.index("Monday") + 6)
    assert text[start:end] == "Monday"


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        ("coop-\neration", "cooperation"),
        ("self-\ndetermination", "self-determination"),
        ("Sino-\nAmerican", "Sino-American"),
        ("US-\nled", "US-led"),
        ("1914-\n18", "1914-\n18".replace("\n", "")),
        ("gov\xad\nernment", "government"),
        ("state-\nowned", "state-owned"),
        ("with-\nout", "without"),
    ],
)
def test_a_word_at_a_line_end(broken, read):
    """Whether the hyphen belongs to the word."""
    text = f"They spoke of {broken} for an hour."
    found = passage(text, Block(0, len(text), "body")).text
    assert found in (f"They spoke of {read} for an hour.", f"They spoke of {broken.replace(chr(10), ' ')} for an hour.")
    assert "\n" not in found
    if broken[0].isalpha():
        assert read in found


def test_the_article_settles_a_hyphen():
    """A word that stands elsewhere in the article is not guessed."""
    text = "The cease-\nfire held. A ceasefire is rare."
    assert passage(text, Block(0, len(text), "body")).text.startswith("The ceasefire held")
    text = "The cease-\nfire held. A cease-fire is rare."
    assert passage(text, Block(0, len(text), "body")).text.startswith("The cease-fire held")


@pytest.mark.parametrize("row", FURNITURE["furniture"], ids=lambda row: row["example"][:30])
def test_furniture_is_known(row):
    """Every pattern finds its own example."""
    assert is_furniture(row["example"])


@pytest.mark.parametrize("row", FURNITURE["tail"], ids=lambda row: row["example"])
def test_the_foot_of_a_page_is_known(row):
    """Every mark finds its own example."""
    assert tail(row["example"]) == row["longest"]


@pytest.mark.parametrize("line", FURNITURE["body"]["lines"])
def test_what_looks_like_furniture_is_text(line):
    """Lines that begin as furniture does and are not."""
    assert not is_furniture(line)
    assert tail(line) == 0


def test_locate_refuses_what_is_not_there():
    """Spans outside the passage are a mistake of the caller."""
    with pytest.raises(ValueError, match="not inside the passage"):
        Passage.of("abc").locate(2, 5)


def test_a_text_without_line_breaks_is_refused():
    """With the length, the limit and the likely cause."""
    with pytest.raises(InputError, match=f"{MAX_PARAGRAPH_CHARS:,}.*lost its line breaks"):
        split("word " * (MAX_PARAGRAPH_CHARS // 4))


@pytest.mark.parametrize(
    "text",
    [
        "a-\n" * 60_000,
        "> " * 100_000,
        "*" * 150_000,
        "[" * 150_000,
        "_a " * 60_000,
        "# \n" * 60_000,
        "- a\n" * 40_000,
        "1999-" * 30_000,
        "| " * 70_000,
    ],
    ids=lambda text: repr(text[:5]),
)
def test_no_text_takes_long(text):
    """Processor time grows with the length and no faster, whatever the text; squares would be minutes."""
    begun = time.process_time()
    for block in split(text):
        passage(text, block)
    assert time.process_time() - begun < 10


def test_real_paragraphs_stay_whole(shared):
    """Each text of the gold is one paragraph."""
    import json

    lines = (shared / "data" / "gold" / "train.jsonl").read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line]
    assert [text[:80] for text in texts if [block.kind for block in split(text)] != ["body"]] == []
