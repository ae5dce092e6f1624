"""A Markdown page as a program: its blocks, read by a Markdown parser, and what is done with each kind.

| info of the block | what is done |
|---|---|
| ``python`` | run, one scope a page; the comment behind an expression, or below it, is its ``repr`` |
| none, ``sh``, ``console`` | run by `shell`; in ``console`` what follows a ``$ `` line is what comes out |
| ``{name}`` | a directive of the site: the site's own test builds it |
| any other | saved, where the sentence before it ends with a file's name and a colon; else ``json`` is in a file of the page |

Everything happens in one folder a page. ``…`` in what is expected stands for anything. A comment before a block says what else
holds: ``<!-- exit 1 -->``, ``<!-- only parsed: REASON -->`` (the commands and options exist), ``<!-- run by test_NAME -->``, or
``<!-- not run: REASON -->``.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from itertools import count, pairwise, takewhile
from pathlib import Path
from typing import Any

import shell
from markdown_it import MarkdownIt
from markdown_it.token import Token

ANYTHING = "…"
TESTS = sorted(Path(__file__).parent.glob("test_*.py"))
_MARK = re.compile(
    r"<!-- (?:exit (?P<exit>\d)|only parsed: (?P<parsed>\S.+)|run by (?P<test>test_\w+)|not run: (?P<reason>\S.+)) -->"
)
_SAVED = re.compile(r"`(?P<name>[\w./-]+\.\w+)`[^`\n]*:$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page.

    Attributes:
        kind: The first word after the fence.
        text: What is in it.
        line: The line of the page that its first line is.
        before: The sentence or the comments right before it.
        mark: The comment right before it that `_MARK` knows, where there is one.
    """

    kind: str
    text: str
    line: int
    before: str = ""
    mark: re.Match[str] | None = None

    @property
    def reason(self) -> str | None:
        """Why it is not run here, where it is not."""
        return self.mark["reason"] or self.mark["test"] if self.mark else None

    @property
    def code(self) -> int:
        """The exit code of its last command."""
        return int(self.mark["exit"] or 0) if self.mark else 0


def parsed(text: str) -> list[Token]:
    """A page's tokens; tables are tables, as on the site."""
    return MarkdownIt("commonmark").enable("table").parse(text)


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    before, mark = "", None
    for token in parsed(text):
        if token.type == "fence":
            assert token.map is not None
            yield Block((token.info.split() or [""])[0], token.content, token.map[0] + 2, before, mark)
        if token.type == "inline":
            before = token.content.rpartition("\n")[2]
        if token.type == "html_block":
            mark = _MARK.search(token.content)
        elif token.type not in ("paragraph_open", "paragraph_close", "inline"):
            mark = None


