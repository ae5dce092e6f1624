"""Model folders: where the shipped ones are, and whether a folder is what its ``meta.json`` says."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from geopol.errors import InputError, ModelError
from geopol.wording import why

PACKAGE = Path(__file__).parent
META = "meta.json"
CORPUS = frozenset({"themes.toml", "articles"})
# Words about the model, not the model: a card may be edited without making it another model.
_UNHASHED = frozenset({META, "README.md"})
_UNHASHED_FOLDERS = frozenset({"__pycache__"})


@cache
def shipped(name: str) -> Path:
    """Path of something geopol ships: a model folder, ``themes.toml`` (the codebook), or ``articles`` (the corpus).

    An installed wheel carries these inside the package; a checkout (or an editable install of one) has them in its root.

    Raises:
        ModelError: If it is in neither place.
    """
    root = PACKAGE.parents[1]
    places = [PACKAGE / "shipped" / name, root / ("corpus" if name in CORPUS else "models") / name]
    for place in places:
        if place.exists():
            return place
    raise ModelError(f"geopol was installed without {name!r}; looked in {', '.join(map(str, places))}. Install it again.")


def fingerprint(folder: Path) -> str:
    """Hash of what a model folder does: names and bytes of all its files but the card and ``meta.json``.

    Returns:
        ``sha256:`` and 64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and path.name not in _UNHASHED and path.parent.name not in _UNHASHED_FOLDERS:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()}"


@cache
def code_of(*steps: str) -> str:
    """One fingerprint of the code and the data files of some steps of the package.

    Args:
        steps: Names of the steps' folders, such as ``countries``.
    """
    return combine({step: fingerprint(PACKAGE / step) for step in steps})


def combine(parts: dict[str, str]) -> str:
    """One fingerprint from several named ones."""
    text = "\n".join(f"{name} {part}" for name, part in sorted(parts.items()))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_meta(folder: Path) -> dict[str, Any]:
    """What a model folder says of itself, after its fingerprint was checked.

    Raises:
        ModelError: If the folder or its ``meta.json`` is missing or unreadable, or if the files are not those it was saved with.
    """
    try:
        meta: dict[str, Any] = json.loads((folder / META).read_text(encoding="utf-8"))
        if not isinstance(meta, dict) or not isinstance(meta.get("geopol", {}), dict):
            raise ValueError("it is not as geopol writes it")
    except (OSError, ValueError) as error:
        raise ModelError(f"no model in {folder}: {META} cannot be read ({why(error)}). Copy the model again.") from error
    said, found = meta.get("geopol", {}).get("fingerprint"), fingerprint(folder)
    if said != found:
        raise ModelError(f"{folder} is not as it was saved: {META} says {said}, the files are {found}. Copy the model again.")
    return meta


def check_folder(folder: str | Path) -> None:
    """See that a folder is there or can be made, before minutes go into what it shall hold.

    Raises:
        InputError: If it cannot.
    """
    place = Path(folder).absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir():
        raise InputError(f"cannot make the folder {folder}: {place.name} is a file; give another with -o")
    if not os.access(place, os.W_OK):
        raise InputError(f"cannot make the folder {folder}: no permission to write in {place}; give another with -o")


def write_meta(folder: Path, meta: dict[str, Any]) -> None:
    """Write ``meta.json`` with the fingerprint of the files that stand beside it."""
    about = {**meta.get("geopol", {}), "fingerprint": fingerprint(folder)}
    text = json.dumps({**meta, "geopol": about}, indent=2, ensure_ascii=False)
    (folder / META).write_text(text + "\n", encoding="utf-8")
