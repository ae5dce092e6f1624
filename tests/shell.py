"""The commands of a page, run as a reader runs them.

``geopol`` alone runs in this process, through its own entry; with workers, a pipe, a redirection or another program beside it, in
a real shell with the installed command. A block with a line that ends in ``&`` is one script; what it left running ends with it.
The address ``HOST:8786`` is a free port of this machine. What sets up or serves is known, and held to something else:

| command | held to |
|---|---|
| ``python -m venv``, ``pip install '.[x]'`` | pyproject.toml has the extra |
| ``pytest``, ``ruff``, ``mypy``, ``sphinx-build`` | ``.ci/run`` or a test of this folder runs it |
| ``geopol …  # if …`` | has these options: whether it can run depends on what came before |
| ``geopol review`` without ``--export`` | serves; every paragraph is confirmed as the page would do it; ends with Ctrl-C |
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import chdir
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from typer.main import get_command
from typer.testing import CliRunner

from geopol.cli import app

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
# Tables are as wide as the widest page; no colours.
ENVIRONMENT = {"COLUMNS": "130", "NO_COLOR": "1", "TERM": "dumb"}
_SHELLS = re.compile(r"[|<>;$&*]|--jobs|--engine")
_OTHERS = {"pytest": ".ci/run", "ruff": ".ci/run", "mypy": ".ci/run", "sphinx-build": "tests/test_site.py"}
_SECONDS = 120


def run(text: str, folder: Path, code: int, where: str) -> str:
    """Run lines of a shell in a folder.

    Args:
        text: The lines; ``&&`` and a line's end part commands.
        folder: Where.
        code: The exit code of the last command; those before it end with 0.
        where: What a failure is called.

    Returns:
        What the commands said, on standard output and standard error.
    """
    text = text.replace("HOST:8786", f"127.0.0.1:{(port := _free_port())}").replace("--port 8786", f"--port {port}")
    if re.search(r" &$", text, re.MULTILINE):
        told, ended = _script(f"trap 'kill $(jobs -p); wait' EXIT\n{text}", folder)
        assert ended == code, f"{where}: ended with {ended}:\n{told}"
        return told
    lines = [line for line in text.replace("\\\n", " ").splitlines() if not line.startswith("#")]
    commands = [part.strip() for line in lines for part in line.split(" && ") if part.strip()]
    told = []
    for number, command in enumerate(commands, 1):
        said, ended = _one(command, folder)
        assert ended == (code if number == len(commands) else 0), f"{where}: {command!r} ended with {ended}:\n{said}"
        told.append(said)
    return "".join(told)


def parse(text: str) -> None:
    """See that every command of some lines exists, with its options; nothing is run."""
    for command in re.split(r" && |\n", text.strip()):
        program, *arguments = shlex.split(re.sub(r" < \S+$", "", command))
        assert program == "geopol", command
        _parse(arguments)


def _parse(arguments: list[str]) -> None:
    get_command(app).commands[arguments[0]].make_context(arguments[0], list(arguments[1:])).close()


def _one(command: str, folder: Path) -> tuple[str, int]:
    command, _, remark = command.replace(".venv/bin/", "").partition("  # ")
    program, *arguments = shlex.split(command)
    if remark.startswith("if "):
        _parse(arguments)
        return "", 0
    if "pip install" in command or command.startswith("python -m venv"):
        return _installed(command), 0
    if program in _OTHERS:
        where = _OTHERS[program]
        assert program in (ROOT / where).read_text(encoding="utf-8"), f"{where} does not run {command}"
        return "", 0
    if arguments[:1] == ["review"] and "--export" not in arguments:
        return _reviewed(arguments, folder), 0
    if program == "geopol" and not _SHELLS.search(re.sub(r"'[^']*'", "", command)):
        with chdir(folder):
            result = CliRunner(env=ENVIRONMENT).invoke(app, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output, result.exit_code
    return _script(command, folder)


def _script(text: str, folder: Path) -> tuple[str, int]:
    command = ["bash", "-euo", "pipefail", "-c", text]
    done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=_SECONDS)
    return done.stdout + done.stderr, done.returncode


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _environment() -> dict[str, str]:
    return {**os.environ, **ENVIRONMENT, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def _installed(command: str) -> str:
    """A command that installs: what it asks for is there to be installed."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for asked in re.findall(r"\[([\w,]+)\]", command):
        assert set(asked.split(",")) <= extras.keys(), f"{command}: there is no extra {asked}"
    return ""


def _reviewed(arguments: list[str], folder: Path) -> str:
    """The review page, with every paragraph confirmed."""
    serving = subprocess.Popen(
        [sys.executable, "-m", "geopol", *arguments], cwd=folder, env=_environment(), stderr=subprocess.PIPE, text=True
    )
    try:
        assert serving.stderr is not None
        told = serving.stderr.readline()
        address = urlsplit(re.search(r"http://\S+", told)[0])
        _confirm(address.netloc, parse_qs(address.query)["token"][0])
        serving.send_signal(signal.SIGINT)
        rest = serving.communicate(timeout=_SECONDS)[1]
    finally:
        serving.kill()
        serving.wait()
        serving.stderr.close()
    assert serving.returncode == 0, rest
    return told + rest


def _confirm(place: str, token: str) -> None:
    connection = http.client.HTTPConnection(place, timeout=_SECONDS)
    headers = {"x-token": token, "Origin": f"http://{place}"}
    connection.request("GET", "/paragraphs", headers=headers)
    for row in json.loads(connection.getresponse().read())["paragraphs"]:
        connection.request("POST", "/save", json.dumps({**row, "theme": row["was"]}), headers)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()
    connection.close()
