"""The rung for a name that the text itself gives a state: "Taiwan's X", "the Japanese X", "X, a Chinese company"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopol.countries.evidence import Mention
from geopol.countries.facts import Fact
from geopol.countries.names import key
from geopol.countries.table import table
from geopol.kept import compile_once

_WORD = r"(?:[A-Z](?:\.[A-Z])+\.?|[A-Z][\w’'-]*\w)"
_STATE = rf"({_WORD}(?: (?:and |of |the )*{_WORD}){{0,3}})"
# Small words between a state and what is its: "Taiwan's semi-official X", "the Japanese state oil company X".
_KIND = r"(?:(?!\w+ed )[a-z][a-z-]* ){0,3}"
# Words that say that what follows lies elsewhere, or belongs to somebody else.
_SMALL = "and or of to in on at for with by from against as than that is was are had who which between under via over after not"
_NOT_ITS = rf"(?!(?:\w+ )*(?:{'|'.join(_SMALL.split())}) )"

_BEFORE = compile_once(rf"{_STATE} {_NOT_ITS}{_KIND}[“\"‘]?$")
# What makes a name of a state an owner: "Taiwan's", "Kenya-based"; an adjective needs neither.
_OWNING = compile_once(r"(?:[’']s?|[-‐–](?:based|born|owned|made|built|designed|run))$")
_AFTER = (
    compile_once(
        rf"^[”\"’]?,? (?:\([^)]{{0,60}}\) )?(?:is|was|were|are) (?:a|an|the) (?:[a-z-]+ ){{0,2}}{_STATE}(?=[ -])(?! \w+[’'])"
    ),
    compile_once(rf"^[”\"’]?(?: \([^)]{{0,60}}\))?, (?:a|an|the) (?:[a-z-]+ ){{0,2}}{_STATE}(?=[ -])(?! \w+[’'])"),
)
# How far before a name its state may begin.
_REACH = 60
_LIES_IN = compile_once(rf"^ in (?:[a-z]+ )?{_STATE}")


def owned(mention: Mention) -> Fact | None:
    """The state that the text says it is of."""
    code = _last(mention) or next(filter(None, (_first(pattern, mention.after, mention) for pattern in _AFTER)), None)
    return Fact(code, "owner") if code else None


def lying(mention: Mention) -> Fact | None:
    """A site that the text says lies in a state."""
    code = _first(_LIES_IN, mention.after, mention, kinds=("name", "capital", "place"))
    return Fact(code, "owner") if code else None


def _last(mention: Mention) -> str | None:
    """The state that ends the words before a name; adjectives count without an apostrophe, names with one."""
    found = _BEFORE.search(mention.before[-_REACH:])
    if not found:
        return None
    state = _OWNING.sub("", found[1])
    words, own = state.split(), ("demonym",) if state == found[1] else ("name", "demonym")
    tails = (" ".join(words[start:]) for start in range(len(words)))
    return next((code for tail in tails if (code := _code(tail, mention, own))), None)


def _first(pattern: re.Pattern[str], text: str, mention: Mention, kinds: tuple[str, ...] = ("demonym",)) -> str | None:
    found = pattern.match(text)
    return next((code for head in _heads(found[1]) if (code := _code(head, mention, kinds))), None) if found else None


def _heads(words: str) -> Iterator[str]:
    parts = words.split()
    return (" ".join(parts[:end]) for end in range(len(parts), 0, -1))


def _code(name: str, mention: Mention, kinds: tuple[str, ...]) -> str | None:
    fact = table().places.get(key(name)) or mention.article.readings.get(key(name))
    if fact is None or fact.how not in (*kinds, "context"):
        return None
    people = fact.how == "demonym" and name.endswith("s") and key(name[:-1]) in table().places
    return None if people else fact.code  # "the Germans arrested X" does not say whose X is
