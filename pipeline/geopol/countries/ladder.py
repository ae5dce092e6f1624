"""Which country a name means: a ladder of rungs, tried from the top. The first that knows the name decides, and says so.

A rung answers with a `Fact`, which may say that the name belongs to no one state, or with None, and the next is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from geopol.countries.arms import makers
from geopol.countries.evidence import Article, Mention, gather
from geopol.countries.names import key
from geopol.countries.offices import served
from geopol.countries.table import NO_STATE, Fact, Weak, read, table
from geopol.records import Country, Entity, Passage

Rung = Callable[[Mention], Fact | None]

NOBODY = Fact(None, "none")

_OUTSIDE = re.compile(
    r"^(?:pro|anti|non|post|pre|ex|former|then|un)[-‐–\s]+"
    r"|[-‐–](?:led|backed|born|based|made|owned|held|occupied|controlled|supplied|sponsored|built|style|speaking|type|brokered|mediated|funded|trained|dominated|allied|supported|drafted|imposed|designed|installed|friendly)$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|upper|lower|inner|outer|mainland|metropolitan|modern"
    r"|present-day|ancient|imperial|colonial|occupied|greater|communist|nazi|fascist"
    r"|tsarist|czarist|rural|interwar|wartime|post-war|postwar)[- ](?=[A-Z])",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r" (?:[Pp]rovince|[Oo]blast|[Rr]egion|[Dd]istrict|[Gg]overnorate|[Cc]ounty|[Pp]refecture|[Ss]tate|[Kk]rai|[Cc]ity"
    r"|[Tt]erritory|[Aa]utonomous [Rr]egion|[Mm]unicipality|[Vv]alley|[Ii]slands?|[Aa]rchipelago|[Pp]rovinces"
    r"|[Mm]ountains|SSR|ASSR)$"
)
# "(Ukraine)" or ", Ukraine," after a name; not an item of a list, which a capital or "and" follows.
_LIES_IN = re.compile(
    r"^(?:, | \()(?:the )?([A-Z][\w.’'-]*\w(?: (?:and |of |the )?[A-Z][\w’'-]*)*)"
    r"(?=\)|['’]s|$|\W?$|[.;:]|, (?![A-Z\d]|and )|,? (?!and |or |& )[a-z])"
)
_AFTER_COMMA = re.compile(r"^, ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})")
_CITY_BEFORE = re.compile(r"([A-Z][\w'’.-]*(?: [A-Z][\w'’-]*)*), $")
_SHORTEST_RECASED = 4
# What comes after one of these is where a body works or whom it deals with, not whose it is.
_ELSEWHERE = re.compile(r" (?:in|to|for|at|with|on|against|and the)(?= )")
_WORDS = re.compile(r"\w[\w.'’]*|&")
_LONGEST = 7
# Acts and events of one state: a civil war, an election, a law. A war or treaty between states has none.
_OWN_AFFAIR = re.compile(
    r"\b(?:civil war|revolution|revolt|rebellion|uprising|elections?|referendum|coup|constitution|independence|genocide|famine"
    r"|spring|criminal code|restoration|disaster|mutiny|riots|festival|awards|miracle|intifada|five-year plan)\b",
    re.IGNORECASE,
)


def lookup(name: str) -> Country | None:
    """Which country a name means by itself, whatever is around it.

    Args:
        name: A country's name, code-like abbreviation, demonym, capital, city, region, organisation or well-known person.

    Returns:
        The country, or None where the name is not known, means several with none before the others ("Georgia"), or belongs to no
        one state ("NATO").
    """
    known, wanted = table(), key(name)
    if wanted in known.weak:
        return _country(Fact(known.weak[wanted].alone, "context"))
    fact = known.places.get(wanted) or known.bodies.get(wanted) or known.people.get(wanted)
    return _country(fact) if fact and fact.how != "surname" else None


def resolve(
    passages: Sequence[Passage], mentions: Sequence[Sequence[Entity]], *, title: str | None = None, date: str | None = None
) -> list[tuple[Country | None, ...]]:
    """Which country each entity of an article means.

    Args:
        passages: The article's passages in order.
        mentions: The entities of each passage.
        title: The article's title, as evidence.
        date: The article's date, as evidence for or against a former state.

    Returns:
        For each passage, the country of each entity, or None.
    """
    article = Article("\n".join([title or "", date or "", *(passage.text for passage in passages)]))
    rows = gather(passages, mentions, article)
    every = [mention for row in rows for mention in row]
    article.readings.update(_readings(every))
    article.states.update(_named_states(every))
    return [tuple(_climb(mention) for mention in row) for row in rows]


def _climb(mention: Mention) -> Country | None:
    for rung in RUNGS.get(mention.entity.label, ()):
        if fact := rung(mention):
            return _country(_in_its_time(fact, mention))
    return None


def _country(fact: Fact) -> Country | None:
    if fact.code is None:
        return None
    return Country(fact.code, table().states[fact.code].name, fact.how)


# The rungs, as functions of a mention.


def _by_name(mention: Mention) -> Fact | None:
    """The table has the name: a country, people, capital, city or region."""
    places = table().places
    return next((places[key(form)] for form in mention.forms if key(form) in places), None)


def _by_context(mention: Mention) -> Fact | None:
    """The name has several readings, and the article speaks for one, or for none."""
    return mention.article.readings.get(key(mention.entity.text))


def _beside(mention: Mention) -> Fact | None:
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


def _recased(mention: Mention) -> Fact | None:
    """A name in capitals or small letters: "IRAQ", "colombian"."""
    text = mention.entity.text
    if len(text) < _SHORTEST_RECASED or not (text.isupper() or text.islower()):
        return None
    return table().places.get(key(text.title()))


def _without_affixes(mention: Mention) -> Fact | None:
    """The name inside "pro-Russian", "U.S.-led", "northern Iraq", "Kherson Oblast"."""
    bare = mention.entity.text
    for affix in (_OUTSIDE, _DIRECTION, _DIVISION):
        bare = affix.sub("", bare)
    fact = table().places.get(key(bare)) if bare != mention.entity.text else None
    return Fact(fact.code, "contained") if fact else None


def _two_states(mention: Mention) -> Fact | None:
    """An adjective for two states belongs to neither: "Sino-Russian", "Greek-Turkish"."""
    parts = re.split(r"[-‐–/]", mention.entity.text)
    if len(parts) < 2:
        return None
    codes = {part: table().places.get(key(part)) for part in parts}
    if parts[0] in _combining() or sum(fact is not None for fact in codes.values()) > 1:
        return NOBODY
    return None


@cache
def _combining() -> frozenset[str]:
    return frozenset(read("words")["combining"])


def _by_body(mention: Mention) -> Fact | None:
    """The table has the organisation."""
    bodies = table().bodies
    return next((bodies[key(form)] for form in mention.forms if key(form) in bodies), None)


def _inside(mention: Mention) -> Fact | None:
    """The name has that of one state in it: "Russian Foreign Ministry", "National Bank of Ukraine"."""
    return next((fact for form in mention.forms if (fact := _owner(form))), None)


def _inside_place(mention: Mention) -> Fact | None:
    """As `_inside`, of states and peoples alone: a city's name inside a place's is chance ("Ceamurlia de Jos")."""
    found = [fact for fact in _contained(mention.entity.text) if fact.how in ("name", "demonym")]
    return Fact(found[0].code, "contained") if len({fact.code for fact in found}) == 1 else None


def _own_affair(mention: Mention) -> Fact | None:
    """An event or act of one state."""
    if not _OWN_AFFAIR.search(mention.entity.text):
        return None
    return _inside(mention)


def _by_person(mention: Mention) -> Fact | None:
    """The table has the person: the full name; or the last name, where the article names the state and no fuller name."""
    fact = table().people.get(key(mention.forms[-1]))
    if fact and fact.how == "surname" and fact.code not in mention.article.states:
        return None
    return fact


def _by_office(mention: Mention) -> Fact | None:
    """The text says whom the person serves: "Russian Foreign Minister X", "X, president of Chad"."""
    for name in map(key, served(mention.before, mention.after)):
        fact = table().places.get(name) or mention.article.readings.get(name)
        if fact and fact.code and fact.how in ("name", "demonym", "context"):
            return Fact(fact.code, "office")
    return None


def _by_maker(mention: Mention) -> Fact | None:
    """The designation tells the maker."""
    codes = {code for form in mention.forms for code in makers(form)}
    return Fact(codes.pop(), "weapon") if len(codes) == 1 else None


_PLACE: tuple[Rung, ...] = (_beside, _by_context, _two_states, _by_name, _recased, _without_affixes)

# What is asked for each label, in order. Labels that are not here carry no country.
RUNGS: dict[str, tuple[Rung, ...]] = {
    "GPE": (*_PLACE, _by_body, _inside_place),
    "NORP": (*_PLACE, _by_body, _inside_place),
    "LOC": (_by_context, _by_name, _without_affixes),
    "FAC": (_by_context, _by_name, _without_affixes, _by_body, _inside),
    "ORG": (_by_context, _by_body, _by_name, _inside),
    "PERSON": (_by_person, _by_office),
    "WEAPON": (_by_maker, _inside),
    "EVENT": (_by_body, _own_affair),
    "LAW": (_by_body, _own_affair),
}


def _in_its_time(fact: Fact, mention: Mention) -> Fact:
    """The former state that a name stood for in its time ("Moscow" in 1968), else the present one.

    The paragraph's years decide; one without years is read with its own cues, or as the article's years and cues have it.
    """
    era = table().eras.get(key(mention.entity.text)) if fact.code else None
    if era is None:
        return fact
    near, article = mention.near, mention.article
    told = near if near.years or near.speaks_of(era) else article
    return Fact(era.code, "era") if told.fits(era) and article.speaks_of(era) else fact


def _named_states(mentions: Sequence[Mention]) -> set[str]:
    places = table().places
    facts = (places.get(key(mention.entity.text)) for mention in mentions if mention.entity.label in ("GPE", "NORP"))
    return {fact.code for fact in facts if fact and fact.code}


def _readings(mentions: Sequence[Mention]) -> dict[str, Fact]:
    """One reading an article for each name that has several: what most cues speak for, else what it means alone."""
    weak = table().weak
    where: dict[str, list[Mention]] = {}
    for mention in mentions:
        if (name := key(mention.entity.text)) in weak:
            where.setdefault(name, []).append(mention)
    return {name: _reading(weak[name], found) for name, found in where.items()}


def _reading(weak: Weak, mentions: Sequence[Mention]) -> Fact:
    votes: Counter[str] = Counter()
    for near in {id(mention.near): mention.near for mention in mentions}.values():
        votes.update(near.votes(weak))
    votes = votes or Counter(mentions[0].article.votes(weak))
    code = _winner(votes) if votes else weak.alone
    return Fact(code, "context") if code and code != NO_STATE else NOBODY


def _winner(votes: dict[str, int]) -> str | None:
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=1 << 14)
def _owner(name: str) -> Fact | None:
    """The one state whose name, people, city or body a longer name has in it; stateless where it names a body of several."""
    for part in _heads(name):
        facts = list(_contained(part))
        if any(fact.code is None and fact.how == "none" and facts[0] is fact for fact in facts):
            return NOBODY
        codes = {fact.code for fact in facts if fact.code}
        if len(codes) == 1:
            return Fact(codes.pop(), "contained")
        if codes:
            return NOBODY
    return None


def _heads(name: str) -> Iterator[str]:
    """The name up to the first preposition that leads elsewhere, then the whole."""
    found = _ELSEWHERE.search(name)
    if found:
        yield name[: found.start()]
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
    """A name inside a longer one. Of bodies, only those of no state count, and abbreviations: "Congress" is any congress."""
    known = table()
    if name in known.weak:
        return None
    if fact := known.places.get(name):
        return fact
    fact = known.bodies.get(name)
    return fact if fact and (fact.code is None or name.isupper()) else None
