"""``geopol tag``: output file, progress bar and closing summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from geopol.cli.show import show_failures, show_summary
from geopol.cli.view import Screen
from geopol.errors import InputError
from geopol.reading import Source
from geopol.records import Failure

if TYPE_CHECKING:
    from geopol.batch import Tagged
    from geopol.tagging import Tagger


def tag_items(
    items: Sequence[Source | Failure],
    output: Path | None,
    *,
    jobs: int,
    quiet: bool,
    tagger: Callable[[], Tagger],
) -> int:
    """Tag what was found, show how it goes, and name what failed.

    Returns:
        The number of failures.
    """
    from geopol import batch

    console = Console(stderr=True, soft_wrap=True)
    quiet_bar = quiet or (output is None and sys.stdout.isatty())  # a bar would run through the articles
    with _opened(output) as lines, _progress(console, items, quiet=quiet_bar) as step:
        summary = batch.run(tagger(), items, lines, jobs=jobs, stdin=sys.stdin.buffer, progress=step)
    if not quiet:
        show_summary(console, summary, output)
    show_failures(console, summary)
    return len(summary.failures)


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, where a person sees articles and a program lines; or a file that appears only when it is whole."""
    if output is None and sys.stdout.isatty():
        yield cast("BinaryIO", Screen())  # all that a run does with it is write
        return
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as lines:
            yield lines
    except FileNotFoundError as error:
        raise InputError(f"cannot write {output}: there is no folder {output.parent}") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(output)


@contextmanager
def _progress(
    console: Console, items: Sequence[Source | Failure], *, quiet: bool
) -> Iterator[Callable[[Tagged | Failure], None]]:
    """A bar on a terminal: articles, words a second, time left by bytes of input."""
    total = sum(item.size for item in items if isinstance(item, Source))
    columns = (SpinnerColumn(), TextColumn("{task.fields[articles]} articles"), BarColumn(), _Speed(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
    task = bar.add_task("tagging", total=total or None, articles=0, words=0)
    count = Counter[str]()

    def step(result: Tagged | Failure) -> None:
        if not isinstance(result, Failure):
            count.update(articles=1, words=result.words)
            bar.update(task, advance=result.size, articles=count["articles"], words=count["words"])

    with bar:
        yield step


class _Speed(ProgressColumn):
    """Words a second since the start."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.fields['words'] / task.elapsed:,.0f} words/s" if task.elapsed else "")
