"""``geopol review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopol.records import Article
    from geopol.reviewing import Correction
    from geopol.themes import Theme


def review(
    tags: Annotated[Path, typer.Argument(help="A file that geopol tag wrote.", show_default=False)],
    top: Annotated[int, typer.Option(help="Number of paragraphs to review, 1 or more.")] = 50,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File for the corrections; TAGS.corrections.jsonl if not given.", show_default=False),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option(help="Write the paragraphs for another tool and stop: labelstudio, doccano or csv.", show_default=False),
    ] = None,
    port: Annotated[int, typer.Option(help="Port of the page, up to 65535; 0 takes a free one.")] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Look over the paragraphs most worth a person's eye, on a page that this machine alone can see.

    The least certain paragraphs come first, spread over themes and articles, none twice. One key confirms or changes a theme;
    names, dates and countries can be corrected. Every key is saved at once; stop with Ctrl-C and go on another day with the
    same command. Give the corrections to geopol learn.

    [bold]Example[/bold]

    geopol review tags.jsonl --top 50 && geopol learn tags.corrections.jsonl -o my-models
    """
    from geopol.reviewing import choose
    from geopol.reviewing.corrections import Correction
    from geopol.tagged import read_tagged

    articles = list(read_tagged([tags]))
    corrections = [Correction.of(one.article, one.paragraph) for one in choose(articles, top)]
    if export is None:
        _serve(tags, articles, corrections, output, port=port, browser=open_)
    else:
        _export(corrections, export, articles, output)


def _serve(
    tags: Path, articles: Sequence[Article], corrections: Sequence[Correction], output: Path | None, *, port: int, browser: bool
) -> None:
    from geopol.reviewing import Journal
    from geopol.reviewing.server import check_port, default_path, serve

    check_port(port)
    journal = Journal(output or default_path(tags), corrections)

    def ready(address: str) -> None:
        typer.echo(
            f"{len(journal.corrections)} paragraphs to review, {journal.done} done: {address}\nStop with Ctrl-C.", err=True
        )
        if browser:
            import webbrowser

            webbrowser.open(address)

    serve(journal, articles, _themes(articles), port=port, ready=ready)
    journal.close()
    typer.echo(f"{journal.done} of {len(journal.corrections)} done → {journal.path}", err=True)


def _export(corrections: Sequence[Correction], name: str, articles: Sequence[Article], output: Path | None) -> None:
    from geopol.reviewing import export
    from geopol.wording import cannot_write

    data = export(corrections, name)
    if output is None:
        typer.echo(data.decode(), nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise cannot_write(output, error) from error
    typer.echo(f"{len(corrections)} paragraphs → {output}", err=True)
    if name == "labelstudio":
        from geopol.reviewing.labelstudio import labelstudio_setup

        setup = output.with_suffix(".xml")
        setup.write_text(labelstudio_setup([theme.id for theme in _themes(articles)]), encoding="utf-8")
        typer.echo(f"labelling interface → {setup}", err=True)


def _themes(articles: Sequence[Article]) -> list[Theme]:
    """The themes that the model chose from."""
    from geopol.themes import ordered, read_codebook

    met = {theme for article in articles for paragraph in article.paragraphs for theme in paragraph.scores}
    return ordered(met, read_codebook())
