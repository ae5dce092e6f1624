"""Whether a country's name or demonym stands for itself, or is a part of a longer name, a language, an event."""

from __future__ import annotations

import re
from functools import cache

from geopol.countries.names import items
from geopol.countries.store import read
from geopol.kept import compile_once

_HYPHEN = compile_once(r"[-‐–/](?=[A-Z])")
_PREFIX = compile_once(r"(?<![\w-])(?:[Pp]ro|[Aa]nti|[Nn]on|[Pp]ost|[Pp]re|ex|all|un|mid|pan)[-‐–]$")
# An adjective without a noun, where no article stands before it: "English, French and German."
# A longer list is none, and must not be looked through from each of its words.
_NO_NOUN = compile_once(r"(?:,? (?:and|or) [A-Z]\w+|, [A-Z]\w+){0,30}(?:[.;:)”\"]|,? (?:is|as)\b|$)")
_PLURAL = ("s", "men", "women")


def stands_alone(text: str, start: int, end: int, *, joined: bool = False, leads: bool = False) -> bool:
    """Whether a name is no part of a longer one.

    Args:
        text: The passage.
        start: Where the name begins.
        end: Where it ends.
        joined: Whether a hyphen joins it to a known name before it.
        leads: Whether a hyphen joins it to a known name after it.
    """
    allowed = leads or _joined().match(text, end) or _office_after().match(text, end)
    if not allowed and _name_after().match(text, end):
        return False
    before = text[max(0, start - 30) : start]
    if before.endswith(("-", "‐", "–", "/")):
        return joined or _PREFIX.search(before) is not None
    return not _name_before().search(before) or _office_before().search(before) is not None


def joins(text: str, end: int) -> int | None:
    """Where a name begins that a hyphen joins to the one that ends here."""
    found = _HYPHEN.match(text, end)
    return found.end() if found else None


def is_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym with no noun after it is the name of a language."""
    before = text[max(0, start - 24) : start]
    if _language_before().search(before):
        return re.match(r" [a-z]", text[end : end + 2]) is None
    plural = text[start:end].endswith(_PLURAL)
    return not plural and _NO_NOUN.match(text, end) is not None and not _people_before().search(before)


# Patterns of the word lists.


@cache
def _name_after() -> re.Pattern[str]:
    """A capitalised neighbour makes the word a part of a longer name, which a model must judge; so does an event."""
    return compile_once(rf"[-‐–]?\s?[^\W\da-z_]|['’]?[-‐–/]\w|\$| dollars?\b| (?:\w+[ -]){{0,2}}{_any('parts')}\b")


@cache
def _office_after() -> re.Pattern[str]:
    return compile_once(rf" {_any('offices')}\b(?! (?:Affairs|Office|Service))")


@cache
def _joined() -> re.Pattern[str]:
    return compile_once(rf"[-‐–](?:[a-z]+ed|{_any('joined')})\b(?! (?:creole|language))")


@cache
def _name_before() -> re.Pattern[str]:
    name = r"(?:(?:[^\W\da-z_]\.)+|[^\W\da-z_][\w’'-]*)"
    return compile_once(
        rf"(?<![\w.’'-])(?!{_any('openings')}[ -]$){name}(?: of| for| de| du| of the)?[ -]$|& $"
        rf"|\b{_any('events_of')} (?:of|in) $|\b{_any('bodies_in')} in $"
    )


@cache
def _office_before() -> re.Pattern[str]:
    return compile_once(rf"\b{_any('offices_of')} (?:of|for)(?: the)? $")


@cache
def _language_before() -> re.Pattern[str]:
    return compile_once(rf"\b(?i:{_any('languages')})[,:]? $|\($")


@cache
def _people_before() -> re.Pattern[str]:
    return compile_once(rf"\b(?i:{_any('peoples')}) $")


def _any(group: str) -> str:
    return "(?:" + "|".join(sorted(items(read("alone")[group]), key=len, reverse=True)) + ")"
