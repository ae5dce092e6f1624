"""What decides the result of a run, beside its input and models, and what only decides its speed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from geopol.errors import InputError
from geopol.reading import Choice, Terms
from geopol.wording import not_one_of

Guard = Literal["report", "skip"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which documents are tagged; a run is only ever resumed under the settings that it was begun with.

    Attributes:
        terms: Limits of one document, and names of a table's columns.
        choice: Which members of archives are taken.
        language: What happens to a text that is not English: ``report`` (tagged, its language stands in the output) or ``skip``
            (a failure).

    Raises:
        InputError: If ``language`` is neither.
    """

    terms: Terms = field(default_factory=Terms)
    choice: Choice = field(default_factory=Choice)
    language: Guard = "report"

    def __post_init__(self) -> None:
        if self.language not in get_args(Guard):
            raise not_one_of("language", self.language, get_args(Guard))

    def to_dict(self) -> dict[str, Any]:
        """As the journal and the manifest hold them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the work is done. None of it changes the output.

    Attributes:
        name: ``local`` (processes of this machine) or ``dask`` (a cluster).
        jobs: Number of local processes; for ``dask`` without scheduler or client, of the local cluster that is started.
        scheduler: Address of a running Dask scheduler.
        client: A ``dask.distributed.Client``, of a program that has one.

    Raises:
        InputError: If ``name`` is neither, ``jobs`` is under 1, or a scheduler is given to the local engine.
    """

    name: str = "local"
    jobs: int = 1
    scheduler: str | None = None
    client: Any = None

    def __post_init__(self) -> None:
        if self.name not in ("local", "dask"):
            raise not_one_of("engine", self.name, ("local", "dask"))
        if not isinstance(self.jobs, int) or self.jobs < 1:
            raise InputError(f"jobs must be a whole number of 1 or more, not {self.jobs!r}")
        if self.name == "local" and (self.scheduler or self.client is not None):
            raise InputError("a scheduler is for the engine dask, and the engine is local; add --engine dask")
