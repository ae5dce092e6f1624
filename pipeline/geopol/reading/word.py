"""Word documents: paragraphs, headings, lists, tables and text boxes in the order of the body; notes at the end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from geopol.errors import ReadError
from geopol.reading.layout import NOTES
from geopol.reading.plain import Content, clean_title, own_title
from geopol.reading.terms import MAX_BYTES

_HEADING = re.compile(r"Heading (?P<level>[1-6])$")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _TAB, _BREAK, _TYPE, _BOX = (f"{_W}{name}" for name in ("p", "t", "tab", "br", "type", "txbxContent"))
_IN_BOX = ".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]//w:p"
# Notes of these kinds are the lines that Word draws above notes.
_LINES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_DAMAGED = "open it in a word processor and save it again"


def read_docx(data: bytes) -> Content:
    """A Word document, headings, list items and tables marked as in Markdown. The day it was made is not taken for its date.

    Raises:
        ReadError: If it is damaged, unpacks to more than the limit, or holds no text.
    """
    from docx import Document
    from lxml.etree import XMLSyntaxError

    try:
        _check_size(data)
        document = Document(io.BytesIO(data))
        blocks = [block for item in document.iter_inner_content() for block in (_block(item), *_boxes(item)) if block]
        notes = list(_notes(document))
        title = own_title(document.core_properties.title) or _styled_title(document)
    except (zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise ReadError(f"a damaged Word document: {error}", _DAMAGED) from error
    if not blocks:
        raise ReadError("no text in this Word document", "it may hold pictures alone")
    return Content("\n\n".join([*blocks, *([NOTES, *notes] if notes else [])]), title)


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
    """Rows with bars between the cells, so that the words of two cells are no name; a row of one cell is text."""
    for row in table.rows:
        cells: list[Any] = []
        for cell in row.cells:  # a cell that goes over several columns stands here for each
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        words = [" ".join(cell.text.split()) for cell in cells]
        if len(words) == 1 and words[0]:
            yield words[0]
        elif any(words):
            yield f"| {' | '.join(words)} |"


def _boxes(item: Any) -> Iterator[str]:  # noqa: ANN401
    """Paragraphs of the text boxes tied to a paragraph; Word writes each box twice, the second time for old programs."""
    element = item._element
    if next(element.iter(_BOX), None) is not None:
        yield from map(_words, element.xpath(_IN_BOX))


def _notes(document: Any) -> Iterator[str]:  # noqa: ANN401
    """Footnotes, then endnotes, numbered as in the text."""
    from docx.oxml import parse_xml

    for kind in ("footnotes", "endnotes"):
        part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(f"/{kind}")), None)
        if part is None:
            continue
        number = 0
        for note in parse_xml(part.blob):
            if note.get(_TYPE) in _LINES:
                continue
            number += 1
            words = " ".join(filter(None, map(_words, note.iter(_PARAGRAPH))))
            if words:
                yield f"{number} {words}"


def _words(paragraph: Any) -> str:  # noqa: ANN401 - an element of lxml
    return " ".join(
        "".join(node.text or "" if node.tag == _TEXT else " " for node in paragraph.iter(_TEXT, _TAB, _BREAK)).split()
    )


def _styled_title(document: Any) -> str | None:  # noqa: ANN401
    return next((clean_title(p.text) for p in document.paragraphs[:5] if p.style is not None and p.style.name == "Title"), None)
