"""The commands and their options. The work is done by the library, the printing by `geopol.cli.show`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import geopol
from geopol.cli.compare import compare
from geopol.cli.convert import convert
from geopol.cli.learn import learn
from geopol.cli.options import Entities, Models
from geopol.cli.report import report
from geopol.cli.review import review
from geopol.cli.tag import tag
from geopol.errors import GeopolError
from geopol.wording import why

app = typer.Typer(
    name="geopol",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMPLETING = "_GEOPOL_COMPLETE"  # a shell that asks for words sets it


def main() -> None:
    """Run the command; a wrong use, or a run that cannot go on, ends with one line on stderr and exit code 2."""
    if COMPLETING in os.environ:
        # Typer wraps the help of what it offers at 80 letters, and fish takes each line for one more word to offer.
        os.environ["TERMINAL_WIDTH"] = "1000"
    try:
        try:
            app(prog_name="geopol")  # also for ``python -m geopol``, whose completion would have that for a name
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # at exit nobody would hear that the disk is full
    except GeopolError as error:
        _stop(str(error))
    except BrokenPipeError:  # whoever read on has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        place = "standard output" if error.filename is None else error.filename
        _stop(f"cannot go on with {place}: {why(error)}")


def _stop(message: str) -> None:
    typer.echo(f"geopol: {message}", err=True)
    sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(geopol.__version__)
        raise typer.Exit


@app.callback()
def geopol_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Tag geopolitical text: themes, entities, dates as calendar intervals, and the countries meant."""


for command in (tag, convert, report, compare, review, learn):
    app.command()(command)


@app.command()
def train(
    corpus: Annotated[
        list[Path],
        typer.Argument(
            metavar="CORPUS...", help="Folders of headed Markdown articles, or .jsonl of text and theme.", show_default=False
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder for the models; themes/ is made in it.", show_default=False)
    ],
    vectors: Annotated[
        Path | None,
        typer.Option(help="Folder of a model2vec model; the shipped model's vectors if not given.", show_default=False),
    ] = None,
) -> None:
    """Train a theme model on one's own labels and print its cross-validated quality.

    An article is Markdown with front matter (title, date) and headings that name their theme: ## Origins {history}. A table has
    text and theme (and optional also: a list of further themes, title: the article it is from) in every row.

    [bold]Example[/bold]

    geopol train my-corpus/ -o my-models && geopol tag articles/ --models my-models -o tags.jsonl
    """
    from geopol.cli.show import show_training
    from geopol.training.themes import train as run

    show_training(run(corpus, output / "themes", vectors=vectors))


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Labelled .jsonl files.", show_default=False)],
    models: Models = None,
    entities: Entities = None,
    json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON on stdout.")] = False,
) -> None:
    """Measure quality against labelled texts, through the same code as geopol tag.

    [bold]Example[/bold]

    geopol evaluate gold/dev.jsonl gold/dev-thinktank.jsonl
    """
    from geopol.cli.show import show_scores
    from geopol.evaluation import evaluate as run

    show_scores(run(geopol.load(models, entities=entities), gold), as_json=json)


@app.command()
def themes() -> None:
    """Print the codebook: what each theme means and the rules that decide."""
    from geopol.cli.show import show_codebook
    from geopol.models import read_meta, shipped
    from geopol.themes import read_codebook

    show_codebook(read_codebook(), read_meta(shipped("themes"))["labels"])


@app.command()
def info(models: Models = None, entities: Entities = None) -> None:
    """Print versions, models and their fingerprints, as JSON."""
    from geopol.cli.show import show_info

    show_info(geopol.load(models, entities=entities))
