"""What people read: tables and messages. Words go to stderr; only what a program may want goes to stdout."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import geopol
from geopol.reading import SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from geopol.batch import Summary, Target
    from geopol.evaluation import Scores
    from geopol.evaluation.scores import Table as Tabled
    from geopol.records import Failure
    from geopol.tagging import Tagger
    from geopol.themes import Codebook
    from geopol.training.report import Report


def counted(number: int, word: str) -> str:
    """A number with its word: "1 article", "2,000 articles"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def say(console: Console, words: str) -> None:
    """Print a line as it is."""
    console.print(escape(words), highlight=False)


def show_joining(console: Console, retried: Path, target: Target) -> None:
    """How what was tried again goes together with the rest."""
    first = retried.with_name(f"{retried.name.removesuffix('.failures.jsonl')}.jsonl")
    if target.form == "jsonl" and first != target.output:
        say(console, f"put both together: geopol convert {first} {target.output} -o all.jsonl")


def show_summary(console: Console, summary: Summary, target: Target | None) -> None:
    """Files, paragraphs, themes, languages, copies and failures of a run."""
    where = f" → {target.output}" if target else ""
    console.print(
        f"[bold]{counted(summary.articles, 'article')}[/bold], {counted(summary.paragraphs, 'paragraph')}, "
        f"{counted(summary.words, 'word')}"
        f"{escape(where)}; {summary.failed:,} failed",
        highlight=False,
    )
    shares = [f"{theme} {count / summary.paragraphs:.0%}" for theme, count in summary.themes.most_common()]
    if shares:
        console.print(
            f"themes of paragraphs: {', '.join(shares)}; uncertain {summary.uncertain / summary.paragraphs:.0%}", highlight=False
        )
    foreign = [f"{code} {count:,}" for code, count in summary.languages.most_common() if code not in ("en", "unknown")]
    if foreign:
        words = f"not English: {', '.join(foreign)}; geopol reads English alone, see the key language, or --language skip"
        console.print(f"[yellow]{words}[/yellow]", highlight=False)
    show_dates(console, summary)
    if target and target.duplicates:
        console.print(f"copies of earlier articles: {summary.duplicates:,}", highlight=False)
    if target and summary.failed:
        console.print(f"what failed: {escape(str(target.failed))}; try it again with --retry-failures", highlight=False)


def show_dates(console: Console, summary: Summary) -> None:
    """How many articles have no date, and which dates could not be read."""
    if summary.unread:
        rows, example = summary.unread.total(), escape(next(iter(summary.unread)))
        words = f"{rows:,} {'row was' if rows == 1 else 'rows were'} tagged without a date that could not be read, as: {example}"
        console.print(f"[yellow]{words}[/yellow]", highlight=False)
    if summary.undated:
        words = (
            f"{summary.undated:,} of {summary.articles:,} articles have no date, so 'last month' and bare months stay as they are"
            "; --date gives them one"
        )
        console.print(f"[yellow]{words}[/yellow]", highlight=False)


def show_failures(console: Console, failures: Iterable[Failure]) -> None:
    """Failures with their reasons and what to do; what can be read is said once, where something cannot."""
    failures = list(failures)
    if any(failure.reason.startswith("no reader for ") for failure in failures):
        say(console, f"geopol reads {', '.join(SUFFIXES)}, texts and tables also with .gz behind")
    for failure in failures:
        hint = f" ({failure.hint})" if failure.hint else ""
        console.print(f"[red]failed[/red] {escape(f'{failure.id}: {failure.reason}{hint}')}", highlight=False)


def show_reasons(console: Console, summary: Summary) -> None:
    """Failures by reason: of a long list, so that a bad folder does not flood the terminal, or of a resumed run."""
    for reason, count in summary.reasons.most_common():
        console.print(f"[red]failed[/red] {count:,} in all: {escape(reason)}", highlight=False)


def show_codebook(codebook: Codebook, learnt: Collection[str]) -> None:
    """The themes, which of them the shipped model has not learnt, and the rules that decide between them."""
    console = Console()
    for theme in codebook.themes:
        new = "" if theme.id in learnt else " [dim](not in the shipped model yet)[/dim]"
        console.print(f"[bold]{theme.id}[/bold]  {escape(theme.name)}{new}", highlight=False)
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
