"""Web pages: main text, title and date, by trafilatura."""

from __future__ import annotations

import logging

from geopol.errors import ReadError
from geopol.reading.calendar_date import iso_date
from geopol.reading.plain import Content, clean_title

_HINT = "save the article's own page, or its text"
# What trafilatura finds on a page without an article is a menu entry or a button, not a sentence.
_MIN_CHARS = 50
# Every tag is a node, and nodes take some hundred times the memory that the tag takes in the file. Long pages have 50,000.
_MOST_TAGS = 500_000
# What it logs of a broken page is said by the failure; without a handler of its own it would go to standard error as well.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(data: bytes) -> Content:
    """A web page. The text is its main part as Markdown: headings, paragraphs and lists, without menus and comments.

    Raises:
        ReadError: If there is no article on the page, or too many tags to be one.
    """
    tags = data.count(b"<")
    if tags > _MOST_TAGS:
        raise ReadError(f"{tags:,} tags on one page, the limit is {_MOST_TAGS:,}", _HINT)
    from trafilatura import extract, extract_metadata, load_html

    tree = load_html(data)
    if tree is None:
        raise ReadError("no article: this is not HTML", _HINT)
    about = extract_metadata(tree)
    text = extract(load_html(data), output_format="markdown", include_comments=False, include_tables=True, favor_recall=True)
    if not text or len(text) < _MIN_CHARS:
        raise ReadError("no article on this page", _HINT)
    date = about.date if about else None
    return Content(text, clean_title(about.title) if about else None, iso_date(date) if date else None)
