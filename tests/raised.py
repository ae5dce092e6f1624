"""Every message that the package can end or fail with, found in its source: constant parts as they are, values as holes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pipeline" / "geopol"
HOLE = "{}"
ERRORS = {"GeopolError", "InputError", "ModelError", "ReadError"}


@dataclass(frozen=True)
class Site:
    """A place where a message is made.

    Attributes:
        module: The module, such as ``batch/target``.
        function: The function, for a person who looks for it.
        text: The message, with ``{}`` for every value.
        words: Strings that the message has to hold beside it.
        shared: Whether it is made for other places, each of which is a site too.
    """

    module: str
    function: str
    text: str
    words: tuple[str, ...] = ()
    shared: bool = False

    def fits(self, message: str) -> bool:
        """Whether a message can be one of this place."""
        pattern = ".*".join(map(re.escape, self.text.split(HOLE)))
        return re.fullmatch(pattern, message, re.DOTALL) is not None and all(word in message for word in self.words)


@cache
def sites() -> list[Site]:
    """All places of the package."""
    trees = {path.relative_to(PACKAGE).with_suffix("").as_posix(): ast.parse(path.read_text()) for path in PACKAGE.rglob("*.py")}
    makers = {name: found for module, tree in trees.items() for name, found in _makers(module, tree)}
    return sorted(
        {site for module, tree in trees.items() for site in _Finder(module, tree, makers).found},
        key=lambda site: (site.module, site.function, site.text),
    )


def _makers(module: str, tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Functions that return an error for others to raise, with their messages."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id in ERRORS:
            yield node.name, [site.text for site in _Finder(module, node, {}).found]


class _Finder(ast.NodeVisitor):
    """Goes through a module with the names of functions that it is in."""

    def __init__(self, module: str, tree: ast.AST, makers: dict[str, list[str]]) -> None:
        self.module, self.makers = module, makers
        self.found: list[Site] = []
        self._functions: list[ast.FunctionDef] = []
        self._constants = _named(getattr(tree, "body", []))
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ERRORS and node.args:
            hint = f" ({self._text(node.args[1])})" if name == "ReadError" and len(node.args) > 1 else ""
            self._add(self._text(node.args[0]) + hint)
        elif name in ("Failure", "_failure") and len(node.args) > 3 - (name == "_failure"):
            reason, hint = node.args[2:4] if name == "Failure" else node.args[1:3]
            text = f"{self._text(reason)} ({self._text(hint)})"
            if text != f"{HOLE} ({HOLE})":  # what another place has told
                self._add(text)
        elif name in self.makers:
            words = tuple(one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))
            for text in self.makers[name]:
                self._add(text, words)
        self.generic_visit(node)

    def _add(self, text: str, words: tuple[str, ...] = ()) -> None:
        inner = self._functions[-1] if self._functions else None
        shared = inner is not None and inner.name in self.makers
        self.found.append(Site(self.module, inner.name if inner else "", text, words, shared))

    def _text(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.JoinedStr):
            return "".join(self._text(part) if isinstance(part, ast.Constant) else HOLE for part in node.values)
        if isinstance(node, ast.Name):
            inner = {} if not self._functions else _named(ast.walk(self._functions[-1]), before=node.lineno)
            told = (self._constants | inner).get(node.id)
            if isinstance(told, ast.Constant | ast.JoinedStr):
                return self._text(told)
        return HOLE


def _named(nodes: Iterable[ast.AST], before: int = sys.maxsize) -> dict[str, ast.expr]:
    """What names stand for, by the last assignment before a line."""
    assigned = sorted(
        (node for node in nodes if isinstance(node, ast.Assign) and node.lineno < before), key=lambda node: node.lineno
    )
    return {target.id: node.value for node in assigned for target in node.targets if isinstance(target, ast.Name)}
