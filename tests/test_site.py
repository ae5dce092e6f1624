"""The site builds without a warning and can be read offline, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys

import browsing
import pytest
from conftest import ROOT

PUBLIC = (
    "geopol.load",
    "geopol.Tagger.tag",
    "geopol.Tagger.pipe",
    "geopol.records.Article",
    "geopol.errors.InputError",
    "geopol.dates.find_in",
    "geopol.countries.lookup",
    "geopol.batch.Engine",
    "geopol.batch.run_to",
    "geopol.reporting.write_report",
    "geopol.reviewing.choose",
    "geopol.comparing.compare",
    "geopol.learning.learn",
    "geopol.training.themes.train",
    "geopol.evaluation.evaluate",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as CONTRIBUTING says to build it, in another folder."""
    pytest.importorskip("sphinx", reason="the extra docs is not installed")
    out = tmp_path_factory.mktemp("site")
    said = re.search(r"^\.venv/bin/sphinx-build (.*) docs/_build$", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)[1]
    command = [sys.executable, "-m", "sphinx", *said.split(), "--keep-going", "-d", str(out / "doctrees"), str(out / "html")]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return out / "html"


def test_every_page_is_there(site):
    """Pages, datasheets, model cards and measurements; each can be reached from the front page."""
    front = (site / "index.html").read_text(encoding="utf-8")
    for path in (ROOT / "docs").glob("*.md"):
        assert f"{path.stem}.html" in front or path.stem == "index"
    for name in ("corpus", "models-entities", "models-themes", "benchmarks-speed", "countries", "changelog"):
        assert f"repository/{name}.html" in front


def test_the_public_names_are_explained(site):
    """Each with its words: an entry without any would say that the docstring was lost."""
    page = (site / "api.html").read_text(encoding="utf-8")
    for name in PUBLIC:
        entry = re.search(rf'id="{re.escape(name)}">.*?<dd>(.*?)</dd>', page, re.DOTALL)
        assert entry is not None, name
        assert "<p>" in entry[1], name


def test_nothing_is_fetched(site):
    """No script, style, font or picture comes from anywhere else."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r'<(?:script|img|iframe|source)[^>]+src="(?:https?:)?//[^"]*', text) == []
        assert re.findall(r'<link[^>]+href="(?:https?:)?//[^"]*', text) == []
    for path in site.rglob("*.css"):
        assert re.findall(r"(?:@import|url\()\s*['\"]?(?:https?:)?//", path.read_text(encoding="utf-8")) == []


def test_links_between_pages_hold(site):
    """Every link of a page to the site itself names a file of it."""
    for path in site.rglob("*.html"):
        for target in re.findall(r'<a [^>]*href="([^"#:?]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}])
def test_in_a_browser(site, options):
    """By day, by night and on a telephone: the picture is there, nothing is wider than the window, and search finds a page."""
    with browsing.browser() as chromium, browsing.watched(chromium, **options) as page:
        page.goto((site / "index.html").as_uri())
        assert page.evaluate("document.querySelector('article img').naturalWidth") > 500
        for name in ("index", "start", "api", "commands", "schema", "repository/benchmarks-themes"):
            page.goto((site / f"{name}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.goto((site / "search.html").as_uri() + "?q=scheduler")
        browsing.wait(page, "document.querySelector('#search-results li a[href*=cluster]')")
