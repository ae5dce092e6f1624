"""Write docs/commands.md from the command itself: ``python docs/commands.py``. A test holds the page to it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from geopol.cli import app

PAGE = Path(__file__).with_name("commands.md")
_HEAD = """# The commands

Every command with its options, as `geopol COMMAND --help` prints them; `python docs/commands.py` writes this page. Data goes to
standard output or `-o`, words to standard error.
"""
_BOLD = re.compile(r"\[/?bold\]")


def page() -> str:
    """The page."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return "\n".join([_HEAD, *(line for name, command in commands.items() for line in _command(name, command))])


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - Typer's class differs by version
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    yield f"## geopol {name}\n"
    yield from _help(inspect.cleandoc(command.help or ""))
    if arguments or options:
        yield "| | what it is |\n|---|---|"
        yield from (f"| `{one.metavar or one.name.upper()}` | {one.help or ''} |" for one in arguments)
        yield from map(_option, options)
        yield ""


def _help(text: str) -> Iterator[str]:
    """The words of a command, its examples as commands of a shell."""
    examples: list[str] = []
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("geopol "):
            examples.append(paragraph)
            continue
        yield from _shell(examples)
        examples = []
        if not paragraph.startswith("[bold]Example"):
            yield f"{_BOLD.sub('**', paragraph)}\n"
    yield from _shell(examples)


def _shell(examples: list[str]) -> Iterator[str]:
    if examples:
        lines = "\n".join(examples)
        yield f"<!-- only parsed: on the reader's own files -->\n```sh\n{lines}\n```\n"


def _option(option: Any) -> str:  # noqa: ANN401 - Typer's class differs by version
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    told = option.show_default and type(option.default) in (str, int, float)
    default = f" Default: `{option.default}`." if told else ""
    return f"| {names} | {(option.help or '').replace('|', '&#124;')}{default} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
