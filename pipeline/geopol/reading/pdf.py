"""PDF by PDFium: lines as they stand, see `geopol.reading.layout` for what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from geopol.errors import ReadError
from geopol.reading.layout import Placed, lay_out
from geopol.reading.plain import Content, own_title
from geopol.reading.terms import MAX_CHARS

# PDFium marks a hyphen that it takes for a line-end hyphen with one of these.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


def read_pdf(data: bytes, most: int = MAX_CHARS) -> Content:
    """A PDF. The day it was made is not taken for its date: a scan of 1950 may have been made today.

    Args:
        data: Its bytes.
        most: Characters of text after which the rest of its pages is not read.

    Raises:
        ReadError: If it is damaged, locked, holds no text, or more than ``most`` characters.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "locked with a password" if locked else f"a damaged PDF ({error})"
        raise ReadError(reason, "unlock it first" if locked else "open it in a viewer and save it again") from error
    try:
        pages = _pages(document, most)
        title = own_title(document.get_metadata_value("Title"))
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"a damaged PDF ({error})", "open it in a viewer and save it again") from error
    finally:
        document.close()
    text = lay_out(pages)
    if not text:
        raise ReadError(f"no text on any page ({len(pages)} in all)", "it may be scanned: run OCR on it first")
    return Content(text, title)


def _pages(document: Any, most: int) -> list[list[Placed]]:  # noqa: ANN401 - pypdfium2 ships no types
    pages: list[list[Placed]] = []
    chars, count = 0, len(document)
    for number in range(count):
        pages.append(_page(document[number]))
        chars += sum(len(line.text) + 1 for line in pages[-1])
        if chars > most:
            reason = f"{chars:,} characters on {number + 1:,} of {count:,} pages, the limit is {most:,}"
            raise ReadError(reason, "split it, or raise --max-chars")
    return pages


def _page(page: Any) -> list[Placed]:  # noqa: ANN401 - pypdfium2 ships no types
    """The lines of a page that are not blank; the page is closed."""
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_range())
        return list(_lines(textpage, text.split("\r\n"), len(text) == textpage.count_chars()))
    finally:
        textpage.close()
        page.close()


def _lines(textpage: Any, lines: Sequence[str], known: bool) -> Iterator[Placed]:  # noqa: ANN401
    """The lines, with their places where these can be told: characters outside the basic plane count twice on one side."""
    at = 0
    for line in lines:
        clean = line.translate(_HYPHENS).replace("\r", " ").replace("\n", " ").rstrip()
        if clean.strip():
            first, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip()) - 1
            left, bottom, _, top = textpage.get_charbox(first, loose=True) if known else (0.0, 0.0, 0.0, 0.0)
            right = textpage.get_charbox(last, loose=True)[2] if known else 0.0
            yield Placed(clean, float(left), float(right), float(bottom), float(top - bottom))
        at += len(line) + 2
