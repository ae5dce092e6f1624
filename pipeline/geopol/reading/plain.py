"""Plain text and Markdown, with title and date from front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from geopol.errors import ReadError
from geopol.reading.calendar_date import iso_date
from geopol.reading.encoding import decode

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
# A plain value with a colon in it, which YAML takes for a mapping where none can be.
_PLAIN = r"[^\s\"'\[{|>&*!%@`#]"
_COLON = re.compile(rf"^(?P<key>\w[\w-]*:[ \t]+)(?P<value>{_PLAIN}[^\n\r]*?:[ \t][^\n\r]*?)(?=[ \t]*\r?$)", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t#]*$", re.MULTILINE)
_NO_TITLE = re.compile(
    r"\W*(?:(?:anonymous|untitled|unknown|unnamed|none|null|no title|title|document|slide|presentation|page)\W*)+\d*\W*"
    r"|(?:microsoft )?(?:word|powerpoint|excel|publisher|office)(?: document| presentation)?(?: - .*)?|powerpoint-präsentation"
    r"|(?:[a-z]:|file:|~?/|\\\\).*|.*\.(?:docx?|dotx?|odt|rtf|txt|pdf|pptx?|xlsx?|html?|indd|qxd|qxp|tex|dvi|ps|eps|pub|fm|wpd|pages|md)"
    r"|(?=\S*[\d_])\S*[_\d]\S*_\S*|\w*\d{5,}\w*|\W+",
    re.IGNORECASE,
)
# Front matter is a few lines; a longer stretch between two rules is text.
_MAX_FRONT = 10_000
# What PyYAML lets through on hostile lines: a day that is in no calendar, brackets without end, a tag with nothing behind it.
_YAML_SLIPS = (ValueError, RecursionError, LookupError, AttributeError, TypeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its text, and title and date where it names them."""

    text: str
    title: str | None = None
    date: str | None = None


def read_text(data: bytes) -> Content:
    """A text file. Front matter is read as in Markdown and is then not part of the text.

    Raises:
        ReadError: If the bytes are not text.
        InputError: If the front matter's date is none.
    """
    text = decode(data)
    front, body = front_matter(text)
    date = front.get("date")
    return Content(body, clean_title(front.get("title")), None if date is None else iso_date(clean_title(date)))


def read_markdown(data: bytes) -> Content:
    """A Markdown file; without a title in front matter, its first ``# Heading`` is the title (and stays in the text).

    Raises:
        ReadError: If the bytes are not text.
        InputError: If the front matter's date is none.
    """
    content = read_text(data)
    heading = _TITLE.search(content.text)
    if content.title or not heading:
        return content
    return Content(content.text, clean_title(heading["title"]), content.date)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Front matter as a mapping, and the text after it; a text without front matter is returned whole.

    Raises:
        ReadError: If it begins like front matter and is not YAML.
    """
    found = _FRONT.match(text, 0, _MAX_FRONT)
    if not found:
        return {}, text
    import yaml

    try:
        front = yaml.safe_load(_quoted(found["yaml"]))
    except (yaml.YAMLError, *_YAML_SLIPS) as error:
        reason = " ".join(str(error).split())
        raise ReadError(f"front matter that is not YAML: {reason}", "mend the lines between the two '---'") from error
    # Two rules with prose between them are two rules.
    return (front, text[found.end() :]) if isinstance(front, dict) else ({}, text)


def _quoted(yaml: str) -> str:
    """YAML with values in quotation marks where people leave them out: "title: Suez: a canal"."""
    return _COLON.sub(lambda line: f"{line['key']}'{line['value'].replace(chr(39), chr(39) * 2)}'", yaml)


def own_title(value: object) -> str | None:
    """The title in a file's properties, ``None`` where a program put it there: its own name, a file's, or a word for no title."""
    title = clean_title(value)
    return None if title is None or _NO_TITLE.fullmatch(title) else title


def clean_title(value: object) -> str | None:
    """A title on one line, ``None`` where there is nothing in it, or where it is a list or a mapping.

    A mapping of aliases of aliases, a thousand bytes in YAML, would fill the memory as text.
    """
    if value is None or isinstance(value, (dict, list, tuple, set)):
        return None
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or None
