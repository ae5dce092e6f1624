"""``geopol convert``: tags in another format, or several files of tags as one."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from geopol.cli.options import Form


def convert(
    tags: Annotated[
        list[Path], typer.Argument(metavar="TAGS...", help="What geopol tag wrote as JSON lines.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.", show_default=False)],
    form: Form = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="In CSV, rows for headings and page furniture too (column kind), not just paragraphs.")
    ] = False,
) -> None:
    """Write tags in another format: tables, training data, tasks for annotation tools.

    Several files become one; where two have an article of one id, the later file's stands. So what --retry-failures tagged again
    goes together with the rest.

    [bold]Examples[/bold]

    geopol convert tags.jsonl -o tags.csv

    geopol convert tags.jsonl again.jsonl -o all.jsonl

    geopol convert tags.jsonl -o tasks.json --format labelstudio
    """
    from geopol.batch import check_place
    from geopol.errors import InputError
    from geopol.wording import amiss, cannot_write, same_place
    from geopol.writing import convert as run
    from geopol.writing import format_of, read_all

    wanted = format_of(output, form)
    if whole and wanted != "csv":
        raise InputError(f"--whole is for CSV, and {output} is {wanted}; leave it out")
    check_place(output)
    if any(same_place(path, output) for path in tags):
        raise InputError(f"the output {output} is the input; give another name with -o")
    articles, named = read_all(tags), ", ".join(map(str, tags))
    first = next(articles, None)
    if first is None:
        raise InputError(f"nothing to convert: there is no article in {named}; did geopol tag name failures?")
    try:
        written = run(chain([first], articles), output, wanted, whole=whole)
    except OSError as error:  # a full disk, most of all
        raise cannot_write(output, error) from error
    except (AttributeError, KeyError, TypeError) as error:  # the lines were written or changed by another hand
        raise InputError(f"{named}: not as geopol tag wrote it: {amiss(error)}; docs/schema.md has the keys") from error
    for path in written:
        typer.echo(f"written: {path}", err=True)
