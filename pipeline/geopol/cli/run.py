"""``geopol tag``: progress and closing summary around a run."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from geopol.cli.show import counted, say, show_failures, show_joining, show_reasons, show_summary
from geopol.cli.view import Screen
from geopol.errors import InputError
from geopol.records import Failure
from geopol.wording import why

if TYPE_CHECKING:
    from geopol.batch import Job, Result, Summary, Target
    from geopol.tagging import Tagger

Load = Callable[[], "Tagger"]


def tag_all(
    load: Load,
    job: Job,
    target: Target | None,
    failures: Path | None,
    *,
    quiet: bool,
    retried: Path | None = None,
    ignored: Sequence[str] = (),
) -> int:
    """Tag what was found, show how it goes, and name what failed.

    Args:
        load: Loads the tagger.
        job: What to tag.
        target: Where the tags go; standard output if ``None``.
        failures: Where the failures go beside standard error.
        quiet: No progress, no summary.
        retried: The failures that are tried again, where they are.
        ignored: What was passed over as no document, complete when the run is.

    Returns:
        The number of failures.
    """
    from geopol.batch import StoppedError

    console = Console(stderr=True, soft_wrap=True)
    try:
        seen = target is None and sys.stdout is not None and sys.stdout.isatty()  # a bar would run through the articles
        before = _before(target)
        if target and target.resume and before and not target.journal.exists() and not quiet:
            say(console, f"{target.output} is finished: there is nothing for --resume to go on with, all is tagged anew")
        with _progress(console, quiet=quiet or seen) as step:
            heard = replace(job, progress=step, resumed=None if quiet else partial(_resumed, console, target))
            summary = _run(load, heard, target, failures)
    except StoppedError as error:
        show_failures(console, [error.failure])
        return 1
    if not quiet:
        show_summary(console, summary, target)
        if ignored:
            say(console, f"ignored {len(ignored):,}, no documents: {', '.join(ignored[:3])}{' …' if len(ignored) > 3 else ''}")
        if target and before and _before(target) != before and target.earlier.exists():
            say(console, f"the earlier {target.output} is now {target.earlier}")
        if target and retried:
            show_joining(console, retried, target)
    show_failures(console, summary.failures)
    if summary.failed > len(summary.failures):
        show_reasons(console, summary)
    return summary.failed


def _before(target: Target | None) -> tuple[int, int] | None:
    """What tells the output of an earlier run from a later one's; None where there is none."""
    if target is None or not target.output.is_file():
        return None
    status = target.output.stat()
    return status.st_ino, status.st_mtime_ns


def _resumed(console: Console, target: Target | None, count: int) -> None:
    say(console, f"going on with {target.output if target else 'the run'}: {counted(count, 'document')} had been done")


def _run(load: Load, job: Job, target: Target | None, failures: Path | None) -> Summary:
    from geopol import batch

    if target is not None:
        target.prepare()  # before models are loaded
        try:
            with _interruptible():
                return batch.run_to(load(), job, replace(target, restart=False, resume=True))
        except OSError as error:  # a full disk, most of all
            raise InputError(f"cannot write {target.output}: {why(error)}; mend it and go on with --resume") from error
        except KeyboardInterrupt:
            raise InputError(f"interrupted; --resume goes on with {target.output}") from None
    if failures is not None:
        batch.check_place(failures)
    output, tagger = _standard_output(), load()
    with ExitStack() as stack:
        file = stack.enter_context(failures.open("wb")) if failures else None
        summary = batch.run(tagger, job, output, file)
        sys.stdout.flush()
    return summary


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C ends with our words alone: the thread that feeds joblib's workers may stumble over what was taken from it."""

    def hook(stumble: threading.ExceptHookArgs) -> None:
        if not (stumble.exc_type is KeyError and stumble.thread and stumble.thread.name == "ExecutorManagerThread"):
            before(stumble)

    before, threading.excepthook = threading.excepthook, hook
    try:
        yield
    finally:
        threading.excepthook = before


def _standard_output() -> BinaryIO:
    """Where a person sees articles and a program lines.

    Raises:
        InputError: If it is closed.
    """
    if sys.stdout is None:
        raise InputError("standard output is closed; give -o FILE")
    if sys.stdout.isatty():
        return cast("BinaryIO", Screen())  # all that a run does with it is write
    return sys.stdout.buffer


@contextmanager
def _progress(console: Console, *, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """On a terminal: articles, megabytes, failures, words a second. How much there is in all is not known while it is found."""
    columns = (SpinnerColumn(), TextColumn("{task.fields[shown]}"), _Speed(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
    task = bar.add_task("tagging", total=None, shown="", words=0)
    count = Counter[str]()

    def step(result: Result) -> None:
        if isinstance(result, Failure):
            count["failed"] += 1
        else:
            count.update(articles=1, words=result.words, bytes=result.size)
        shown = f"{count['articles']:,} articles, {count['bytes'] / 1e6:,.1f} MB, {count['failed']:,} failed"
        bar.update(task, shown=shown, words=count["words"])

    with bar:
        yield step


class _Speed(ProgressColumn):
    """Words a second since the start."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.fields['words'] / task.elapsed:,.0f} words/s" if task.elapsed else "")
