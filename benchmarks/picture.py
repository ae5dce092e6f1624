"""Make docs/report.png: the report of corpus/sample, as a browser shows it.

python benchmarks/picture.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from geopol.cli import app

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import browsing  # noqa: E402

SIZE = {"width": 1440, "height": 1090}


def main() -> None:
    """Tag, report, look."""
    with tempfile.TemporaryDirectory() as folder, browsing.browser() as opened:
        tags, report = Path(folder, "tags.jsonl"), Path(folder, "report.html")
        for command in (["tag", str(ROOT / "corpus/sample"), "-o", str(tags), "-q"], ["report", str(tags), "-o", str(report)]):
            assert CliRunner().invoke(app, command).exit_code == 0
        with browsing.watched(opened, viewport=SIZE) as page:
            page.goto(report.as_uri())
            page.wait_for_selector("html[data-ready]")
            page.wait_for_timeout(1000)
            page.screenshot(path=ROOT / "docs" / "report.png")


if __name__ == "__main__":
    main()
