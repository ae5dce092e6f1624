"""EPUB books: the pages in the order of the spine. Runs in the process that parses.

The one kept library for them, EbookLib, is under the AGPL; what is needed of the format is a zip file with two small XML files.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from geopol.errors import InputError, ReadError
from geopol.reading.calendar_date import iso_date
from geopol.reading.plain import Content, clean_title
from geopol.reading.terms import MAX_BYTES

_DAMAGED = "open it in a reader and save it again"
_BLOCKS = frozenset(["p", "li", "blockquote", "pre", "td", "th", "dt", "dd", "figcaption", "div", "section", "article", "body"])
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_SILENT = frozenset({"script", "style", "head", "nav", "template"})


def read_epub(data: bytes) -> Content:
    """A book: headings as in Markdown, a paragraph a block; its title, and its date of publication.

    Raises:
        ReadError: If it is damaged, locked, unpacks to more than the limit, or holds no text.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if (size := sum(entry.file_size for entry in book.infolist())) > MAX_BYTES:
                raise ReadError(f"unpacks to {size:,} bytes, the limit is {MAX_BYTES:,}", "it is no ordinary book")
            if "META-INF/encryption.xml" in book.namelist():
                raise ReadError("locked by its seller", "take an unlocked copy")
            return _book(book)
    except (zipfile.BadZipFile, KeyError, ValueError, LxmlError, NotImplementedError, OSError, EOFError) as error:
        raise ReadError(f"a damaged EPUB: {error}", _DAMAGED) from error


def _book(book: zipfile.ZipFile) -> Content:
    place = _one(_xml(book.read("META-INF/container.xml")), "//*[local-name()='rootfile']/@full-path")
    package = _xml(book.read(place))
    files = {item.get("id"): item.get("href") for item in package.xpath("//*[local-name()='manifest']/*")}
    spine = [files[ref] for ref in package.xpath("//*[local-name()='spine']/*/@idref") if files.get(ref)]
    pages = [_page(book.read(posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(page))))) for page in spine]
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise ReadError("no text in this book", "it may hold pictures alone")
    title, date = (package.xpath(f"string(//*[local-name()='metadata']/*[local-name()='{name}'])") for name in ("title", "date"))
    return Content(text, clean_title(title), _date(date))


def _xml(data: bytes) -> Any:  # noqa: ANN401 - lxml ships no types
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _one(tree: Any, path: str) -> str:  # noqa: ANN401
    found = tree.xpath(path)
    if not found:
        raise ReadError("a damaged EPUB: its container names no package", _DAMAGED)
    return str(found[0])


def _date(text: str) -> str | None:
    """Day, month or year of publication; what stands there may be any text."""
    try:
        return iso_date(text.strip()[:10]) if text.strip() else None
    except InputError:
        return None


def _page(data: bytes) -> str:
    """A page's blocks, blank lines between them. XHTML that is not well formed is read as a browser would."""
    from lxml import html

    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True)) if data.strip() else None
    blocks: list[list[str]] = [[]]
    for event, node in _walk(tree):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS or tag in _HEADINGS:
            blocks.append([_HEADINGS.get(tag, ""), " "] if event == "start" else [])
        if event == "start" and tag and node.text:
            blocks[-1].append(node.text)
        if event == "end" and node.tail:
            blocks[-1].append(node.tail)
    lines = (" ".join("".join(block).split()) for block in blocks)
    return "\n\n".join(line for line in lines if line.strip("# "))


def _walk(tree: Any) -> Any:  # noqa: ANN401
    """Starts and ends of elements in order, without those that are not shown and without recursion."""
    from lxml import etree

    if tree is None:
        return
    for silent in tree.xpath(" | ".join(f"//{tag}" for tag in _SILENT)):
        silent.drop_tree()
    yield from etree.iterwalk(tree, events=("start", "end"))
