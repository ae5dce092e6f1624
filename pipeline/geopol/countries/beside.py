"""The rung for a name that is followed, or preceded, by where it lies."""

from __future__ import annotations

import re

from geopol.countries.evidence import Mention
from geopol.countries.facts import Fact
from geopol.countries.names import key
from geopol.countries.table import table

# "(Ukraine)" or ", Ukraine," after a name; not an item of a list, which a capital or "and" follows.
_LIES_IN = re.compile(
    r"^(?:, | \()(?:the )?([A-Z][\w.’'-]*\w(?: (?:and |of |the )?[A-Z][\w’'-]*)*)"
    r"(?=\)|['’]s|$|\W?$|[.;:]|, (?![A-Z\d]|and )|,? (?!and |or |& )[a-z])"
)
_AFTER_COMMA = re.compile(r"^, ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})")
_NO_LIST = re.compile(r"(?:[.;:)]|$|, (?:and )?[a-z]|, [A-Z]\w+(?: \w+)?,? [a-z])")
# Divisions whose names are cities, too, and stand in lists of cities.
_CITIES_TOO = frozenset(("New York", "Washington"))
_CITY_BEFORE = re.compile(r"([A-Z][\w'’.-]*(?: [A-Z][\w'’-]*)*), $")


def beside(mention: Mention) -> Fact | None:
    """A city followed by where it lies: "Paris, Texas", "Melitopol (Ukraine)"; also the second half of "Athens, Georgia"."""
    known, name = table(), key(mention.entity.text)
    if name in known.divisions and name in known.weak and (found := _CITY_BEFORE.search(mention.before)):
        city = known.places.get(key(found[1]))
        code = city.code if city else known.divisions[name]
        return Fact(code, "apposition") if code in known.weak[name].cues and (city is None or city.how != "name") else None
    if not mention.is_followed_by(",", " ("):
        return None
    if (code := _division(mention)) and (_is_city(name) or _ends_place(mention.after)):
        return Fact(code, "apposition")
    found = _LIES_IN.match(mention.after)
    if not found:
        return None
    fact = known.places.get(key(found[1]))
    if name in known.places or not fact or fact.how not in ("name", "place"):
        return None
    if name in known.weak and fact.code not in known.weak[name].cues:
        return None
    return Fact(fact.code, "apposition") if fact.code else None


def _division(mention: Mention) -> str | None:
    """The state of a division that stands right after a comma; one that is also a state's name must be read as the division."""
    known = table()
    name = _divided(mention.after)
    if name is None or (name in _CITIES_TOO and not _ends_place(mention.after)):
        return None
    code, reading = known.divisions[name], mention.article.readings.get(name)
    return code if name not in known.weak or (reading and reading.code == code) else None


def _divided(after: str) -> str | None:
    """The longest division's name that follows a comma, by its key."""
    found = _AFTER_COMMA.match(after)
    words = found[1].split() if found else []
    names = (key(" ".join(words[:length])) for length in range(len(words), 0, -1))
    return next((name for name in names if name in table().divisions), None)


def _ends_place(after: str) -> bool:
    """Whether the division ends the place ("Peru, Indiana, and in"); in "Peru, Indiana and Ohio" it is an item of a list."""
    found = _AFTER_COMMA.match(after)
    words = found[1].split() if found else []
    ends = (
        2 + len(" ".join(words[:length]))
        for length in range(len(words), 0, -1)
        if key(" ".join(words[:length])) in table().divisions
    )
    end = next(ends, None)
    return end is not None and _NO_LIST.match(after[end:]) is not None


def _is_city(name: str) -> bool:
    fact = table().places.get(name)
    return fact is None or fact.how in ("capital", "place")
