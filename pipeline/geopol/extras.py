"""Packages that geopol asks for by name when they are missing: one place for the check and for what to type."""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from geopol.errors import InputError

_EXTRA = re.compile(r"""extra\s*==\s*['"]([\w-]+)['"]""")


def hint(extra: str) -> str:
    """What to type to have an extra's packages.

    The packages are named themselves, since ``geopol[extra]`` is found on a package index alone: not where geopol was installed
    from a folder.

    Args:
        extra: Name of the extra, as pyproject.toml has it.
    """
    packages = " ".join(f"'{package}'" for package in _packages(extra)) or f"'geopol[{extra}]'"
    return f"{_pip()} install {packages}"


def need(module: str, extra: str, what: str) -> None:
    """See that a module can be imported, before hours go into what it is needed for.

    Args:
        module: The module.
        extra: The extra that has it.
        what: What needs it, as the message says it.

    Raises:
        InputError: If it is not installed.
    """
    if find_spec(module) is None:
        raise missing(module, extra, what)


def missing(module: str | None, extra: str, what: str) -> InputError:
    """The error of a package that is not installed."""
    return InputError(f"{what} needs {module}: {hint(extra)}")


def _packages(extra: str) -> list[str]:
    """The requirements of an extra; none where geopol runs without having been installed."""
    try:
        found = requires("geopol") or []
    except PackageNotFoundError:
        return []
    pairs = (one.partition(";") for one in found)
    return [package.strip() for package, _, marker in pairs if extra in _EXTRA.findall(marker)]


def _pip() -> str:
    """``pip``, where that is this Python's; else this Python's by its path."""
    here = Path(sys.executable)
    found = shutil.which("pip")
    if found is not None and Path(found).parent == here.parent:
        return "pip"
    below = os.path.relpath(here)
    return f"{below if not below.startswith(os.pardir) else here} -m pip"
