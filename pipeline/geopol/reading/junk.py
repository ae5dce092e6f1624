"""Files that no person means when naming a folder, and what to do with those that geopol does not read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

# What Windows and macOS put into every folder, and into archives.
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "__macosx"})
_PAGE = "_files"
_PICTURE = "run OCR first, and give its text"
_SAVED = "save it as .docx or .pdf"
_TABLE = "save it as .csv"
# What to do with a kind of file that is not read.
_INSTEAD: Mapping[str, str] = {
    ".doc": _SAVED,
    ".dot": _SAVED,
    ".wpd": _SAVED,
    ".pages": _SAVED,
    ".ppt": "save it as .pdf",
    ".pptx": "save it as .pdf",
    ".odp": "save it as .pdf",
    ".xls": _TABLE,
    ".xlsx": _TABLE,
    ".ods": _TABLE,
    ".tsv": _TABLE,
    ".mht": "save the page as .html alone",
    ".mhtml": "save the page as .html alone",
    ".msg": "save it as .eml",
    ".mobi": "take it as .epub",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".heic", ".bmp"), _PICTURE),
}


def is_junk(path: PurePosixPath) -> bool:
    """Whether a path below a folder is no document: a lock file of an office program, or a file of the system."""
    return path.name.startswith("~$") or any(part.lower() in _SYSTEM for part in path.parts)


def is_of_page(name: str, beside: Collection[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a web page that a browser saved beside it."""
    return name.endswith(_PAGE) and any(f"{name.removesuffix(_PAGE)}{end}" in beside for end in (".html", ".htm"))


def instead(suffix: str) -> str:
    """What to do with a file of a kind that is not read."""
    return _INSTEAD.get(suffix, "leave it out with --exclude")
