"""From the spool of a finished run to the files that the user asked for. Killed at any instant, it can be done again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from filecmp import cmp
from pathlib import Path
from typing import Any

from geopol.batch.results import Summary
from geopol.batch.target import Target
from geopol.duplicates import mark
from geopol.writing import convert, read_lines


def finish(target: Target, summary: Summary) -> list[Path]:
    """Write the output from the spool and put the failures beside it.

    Args:
        target: The run's files.
        summary: Gets the number of duplicates.

    Returns:
        The files that are there now.

    Raises:
        InputError: If a package is missing that the format or the search for duplicates needs.
    """
    held = _hold(target)
    if target.is_spool:
        target.spool.replace(target.output)
        written = [target.output]
    else:
        articles = read_lines(target.spool)
        shutil.rmtree(target.shelf, ignore_errors=True)  # what a killed run has left
        target.shelf.mkdir()
        marked = _counted(mark(articles, target.shelf), summary) if target.duplicates else articles
        written = convert(marked, target.output, target.form)
        shutil.rmtree(target.shelf)
    if held and cmp(target.earlier, target.output, shallow=False):
        target.earlier.unlink()
    return [*written, *put_failures(target)]


def _hold(target: Target) -> bool:
    """Keep the output of an earlier run under another name as well, since it may have taken days; whether there is one."""
    if not target.output.is_file():
        return False
    target.earlier.unlink(missing_ok=True)
    try:
        target.earlier.hardlink_to(target.output)
    except OSError:  # a file system without links
        shutil.copyfile(target.output, target.earlier)
    return True


def put_failures(target: Target) -> list[Path]:
    """Failures under their name, where there are any; those of an earlier run into the same output go."""
    if not target.failed_spool.exists():
        return [target.failed] if target.failed.exists() else []
    if target.failed_spool.stat().st_size:
        target.failed_spool.replace(target.failed)
        return [target.failed]
    target.failed_spool.unlink()
    target.failed.unlink(missing_ok=True)
    return []


def _counted(articles: Iterator[dict[str, Any]], summary: Summary) -> Iterator[dict[str, Any]]:
    for article in articles:
        summary.duplicates += article["duplicate"] is not None
        yield article
