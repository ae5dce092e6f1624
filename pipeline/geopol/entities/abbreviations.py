"""Abbreviations that an article introduces: "long form (LF)", "LF (long form)", "long form, or LF,"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from geopol.entities.merge import YIELDS
from geopol.records import Entity

# What may be named by an abbreviation.
_LABELS = frozenset({"ORG", "GPE", "LAW", "EVENT", "FAC", "LOC", "WEAPON"})
_SHORT = r"(?P<short>[A-Z](?:[A-Za-z&/+-]|\.(?=\w)){0,10}[A-Za-z+]\d{0,2}|[A-Z]\d{1,2})"
_QUOTE = "[\"“”'‘’]?"
# After the long form: "(DPRK)", "(the "Agency")" is none, ", or IRGC,", ", known as ISIS,".
_AFTER = re.compile(
    rf"\s*\(\s*(?:the\s+|or\s+|hereafter\s+)?{_QUOTE}{_SHORT}{_QUOTE}\s*[);,]"
    rf"|,?\s+(?:or|abbreviated(?:\s+as)?|known\s+as)\s+(?:the\s+)?{_QUOTE}{_SHORT.replace('short', 'other')}{_QUOTE}(?=[\s,.;)])"
)
# Before it: "DPRK (Democratic People's Republic of Korea)".
_BEFORE = re.compile(rf"(?<![\w.-]){_SHORT}\s*\(\s*(?:the\s+)?$")
_PARTS = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "de", "du", "des", "la", "a", "an", "at", "with"})


@dataclass(frozen=True, slots=True)
class Bound:
    """What an abbreviation means in an article: a name and its label."""

    name: str
    label: str


def abbreviations(source: str, entities: Iterable[Entity]) -> dict[str, Bound]:
    """What the abbreviations of an article mean, by the entities that introduce them.

    A bracket is bound where its letters are the initials of the name, or most of them for names in another language's order
    ("Kurdistan Workers' Party (PKK)"); of two meanings the first stands, and what the model itself doubts binds nothing.

    Args:
        source: The article's text.
        entities: Its entities, in order.
    """
    bound: dict[str, Bound] = {}
    for entity in entities:
        doubted = entity.score is not None and entity.score < YIELDS
        if entity.label in _LABELS and not doubted and " " in (name := " ".join(entity.text.split())):
            for short in _beside(source, entity):
                if abbreviates(short, name):
                    bound.setdefault(short, Bound(name, entity.label))
    return bound


def _beside(source: str, entity: Entity) -> Sequence[str]:
    after = _AFTER.match(source, entity.end)
    before = (
        _BEFORE.search(source, max(0, entity.start - 25), entity.start) if source[entity.end : entity.end + 1] in ")," else None
    )
    found = [(after["short"] or after["other"]) if after else None, before["short"] if before else None]
    return [short for short in found if short and sum(map(str.isupper, short)) >= (1 if short[-1].isdigit() else 2)]


def abbreviates(short: str, name: str) -> bool:
    """Whether letters can stand for a name: they follow its words from the first to the last, or most are their initials."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    words = [word.lower() for word in _PARTS.findall(name)]
    if short[-1].isdigit():  # "Group of Seven (G7)"
        return bool(words) and words[0].startswith("".join(letters))
    initials = {word[0] for word in words if word not in _SMALL}
    known = sum(letter in initials for letter in set(letters))
    return _follows(letters, words) or (len(letters) > 2 and 3 * known >= 2 * len(set(letters)) and letters[0] in initials)


def _follows(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Whether letters are beginnings of words, in order and from each word at least one; small words may be passed over."""
    if not words or not letters:
        return not letters and all(word in _SMALL for word in words)
    taken = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(letters, words[0], strict=False)))
    counts = range(0 if words[0] in _SMALL else 1, taken + 1)
    return any(_follows(letters[count:], words[1:]) for count in counts)
