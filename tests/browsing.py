"""A real browser for tests: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def path() -> str:
    """Where the browser is; a test that asks skips where it is absent."""
    found = next((at for name in NAMES if (at := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"none of {', '.join(NAMES)} is on this machine: apt-get install chromium")
    return found


@contextmanager
def browser() -> Iterator[object]:
    """A headless browser."""
    at = path()
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    # A sandbox inside a container's root is refused; the pages are our own.
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=at, args=args)
        yield opened
        opened.close()


@contextmanager
def watched(opened, **options) -> Iterator[object]:
    """A page that fails the test for any message on its console, any error, and any request beyond the machine."""
    page = opened.new_page(**{"viewport": {"width": 1440, "height": 1000}, **options})
    heard = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(f"request: {request.url}") if _outside(request.url) else None)
    yield page
    page.close()
    assert heard == []


def wait(page, condition: str) -> None:
    """Wait until an expression holds; the driver's own waiting would need what the report's policy forbids."""
    for _ in range(300):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came to hold: {condition}")


def _outside(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
