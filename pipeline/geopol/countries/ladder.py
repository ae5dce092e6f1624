"""Which country a name means: a ladder of rungs, tried from the top. The first that knows the name decides, and says so.

A rung answers with a `Fact`, which may say that the name belongs to no one state, or with None, and the next is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from geopol.countries.answers import answer
from geopol.countries.arms import makers
from geopol.countries.beside import beside
from geopol.countries.context import in_its_time, named_states, only_state, only_state_of_body, only_state_of_place, readings
from geopol.countries.evidence import Article, Mention, gather
from geopol.countries.facts import AMBIGUOUS, Fact
from geopol.countries.gazetteer import find
from geopol.countries.inside import inside, inside_place, own_affair
from geopol.countries.metonymy import stands_for_government
from geopol.countries.names import key
from geopol.countries.offices import served
from geopol.countries.owner import lying, owned
from geopol.countries.store import read
from geopol.countries.table import table
from geopol.records import Country, Entity, Passage
from geopol.wording import not_a

Rung = Callable[[Mention], Fact | None]

# Answers that rest on the words around one mention, and hold for the same name in the whole article.
_TOLD_BY_TEXT = frozenset(("apposition", "focus", "office", "owner"))

_OUTSIDE = re.compile(
    r"^(?:pro|anti|non|post|pre|ex|former|then|un)[-‐–\s]+"
    r"|[-‐–](?:led|backed|born|based|made|owned|held|occupied|controlled|supplied|sponsored|built|style|speaking"
    r"|type|brokered|mediated|funded|trained|dominated|allied|supported|drafted|imposed|designed|installed|friendly)$",
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
_SHORTEST_RECASED = 4


def lookup(name: str, *, follow: bool = False) -> Country | None:
    """What a name means by itself, whatever is around it.

    Args:
        name: A country's name, alpha-3 code, abbreviation, demonym, capital, seat of power, city, region, organisation or
            well-known person.
        follow: Whether a former state is followed to the state that stands for it today.

    Returns:
        The meaning. Its ``code`` is None where the name means several with none before the others ("Georgia", with the
        candidates) or belongs to no one state ("NATO"). None where the name is not known.

    Raises:
        InputError: If ``name`` is not a string.
    """
    if not isinstance(name, str):
        raise not_a("name", str, name)
    known, wanted = table(), key(name)
    if name in known.states:
        return answer(Fact(name, "code"), wanted, follow=follow)
    if wanted in known.weak:
        alone = known.weak[wanted].alone if known.weak[wanted].since is None else None
        return answer(Fact(alone, "context") if alone else AMBIGUOUS, wanted, follow=follow)
    fact = known.places.get(wanted) or known.bodies.get(wanted) or known.people.get(wanted)
    return answer(fact, wanted, follow=follow) if fact and fact.how != "surname" else None


def resolve(
    passages: Sequence[Passage],
    mentions: Sequence[Sequence[Entity]],
    *,
    title: str | None = None,
    date: str | None = None,
    follow: bool = False,
) -> list[tuple[Country | None, ...]]:
    """Which country each entity of an article means.

    Args:
        passages: The article's passages in order.
        mentions: The entities of each passage.
        title: The article's title, as evidence.
        date: The article's date, as evidence for or against a former state.
        follow: Whether former states are followed to the states that stand for them today.

    Returns:
        For each passage, what each entity means, or None where nothing is known.

    Raises:
        InputError: If ``title`` or ``date`` is not a string.
    """
    for what, value in (("title", title), ("date", date)):
        if value is not None and not isinstance(value, str):
            raise not_a(what, str, value)
    text = "\n".join([title or "", date or "", *(passage.text for passage in passages)])
    article = Article(text, title=named_in(title) if title else frozenset())
    rows = gather(passages, mentions, article)
    every = [mention for row in rows for mention in row]
    article.readings.update(readings(every))
    for row in filter(None, rows):
        row[0].near.states.update(named_states(row))
        article.states.update(row[0].near.states)
    told = {id(mention): _climb(mention) for mention in every}
    kept = _remembered(every, told)
    return [tuple(_answer(mention, told[id(mention)] or kept.get(_same(mention)), follow) for mention in row) for row in rows]


def _climb(mention: Mention) -> Fact | None:
    for rung in RUNGS.get(mention.entity.label, ()):
        if fact := rung(mention):
            return fact
    return None


@lru_cache(maxsize=64)
def named_in(title: str) -> frozenset[str]:
    """Codes of the states that a title names by name or people."""
    facts = (table().places.get(key(entity.text)) for entity in find([Passage.of(title)])[0])
    return frozenset(fact.code for fact in facts if fact and fact.code)


def _same(mention: Mention) -> tuple[str, str]:
    """What makes two mentions the same name."""
    return mention.entity.label, key(mention.forms[-1])


def _remembered(mentions: Iterable[Mention], told: Mapping[int, Fact | None]) -> dict[tuple[str, str], Fact]:
    """Same name, same answer: what the text told once ("Taiwan's X") holds for the name elsewhere, unless it told two states."""
    found: dict[tuple[str, str], set[Fact]] = {}
    for mention in mentions:
        fact = told[id(mention)]
        if fact and fact.code and fact.how in _TOLD_BY_TEXT:
            found.setdefault(_same(mention), set()).add(fact)
    return {same: min(facts, key=lambda fact: fact.how) for same, facts in found.items() if len({f.code for f in facts}) == 1}


def _answer(mention: Mention, fact: Fact | None, follow: bool) -> Country | None:
    if fact is None:
        return None
    metonym = stands_for_government(mention, fact)
    return answer(in_its_time(fact, mention), key(mention.entity.text), metonym=metonym, follow=follow)


# The rungs, as functions of a mention.


def _by_code(mention: Mention) -> Fact | None:
    """The alpha-3 code itself, as tables and headlines have it."""
    return Fact(mention.entity.text, "code") if mention.entity.text in table().states else None


def _spelt_out(mention: Mention) -> Fact | None:
    """An abbreviation that the article introduced in brackets is read as what it stands for."""
    long = mention.forms[-1]
    if not mention.entity.text.isupper() or len(long) <= len(mention.entity.text):
        return None
    full = replace(mention, entity=replace(mention.entity, text=long))
    return _by_body(full) or _by_name(full) or inside(full)


def _by_name(mention: Mention) -> Fact | None:
    """The table has the name: a country, people, capital, city or region."""
    places = table().places
    for form in mention.forms:
        if fact := places.get(key(form)):
            return fact
    return None


def _by_context(mention: Mention) -> Fact | None:
    """The name has several readings, and the article speaks for one, or for none."""
    return mention.article.readings.get(key(mention.entity.text))


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
    """An adjective for two states belongs to neither: "Sino-Russian", "Greek-Turkish"; both are its candidates."""
    parts = re.split(r"[-‐–/]", mention.entity.text)
    if len(parts) < 2:
        return None
    facts = [places for part in parts if (places := table().places.get(key(part)))]
    combining = read("words")["combining"]
    if parts[0] not in combining and len(facts) < 2:
        return None
    first = [combining[parts[0]]] if parts[0] in combining else []
    return Fact(None, "pair", tuple(dict.fromkeys(filter(None, (*first, *(fact.code for fact in facts))))))


def _by_body(mention: Mention) -> Fact | None:
    """The table has the organisation."""
    bodies = table().bodies
    return next((bodies[key(form)] for form in mention.forms if key(form) in bodies), None)


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


_PLACE: tuple[Rung, ...] = (beside, _by_context, _two_states, _by_name, _recased, _without_affixes)

# What is asked for each label, in order. Labels that are not here carry no country.
RUNGS: dict[str, tuple[Rung, ...]] = {
    "GPE": (_by_code, *_PLACE, _by_body, inside_place, only_state_of_place),
    "NORP": (*_PLACE, _by_body, inside_place),
    "LOC": (_by_context, _by_name, _without_affixes, inside_place, only_state_of_place),
    "FAC": (_by_context, _by_name, _without_affixes, _by_body, inside, owned, lying, only_state_of_place),
    "ORG": (_spelt_out, _by_context, _by_body, _by_name, inside, owned, only_state_of_body),
    "PERSON": (_by_person, _by_office, owned, only_state),
    "WEAPON": (_by_maker, inside, owned),
    "EVENT": (_by_body, own_affair),
    "LAW": (_by_body, own_affair),
}
