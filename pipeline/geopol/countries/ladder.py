"""Which country a name means: a ladder of rungs, tried from the top. The first that knows the name decides, and says so.

A rung answers with a `Fact`, which may say that the name belongs to no one state, or with None, and the next is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from geopol.countries.arms import makers
from geopol.countries.evidence import Evidence, Mention, gather
from geopol.countries.names import key
from geopol.countries.table import Fact, table
from geopol.records import Country, Entity, Passage

Rung = Callable[[Mention], Fact | None]

NOBODY = Fact(None, "none")

# First halves of adjectives for two states: "Sino-Russian". None of them is a country's name by itself.
COMBINING = frozenset(
    "Sino Russo Franco Anglo Indo Italo Austro Greco Graeco Turco Turko Hispano Luso Serbo Polono Nippo Japano Germano Americo Afro Euro".split()
)
_OUTSIDE = re.compile(
    r"^(?:pro|anti|non|post|pre|ex|former|then|un)[-‐–\s]+|[-‐–](?:led|backed|born|based|made|owned|held|occupied|controlled|supplied|sponsored|built"
    r"|style|speaking|type|brokered|mediated|funded|trained|dominated|allied|supported|drafted|imposed|designed|installed|friendly)$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|upper|lower|inner|outer|mainland|metropolitan|modern|present-day|ancient|imperial"
    r"|colonial|occupied|greater|communist|nazi|fascist|tsarist|czarist|rural|interwar|wartime|post-war|postwar)[- ](?=[A-Z])",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r" (?:[Pp]rovince|[Oo]blast|[Rr]egion|[Dd]istrict|[Gg]overnorate|[Cc]ounty|[Pp]refecture|[Ss]tate|[Kk]rai|[Cc]ity|[Tt]erritory|[Aa]utonomous [Rr]egion"
    r"|[Mm]unicipality|[Vv]alley|[Ii]slands?|[Aa]rchipelago|[Pp]rovinces|[Mm]ountains|SSR|ASSR)$"
)
_PLACED = re.compile(r"^,? ?(?:in |\()?([A-Z][\w.’'-]*(?: (?:and |of |the )?[A-Z][\w.’'-]*){0,3})")
# What comes after one of these is where a body works or whom it deals with, not whose it is.
_ELSEWHERE = re.compile(r" (?:in|to|for|at|with|on|against|and the)(?= )")
_WORDS = re.compile(r"\w[\w.'’]*|&")
_LONGEST = 7
_ROLE = (
    r"(?:(?:prime|foreign|defen[cs]e|interior|finance|trade|deputy|vice|first|former|then|acting|interim|chief|state|opposition|military|army|supreme|national|secretary"
    r"|assistant|permanent|senior|special|general|political|rebel|security|naval|air|force|under|ex|late|new|outgoing|incumbent|newly|elected|commerce|energy|oil"
    r"|economy|justice|exiled|founding|longtime|communist|revolutionary)[- ])*"
    r"(?:president|premier|minister|chancellor|king|queen|emperor|tsar|czar|sultan|prince|princess|leader|ruler|dictator|ambassador|envoy|secretary|general|admiral"
    r"|marshal|colonel|commander|chief|spokesman|spokeswoman|spokesperson|representative|delegate|diplomat|politician|senator|lawmaker|parliamentarian|scholar"
    r"|president-elect|head of state|counterpart|official|officer|dissident|journalist|historian|economist|philosopher|engineer|scientist|physicist|statesman|negotiator"
    r"|consul|governor|mayor|judge|lawyer|businessman|oligarch|author|writer|analyst|strongman|monarch|cleric|activist)"
)
# "Russian Foreign Minister Sergei Lavrov", "Ukraine's President Zelensky", "French diplomat X"; then "President of Chad X".
_TITLED = re.compile(rf"((?:[A-Z][\w.’'-]* ){{0,3}}[A-Z][\w.]*(?:-[A-Z]\w+)?)(?:['’]s?)? {_ROLE}(?: (?:[A-Z][a-z]+|Dr\.|Gen\.|H\.E\.))?,? $", re.IGNORECASE)
_HEADED = re.compile(rf"{_ROLE} (?:of|for) (?:the )?((?:[A-Z][\w.’'-]* ?(?:of |and |the )*){{1,5}}),? $", re.IGNORECASE)
# "Sergei Lavrov, the Russian foreign minister", "Idriss Déby, president of Chad".
_IS = re.compile(rf"^,? (?:(?:the|a|an|then|former|was|is|,) )*((?:[A-Z][\w.]* ){{0,2}}[A-Z][\w.-]*)(?:['’]s)? {_ROLE}\b", re.IGNORECASE)
_IS_OF = re.compile(rf"^,? (?:(?:the|a|an|then|former|,) )*{_ROLE} of (?:the )?((?:[A-Z][\w.’'-]*)(?: (?:of |and |the )*[A-Z][\w.’'-]*){{0,4}})")
# Acts and events of one state: a civil war, an election, a law. A war or treaty between states has none.
_OWN_AFFAIR = re.compile(
    r"\b(?:[Cc]ivil [Ww]ar|[Rr]evolution|[Rr]evolt|[Rr]ebellion|[Uu]prising|[Ee]lections?|[Rr]eferendum|[Cc]oup|[Cc]onstitution|[Ii]ndependence|[Gg]enocide|[Ff]amine"
    r"|[Ss]pring|Constitutional|Criminal Code|[Rr]estoration|[Dd]isaster|[Mm]utiny|[Rr]iots|[Ff]estival|[Aa]wards|Code|[Mm]iracle|[Ii]ntifada|Five-Year Plan|[Dd]eclaration of [Ii]ndependence)\b"
)


def lookup(name: str) -> Country | None:
    """Which country a name means by itself, whatever is around it.

    Args:
        name: A country's name, code-like abbreviation, demonym, capital, city, region, organisation or well-known person.

    Returns:
        The country, or None where the name is not known, means several, or belongs to no one state ("NATO").
    """
    known = table()
    for facts in (known.places, known.bodies, known.people):
        if fact := facts.get(key(name)):
            return _country(fact)
    return None


def resolve(
    passages: Sequence[Passage], mentions: Sequence[Sequence[Entity]], *, title: str | None = None, date: str | None = None
) -> list[tuple[Country | None, ...]]:
    """Which country each entity of an article means.

    Args:
        passages: The article's passages in order.
        mentions: The entities of each passage.
        title: The article's title, as evidence.
        date: The article's date. Countries are told from the text alone; it is taken so that callers need not know that.

    Returns:
        For each passage, the country of each entity, or None.
    """
    rows = gather(passages, mentions, title)
    decided = _weak_readings([mention for row in rows for mention in row])
    return [tuple(_climb(mention, decided) for mention in row) for row in rows]


def _climb(mention: Mention, decided: dict[str, Fact]) -> Country | None:
    for rung in RUNGS.get(mention.entity.label, ()):
        if fact := rung(mention):
            return _country(_in_its_time(fact, mention))
    if mention.entity.label not in RUNGS:
        return None
    fact = decided.get(key(mention.entity.text))
    return _country(fact) if fact else None


def _country(fact: Fact) -> Country | None:
    if fact.code is None:
        return None
    return Country(fact.code, table().states[fact.code].name, fact.how)


# The rungs, as functions of a mention.


def _by_name(mention: Mention) -> Fact | None:
    """The table has the name: a country, people, capital, city or region."""
    places = table().places
    return next((places[key(form)] for form in mention.forms if key(form) in places), None)


def _beside(mention: Mention) -> Fact | None:
    """A place that is unknown or means several, followed by where it lies: "Athens, Georgia", "Melitopol (Ukraine)"."""
    name = key(mention.entity.text)
    known = table()
    if name in known.places:
        return None
    if name in known.weak and (found := re.search(r"([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?), $", mention.before)):
        whole = known.places.get(key(found[1])) or known.places.get(key(found[1].split()[-1]))
        if whole and whole.code in known.weak[name].cues and whole.how in ("place", "capital"):
            return Fact(whole.code, "apposition")
    found = _PLACED.match(mention.after) if mention.after[:1] in ",(" or mention.after[:2] == " (" else None
    if not found:
        return None
    words = found[1].rstrip(".").split()
    for length in range(len(words), 0, -1):
        fact = known.places.get(key(" ".join(words[:length])))
        if fact and fact.how in ("name", "place") and (name not in known.weak or fact.code in known.weak[name].cues):
            return Fact(fact.code, "apposition") if fact.code else None
    return None


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
    if parts[0] in COMBINING or sum(fact is not None for fact in codes.values()) > 1:
        return NOBODY
    return None


def _by_body(mention: Mention) -> Fact | None:
    """The table has the organisation."""
    bodies = table().bodies
    return next((bodies[key(form)] for form in mention.forms if key(form) in bodies), None)


def _inside(mention: Mention) -> Fact | None:
    """The name has that of one state in it: "Russian Foreign Ministry", "National Bank of Ukraine"."""
    return next((fact for form in mention.forms if (fact := _owner(form))), None)


def _own_affair(mention: Mention) -> Fact | None:
    """An event or act of one state."""
    if not _OWN_AFFAIR.search(mention.entity.text):
        return None
    return _inside(mention)


def _by_person(mention: Mention) -> Fact | None:
    """The table has the person, by full name or a last name that one state's people alone bear."""
    people = table().people
    forms = sorted(mention.forms, key=len, reverse=True)
    return next((people[key(form)] for form in forms if key(form) in people), None)


