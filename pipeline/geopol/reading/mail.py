"""Mail messages, by Python's own parser. Runs in the process that parses.

What a mail program adds to carry the words is taken off: soft line ends (``format=flowed``, RFC 3676) and the quote marks of what
is forwarded or answered.
"""

from __future__ import annotations

import email.errors
import email.policy
import re
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from geopol.errors import ReadError
from geopol.reading.page import read_html
from geopol.reading.plain import Content, clean_title

_QUOTE = re.compile(r">(?: ?>)*")
_HINT = "save the message again from a mail program"


def read_eml(data: bytes) -> Content:
    """A message: its plain text, or the main part of its HTML; the subject is the title, the day it was sent is the date.

    Raises:
        ReadError: If it is no message, or has no text.
    """
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(data)
    if not message.keys():
        raise ReadError("no mail message: it has no headers", _HINT)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise ReadError("no text in this message", "it may hold attachments alone")
    if body.get_content_type() == "text/plain":
        text = _plain(_text(body).replace("\r\n", "\n"), body)
    else:
        text = read_html(_text(body).encode("utf-8", "replace")).text
    return Content(text, clean_title(message["subject"]), _date(message))


def _text(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError, ValueError) as error:  # LookupError: an encoding that Python does not have
        raise ReadError(f"its text cannot be decoded: {error}", _HINT) from error


def _plain(text: str, body: MIMEPart) -> str:
    """The words of a plain message: soft line ends joined, quote marks taken off, a blank line where their number changes."""
    kind = body["content-type"]
    params = kind.params if kind is not None else {}
    flowed = str(params.get("format", "")).lower() == "flowed"
    gap = "" if str(params.get("delsp", "")).lower() == "yes" else " "
    lines: list[str] = []
    before, soft = 0, False
    for raw in text.split("\n"):
        marks = _QUOTE.match(raw)
        depth = marks.group().count(">") if marks else 0
        line = raw[marks.end() :] if marks else raw
        line = line.removeprefix(" ") if marks or flowed else line  # a stuffed space
        if depth != before and line.strip():
            lines.append("")
            soft = False
        signed = line == "-- "
        if soft and not signed:
            lines[-1] = lines[-1].rstrip(" ") + gap + line
        else:
            lines.append(line)
        soft = flowed and line.endswith(" ") and not signed
        before = depth if line.strip() else before
    return "\n".join(lines)


def _date(message: EmailMessage) -> str | None:
    when = getattr(message["date"], "datetime", None)  # none, too, where the header is no date
    return when.date().isoformat() if when is not None else None
