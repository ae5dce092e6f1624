"""Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, Windows-1252, and what charset-normalizer can tell."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from geopol.errors import ReadError

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text holds tabs, line ends and form feeds; other control characters are what binary files are made of.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.005
# In UTF-16 text of Western scripts nearly every second byte is NUL.
_UTF16_NULS = 0.3
# Western text in a single-byte encoding has few bytes over 127 (French about 4 %), Cyrillic or Greek mostly such bytes.
_WESTERN_HIGH = 0.25
_SAMPLE = 100_000
_BLOCK = 1_000_000
_NOT_TEXT = "save it as UTF-8 text, or leave it out with --exclude"


def decode(data: bytes) -> str:
    """Decode a text file. Nothing is normalised; only a byte-order mark is taken off.

    Raises:
        ReadError: If the bytes are not text in any encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if guess := _utf16(data):
        return _strict(data, guess)
    _refuse_control(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, _single_byte(data))


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of a stream that is too large to decode at once; it is read to its end, in a block's memory, and rewound.

    Returns:
        A name for `open`; with it, a byte-order mark is not part of the text.

    Raises:
        ReadError: If the bytes are not text in any encoding that can be told.
    """
    head = stream.read(_SAMPLE)
    try:
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return {"utf-8": "utf-8-sig"}.get(encoding, encoding[:6])
        if guess := _utf16(head):
            return guess
        _refuse_control(head)
        odd = _first_odd(stream, "utf-8")
        return "utf-8" if odd is None else _told_by(stream, head + odd)
    finally:
        stream.seek(0)


def _first_odd(stream: BinaryIO, encoding: str) -> bytes | None:
    """The first block of a stream, read from its start, that is not in an encoding."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while True:
        block = stream.read(_BLOCK)
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            return block[:_BLOCK]
        if not block:
            return None


def _told_by(stream: BinaryIO, sample: bytes) -> str:
    encoding = _single_byte(sample)
    if _first_odd(stream, encoding) is not None:
        raise ReadError(f"not text in one encoding: it looks like {encoding}, and has bytes that are not", _NOT_TEXT)
    return encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"not {encoding.upper()}, which its first bytes announce: {error.reason} at byte {error.start}", _NOT_TEXT
        ) from error


def _utf16(data: bytes) -> str | None:
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and max(even, odd) > _UTF16_NULS * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _refuse_control(data: bytes) -> None:
    control = len(_CONTROL.findall(data))
    if control > _MAX_CONTROL * len(data):
        raise ReadError(f"not text: {control / len(data):.0%} of its bytes are control characters", _NOT_TEXT)


def _single_byte(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8.

    Raises:
        ReadError: If none makes sense of them.
    """
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    if high < _WESTERN_HIGH * len(data[:_SAMPLE]):
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            pass  # five bytes have no meaning in Windows-1252: another encoding
        else:
            return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("not text: no encoding makes sense of its bytes", _NOT_TEXT)
    return best.encoding
