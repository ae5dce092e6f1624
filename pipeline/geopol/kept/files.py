"""The files: where they are, and how they are written so that nobody reads half of one."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

# What is kept is good for one build of Python.
BUILD = f"{sys.version} {sys.byteorder}"
# As bytecode: what one user's run has made, another's may read.
_MODE = 0o644


def place(name: str) -> Path:
    """Where something of that name is kept: ``__pycache__``, or where ``PYTHONPYCACHEPREFIX`` says."""
    beside = importlib.util.cache_from_source(str(Path(__file__).with_name(f"{name}.py")))
    return Path(beside).with_suffix(".kept")


def write(file: Path, content: bytes) -> bool:
    """Write a file whole, or leave it as it is: where it cannot be written, the next process makes its content anew."""
    if sys.dont_write_bytecode:
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as scratch:
            beside = Path(scratch.name)
            try:
                scratch.write(content)
                scratch.close()
                beside.chmod(_MODE)
                beside.replace(file)
            finally:
                beside.unlink(missing_ok=True)
    except OSError:
        return False
    return True
