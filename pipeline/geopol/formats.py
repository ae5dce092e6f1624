"""The formats that tags can be written in, by name, each with the suffixes that tell it.

`geopol.writing` has a module of the same name for each. The list stands here by itself since the command's help has to be quick.
"""

from __future__ import annotations

FORMATS: dict[str, tuple[str, ...]] = {
    "jsonl": ("", ".jsonl", ".ndjson", ".json"),
    "csv": (".csv",),
    "parquet": (".parquet",),
    "docbin": (".spacy",),
    "labelstudio": (),
    "doccano": (),
}
