"""The commands and their options. The work is done by the library, the printing by `geopol.cli.show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

import geopol
from geopol.cli.compare import compare
from geopol.cli.learn import learn
from geopol.cli.report import report
from geopol.cli.review import review
from geopol.errors import GeopolError

if TYPE_CHECKING:
    from geopol.dates import Wanted

app = typer.Typer(
    name="geopol",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Models = Annotated[Path | None, typer.Option(help="Folder of models to use in place of the shipped ones.", show_default=False)]
Entities = Annotated[
    str | None,
    typer.Option(help="Another spaCy pipeline for the entities: a folder, or an installed package.", show_default=False),
]
Globs = list[str] | None

for command in (report, compare, review, learn):
    app.command()(command)


def main() -> None:
    """Run the command; a wrong use ends with one line on stderr and exit code 2."""
    try:
        app()
    except GeopolError as error:
        typer.echo(f"geopol: {error}", err=True)
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


@app.command()
def tag(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders; - for standard input.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="File for the tags; standard output if not given, where a terminal shows the articles in colour.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="Number of processes; the output is the same for any.")] = 1,
    include: Annotated[
        Globs, typer.Option(help="In folders, only files that match this glob. Repeatable.", show_default=False)
    ] = None,
    exclude: Annotated[
        Globs, typer.Option(help="In folders, no files that match this glob. Repeatable.", show_default=False)
    ] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="In folders, hidden files too.")] = False,
    models: Models = None,
    entities: Entities = None,
    reading: Annotated[
        str,
        typer.Option(help="How a bare month is read: auto, news (near the article's date) or narrative (the year last told)."),
    ] = "auto",
    follow: Annotated[
        bool, typer.Option("--follow", help="Give former states the code of the state that stands for them today: SUN as RUS.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary; failures are still named.")] = False,
) -> None:
    """Tag documents: one article, one line of JSON.

    Reads .txt .md .html .pdf .docx (a file is an article) and .jsonl .csv (a row is an article: text, and optional id, title,
    date), each also with .gz behind. Folders are searched through. The keys of the output are described in docs/schema.md.

    [bold]Examples[/bold]

    geopol tag articles/ -o tags.jsonl

    geopol tag articles/ -o tags.jsonl --jobs 4 --include '*.pdf'

    geopol tag speech.txt

    geopol tag - < speech.txt | jq .themes

    [bold]Exit code[/bold] 0: all tagged. 1: some failed, each named with its reason. 2: wrong use.
    """
    from geopol import batch
    from geopol.cli.run import tag_items
    from geopol.dates import check_reading

    wanted = check_reading(cast("Wanted", reading))

    def load() -> geopol.Tagger:
        return geopol.load(models, entities=entities, reading=wanted, follow=follow)

    items = batch.plan(paths, include=include or (), exclude=exclude or (), hidden=hidden)
    failed = tag_items(items, output, jobs=jobs, quiet=quiet, tagger=load)
    raise typer.Exit(1 if failed else 0)


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
    from geopol.themes import read_codebook

    show_codebook(read_codebook())


@app.command()
def info(models: Models = None, entities: Entities = None) -> None:
    """Print versions, models and their fingerprints, as JSON."""
    from geopol.cli.show import show_info

    show_info(geopol.load(models, entities=entities))
