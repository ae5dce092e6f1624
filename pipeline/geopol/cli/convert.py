"""``geopol convert``: tags in another format."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from geopol.cli.options import Form


def convert(
    tags: Annotated[Path, typer.Argument(metavar="TAGS", help="What geopol tag wrote as JSON lines.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.", show_default=False)],
    form: Form = None,
) -> None:
    """Write tags in another format: tables, training data, tasks for annotation tools.

    [bold]Examples[/bold]

    geopol convert tags.jsonl -o tags.parquet

    geopol convert tags.jsonl -o tasks.json --format labelstudio
    """
    from geopol.batch import check_place
    from geopol.errors import InputError
    from geopol.wording import amiss, cannot_write, same_place
    from geopol.writing import convert as run
    from geopol.writing import format_of, read_lines

    wanted = format_of(output, form)
    check_place(output)
    if same_place(tags, output):
        raise InputError(f"the output {output} is the input; give another name with -o")
    articles = read_lines(tags)
    first = next(articles, None)
    if first is None:
        raise InputError(f"nothing to convert: there is no article in {tags}; did geopol tag name failures?")
    try:
        written = run(chain([first], articles), output, wanted)
    except OSError as error:  # a full disk, most of all
        raise cannot_write(output, error) from error
    except (AttributeError, KeyError, TypeError) as error:  # the lines were written or changed by another hand
        raise InputError(f"{tags}: not as geopol tag wrote it: {amiss(error)}; docs/schema.md has the keys") from error
    for path in written:
        typer.echo(f"written: {path}", err=True)
