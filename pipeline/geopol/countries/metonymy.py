"""Whether a place stands for its government: "Moscow said" against "in Moscow"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from geopol.countries.evidence import Mention
from geopol.countries.facts import Fact
from geopol.countries.names import key
from geopol.countries.store import read
from geopol.countries.table import table

# Kinds of names that can stand for a government: a capital, or a seat of power in it.
_CAN = ("capital", "seat")
_TOKEN = re.compile(r"[\w’'-]+|[,.;:!?()\"“”]")
_ENDINGS = (("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("es", ""), ("s", ""))
_BE = frozenset(
    ("is", "was", "be", "being", "remains", "remained", "became", "seems", "seemed", "appears", "appeared", "are", "were")
)
_ONE_OF_A_LIST = frozenset(("and", "or", "nor", ","))
# Words that begin a sentence, or a list ("both Washington and Beijing"), and are no names.
_NO_NAMES = frozenset(
    (
        "in",
        "at",
        "from",
        "to",
        "with",
        "for",
        "on",
        "by",
        "of",
        "both",
        "either",
        "neither",
        "under",
        "after",
        "since",
        "the",
        "but",
    )
)
# Words before a preposition that may tell what comes from, or goes to, a government.
_REACH = 4
# A clause between commas after the subject is at most this long.
_CLAUSE = 9


def stands_for_government(mention: Mention, fact: Fact) -> bool:
    """Whether a capital or a seat of power stands for the government that sits in it.

    Args:
        mention: The name where it stands.
        fact: What the table says of the name.
    """
    if not fact.code or not (fact.how in _CAN or key(mention.entity.text) == key(table().states[fact.code].capital or "")):
        return False
    before, after = _TOKEN.findall(mention.before), _TOKEN.findall(mention.after)
    for told in (
        _by_joined(mention),
        _by_possessive(after, mention.after),
        _by_preposition(_without_list(before), after, fact.how),
    ):
        if told is not None:
            return told
    if fact.how == "seat":
        return not (_any("building", after[:2]) or _any("at_building", before[-3:]))
    return _is_subject(after) or _any("dealings", [word for word in _without_list(before) if word != "both"][-1:])


def _by_joined(mention: Mention) -> bool | None:
    """Joined by a hyphen: "pro-Moscow", "Moscow-backed", "the Moscow-Beijing axis"; not "the London-based bank"."""
    if re.search(r"\b(?:pro|anti)[-‐–]$", mention.before, re.IGNORECASE):
        return True
    if found := re.match(r"[-‐–](?:[A-Z][\w’']+ )?(\w+)", mention.after):
        return _any("compounds", [found[1]]) or _any("pairs", [found[1]])
    return None


def _by_possessive(after: Sequence[str], text: str) -> bool | None:
    """What the name owns: "Moscow's demand" is its government's, "Moscow's streets" are not."""
    if not text.startswith(("'", "’")):
        return None
    owned = [word for word in after if word not in ("'s", "’s", "'", "’")][:3]
    return not (_any("city_things", owned) or _any("building", owned))


def _by_preposition(before: Sequence[str], after: Sequence[str], how: str) -> bool | None:
    """What the word before the name says, where that is a preposition."""
    words = [word.lower() for word in before]
    if words and words[-1] == "the":
        words.pop()
        if how != "seat":  # "the Beijing regime", "the Tehran reactor": the name only qualifies what follows
            return _any("regimes", after[:2])
    last, rest = (words[-1], words[-1 - _REACH : -1]) if words else ("", [])
    if last in _words("place_before"):
        return False
    if last in ("from", "to", "of", "on", "over", "toward", "towards"):
        group = {"over": "on", "toward": "to", "towards": "to"}.get(last, last)
        if how == "seat" and last == "of" and _any("building", rest):
            return False
        told = _any(f"{group}_government", rest) and not _any("travel", rest)
        return told or (None if how == "seat" else False)
    if last == "for":
        return bool(rest) and not _any("not_for_government", rest)
    if last in ("with", "between"):
        return not _any("travel", rest)
    return True if last in ("by", "against") else None


def _is_subject(after: Sequence[str]) -> bool:
    """Whether the first verb after the name is one that governments do."""
    words = _without_clause(_without_others(after))
    be = False
    for word in (word.lower() for word in words[:10]):
        if word in _BE:
            be = True
        elif not (word.endswith("ly") or word in _words("between") or word.isdigit()):
            return _any("states" if be else "acts", [word])
    return False


def _without_clause(words: Sequence[str]) -> Sequence[str]:
    """Leave out ", for its part," after a subject; where no comma ends it (", which denies it") only the comma goes."""
    if words[:1] != [","]:
        return words
    end = next((at for at, word in enumerate(words[1:_CLAUSE], start=1) if word == ","), 0)
    return words[end + 1 :]


def _without_others(words: Sequence[str]) -> Sequence[str]:
    """Words after a name, without the names listed with it: "and Seoul agreed" leaves "agreed"."""
    at = 0
    while len(words) > at + 1 and words[at] in _ONE_OF_A_LIST and words[at + 1][:1].isupper():
        at += 1
        while at < len(words) and words[at][:1].isupper():
            at += 1
    return words[at:]


def _without_list(words: Sequence[str]) -> Sequence[str]:
    """Words up to a name, without the names listed with it: "urged Washington and" leaves "urged"."""
    rest = list(words)
    while len(rest) > 1 and rest[-1] in _ONE_OF_A_LIST and rest[-2][:1].isupper() and rest[-2].lower() not in _NO_NAMES:
        rest.pop()
        while rest and rest[-1][:1].isupper() and rest[-1].lower() not in _NO_NAMES:
            rest.pop()
    return rest


def _any(group: str, words: Iterable[str]) -> bool:
    stems = _stems(group)
    return any(_stem(word.lower()) in stems for word in words)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(read("metonymy")[group].split())


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(map(_stem, _words(group)))


def _stem(word: str) -> str:
    """A word without the ending of its verb or plural form."""
    for ending, letter in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)] + letter
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] if word[-2:-1] == word[-1:] else word
