"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geopol.formats import FORMATS

Models = Annotated[Path | None, typer.Option(help="Folder of models to use in place of the shipped ones.", show_default=False)]
Entities = Annotated[
    str | None,
    typer.Option(help="Another spaCy pipeline for the entities: a folder, or an installed package.", show_default=False),
]
Globs = list[str] | None
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        help=f"One of {', '.join(FORMATS)}; told by the output's suffix if not given.",
        show_default=False,
    ),
]