def _by_office(mention: Mention) -> Fact | None:
    """The article says whom the person serves: "Russian Foreign Minister X", "X, president of Chad"."""
    sides = ((_TITLED, mention.before), (_HEADED, mention.before), (_IS, mention.after), (_IS_OF, mention.after))
    for pattern, text in sides:
        if found := pattern.search(text):
            words = found[1].split()
            tails = (" ".join(words[at:]) for at in range(len(words))) if pattern is _TITLED else (" ".join(words[:at]) for at in range(len(words), 0, -1))
            for tail in tails:
                fact = table().places.get(key(tail))
                if fact and fact.code and fact.how in ("name", "demonym"):
                    return Fact(fact.code, "office")
    return None


def _by_maker(mention: Mention) -> Fact | None:
    """The designation tells the maker."""
    codes = {code for form in mention.forms for code in makers(form)}
    return Fact(codes.pop(), "weapon") if len(codes) == 1 else None


_PLACE: tuple[Rung, ...] = (_beside, _by_name, _two_states, _without_affixes)

# What is asked for each label, in order. Labels that are not here carry no country.
RUNGS: dict[str, tuple[Rung, ...]] = {
    "GPE": (*_PLACE, _by_body, _inside),
    "NORP": (*_PLACE, _by_body, _inside),
    "LOC": _PLACE,
    "FAC": (*_PLACE, _by_body, _inside),
    "ORG": (_by_body, _by_name, _inside),
    "PERSON": (_by_person, _by_office),
    "WEAPON": (_by_maker, _inside),
    "EVENT": (_by_body, _own_affair),
    "LAW": (_by_body, _own_affair),
}


