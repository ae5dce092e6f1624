"""Word documents: paragraphs, headings, lists and tables in the order of the body."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from geopol.errors import ReadError
from geopol.reading.plain import Content, clean_title, own_title
from geopol.reading.terms import MAX_BYTES

_HEADING = re.compile(r"Heading (?P<level>[1-6])$")
_DAMAGED = "open it in a word processor and save it again"


def read_docx(data: bytes) -> Content:
    """A Word document, headings and list items marked as in Markdown. The day it was made is not taken for its date.

    Raises:
        ReadError: If it is damaged, unpacks to more than the limit, or holds no text.
    """
    from docx import Document
    from lxml.etree import XMLSyntaxError

    try:
        _check_size(data)
        document = Document(io.BytesIO(data))
        blocks = [block for block in map(_block, document.iter_inner_content()) if block]
        title = own_title(document.core_properties.title) or _styled_title(document)
    except (zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise ReadError(f"a damaged Word document: {error}", _DAMAGED) from error
    if not blocks:
        raise ReadError("no text in this Word document", "it may hold pictures alone")
    return Content("\n\n".join(blocks), title)


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MAX_BYTES:
        raise ReadError(f"unpacks to {size:,} bytes, the limit is {MAX_BYTES:,}", "it is no ordinary document")


def _block(item: Any) -> str:  # noqa: ANN401 - python-docx gives paragraphs and tables
    if not hasattr(item, "style") or hasattr(item, "rows"):
        return "\n".join(_rows(item))
    text = " ".join(item.text.split())
    style = (item.style.name if item.style is not None else None) or ""
    if not text:
        return ""
    if style == "Title":
        return f"# {text}"
    if heading := _HEADING.match(style):
        return f"{'#' * int(heading['level'])} {text}"
    if style == "Author" and text[:3].lower() != "by ":
        return f"By {text}"  # else nothing would tell it from a heading
    return f"- {text}" if style.startswith("List") else text


def _rows(table: Any) -> Iterator[str]:  # noqa: ANN401
    for row in table.rows:
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        if any(cells):
            yield "\t".join(cells)


def _styled_title(document: Any) -> str | None:  # noqa: ANN401
    return next((clean_title(p.text) for p in document.paragraphs[:5] if p.style is not None and p.style.name == "Title"), None)
