"""Says what geopol stands on: packages, vendored files, data; under which licences, and what these ask.

    python requirements/licences.py           renew dependencies.toml, docs/licences.md and the table in models/LICENSES.md
    python requirements/licences.py --check   fail where these are not what is installed, locked and written in licences.toml

Run where geopol is installed with all extras, from the lock. What is known by hand is in licences.toml beside this file.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
ROOT = HERE.parent
LOCK, DEPENDENCIES = HERE / "ci.txt", HERE / "dependencies.toml"
PAGE, MODELS = ROOT / "docs" / "licences.md", ROOT / "models" / "LICENSES.md"
BEGIN, END = "<!-- sources -->", "<!-- /sources -->"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


class LicenceError(Exception):
    """A licence that nobody has read, or that geopol may not stand on."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that geopol or one of its extras needs.

    Attributes:
        version: The version seen.
        licence: SPDX expression.
        needed: ``base``, or the extras that need it, with commas; or the machines, where it is not for this one.
    """

    version: str
    licence: str
    needed: str


def known() -> dict[str, Any]:
    """What is known by hand: licences.toml."""
    return tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))


def listed() -> dict[str, Package]:
    """Packages by name, as they were written last."""
    return {name: Package(**row) for name, row in tomllib.loads(DEPENDENCIES.read_text(encoding="utf-8")).items()}


def locked() -> dict[str, set[str]]:
    """Versions by package, as the lock pins them; some have two, for two versions of Python."""
    pins: dict[str, set[str]] = {}
    for name, version in _PINNED.findall(LOCK.read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


def requirements() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by extra; ``base`` is what geopol always needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"base": project["dependencies"], **project["optional-dependencies"]}
    return {extra: [Requirement(line) for line in lines] for extra, lines in asked.items()}


def closure(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """All installed packages that requirements bring, directly or not, by name; geopol itself is left out."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(requirement, "") for requirement in wanted]
    while queue:
        requirement, extra = queue.pop()
        name = canonicalize_name(requirement.name)
        if name == "geopol" or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for inner in {"", *requirement.extras} - {inner for known_name, inner in seen if known_name == name}:
            seen.add((name, inner))
            queue += [(Requirement(line), inner) for line in found[name].requires or ()]
    return found


def licence(package: Distribution, by_hand: Mapping[str, Any]) -> str:
    """The SPDX expression of an installed package, by its metadata.

    Raises:
        LicenceError: If it says nothing that is known.
    """
    words, name = said(package), canonicalize_name(package.name)
    read = by_hand["read"].get(name)
    if read and read["said"] == words:
        return str(read["licence"])
    try:
        return str(canonicalize_license_expression(by_hand["said"].get(words, words)))
    except InvalidLicenseExpression as error:
        raise LicenceError(
            f"{name} {package.version} says {words!r}, which is no SPDX expression; add it to [said] of "
            "requirements/licences.toml, or to [read] after reading its licence file"
        ) from error


