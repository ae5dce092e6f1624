"""``geopol tag``: its options."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import BufferedReader, BytesIO
from itertools import chain
from os.path import realpath, relpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

import geopol
from geopol.cli.options import Entities, Form, Globs, Models
from geopol.errors import InputError
from geopol.wording import cannot_read

if TYPE_CHECKING:
    from geopol.batch import Target
    from geopol.batch.settings import Guard
    from geopol.dates import Wanted
    from geopol.reading import Choice, Ignored, Source
    from geopol.records import Failure

_WHERE, _LIMITS, _TABLES, _RUN = "Output", "Limits", "Tables", "Long runs"
Column = str


def tag(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, globs, archives; - for standard input.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the tags; standard output if not given.", show_default=False)
    ] = None,
    form: Form = None,
    files_from: Annotated[
        str | None,
        typer.Option(
            help="Take the paths from this list, one a line (or NUL between them); - for standard input.", show_default=False
        ),
    ] = None,
    include: Annotated[
        Globs, typer.Option(help="In folders and archives, only files that match this glob. Repeatable.", show_default=False)
    ] = None,
    exclude: Annotated[
        Globs, typer.Option(help="In folders and archives, no files that match this glob. Repeatable.", show_default=False)
    ] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="In folders and archives, hidden files too.")] = False,
    models: Models = None,
    entities: Entities = None,
    reading: Annotated[
        str,
        typer.Option(help="How a bare month is read: auto, news (near the article's date) or narrative (the year last told)."),
    ] = "auto",
    follow: Annotated[
        bool, typer.Option("--follow", help="Give former states the code of the state that stands for them today: SUN as RUS.")
    ] = False,
    date: Annotated[
        str | None,
        typer.Option(
            help="Date of documents that have none of their own, as of a folder of one day: 2024-06-19.", show_default=False
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(help="Texts that are not English: report (tagged, counted and named in the output) or skip (a failure)."),
    ] = "report",
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Mark articles that are copies of earlier ones, exact or nearly so.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option("-j", "--jobs", help="Number of processes, from 1; the output is the same for any.", rich_help_panel=_RUN),
    ] = 1,
    engine: Annotated[
        str,
        typer.Option(help="local, or dask: a cluster (a local one of --jobs workers without --scheduler).", rich_help_panel=_RUN),
    ] = "local",
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler: tcp://…:8786.", show_default=False, rich_help_panel=_RUN)
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with an unfinished run; a finished one is made anew.",
            rich_help_panel=_RUN,
        ),
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw an unfinished run away and begin anew.", rich_help_panel=_RUN)
    ] = False,
    failures: Annotated[
        Path | None,
        typer.Option(
            help="File for what failed; NAME.failures.jsonl beside -o NAME.… if not given.",
            show_default=False,
            rich_help_panel=_RUN,
        ),
    ] = None,
    retry_failures: Annotated[
        Path | None, typer.Option(help="Take just what failed by this file.", show_default=False, rich_help_panel=_RUN)
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.", rich_help_panel=_RUN)] = False,
    timeout: Annotated[
        float, typer.Option(help="Seconds for reading one document, and for tagging it.", rich_help_panel=_LIMITS)
    ] = 300.0,
    max_chars: Annotated[int, typer.Option(help="Characters of one document.", rich_help_panel=_LIMITS)] = 5_000_000,
    memory: Annotated[
        int, typer.Option(help="Megabytes of address space for parsing one document.", rich_help_panel=_LIMITS)
    ] = 2_000,
    text_column: Annotated[Column, typer.Option(help="Column of the text.", rich_help_panel=_TABLES)] = "text",
    id_column: Annotated[Column, typer.Option(help="Column of the id.", rich_help_panel=_TABLES)] = "id",
    title_column: Annotated[Column, typer.Option(help="Column of the title.", rich_help_panel=_TABLES)] = "title",
    date_column: Annotated[Column, typer.Option(help="Column of the date.", rich_help_panel=_TABLES)] = "date",
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first",
            help="What 03/04/2021 means in a column whose other dates do not show it.",
            show_default=False,
            rich_help_panel=_TABLES,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary; failures are still named.")] = False,
) -> None:
    """Tag documents: one article, one line of JSON.

    Reads .txt .md .html .pdf .docx .odt .rtf .epub .eml (a file is an article), .jsonl .csv .parquet (a row is an article), texts
    and tables also with .gz behind, and all of these inside .zip and .tar.gz. Folders are searched through. The output is
    described in docs/schema.md.

    [bold]Examples[/bold]

    geopol tag articles/ -o tags.jsonl

    geopol tag articles/ archive.zip -o tags.parquet --jobs 4 --include '*.pdf'

    geopol tag articles/ -o tags.jsonl --jobs 4 --resume

    geopol tag - < speech.txt

    [bold]Exit code[/bold] 0: all tagged. 1: some failed, each named with its reason. 2: wrong use, or the run could not go on.
    """
    from geopol import batch
    from geopol.cli.run import tag_all
    from geopol.dates import check_reading
    from geopol.reading import Choice, Columns, Terms, iso_date
    from geopol.writing import format_of

    if resume and restart:
        raise InputError("--resume goes on with an unfinished run, --restart throws it away; take one of them")
    wanted = check_reading(cast("Wanted", reading))
    ignored: list[str] = []
    choice = Choice(tuple(include or ()), tuple(exclude or ()), hidden)
    columns = Columns(text_column, id_column, title_column, date_column)
    day = None if date is None else iso_date(date)
    terms = Terms(columns, max_chars, timeout, memory * 1_000_000, date=day, day_first=day_first)
    settings = batch.Settings(terms, choice, cast("Guard", language))
    where = batch.Engine(engine, jobs, scheduler)
    target = None
    if output is not None:
        target = batch.Target(output, format_of(output, form), failures, duplicates, resume, restart)
    elif resume or restart or duplicates or format_of(Path(), form) != "jsonl":
        raise InputError("--resume, --restart, --duplicates and --format need a file to write to; give -o FILE")
    only = batch.read_failures(retry_failures) if retry_failures else None

    found = _found(paths, files_from, only, choice, ignored.append)
    if target is not None:
        _check_apart(paths or (), target, choice)
        found = target.apart(found)
    job = batch.Job(_any(found), settings, where, _standard_input(), only, fail_fast)
    load = partial(geopol.load, models, entities=entities, reading=wanted, follow=follow)
    failed = tag_all(load, job, target, failures, quiet=quiet, retried=retry_failures, ignored=ignored)
    raise typer.Exit(1 if failed else 0)


def _standard_input() -> BinaryIO:
    """Standard input; an empty one where it was closed."""
    return sys.stdin.buffer if sys.stdin is not None else BufferedReader(BytesIO())


def _check_apart(paths: Sequence[str], target: Target, choice: Choice) -> None:
    """See that no input is overwritten; the output of an earlier run in a folder is left out of it, see `Target.apart`.

    Raises:
        InputError: If the output is one of the paths, or a file of a folder that is to be tagged.
    """
    output = realpath(target.output)
    for path in paths:
        below = PurePosixPath(relpath(output, realpath(path)))
        inside = Path(path).is_dir() and below.parts[0] != ".." and target.output.exists() and not target.manifest.exists()
        if realpath(path) == output or (inside and choice.takes(below)):
            raise InputError(f"the output {target.output} is an input; give another name with -o")


def _any(found: Iterator[Source | Failure]) -> Iterator[Source | Failure]:
    """What was found.

    Raises:
        InputError: If it is nothing, since silence would look like success.
    """
    first = next(found, None)
    if first is None:
        hint = "see --include and --exclude; hidden files are taken with --hidden"
        raise InputError(f"nothing to tag: no file was found; {hint}")
    return chain([first], found)


def _found(
    paths: list[str] | None, files_from: str | None, only: Mapping[str, object] | None, choice: Choice, ignored: Ignored
) -> Iterator[Source | Failure]:
    """What is to be read, from the one place that was named.

    Raises:
        InputError: If none was, or more than one.
    """
    from geopol.batch import read_list
    from geopol.reading import discover

    if sum(given is not None for given in (paths or None, files_from, only)) != 1:
        raise InputError(
            "what is to be tagged? give PATH..., or --files-from LIST, or --retry-failures FILE: exactly one of them"
        )
    if files_from is None:
        return discover(paths or only or (), choice=choice, ignored=ignored)
    return discover(read_list(_standard_input()) if files_from == "-" else _listed(files_from), choice=choice, ignored=ignored)


def _listed(path: str) -> Iterator[str]:
    """The paths of a list.

    Raises:
        InputError: If it cannot be read.
    """
    from geopol.batch import read_list

    try:
        with Path(path).open("rb") as stream:
            yield from read_list(stream)
    except OSError as error:
        raise cannot_read(f"the list {path}", error) from error
