"""`python -m geopol` and completion in shells: the command's name is geopol, whoever starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(sys.executable).parent
COMMAND = [sys.executable, "-m", "geopol"]
# Typer asks which process started it, unless it is told to believe the argument.
BELIEVE = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}


def run(*command, **variables):
    """Run a command; variables are added to the environment."""
    environment = {**os.environ, **BELIEVE, **variables, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_module_is_the_command():
    """`python -m geopol` says geopol in its help and does what geopol does."""
    done = run(*COMMAND, "--help")
    assert done.returncode == 0
    assert "Usage: geopol [OPTIONS]" in done.stdout
    assert run(*COMMAND, "--version").stdout == run(str(SCRIPTS / "geopol"), "--version").stdout


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o default -F _geopol_completion geopol"),
        ("zsh", "compdef _geopol_completion geopol"),
        ("fish", "complete --command geopol --no-files"),
    ],
)
def test_each_shell_has_its_script(shell, line):
    """Printed whole, and the same by either way to start."""
    shown = [run(*start, "--show-completion", shell) for start in (COMMAND, [str(SCRIPTS / "geopol")])]
    assert [done.returncode for done in shown] == [0, 0]
    assert line in shown[0].stdout
    assert shown[0].stdout == shown[1].stdout


@pytest.mark.parametrize(
    ("shell", "place"),
    [("bash", ".bash_completions/geopol.sh"), ("zsh", ".zfunc/_geopol"), ("fish", ".config/fish/completions/geopol.fish")],
)
def test_completion_is_installed_under_the_name(tmp_path, shell, place):
    """Where the shell looks for it; also by `python -m geopol`, which has spaces in it."""
    done = run(*COMMAND, "--install-completion", shell, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "geopol" in (tmp_path / place).read_text()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("geopol co", {"convert", "compare"}),
        ("geopol tag --fo", {"--format", "--follow"}),
        ("geopol xyz", set()),
    ],
)
def test_words_are_offered(words, wanted):
    """The same in each shell; in fish a line is a word and its help, so help has no line breaks."""
    fish = run(*COMMAND, _GEOPOL_COMPLETE="complete_fish", _TYPER_COMPLETE_FISH_ACTION="get-args", _TYPER_COMPLETE_ARGS=words)
    assert {line.split("\t")[0] for line in fish.stdout.splitlines() if line} == wanted
    zsh = run(*COMMAND, _GEOPOL_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=words)
    assert all(f'"{word}"' in zsh.stdout for word in wanted)
    bash = run(*COMMAND, _GEOPOL_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
    assert set(bash.stdout.split()) == wanted


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")
def test_bash_completes(tmp_path):
    """The script that was printed, in a real shell."""
    (tmp_path / "script.sh").write_text(run(*COMMAND, "--show-completion", "bash").stdout)
    told = (
        f'source {tmp_path}/script.sh; COMP_WORDS=(geopol the); COMP_CWORD=1; _geopol_completion geopol; echo "${{COMPREPLY[@]}}"'
    )
    assert run("bash", "-c", told).stdout.split() == ["themes"]
