"""``geopol compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from geopol.comparing import Agreement, Difference

Tags = Annotated[Path, typer.Argument(show_default=False)]


def compare(
    first: Tags,
    second: Tags,
    show: Annotated[int, typer.Option(help="Number of differing paragraphs to show, those widest apart first.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON on stdout.")] = False,
) -> None:
    """Compare two runs or two models over the same texts: how far they agree, which paragraphs differ, and why.

    Cohen's kappa and Krippendorff's alpha say how much agreement there is beyond chance: 1 is full, 0 what chance would give.

    [bold]Example[/bold]

    geopol tag articles/ -o a.jsonl && geopol tag articles/ --models mine -o b.jsonl && geopol compare a.jsonl b.jsonl
    """
    from geopol.cli.show import print_json, print_tables
    from geopol.comparing import compare as run
    from geopol.errors import InputError

    if show < 0:
        raise InputError(f"--show must be 0 or more, not {show}")
    agreement = run(first, second)
    if json:
        print_json(agreement.to_dict())
        return
    typer.echo(f"first: {first}\nsecond: {second}")
    print_tables(agreement.tables())
    _show_differences(agreement, show)


def _show_differences(agreement: Agreement, most: int) -> None:
    from rich.console import Console
    from rich.markup import escape

    from geopol.cli.view import plain

    console = Console()
    if agreement.fingerprints[0] == agreement.fingerprints[1]:
        console.print("\nBoth runs are by the same models.", highlight=False)
    for one in agreement.differences[:most]:
        console.print(f"\n[bold]{escape(plain(one.article))}[/bold] paragraph {one.index}", highlight=False)
        console.print(escape(_opening(plain(one.text))), highlight=False)
        for line in _reasons(one):
            console.print(escape(plain(line)), highlight=False)
    rest = len(agreement.differences) - most
    if rest > 0:
        console.print(f"\n{rest:,} more; --show N shows N, --json all", highlight=False)


def _opening(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _reasons(one: Difference) -> tuple[str, str]:
    return (f"  first:  {_told(one.first)}", f"  second: {_told(one.second)}")


def _told(side: tuple[str, float, tuple[str, ...]]) -> str:
    theme, score, reasons = side
    return f"{theme} {score:.2f}, by {', '.join(reasons)}" if reasons else f"{theme} {score:.2f}"
