"""An article in the terminal."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from geopol.cli.view import STYLES, Screen, plain
from geopol.writing import to_json

TEXT = """# Bolivia and Chile

In 1879 Chile landed troops at Antofagasta\x1b[2J\x9b31m; Peru [red]joined[/red] Bolivia
in the War of the Pacific.
"""


@pytest.fixture(scope="module")
def article(tagger):
    """A short article that would clear the screen."""
    return tagger.tag(TEXT, title="Salt\x1b]0;title\x07", date="1999-05-01")


def shown(article, **options):
    """What a terminal gets."""
    out = io.StringIO()
    Screen(Console(file=out, width=100, **options)).write(to_json(article))
    return out.getvalue()


def test_the_article_stands_there_as_it_is(article):
    """Title, date, heading, text, theme and score, each once; markup of ours in a text is text."""
    text = shown(article)
    body = next(paragraph for paragraph in article.paragraphs if paragraph.kind == "body")
    assert "1999-05-01 · text" in text
    assert "Bolivia and Chile" in text
    assert "[red]joined[/red]" in text
    assert body.theme in text
    assert f"{body.scores[body.theme]:.2f}" in text
    assert "tells of 1879-01-01 to" in text


def test_a_document_does_not_steer_the_terminal(article):
    """Escape sequences are pictured; the only ones are rich's own colours."""
    assert "\x1b" not in shown(article, no_color=True)
    coloured = shown(article, force_terminal=True, color_system="truecolor")
    assert not set("\x07\x9b") & set(coloured)
    assert "\x1b[2J" not in coloured
    assert "␛[2J" in coloured.replace("\x1b[0m", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a\tb\r\nc", "a b  c"), ("\x1b[31m", "␛[31m"), ("\x00\x7f\x85", "␀␡␡"), ("Łódź — 东京 🌍", "Łódź — 东京 🌍")],
)
def test_plain_keeps_every_place(text, wanted):
    """One character for one, so that offsets hold."""
    assert (plain(text), len(plain(text))) == (wanted, len(text))


def test_a_theme_has_the_codebooks_ink(article):
    """One that the codebook does not know has none, and is shown all the same."""
    from geopol.cli.view import _margin

    body = next(paragraph for paragraph in article.paragraphs if paragraph.kind == "body")
    inks = [(theme, _margin(replace(body, theme=theme, also=())).spans[0].style) for theme in ("geopolitics", "other", "port")]
    assert inks == [("geopolitics", "bold #5f87ff"), ("other", "bold "), ("port", "bold ")]


def test_every_mention_is_lit(article):
    """The characters of each mention, and no others, have its style."""
    from geopol.cli.view import _marked

    for paragraph in article.paragraphs:
        lit = sorted((span.start + paragraph.start, span.end + paragraph.start, span.style) for span in _marked(paragraph).spans)
        wanted = [(one.start, one.end, STYLES[one.label]) for one in paragraph.entities]
        wanted += [(one.start, one.end, STYLES["DATE"]) for one in paragraph.dates]
        assert lit == sorted(wanted)


def read_all(terminal):
    """Whatever stands in a terminal whose other end is closed."""
    chunks = []
    with contextlib.suppress(OSError):  # Linux ends so
        while chunk := os.read(terminal, 65_536):
            chunks.append(chunk)
    return b"".join(chunks).decode()


def test_a_terminal_shows_and_a_pipe_gets_lines(tmp_path):
    """The same command: colour for a person, JSON for a program."""
    (tmp_path / "a.txt").write_text("In 1879 Chile landed troops at Antofagasta.\n", encoding="utf-8")
    command = [sys.executable, "-m", "geopol", "tag", str(tmp_path / "a.txt")]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(piped.stdout)["schema"] == 1
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env={**os.environ, "TERM": "xterm-256color"})
    _, words = process.communicate()
    os.close(theirs)
    screen = read_all(ours)
    os.close(ours)
    assert process.returncode == 0
    assert b"1 article," in words
    assert "schema" not in screen
    assert "\x1b[" in screen
    assert "history" in screen or "military" in screen
