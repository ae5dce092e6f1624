"""What people read: tables and messages. Words go to stderr; only what a program may want goes to stdout."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import geopol

if TYPE_CHECKING:
    from geopol.batch import Summary
    from geopol.evaluation import Scores
    from geopol.evaluation.scores import Table as Tabled
    from geopol.tagging import Tagger
    from geopol.themes import Codebook
    from geopol.training.report import Report

# Failures named one by one; of further ones the summary gives counts by reason, so that a bad folder does not flood the terminal.
NAMED = 200


def show_summary(console: Console, summary: Summary, output: Path | None) -> None:
    """Files, paragraphs, themes and failures of a run."""
    where = f" → {output}" if output else ""
    console.print(
        f"[bold]{summary.articles:,} articles[/bold], {summary.paragraphs:,} paragraphs, {summary.words:,} words"
        f"{escape(where)}; {len(summary.failures):,} failed",
        highlight=False,
    )
    shares = [f"{theme} {count / summary.paragraphs:.0%}" for theme, count in summary.themes.most_common()]
    if shares:
        console.print(f"themes: {', '.join(shares)}; uncertain {summary.uncertain / summary.paragraphs:.0%}", highlight=False)


def show_failures(console: Console, summary: Summary) -> None:
    """Every failure with its reason and what to do; the rest of a long list by reason."""
    for failure in summary.failures[:NAMED]:
        hint = f" ({failure.hint})" if failure.hint else ""
        console.print(f"[red]failed[/red] {escape(f'{failure.id}: {failure.reason}{hint}')}", highlight=False)
    rest = Counter(failure.reason for failure in summary.failures[NAMED:])
    for reason, count in rest.most_common():
        console.print(f"[red]failed[/red] {count:,} more: {escape(reason)}", highlight=False)


def show_codebook(codebook: Codebook) -> None:
    """The themes and the rules that decide between them."""
    console = Console()
    for theme in codebook.themes:
        console.print(f"[bold]{theme.id}[/bold]  {escape(theme.name)}", highlight=False)
        console.print(f"  {escape(theme.definition)}", highlight=False)
        for sign, lines in (("+", theme.include), ("-", theme.exclude)):
            for line in lines:
                console.print(f"  {sign} {escape(line)}", highlight=False)
        console.print()
    console.print("[bold]Rules, in order of force[/bold]")
    for number, rule in enumerate(codebook.rules, 1):
        console.print(f"{number:2}. {escape(rule)}", highlight=False)


def show_info(tagger: Tagger) -> None:
    """Versions and fingerprints, as JSON on stdout."""
    libraries = {name: version(name) for name in ("spacy", "scikit-learn", "numpy", "model2vec", "trafilatura", "pypdfium2")}
    setup = tagger.setup
    facts = {
        "geopol": geopol.__version__,
        "fingerprint": tagger.fingerprint,
        "models": {"entities": setup.entities, "themes": setup.themes} if setup else {},
        "python": sys.version.split()[0],
        "libraries": libraries,
    }
    print_json(facts)


def show_scores(scores: dict[str, Scores], *, as_json: bool) -> None:
    """Quality by gold file: a table, or JSON on stdout."""
    if as_json:
        print_json({name: score.to_dict() for name, score in scores.items()})
        return
    console = Console()
    for name, score in scores.items():
        for title, table in score.tables().items():
            console.print(_table(f"{title}: {name}", *table))


def show_training(report: Report) -> None:
    """What cross-validation says of a new theme model."""
    console = Console()
    for title, (header, rows) in report.tables().items():
        console.print(_table(title, header, rows))
    console.print(f"model written to {report.folder}", highlight=False)


def print_tables(tables: Mapping[str, Tabled]) -> None:
    """Print tables with their titles; one without rows is passed over."""
    console = Console()
    for title, (header, rows) in tables.items():
        if rows:
            console.print(_table(title, header, rows))


def _table(title: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(header):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    return table


def print_json(facts: object) -> None:
    """Print facts on stdout, for a program."""
    sys.stdout.buffer.write(orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
