"""Mail messages, by Python's own parser. Runs in the process that parses."""

from __future__ import annotations

import email.errors
import email.policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from geopol.errors import ReadError
from geopol.reading.page import read_html
from geopol.reading.plain import Content, clean_title

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
    text = _text(body) if body.get_content_type() == "text/plain" else read_html(_text(body).encode("utf-8", "replace")).text
    return Content(text.replace("\r\n", "\n"), clean_title(message["subject"]), _date(message))


def _text(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError, ValueError) as error:  # LookupError: an encoding that Python does not have
        raise ReadError(f"its text cannot be decoded: {error}", _HINT) from error


def _date(message: EmailMessage) -> str | None:
    when = getattr(message["date"], "datetime", None)  # none, too, where the header is no date
    return when.date().isoformat() if when is not None else None
