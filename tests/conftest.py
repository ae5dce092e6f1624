"""What several test files need."""

from __future__ import annotations

from pathlib import Path

import pytest

import geopol

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def tagger() -> geopol.Tagger:
    """The shipped models, loaded once."""
    return geopol.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's data, which a user's machine does not have."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the project's data (../shared/data) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def sample() -> Path:
    """The five sample articles."""
    return ROOT / "corpus" / "sample"
