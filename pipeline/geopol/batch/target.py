"""The files of a run, all named after its output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.writing import format_of


@dataclass(frozen=True, slots=True)
class Target:
    """The files of a run.

    Attributes:
        output: Where the tags go.
        format: As what; told by the suffix of ``output`` if not given.
        failures: Where the failures go; ``NAME.failures.jsonl`` beside the output if not given.
        duplicates: Whether copies of earlier articles are marked.
        resume: Whether to go on with an unfinished run.
        restart: Whether to throw an unfinished run away.
    """

    output: Path
    format: str | None = None
    failures: Path | None = None
    duplicates: bool = False
    resume: bool = False
    restart: bool = False

    @property
    def form(self) -> str:
        """The format of the output."""
        return format_of(self.output, self.format)

    @property
    def is_spool(self) -> bool:
        """Whether the output is the spool under another name."""
        return self.form == "jsonl" and not self.duplicates

    @property
    def spool(self) -> Path:
        """Articles of an unfinished run, as schema 1."""
        return self.output.with_name(f"{self.output.name}.part")

    @property
    def journal(self) -> Path:
        """What an unfinished run has done."""
        return self.output.with_name(f"{self.output.name}.journal")

    @property
    def shelf(self) -> Path:
        """A folder for what a run has to put down for a while."""
        return self.output.with_name(f"{self.output.name}.tmp")

    @property
    def failed_spool(self) -> Path:
        """Failures of an unfinished run."""
        return self.failed.with_name(f"{self.failed.name}.part")

    @property
    def failed(self) -> Path:
        """Failures of a finished run."""
        return self.failures or self._sibling("failures.jsonl")

    @property
    def manifest(self) -> Path:
        """The manifest of a finished run."""
        return self._sibling("manifest.json")

    def _sibling(self, end: str) -> Path:
        return self.output.with_name(f"{self.output.name.removesuffix(self.output.suffix)}.{end}")

    def prepare(self) -> None:
        """See that the files can be written, and what to do with an unfinished run.

        Raises:
            InputError: If a folder is missing, or there is an unfinished run and neither ``resume`` nor ``restart`` is set.
        """
        for path in (self.output, self.failed):
            if not path.parent.is_dir():
                raise InputError(f"cannot write {path}: there is no folder {path.parent}")
        if self.resume and self.restart:
            raise InputError("--resume goes on with an unfinished run, --restart throws it away; take one of them")
        if self.restart:
            for path in (self.journal, self.spool, self.failed_spool):
                path.unlink(missing_ok=True)
        elif self.journal.exists() and not self.resume:
            raise InputError(f"{self.journal} is of an unfinished run: --resume goes on with it, --restart begins anew")
