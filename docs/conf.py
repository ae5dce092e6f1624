"""The site: ``sphinx-build -W -b html docs docs/_build``. Nothing is fetched, neither to build it nor to read it.

The pages are plain Markdown that reads well on a forge too, so two things are done here and not in them. The table of contents is
made from the lists of index.md; a page that stands in none of them joins the first. And Markdown outside of this folder that the
pages link to (datasheets, model cards, measurements) is brought in as it is, under ``repository/``, which git ignores.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

import geopol

HERE = Path(__file__).parent
ROOT = HERE.parent
BROUGHT = HERE / "repository"

project = "geopol"
version = release = geopol.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "geopol"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_show_search_summary = False  # a page that is opened as a file may not fetch another
html_theme_options = {"top_of_page_buttons": []}
myst_heading_anchors = 4
myst_links_external_new_tab = False
autodoc_typehints = "description"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
napoleon_use_ivar = True
suppress_warnings = ["misc.highlighting_failure"]  # JSON that is cut short with "…"

_OUTSIDE = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "corpus" / "README.md",
    *sorted((ROOT / "benchmarks").glob("*.md")),
    *sorted((ROOT / "models").rglob("*.md")),
    ROOT / "pipeline" / "geopol" / "countries" / "README.md",
    ROOT / "pipeline" / "geopol" / "entities" / "README.md",
]
_LINK = re.compile(r"(?P<words>!?\[[^\[\]]*\])\((?P<target>[^()\s:#]+)(?P<anchor>#[^()\s]*)?\)")
_LISTED = re.compile(r"^- \[(?P<title>[^\[\]]+)\]\((?P<page>[^()\s#]+\.md)\)", re.MULTILINE)


def setup(app: Sphinx) -> None:
    """Tell Sphinx what is done here."""
    app.connect("config-inited", bring_in)
    app.connect("source-read", read_page)
    app.connect("env-get-outdated", lambda *_: ["index"])  # its contents depend on which pages there are


def bring_in(app: Sphinx, config: Config) -> None:
    """Write the pages from outside, where they have changed."""
    del app, config
    BROUGHT.mkdir(exist_ok=True)
    for page in set(BROUGHT.iterdir()) - {place_of(path) for path in _OUTSIDE}:
        page.unlink()  # of a file that is no more
    for path in _OUTSIDE:
        text, page = linked(path.read_text(encoding="utf-8"), path, place_of(path)), place_of(path)
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def read_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn the links of one page to where things are on the site; after index.md comes the table of contents."""
    del app
    page = HERE / f"{docname}.md"
    if BROUGHT in page.parents:
        return
    contents = trees(source[0]) if docname == "index" else ""
    source[0] = linked(source[0], page, page) + contents


def linked(text: str, home: Path, page: Path) -> str:
    """A page's text with its links turned.

    Args:
        text: The text.
        home: The file that it is written in; its links start there.
        page: The page of the site that it is on.
    """

    def turned(found: re.Match[str]) -> str:
        target = Path(os.path.normpath(home.parent / found["target"]))
        if target.is_dir() or target.suffix == ".py":  # code is not part of the site
            return found["words"].strip("[]")
        place = os.path.relpath(place_of(target), page.parent)
        return f"{found['words']}({place}{found['anchor'] or ''})"

    return _LINK.sub(turned, text)


def place_of(path: Path) -> Path:
    """Where a file of the repository is for the site: ``corpus/README.md`` is ``repository/corpus.md``."""
    if path not in _OUTSIDE:
        return path
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = "-".join(part for part in parts if part not in ("README", "pipeline", "geopol"))
    return BROUGHT / f"{(name or 'readme').lower()}.md"


def trees(index: str) -> str:
    """The table of contents: a tree for each heading of the front page that lists pages, and one for all datasheets and cards."""
    listed = {_page(found["page"]) for found in _LISTED.finditer(index)}
    others = sorted(path.stem for path in HERE.glob("*.md") if path.stem not in listed | {"index"})
    cards = sorted(str(place_of(path).relative_to(HERE).with_suffix("")) for path in _OUTSIDE)
    text = ""
    for number, part in enumerate(re.split(r"^## ", index, flags=re.MULTILINE)[1:]):
        caption, _, body = part.partition("\n")
        entries = [f"{found['title']} <{_page(found['page'])}>" for found in _LISTED.finditer(body)]
        text += _tree(caption, entries + (others if number == 0 else []))
    return text + _tree("Data and models", [card for card in cards if card not in listed])


def _page(target: str) -> str:
    return str(place_of(Path(os.path.normpath(HERE / target))).relative_to(HERE).with_suffix(""))


def _tree(caption: str, entries: list[str]) -> str:
    lines = "\n".join(entries)
    return f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{lines}\n```\n"