def said(package: Distribution) -> str:
    """What metadata say: the expression; or else the short free text; or else the classifier."""
    about = package.metadata
    texts = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    short = [text for text in texts if text and len(text) < 60 and "\n" not in text]
    if short:
        return str(short[0])
    classifiers = about.get_all("Classifier", [])
    return " / ".join(line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::"))


def asks(expression: str, allowed: Mapping[str, str]) -> dict[str, str]:
    """What a licence asks: of the first way to follow it by allowed licences alone.

    Returns:
        What is asked, by licence.

    Raises:
        LicenceError: If there is no such way.
    """
    for way in _ways(re.findall(r"[()]|[^\s()]+", expression.replace(" WITH ", "+"))[::-1]):
        if way <= allowed.keys():
            return {name: allowed[name] for name in sorted(way)}
    raise LicenceError(f"{expression!r} cannot be followed by {', '.join(allowed)} alone, which is all that geopol may stand on")


def _ways(tokens: list[str]) -> list[frozenset[str]]:
    """The sets of licences, each enough to follow an expression; its tokens stand backwards, and go up to a closing bracket."""
    found: list[frozenset[str]] = []
    ways = [frozenset[str]()]
    while tokens and (token := tokens.pop()) != ")":
        if token == "OR":  # noqa: S105 - no password
            found, ways = found + ways, [frozenset()]
        elif token != "AND":  # noqa: S105
            inner = _ways(tokens) if token == "(" else [frozenset({token})]  # noqa: S105
            ways = [way | more for way in ways for more in inner]
    return found + ways


def packages() -> dict[str, Package]:
    """Everything that is installed for geopol and its extras, and what the lock has for other machines.

    Raises:
        LicenceError: If licences are unknown or refused, or if the lock has what is neither installed nor known by hand.
    """
    by_hand, wrong = known(), []
    reach = {extra: closure(wanted) for extra, wanted in requirements().items()}
    found = {name: Package(**row) for name, row in by_hand["elsewhere"].items()}
    for name, package in {name: package for group in reach.values() for name, package in group.items()}.items():
        needed = "base" if name in reach["base"] else ", ".join(sorted(extra for extra, group in reach.items() if name in group))
        try:
            found[name] = Package(package.version, licence(package, by_hand), needed)
            asks(found[name].licence, by_hand["asks"])
        except LicenceError as error:
            wrong.append(f"{name}: {error}")
    if absent := sorted(locked().keys() - found.keys()):
        wrong.append(f"in the lock and not installed, or not known: {', '.join(absent)}; pip install -r requirements/ci.txt")
    if wrong:
        raise LicenceError("\n".join(wrong))
    return dict(sorted(found.items()))


def table(found: Mapping[str, Package]) -> str:
    """dependencies.toml."""
    head = "# Written by `python requirements/licences.py`.\n"
    row = '{} = {{ version = "{}", licence = "{}", needed = "{}" }}\n'
    return head + "".join(row.format(name, package.version, package.licence, package.needed) for name, package in found.items())


def page(found: Mapping[str, Package]) -> str:
    """docs/licences.md."""
    by_hand = known()
    used = {name: ask for package in found.values() for name, ask in asks(package.licence, by_hand["asks"]).items()}
    return (
        (HERE / "licences.page.md")
        .read_text(encoding="utf-8")
        .format(
            packages=_table(
                ("package", "version seen", "licence", "for"),
                [(name, package.version, package.licence, package.needed) for name, package in found.items()],
            ),
            asks=_table(("licence", "asks"), sorted(used.items())),
            assets=_table(
                ("what", "licence", "files"), [(row["name"], row["licence"], _code(row["files"])) for row in by_hand["asset"]]
            ),
            sources=_table(
                ("source", "licence", "models that learnt from it", "otherwise"),
                [(row["name"], row["licence"], _code(row["in"]), row.get("use", "")) for row in by_hand["source"]],
            ),
        )
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _code(words: Iterable[str]) -> str:
    """Words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def models(text: str) -> str:
    """models/LICENSES.md with the table of what models have learnt from."""
    rows = [(row["name"], row["licence"], _code(f"{model}/" for model in row["in"])) for row in known()["source"] if row["in"]]
    learnt = _table(("source", "licence", "models that learnt from it"), rows)
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{learnt}\n{END}", text, flags=re.DOTALL)


def written() -> dict[Path, str]:
    """The three files as they should be, by path."""
    found = packages()
    return {DEPENDENCIES: table(found), PAGE: page(found), MODELS: models(MODELS.read_text(encoding="utf-8"))}


def main(arguments: list[str]) -> int:
    """The command; 1 where a licence is unknown or, with ``--check``, where a file is not as it should be."""
    try:
        files = written()
    except LicenceError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    names = ", ".join(path.relative_to(ROOT).as_posix() for path in stale) or "nothing"
    if arguments == ["--check"]:
        print(f"stale: {names}" + (": run python requirements/licences.py" if stale else ""))
        return int(bool(stale))
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
    print(f"written: {names}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
