"""PDF by PDFium: lines as they stand, a blank line where the page leaves one."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geopol.errors import ReadError
from geopol.reading.plain import Content, own_title
from geopol.reading.terms import MAX_CHARS

# A gap between two lines that is larger than the usual one by this much begins a new paragraph. Word processors leave a sixth
# of a line or more; the pitch of set type varies by a few per cent.
_GAP = 1.25
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
    text = "\n\n".join(page for page in pages if page.strip())
    if not text:
        raise ReadError(f"no text on any page ({len(pages)} in all)", "it may be scanned: run OCR on it first")
    return Content(text, title)


def _pages(document: Any, most: int) -> list[str]:  # noqa: ANN401 - pypdfium2 ships no types
    pages: list[str] = []
    chars, count = 0, len(document)
    for number in range(count):
        pages.append(_page(document[number]))
        chars += len(pages[-1])
        if chars > most:
            reason = f"{chars:,} characters on {number + 1:,} of {count:,} pages, the limit is {most:,}"
            raise ReadError(reason, "split it, or raise --max-chars")
    return pages


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands on its page: its lower edge and the height of its letters, in points."""

    bottom: float
    height: float


def _page(page: Any) -> str:  # noqa: ANN401 - pypdfium2 ships no types
    """The text of a page; the page is closed."""
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_range())
        lines = text.split("\r\n")
        places = _places(textpage, lines, len(text))
    finally:
        textpage.close()
        page.close()
    clean = [line.translate(_HYPHENS).replace("\r", " ").replace("\n", " ").rstrip() for line in lines]
    return "\n".join(_spaced(clean, places)).strip("\n")


def _places(textpage: Any, lines: Sequence[str], length: int) -> list[_Place] | None:  # noqa: ANN401
    """The place of each line by its first visible character; ``None`` where places cannot be told."""
    if length != textpage.count_chars():  # characters outside the basic plane count twice on one side
        return None
    places, at = [], 0
    for line in lines:
        inked = at + len(line) - len(line.lstrip())
        _, bottom, _, top = textpage.get_charbox(inked, loose=True) if line.strip() else (0.0, 0.0, 0.0, 0.0)
        places.append(_Place(float(bottom), float(top - bottom)))
        at += len(line) + 2
    return places


def _spaced(lines: Sequence[str], places: Sequence[_Place] | None) -> list[str]:
    """Lines with a blank one wherever the page leaves more room than usual, or goes on in another column."""
    downward = [one.bottom - other.bottom for one, other in pairwise(places or ()) if one.bottom - other.bottom > 1]
    if not places or not downward:
        return list(lines)
    pitch = statistics.median_low(downward) / max(1.0, statistics.median_low([place.height for place in places if place.height]))
    out = list(lines[:1])
    for line, (above, here) in zip(lines[1:], pairwise(places), strict=True):
        step = above.bottom - here.bottom
        # The usual pitch grows with the letters: two lines of a large heading belong together.
        if step < -1 or step > _GAP * pitch * min(above.height, here.height):
            out.append("")
        out.append(line)
    return out
