"""What a run is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from geopol.batch.results import Result
from geopol.batch.settings import Engine, Settings
from geopol.errors import InputError
from geopol.reading import Source
from geopol.records import Failure

Progress = Callable[[Result], None]


class StoppedError(InputError):
    """The run was to stop at the first failure, and did.

    Attributes:
        failure: The failure.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"stopped at the first failure: {failure.id}: {failure.reason}")
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Job:
    """What to tag and how.

    Attributes:
        found: What `geopol.batch.plan` found.
        settings: What decides the result.
        engine: Where the work is done.
        stdin: Standard input, for the source ``-``.
        only: By source, the ids to take; see `geopol.batch.read_failures`.
        fail_fast: Whether the first failure ends the run with `StoppedError`.
        progress: Called after each result.
        resumed: Called with the number of results that an earlier start had finished, where there are any.
    """

    found: Iterable[Source | Failure]
    settings: Settings = field(default_factory=Settings)
    engine: Engine = field(default_factory=Engine)
    stdin: BinaryIO | None = None
    only: Mapping[str, frozenset[str]] | None = None
    fail_fast: bool = False
    progress: Progress | None = None
    resumed: Callable[[int], None] | None = None
