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
_CITY_BEFORE = re.compile(r"([A-Z][\w'’.-]*(?: [A-Z][\w'’-]*)*), $")


def beside(mention: Mention) -> Fact | None:
    """A city followed by where it lies: "Paris, Texas", "Melitopol (Ukraine)"; also the second half of "Athens, Georgia"."""
    known, name = table(), key(mention.entity.text)
    if name in known.divisions and name in known.weak and (found := _CITY_BEFORE.search(mention.before)):
        city = known.places.get(key(found[1]))
        code = city.code if city else known.divisions[name]
        return Fact(code, "apposition") if code in known.weak[name].cues and (city is None or city.how != "name") else None
    if code := _division(mention):
        return Fact(code, "apposition") if _is_city(name) else None
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
    known, found = table(), _AFTER_COMMA.match(mention.after)
    words = found[1].split() if found else []
    for name in (key(" ".join(words[:length])) for length in range(len(words), 0, -1)):
        if code := known.divisions.get(name):
            reading = mention.article.readings.get(name)
            return code if name not in known.weak or (reading and reading.code == code) else None
    return None


def _is_city(name: str) -> bool:
    fact = table().places.get(name)
    return fact is None or fact.how in ("capital", "place")
