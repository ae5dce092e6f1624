"""Loads spaCy and its pipelines without what tagging never uses: half of a cold start was that."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

_COMMANDS = "spacy.cli"
_STOCK = '@tokenizers = "spacy.Tokenizer.v1"'
_BARE = "geopol.BareTokenizer.v1"


def import_spacy() -> ModuleType:
    """Import spaCy, its command line only when somebody asks for it.

    ``spacy/__init__.py`` imports all of `spacy.cli` to offer `spacy.info`: 0.25 of 0.65 seconds. Something of that name stands in
    while spaCy is imported for the first time; afterwards ``import spacy.cli`` works as ever, and so does ``spacy.info``.
    """
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        return import_module("spacy")
    info: Any = ModuleType(f"{_COMMANDS}.info")
    info.info = _info
    sys.modules |= {_COMMANDS: ModuleType(_COMMANDS), info.__name__: info}
    try:
        spacy = import_module("spacy")
    finally:
        del sys.modules[_COMMANDS], sys.modules[info.__name__]
    if vars(spacy).get("cli") is not None:
        del spacy.cli
    return spacy


def _info(*arguments: Any, **settings: Any) -> Any:  # noqa: ANN401 - spaCy's own signature
    """``spacy.info``, from where it is."""
    return import_module(f"{_COMMANDS}.info").info(*arguments, **settings)


def quick_config(model: str | Path) -> dict[str, Any]:
    """Settings under which a folder's pipeline is loaded.

    A pipeline's tokenizer is made with all rules of its language, only to be given those of the folder; here it is made bare.
    """
    config = Path(model) / "config.cfg"
    if not config.is_file() or _STOCK not in config.read_text(encoding="utf-8") or not (Path(model) / "tokenizer").is_file():
        return {}
    from spacy.util import registry

    registry.tokenizers(_BARE, func=_bare)
    return {"nlp": {"tokenizer": {"@tokenizers": _BARE}}}


def _bare() -> Any:  # noqa: ANN401 - a function that makes a tokenizer
    def make(nlp: Language) -> Tokenizer:
        from spacy.tokenizer import Tokenizer

        return Tokenizer(nlp.vocab)

    return make
