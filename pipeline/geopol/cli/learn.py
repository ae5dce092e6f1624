"""``geopol learn``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from geopol.learning import Learned

EXAMPLES = 5


def learn(
    corrections: Annotated[
        list[Path],
        typer.Argument(
            metavar="CORRECTIONS...",
            help="Files of geopol review; or a Label Studio .json, a doccano .jsonl, a filled-in .csv.",
            show_default=False,
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the new models.", show_default=False)],
    models: Annotated[
        Path | None, typer.Option(help="Folder of the old models; the shipped ones if not given.", show_default=False)
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Train anew on this corpus and the corrections; needed for new themes. Repeatable.", show_default=False
        ),
    ] = None,
    gold: Annotated[list[Path] | None, typer.Option(help="Labelled texts to measure on. Repeatable.", show_default=False)] = None,
    tags: Annotated[
        list[Path] | None, typer.Option(help="Tags of an earlier run: which would flip? Repeatable.", show_default=False)
    ] = None,
    rehearse: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labelled texts to keep the rest by; geopol's own articles if not given. Repeatable.", show_default=False
        ),
    ] = None,
    tolerance: Annotated[float, typer.Option(help="Points of accuracy that may be lost anywhere.")] = 1.0,
    force: Annotated[bool, typer.Option("--force", help="Write the models even if they got worse.")] = False,
) -> None:
    """Make a theme model that has learnt corrections, and say what changed.

    Without --corpus the old model's weights are moved as little as the corrections allow, in seconds, while it goes on saying
    what it said on other texts; with --corpus it is trained anew. The table tells accuracy before and after: on corrections it
    learnt, on corrections held back from it (whole articles in turn), on the texts it rehearsed, and on your gold. A model that
    loses more than the tolerance is not written.

    [bold]Example[/bold]

    geopol learn tags.corrections.jsonl --tags tags.jsonl -o my-models && geopol tag articles/ --models my-models -o new.jsonl

    [bold]Exit code[/bold] 0: written. 1: refused, since it got worse. 2: wrong use.
    """
    from geopol.cli.show import print_tables
    from geopol.learning import learn as run

    learned = run(
        corrections,
        output,
        models=models,
        corpus=corpus or (),
        gold=gold or (),
        tags=tags or (),
        rehearse=rehearse or (),
        tolerance=tolerance,
        force=force,
    )
    changed = f"{learned.corrections[0]:,} corrections, {learned.corrections[1]:,} of them to another theme; {learned.method}"
    typer.echo(changed, err=True)
    print_tables(learned.tables())
    _show_flips(learned)
    for fall in learned.worse:
        typer.echo(f"worse: {fall}, more than the tolerance of {tolerance:g}", err=True)
    if not learned.written:
        typer.echo("not written; --force writes it all the same", err=True)
        raise typer.Exit(1)
    typer.echo(f"models written to {output}", err=True)


def _show_flips(learned: Learned) -> None:
    from geopol.cli.view import plain

    if learned.flips[1] and not learned.flips[0]:
        typer.echo(f"none of {learned.flips[1]:,} old tags would flip")
    for flip in learned.flips[0][:EXAMPLES]:
        typer.echo(f"  {plain(flip.article)} paragraph {flip.paragraph}, {flip.before} → {flip.after}: {plain(flip.text)[:100]}")