def run(path: Path, folder: Path) -> None:
    """Do what a page says, from its first block to its last, in a folder.

    Raises:
        AssertionError: If something else comes out than the page says, or it has a block that nothing is done with.
    """
    scope: dict[str, object] = {"__name__": "__page__"}
    for block in blocks(path.read_text(encoding="utf-8")):
        where = f"{path.name}, line {block.line}"
        if block.mark and (test := block.mark["test"]):
            assert any(f"def {test}(" in path.read_text(encoding="utf-8") for path in TESTS), f"{where}: no such test"
        if block.reason or block.kind.startswith("{"):
            continue
        if block.kind == "python":
            with chdir(folder):
                python(block, scope, path)
        elif block.mark and block.mark["parsed"]:
            shell.parse(block.text)
        elif block.kind in ("", "sh"):
            shell.run(block.text, folder, block.code, where)
        elif block.kind == "console":
            console(block, folder, where)
        elif named := _SAVED.search(block.before):
            (folder / named["name"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / named["name"]).write_text(block.text, encoding="utf-8")
        elif block.kind == "json":
            wanted = sample(block.text)
            differences = [difference(wanted, found) for found in written(folder)]
            assert None in differences, f"{where}: nothing that was written is this: {differences}"
        else:
            raise AssertionError(f"{where}: nobody runs, saves or checks this block of {block.kind!r}; see tests/pages.py")


def python(block: Block, scope: dict[str, object], path: Path) -> None:
    """Run a block, and hold every expression with a comment behind it to that comment."""
    source = "\n" * (block.line - 1) + block.text  # so that a traceback names the page's own line
    said = dict(_comments(source))
    for statement in ast.parse(source, str(path)).body:
        if not isinstance(statement, ast.Expr):
            exec(compile(ast.Module([statement], []), str(path), "exec"), scope)
            continue
        value = eval(compile(ast.Expression(statement.value), str(path), "eval"), scope)
        if (wanted := said.get(statement.end_lineno)) is not None:
            assert matches(wanted, repr(value)), f"{path.name}, line {statement.end_lineno}: {value!r} is not {wanted}"


def _comments(source: str) -> Iterator[tuple[int, str]]:
    """The comment that belongs to a line: behind it, or on lines of its own right below it, which are read as one."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {token.start[0]: token for token in tokens if token.type == tokenize.COMMENT}
    own = {line for line, token in found.items() if not token.line[: token.start[1]].strip()}
    for line, token in found.items():
        if line not in own:
            yield line, token.string.lstrip("# ")
        elif line - 1 not in found:
            below = takewhile(own.__contains__, count(line))
            yield line - 1, " ".join(found[at].string.lstrip("# ") for at in below)


def console(block: Block, folder: Path, where: str) -> None:
    """Run the lines after ``$ ``, and hold what comes out to the lines below them."""
    first, *sessions = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not first, f"{where}: a console block begins with '$ '"
    for number, session in enumerate(sessions, 1):
        command, _, wanted = session.partition("\n")
        told = shell.run(command, folder, block.code if number == len(sessions) else 0, where)
        assert matches(wanted.strip(), _trimmed(told)), f"{where}: {command}\n{told}\nis not\n{wanted}"


def matches(wanted: str, found: str) -> bool:
    """Whether a text is what was expected of it."""
    return re.fullmatch(".*".join(map(re.escape, wanted.split(ANYTHING))), found, re.DOTALL) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def sample(text: str) -> Any:
    """A JSON sample; what is left out of a list is the element ``…``, out of an object the key ``…``."""
    spelt: list[str] = []
    around: list[str] = []
    for token in re.findall(rf'"(?:[^"\\]|\\.)*"|[\[\]{{}},:{ANYTHING}]|[^\s\[\]{{}},:"{ANYTHING}]+', text):
        if token in "[{":
            around.append(token)
        elif token in "]}":
            around.pop()
        if token == ANYTHING:
            token = f'"{ANYTHING}": 0' if around[-1] == "{" and spelt[-1] != ":" else f'"{ANYTHING}"'
        spelt.append(token)
    return json.loads("".join(spelt))


def written(folder: Path) -> Iterator[Any]:
    """Every JSON value in the files of a folder: of lines each one."""
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_bytes())
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_bytes().splitlines())


def difference(wanted: Any, found: Any, at: str = "") -> str | None:
    """The first place where a value is not the sample's, but for what the sample leaves out; None where there is none."""
    if wanted == ANYTHING:
        return None
    if isinstance(wanted, dict) and isinstance(found, dict):
        keys = [key for key in wanted if key != ANYTHING]
        if ANYTHING not in wanted and (others := found.keys() ^ set(keys)):
            return f"{at}: the keys {sorted(others)} are on one side alone"
        if missing := [key for key in keys if key not in found]:
            return f"{at}.{missing[0]} is not there"
        return next(filter(None, (difference(wanted[key], found[key], f"{at}.{key}") for key in keys)), None)
    if isinstance(wanted, list) and isinstance(found, list):
        return _in_order(wanted, found, at)
    same = matches(wanted, found) if isinstance(wanted, str) and isinstance(found, str) else wanted == found
    return None if same else f"{at} is {found!r}, not {wanted!r}"


def _in_order(wanted: list[Any], found: list[Any], at: str) -> str | None:
    """The same for lists; where ``…`` is among the elements, others may stand between them."""
    asked = [one for one in wanted if one != ANYTHING]
    if len(asked) == len(wanted):
        if len(wanted) != len(found):
            return f"{at} has {len(found)} elements, not {len(wanted)}"
        return next(filter(None, (difference(*pair, f"{at}[]") for pair in zip(wanted, found, strict=True))), None)
    rest = iter(found)
    lacking = (one for one in asked if all(difference(one, other) is not None for other in rest))  # up to the one that fits
    return next((f"{at} lacks {one!r}" for one in lacking), None)


def links(text: str) -> Iterator[str]:
    """Targets of a page's links and pictures."""
    for token in parsed(text):
        for inner in token.children or ():
            target = inner.attrGet("href") if inner.type == "link_open" else inner.attrGet("src")
            if inner.type in ("link_open", "image") and target:
                yield str(target)


def anchors(text: str) -> set[str]:
    """What links can point at in a page: its headings, spelt as forges and the site spell them."""
    found: dict[str, int] = {}
    for opening, inner in pairwise(parsed(text)):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inner.children or () if child.type in ("text", "code_inline"))
            slug = re.sub(r"[^\w\- ]", "", words.lower().strip()).replace(" ", "-")
            found[slug] = found.get(slug, -1) + 1
    return {f"{slug}-{number}" if number else slug for slug, most in found.items() for number in range(most + 1)}


def documents(root: Path) -> Iterable[Path]:
    """Every Markdown file of the repository but what tools have made."""
    made = {"_build", "repository", "dist", "build"}
    for path in sorted(root.rglob("*.md")):
        parts = path.relative_to(root).parts
        if not any(part.startswith(".") or part in made for part in parts):
            yield path
