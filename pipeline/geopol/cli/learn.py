"""``geopol learn``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        list[Path] | None,
        typer.Option(
            help="Tags of an earlier run, with the articles of the corrections: do these come out there, and what else would "
            "flip? NAME.jsonl beside NAME.corrections.jsonl if not given. Repeatable.",
            show_default=False,
        ),
    ] = None,
    rehearse: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labelled texts to keep the rest by; geopol's own articles if not given. Repeatable.", show_default=False
        ),
    ] = None,
    tolerance: Annotated[float, typer.Option(help="Points of accuracy that may be lost anywhere.")] = 1.0,
    force: Annotated[
        bool, typer.Option("--force", help="Write the models even if they got worse or the corrections look like a slip.")
    ] = False,
) -> None:
    """Make a theme model that has learnt corrections, and say what changed.

    Without --corpus the old model's weights are moved as little as the corrections allow, in seconds, while it goes on saying
    what it said on other texts; with --corpus it is trained anew. The table tells accuracy before and after: on corrections it
    learnt, in their articles; on corrections held back from it (whole articles in turn), which says whether anything general was
    learnt; on texts that it knew before and went over again while it learnt, to forget nothing; and on your gold. Each
    correction that does not come out when its article is tagged again is named. A model that loses more than the tolerance is
    not written, nor one from corrections that look like a slip: all of one theme, or over a tenth of the other tags flip.

    [bold]Example[/bold]

    geopol learn tags.corrections.jsonl --tags tags.jsonl -o my-models && geopol tag articles/ --models my-models -o new.jsonl

    [bold]Exit code[/bold] 0: written. 1: refused, since it got worse or looks like a slip. 2: wrong use.
    """
    from geopol.cli.show import print_tables
    from geopol.learning import learn as run

    articles = _beside(corrections) if tags is None else tags
    learned = run(
        corrections,
        output,
        models=models,
        corpus=corpus or (),
        gold=gold or (),
        tags=articles,
        rehearse=rehearse or (),
        tolerance=tolerance,
        force=force,
    )
    changed = f"{learned.corrections[0]:,} corrections, {learned.corrections[1]:,} of them to another theme; {learned.method}"
    typer.echo(changed, err=True)
    _show_source(articles)
    print_tables(learned.tables())
    for sentence in learned.sentences():
        typer.echo(sentence)
    _show_standings(learned)
    _show_flips(learned)
    for fall in learned.worse:
        typer.echo(f"worse: {fall}, more than the tolerance of {tolerance:g}", err=True)
    for doubt in learned.doubts:
        typer.echo(f"a slip? {doubt}", err=True)
    if not learned.written:
        typer.echo("not written; --force writes it all the same", err=True)
        raise typer.Exit(1)
    typer.echo(f"models written to {output}", err=True)


def _beside(corrections: Sequence[Path]) -> list[Path]:
    """The tags that reviews were made of, where they lie beside them under their names."""
    end = ".corrections.jsonl"
    found = [path.with_name(f"{path.name.removesuffix(end)}.jsonl") for path in corrections if path.name.endswith(end)]
    return [path for path in dict.fromkeys(found) if path.is_file()]


def _show_source(tags: Sequence[Path]) -> None:
    if tags:
        typer.echo(f"the articles of the corrections are taken from {', '.join(map(str, tags))}", err=True)
    else:
        typer.echo("without --tags the corrections are looked at without their articles' other paragraphs", err=True)


def _show_standings(learned: Learned) -> None:
    from geopol.cli.view import plain

    for one in learned.standings:
        if not one.holds:
            where = f"{plain(one.article)} paragraph {one.paragraph}"
            typer.echo(f"  {one.kind}, but not as said: {where}, {one.wanted}, comes out {one.said}: {plain(one.text)[:100]}")


def _show_flips(learned: Learned) -> None:
    from geopol.cli.view import plain

    if learned.flips.looked and not learned.flips.found:
        typer.echo(f"none of {learned.flips.looked:,} old tags would flip")
    unasked = [flip for flip in learned.flips.found if not flip.taught]
    for flip in unasked[:EXAMPLES]:
        typer.echo(f"  {plain(flip.article)} paragraph {flip.paragraph}, {flip.before} → {flip.after}: {plain(flip.text)[:100]}")
