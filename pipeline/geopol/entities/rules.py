"""Names by rule, as data: tables of names, patterns around a head word, weapons by designation. The loader refuses clashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, cast, get_args

from geopol.entities.grammar import expand, first_word, items
from geopol.entities.labels import LABELS
from geopol.errors import GeopolError
from geopol.kept import compile_once, recall
from geopol.models import code_of

# What a rule does where the model has spoken; `merge.py` says how.
Force = Literal["fill", "longest", "win"]

# Files of rules under `data/`; money has a grammar of its own in `money.py`.
FILES = ("weapons", "acts", "bodies", "events", "facilities")

# How far before a head word a pattern may begin, in characters: the longest names of acts in annotated text have 140.
BACK = 90

# A table with this key is not one of names and patterns.
OWN_READER = {"letters"}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are measured, and merged with the model, together: a label's table or kind of pattern.

    Attributes:
        name: File and group, ``acts.resolutions``.
        label: The codebook's label.
        force: What it does where the model has spoken.
        right: Share of the names it finds that are right, 0 to 1, by `benchmarks/rules.py` on ``gold/train`` and ``corpus``.
    """

    name: str
    label: str
    force: Force
    right: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a table has it, dashes and quotation marks plain; where there are patterns, one must hold beside it."""

    text: str
    group: Group
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern around a head word: what stands before it, and what follows it; ``found`` is what it finds in ``example``.

    Most heads are in no text of a run, so patterns stay strings until one asks for them (`compiled`).
    """

    group: Group
    head: str
    before: str
    after: str
    example: str
    found: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, by the first word of a name and by the head word of a pattern."""

    names: Mapping[str, tuple[Name, ...]]
    forms: Mapping[str, tuple[Form, ...]]
    groups: Mapping[str, Group]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a form or of what stands beside a name, compiled when a text first asks for it."""
    return compile_once(pattern)


@cache
def rules() -> Rules:
    """The rules that geopol ships, read once.

    Raises:
        GeopolError: If a name has two labels, or a rule is not well formed.
    """
    return recall("rules", code_of("countries", "dates", "entities"), _read_all)


def _read_all() -> Rules:
    data = {name: read(name) for name in FILES}
    data["events"]["periods"]["names"] = ", ".join(_events())
    listed = {name for content in data.values() for row in content.values() if isinstance(row, dict) for name in _listed(row)}
    bodies = data["bodies"]["countries"]
    others = listed.union(items(bodies["except"]))
    bodies["names"] = ", ".join(name for name in _bodies() if name not in others)
    return build(data)


def _events() -> Iterator[str]:
    """Events among the named periods, which the dates step gives their days."""
    for row in _load("geopol.dates", "periods.toml")["period"]:
        if row["kind"] == "event":
            yield from (row["name"], *row.get("aliases", ()))


def _bodies() -> Iterator[str]:
    """What the countries step knows to belong to one state, most of it organisations."""
    for line in _load("geopol.countries", "data/organisations.toml")["organisations"].values():
        yield from items(line)


def read(name: str) -> dict[str, Any]:
    """One data file, by its name without ``.toml``."""
    return _load(__package__, f"data/{name}.toml")


def _load(package: str, path: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / path).read_text(encoding="utf-8"))


def build(data: Mapping[str, Mapping[str, Any]]) -> Rules:
    """Make rules of the data files' contents.

    Args:
        data: Contents by file name.

    Raises:
        GeopolError: If a name has two labels, or a rule is not well formed.
    """
    groups: dict[str, Group] = {}
    names: dict[str, Name] = {}
    forms: list[Form] = []
    for name, row in _rows(data):
        group = groups[name] = _group(name, row)
        for one in _names(group, row):
            _add(names, one)
        forms += (form for pattern in row.get("patterns", ()) for form in _forms(group, pattern))
    longest_first = sorted(names.values(), key=lambda one: (-len(one.text), one.text))
    return Rules(_by_word((one.text, one) for one in longest_first), _by_word((form.head, form) for form in forms), groups)


def _rows(data: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The groups of names and patterns of every file, with the file's label; other tables have a reader of their own."""
    for file, content in data.items():
        for part, row in content.items():
            if isinstance(row, Mapping) and not OWN_READER & row.keys():
                yield f"{file}.{part}", {"label": content["label"], **row}


def _by_word(named: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    rows: dict[str, list[_T]] = {}
    for text, row in named:
        if not (word := first_word(text)):
            raise GeopolError(f"{text!r} begins with no letter or digit, so nothing can find it")
        rows.setdefault(word, []).append(row)
    return {word: tuple(found) for word, found in rows.items()}


def _group(name: str, row: Mapping[str, Any]) -> Group:
    label, force = row["label"], row.get("force")
    if label not in LABELS:
        raise GeopolError(f"{name}: {label!r} is no label; labels are {', '.join(LABELS)}")
    if force not in get_args(Force):
        raise GeopolError(f"{name}: {force!r} is no force; they are {', '.join(get_args(Force))}")
    right = row.get("right")
    if not isinstance(right, float) or not 0 < right <= 1:
        raise GeopolError(f"{name}: {right!r} is no share of names that are right; it is a number over 0 and up to 1")
    return Group(name, label, cast("Force", force), right)


def _names(group: Group, row: Mapping[str, Any]) -> Iterator[Name]:
    before, after = (_cues(row, side) for side in ("before", "after"))
    for name in _listed(row):
        yield Name(name, group, before, after)


def _listed(row: Mapping[str, Any]) -> Iterator[str]:
    """The names of a group: one list, or one for each state."""
    lists = row.get("names", "")
    for line in [lists] if isinstance(lists, str) else lists.values():
        yield from items(line)


def _cues(row: Mapping[str, Any], side: str) -> str | None:
    if side not in row:
        return None
    words = "|".join(sorted(map(re.escape, items(row[side])), key=len, reverse=True))
    return rf"(?:{words})[ -]$" if side == "before" else rf"[ -](?:{words})\b"


def _add(names: dict[str, Name], name: Name) -> None:
    known = names.setdefault(name.text, name)
    if known.group.label != name.group.label:
        raise GeopolError(
            f"{name.text!r} is {known.group.label} in {known.group.name} and {name.group.label} in {name.group.name}"
        )
    if known is not name and known.after != name.after:
        raise GeopolError(f"{name.text!r} stands in {known.group.name} and {name.group.name}, with other cues")


def _forms(group: Group, row: Mapping[str, str]) -> Iterator[Form]:
    if unknown := row.keys() - {"heads", "before", "after", "example", "found"}:
        raise GeopolError(f"{group.name}: a pattern has no key {', '.join(sorted(unknown))}")
    if missing := {"heads", "example", "found"} - row.keys():
        raise GeopolError(f"{group.name}: the pattern {dict(row)} lacks {', '.join(sorted(missing))}")
    before = rf"(?<![\w.'-])(?:{expand(row.get('before', ''))})$"
    after = rf"(?:{expand(row.get('after', ''))})(?!\w)"
    for head in items(row["heads"]):
        yield Form(group, head, before, after, row["example"], row["found"])
