"""``geopol report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    tags: Annotated[
        list[Path],
        typer.Argument(metavar="TAGS...", help="Files that geopol tag wrote, plain or .gz.", show_default=False),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The HTML file.")] = Path("report.html"),
    title: Annotated[str, typer.Option(help="The report's heading.")] = "Tagged articles",
) -> None:
    """Make one HTML file that shows tagged articles: charts, a map, filters, search, and every article with its tags.

    The file holds all it needs and opens offline in any browser; it asks nobody for anything.

    [bold]Example[/bold]

    geopol tag articles/ -o tags.jsonl && geopol report tags.jsonl -o report.html
    """
    from geopol.cli.show import counted
    from geopol.reporting import write_report

    count = write_report(tags, output, title=title)
    typer.echo(f"{counted(count, 'article')} → {output} ({output.stat().st_size / 1e6:.1f} MB)", err=True)
