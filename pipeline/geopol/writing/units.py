"""Places in UTF-16 units, in which programs of the browser (Label Studio) count, and in characters."""

from __future__ import annotations


def to_units(text: str, at: int) -> int:
    """A place in characters as one in UTF-16 units; they differ behind an emoji or a rare Chinese character."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def from_units(text: str, at: int) -> int:
    """The way back."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "surrogatepass"))
