"""The files of a run, all named after its output."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geopol.errors import InputError
from geopol.extras import need
from geopol.reading import Source
from geopol.records import Failure
from geopol.wording import same_place
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
    def earlier(self) -> Path:
        """The output of an earlier run, where that of this one is another."""
        return self.output.with_name(f"{self.output.name}.old")

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

    def apart(self, found: Iterable[Source | Failure]) -> Iterator[Source | Failure]:
        """What was found, less the files of this run and of an earlier one into the same output, which a folder may hold.

        Raises:
            InputError: If an input would be overwritten by the output.
        """
        own = {
            path.absolute() for path in (self.spool, self.journal, self.earlier, self.failed_spool, self.failed, self.manifest)
        }
        output = self.output.absolute()
        for item in found:
            path = Path(item.id).absolute()
            if path == output and not self.manifest.exists():
                raise InputError(f"the output {self.output} is an input; give another name with -o")
            if path != output and path not in own:
                yield item

    def prepare(self) -> None:
        """See that the files can be written, and what to do with an unfinished run.

        Raises:
            InputError: If a package is missing, a folder is missing or cannot be written to, a file is a folder or two are one,
                or there is an unfinished run and neither ``resume`` nor ``restart`` is set.
        """
        if self.duplicates:
            need("datasketch", "duplicates", "--duplicates")
        if self.form == "parquet":
            need("pyarrow", "parquet", "the format parquet")
        for path in (self.output, self.failed):
            check_place(path)
        if same_place(self.output, self.failed):
            raise InputError(f"tags and failures would go into one file, {self.output}; give --failures another name")
        if self.resume and self.restart:
            raise InputError("--resume goes on with an unfinished run, --restart throws it away; take one of them")
        if self.restart:
            for path in (self.journal, self.spool, self.failed_spool):
                path.unlink(missing_ok=True)
        elif self.journal.exists() and not self.resume:
            raise InputError(f"{self.journal} is of an unfinished run: --resume goes on with it, --restart begins anew")


def check_place(path: Path) -> None:
    """See that a file can be written, before hours go into it.

    Raises:
        InputError: If it is a folder or a device, or its own is missing or cannot be written to.
    """
    if not path.parent.is_dir():
        raise InputError(f"cannot write {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise InputError(f"cannot write {path}: it is a folder; name a file in it")
    if path.exists() and not path.is_file():  # a finished file takes the place of what was there, be it /dev/null
        raise InputError(f"cannot write {path}: it is no ordinary file; leave -o out for standard output")
    if not os.access(path.parent, os.W_OK):
        raise InputError(f"cannot write {path}: no permission to write in {path.parent}")