def _in_its_time(fact: Fact, mention: Mention) -> Fact:
    """The former state that a name stood for in its time ("Moscow" in 1968), else the present one."""
    era = table().eras.get(key(mention.entity.text)) if fact.code else None
    if era is None:
        return fact
    near = mention.near
    told = era.cues.search(near.text) is not None or bool(near.years)
    return Fact(era.code, "era") if (near if told else mention.article).is_of(era) or _meant_throughout(era_of=near, mention=mention) else fact


def _meant_throughout(era_of: Evidence, mention: Mention) -> bool:
    """Years of the paragraph fit the former state, and the article speaks of it."""
    era = table().eras[key(mention.entity.text)]
    first, last = era.years
    years = era_of.years
    return bool(years) and all(first <= year <= last for year in years) and era.cues.search(mention.article.text) is not None


def _weak_readings(mentions: Sequence[Mention]) -> dict[str, Fact]:
    """One reading an article for each name that has several: what most cues speak for, else what it means alone."""
    weak = table().weak
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        name = key(mention.entity.text)
        if name in weak:
            places.setdefault(name, []).append(mention)
    decided = {}
    for name, where in places.items():
        votes: Counter[str] = Counter()
        for near in {id(mention.near): mention.near for mention in where}.values():
            votes.update(near.votes(weak[name]))
        code = _winner(votes) or _winner(where[0].article.votes(weak[name])) or (weak[name].alone if not votes else None)
        decided[name] = Fact(code, "context") if code else NOBODY
    return decided


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
    known = table()
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
    del known


def _part(name: str) -> Fact | None:
    known = table()
    if name in known.weak:
        return None
    return known.places.get(name) or known.bodies.get(name)
