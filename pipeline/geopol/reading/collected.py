"""Files of a news database (Lexis, Factiva) with several articles, taken apart at the lines that it writes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopol.kept import compile_once
from geopol.reading.plain import Content

# An article ends behind the first of these, or begins with the second; nothing but a database writes them on a line of their own.
_END = compile_once(r"^[^\S\n]*(?:End of Document|Document [A-Z]{3,}[A-Z0-9]*\d{8}[a-z0-9]+)[^\S\n]*$", re.MULTILINE)
_BEGIN = compile_once(r"^[^\S\n]*(?:Document \d{1,4} of \d{1,4}|\d{1,4} of \d{1,4} DOCUMENTS)[^\S\n]*$", re.MULTILINE)
# Every article has one of these lines, else the file is something else.
_MARK = compile_once(r"^[^\S\n]*(?:Length: [\d,.]+ words?|Load-Date: .+|[\d,.]+ words)[^\S\n]*$", re.MULTILINE | re.IGNORECASE)
_TITLE = compile_once(r"^[^\S\n]*(?:#{1,6} )?(?P<title>\S.{0,300}?)[^\S\n]*$", re.MULTILINE)


def articles(content: Content) -> tuple[Content, ...]:
    """The articles in a file; the file as it is where it holds one, or nothing tells for certain that it holds several.

    An article's title is its first line, since the file's own says nothing of it.
    """
    parts = [part for part in _parts(content.text.replace("\r\n", "\n")) if part.strip()]
    if len(parts) < 2 or not all(_MARK.search(part) for part in parts):
        return (content,)
    return tuple(Content(part, _title(part), None) for part in parts)


def _parts(text: str) -> Iterator[str]:
    cuts = [found.end() for found in _END.finditer(text)] or [found.start() for found in _BEGIN.finditer(text)]
    reached = 0
    for cut in (*cuts, len(text)):
        yield text[reached:cut].strip("\n\f")
        reached = cut


def _title(part: str) -> str | None:
    titles = (found["title"] for found in _TITLE.finditer(part) if not _BEGIN.match(found.group()))
    return next(titles, None)
