"""What the tests of messages share: a row of their tables, the command in this process, and the files that it is given."""

from __future__ import annotations

import io
import json
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raised import PACKAGE

import geopol
from geopol.cli import main

TEXT = "Brazil and Argentina signed a treaty in March 1991.\n"
GAP = "…"  # in an expected message: anything


@dataclass(frozen=True)
class Row:
    """A provocation.

    Attributes:
        module: The module whose message it is, such as ``batch/target``; empty for those of Typer.
        given: What provokes it: words on the command line, or a call.
        message: The whole message, with ``…`` for what is not the same everywhere.
        code: The exit code, for a command.
        stdin: Standard input, for a command.
    """

    module: str
    given: Any
    message: str
    code: int = 2
    stdin: bytes = b""


@dataclass(frozen=True)
class Outcome:
    """How a command ended; ``module`` is the one that the error came from."""

    code: int
    out: str
    words: str
    module: str


def agrees(expected: str, actual: str) -> bool:
    """Whether a message is the expected one."""
    return re.fullmatch(".*".join(map(re.escape, expected.split(GAP))), actual, re.DOTALL) is not None


def module_of(error: BaseException) -> str:
    """The module of geopol that raised an error, what words it for others not counted."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [path.relative_to(PACKAGE).with_suffix("").as_posix() for path in frames if path.is_relative_to(PACKAGE)]
    return next((module for module in reversed(inside) if module != "wording"), "")


def command(monkeypatch, arguments, stdin: bytes = b"", stdout: Any = ...) -> Outcome:
    """Run the command in this process, with streams of its own.

    An exception that is no exit comes out, as the traceback would that a user sees.

    Args:
        monkeypatch: pytest's.
        arguments: Words after ``geopol``.
        stdin: Standard input.
        stdout: Standard output, in place of one that is kept; None for a closed one.
    """
    kept, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    out = kept if stdout is ... else stdout
    module = ""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["geopol", *arguments])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
            if isinstance(end.__context__, geopol.GeopolError):
                module = module_of(end.__context__)
        kept.flush()
        err.flush()
    return Outcome(code, kept.buffer.getvalue().decode(), err.buffer.getvalue().decode(), module)


def article(**other) -> bytes:
    """A line of tags."""
    row = {
        "schema": 1,
        "id": "a.txt",
        "title": None,
        "date": None,
        "chars": 5,
        "themes": {"other": 1.0},
        "countries": [],
        "names": [],
        "period": {"earliest": None, "latest": None},
        "reading": "narrative",
        "language": "en",
        "paragraphs": [
            {
                "index": 0, "kind": "body", "start": 0, "end": 5, "heading": None, "text": "Peru.", "theme": "other", "also": [],
                "scores": {"other": 1.0}, "status": "ok", "why": [], "entities": [], "dates": [],
            }
        ],
        "model": {"version": "0", "fingerprint": "x"},
    }  # fmt: skip
    return json.dumps({key: value for key, value in (row | other).items() if value is not ...}).encode() + b"\n"


def correction(**other) -> bytes:
    """A line of corrections."""
    row = {"article": "a", "paragraph": 1, "text": "A war began.", "theme": "military"}
    return json.dumps(row | other).encode() + b"\n"


def labelled(**other) -> bytes:
    """A line of a labelled table."""
    return json.dumps({"text": "A war began.", "theme": "war", "title": "A"} | other).encode() + b"\n"


def inputs(folder: Path) -> Path:
    """A folder with the files that people have, most of them not what they should be."""
    front = "---\ntitle: A\n---\n\n"
    files = {
        "x.txt": TEXT,
        "y.txt": TEXT,
        "empty": "",
        "empty.txt": "",
        "empty.jsonl": "",
        "plain": "no suffix",
        "d/x.txt": TEXT,
        "bytes": bytes(range(128, 256)),
        "bytes.jsonl": bytes(range(256)),
        "bytes.md": b"\xff\xfe\x00",
        "cut.jsonl": '{"text": "a"\n',
        "list.jsonl": "[1]\n",
        "packed.jsonl.gz": "not packed",
        "rows.csv": "Texts,title\nPeru.,A\n",
        "tags.jsonl": article(),
        "other.jsonl": article(id="b.txt", paragraphs=[]),
        "schema.jsonl": article(schema=7),
        "half.jsonl": article(title=..., chars=..., names=..., model=...),
        "inside.jsonl": article(paragraphs=[{}]),
        "none.jsonl": '{"text": "a"}\n',
        "number.jsonl": labelled(text=5),
        "theme.jsonl": labelled(theme=5),
        "also.jsonl": labelled(also="peace"),
        "further.jsonl": labelled(also=["wra"]) + labelled(text="Talks.", theme="peace"),
        "one.jsonl": labelled(),
        "two.jsonl": labelled() + labelled(text="Talks.", theme="peace"),
        "twin.jsonl": labelled() + labelled(theme="peace"),
        "copy.jsonl": labelled() + labelled(title="B"),
        "many.jsonl": b"".join(labelled(text=f"{n}", theme=f"t{n}") for n in range(101)),
        "plain.md": "Peru.\n",
        "bare.md": f"{front}Peru.\n",
        "unnamed.md": f"{front}## Peru\n\nPeru.\n",
        "first.md": f"{front}## Peru {{war}}\n\nPeru and Chile.\n",
        "first.tsv": "Peru\tGPE\tPER\n",
        "c.jsonl": correction(),
        "slip.jsonl": correction(theme="militry"),
        "new.jsonl": correction(theme="fishing"),
        "quoted.jsonl": correction(paragraph="1"),
        "outside.jsonl": correction(mentions=[{"start": 0, "end": 99, "label": "GPE"}]),
        "label.jsonl": correction(mentions=[{"start": 0, "end": 1, "label": "PERSONS"}]),
        "lacks.csv": "article,themes\na,b\n",
        "words.csv": "article,paragraph,text,theme\na,first,A war.,military\n",
        "tasks.json": '[{"id": 1}]',
        "cats.jsonl": '{"cats": 5}\n',
        "failures.jsonl": '{"path": "nowhere.txt", "id": "nowhere.txt"}\n',
        "run.jsonl.journal": "",
        "models/themes/meta.json": "[]",
        "mine/meta.json": "{}",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "loop").symlink_to("loop")
    return folder
