"""``geopol convert``: tags in another format."""

from __future__ import annotations

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
    from geopol.errors import InputError
    from geopol.writing import convert as run
    from geopol.writing import format_of, read_lines

    for path, wanted in ((tags, tags.is_file()), (output, output.parent.is_dir())):
        if not wanted:
            raise InputError(f"no such file: {path}" if path is tags else f"there is no folder {output.parent}")
    if tags.resolve() == output.resolve():
        raise InputError(f"the output {output} is the input")
    for path in run(read_lines(tags), output, format_of(output, form)):
        typer.echo(f"written: {path}", err=True)
