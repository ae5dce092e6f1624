"""OpenDocument and RTF texts, by odfdo and striprtf. Runs in the process that parses."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from geopol.errors import ReadError
from geopol.extras import hint
from geopol.reading.encoding import decode
from geopol.reading.plain import Content, own_title
from geopol.reading.terms import MAX_BYTES

_DAMAGED = "open it in a word processor and save it again"
_KINDS = "descendant::text:h | descendant::text:p[not(ancestor::office:annotation)]"


def read_odt(data: bytes) -> Content:
    """An OpenDocument text: headings and list items as in Markdown, a paragraph a block.

    Raises:
        ReadError: If odfdo is not installed, or the text is damaged, unpacks to more than the limit, or holds no text.
    """
    try:
        import odfdo
    except ImportError as error:
        raise ReadError("an .odt text, which needs odfdo", hint("formats")) from error
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if (size := sum(entry.file_size for entry in archive.infolist())) > MAX_BYTES:
                raise ReadError(f"unpacks to {size:,} bytes, the limit is {MAX_BYTES:,}", "it is no ordinary document")
        document = odfdo.Document(io.BytesIO(data))
        blocks = [_block(node) for node in document.body.xpath(_KINDS)]
        title = own_title(document.meta.title)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, LxmlError) as error:
        raise ReadError(f"a damaged OpenDocument text: {error}", _DAMAGED) from error
    text = "\n\n".join(block for block in blocks if block)
    if not text:
        raise ReadError("no text in this document", "it may hold pictures alone")
    return Content(text, title)


def _block(node: Any) -> str:  # noqa: ANN401 - odfdo's element
    text = " ".join(str(node.inner_text).split())
    if text and node.tag == "text:h":
        return f"{'#' * min(6, int(node.get_attribute('text:outline-level') or 1))} {text}"
    return f"- {text}" if text and node.parent is not None and node.parent.tag == "text:list-item" else text


def read_rtf(data: bytes) -> Content:
    """An RTF text: a paragraph a line, as it has them.

    Raises:
        ReadError: If striprtf is not installed, or it is no RTF or holds no text.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise ReadError("an .rtf text, which needs striprtf", hint("formats")) from error
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("not RTF: it does not begin with {\\rtf", _DAMAGED)
    try:
        lines = rtf_to_text(decode(data), errors="replace").split("\n")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError) as error:
        raise ReadError(f"a damaged RTF text: {error}", _DAMAGED) from error
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise ReadError("no text in this document", "it may hold pictures alone")
    return Content(text)
