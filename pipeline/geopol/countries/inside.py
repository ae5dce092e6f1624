"""Rungs for longer names that have a state's name, people, city or body in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from geopol.countries.evidence import Mention
from geopol.countries.facts import NOBODY, Fact
from geopol.countries.names import key
from geopol.countries.table import table

# What comes after one of these is where a body works or whom it deals with, not whose it is.
_ELSEWHERE = re.compile(r" (?:in|to|for|at|with|on|against|and the)(?= )")
# What begins with one of these deals with the state that it names, or stands in it, and is another's.
_ANOTHERS = re.compile(r"(?:Embassy|Consulate|Consulate General|Countering|Camp|Friends of|Operation|Task Force|Mission to) ")
# Waters and lands that reach beyond the state that they are called by.
_BETWEEN_STATES = re.compile(
    r"\b(?:[Rr]ivers?|[Ss]eas?|[Oo]cean|[Bb]asin|[Ss]traits?|[Gg]ulf|[Dd]esert|[Pp]lateau|[Cc]oasts? of|Republics|Alps|Region"
    r"|Colony|Compound|Thule)\b"
)
_WORDS = re.compile(r"\w[\w.'’]*|&")
# Forces and missions in a state are mostly others'.
_FORCE = re.compile(r"\b(?:Force|Mission|Operation|Office|Delegation|Chamber)\b")
_LONGEST = 7
# Acts and events of one state: a civil war, an election, a law. A war or treaty between states has none.
_OWN_AFFAIR = re.compile(
    r"\b(?:civil war|revolution|revolt|rebellion|uprising|elections?|referendum|coup|constitution|independence|genocide|famine"
    r"|spring|criminal code|restoration|disaster|mutiny|riots|festival|awards|miracle|intifada|five-year plan)\b",
    re.IGNORECASE,
)


def inside(mention: Mention) -> Fact | None:
    """The name has that of one state in it: "Russian Foreign Ministry", "National Bank of Ukraine"."""
    if _ANOTHERS.match(mention.entity.text):
        return None
    return next((fact for form in mention.forms if (fact := _owner(form))), None)


def inside_place(mention: Mention) -> Fact | None:
    """As `inside`, of states and peoples alone: a city's name inside a place's is chance ("Ceamurlia de Jos")."""
    if _BETWEEN_STATES.search(mention.entity.text):
        return None
    found = [fact for fact in _contained(mention.entity.text) if fact.how in ("name", "demonym")]
    return Fact(found[0].code, "contained") if len({fact.code for fact in found}) == 1 else None


def own_affair(mention: Mention) -> Fact | None:
    """An event or act of one state."""
    if not _OWN_AFFAIR.search(mention.entity.text):
        return None
    return inside(mention)


@lru_cache(maxsize=1 << 14)
def _owner(name: str) -> Fact | None:
    """The one state whose name, people, city or body a longer name has in it; stateless where it names a body of several."""
    for part in _heads(name):
        facts = list(_contained(part))
        if facts and (facts[0].how == "none" or any(fact.code is None and fact.how in ("bloc", "group") for fact in facts)):
            return NOBODY
        codes = {fact.code for fact in facts if fact.code}
        if len(codes) == 1:
            return Fact(codes.pop(), "contained")
        if codes:
            return NOBODY
    return None


def _heads(name: str) -> Iterator[str]:
    """The name up to the first preposition that leads elsewhere, then the whole, where it is at work in a state."""
    found = _ELSEWHERE.search(name)
    if found:
        yield name[: found.start()]
    if found is None or (found.group() in (" in", " at") and not _FORCE.search(name[: found.start()])):
        yield name


def _contained(name: str) -> Iterator[Fact]:
    """Facts of the longest known names in a name, from the left."""
    words = [word.group() for word in _WORDS.finditer(name)]
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            fact = _part(key(" ".join(words[at : at + length])))
            if fact:
                yield fact
                break
        else:
            length = 1
        at += length


def _part(name: str) -> Fact | None:
    """A name inside a longer one. Of bodies, only those of no state, abbreviations and long ones: "Congress" is any congress."""
    known = table()
    if name in known.weak:
        return None
    if fact := known.places.get(name):
        return fact
    fact = known.bodies.get(name)
    return fact if fact and (fact.code is None or name.isupper() or name.count(" ") > 1) else None
