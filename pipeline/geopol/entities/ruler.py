"""Find names by rule: one walk over a passage's words, every word looked up once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geopol.entities.designations import designated
from geopol.entities.grammar import to_plain
from geopol.entities.money import amounts
from geopol.entities.rules import BACK, Form, Group, Name, compiled, rules
from geopol.records import Entity, Passage

# After a hyphen a name is a part of a word ("trans-Atlantic"), but for these, which the codebook leaves outside.
_PREFIX = re.compile(r"\b(?:[Aa]nti|[Pp]ro|[Pp]ost|[Pp]re|[Nn]on|[Ee]x)-$")


@dataclass(frozen=True, slots=True)
class Ruled:
    """An entity that a rule found, and the group that the rule belongs to."""

    entity: Entity
    group: Group


def find(passages: Sequence[Passage]) -> list[tuple[Ruled, ...]]:
    """Find names by rule.

    Args:
        passages: Passages of an article.

    Returns:
        For each passage what was found, in order and never overlapping, by ``rule``; offsets refer to the article.
    """
    return [tuple(_ruled(passage, *span) for span in spans(passage.text)) for passage in passages]


def spans(text: str) -> list[tuple[int, int, Group]]:
    """Start, end and group of every name in a text, in order; of overlapping ones the longest."""
    plain = to_plain(text)
    found = [*_walk(plain), *designated(plain), *amounts(plain)]
    return sorted(_longest(found), key=lambda span: span[0])


def _walk(text: str) -> list[tuple[int, int, Group]]:
    """Names, then patterns: where both have the same span, the table is right ("Warsaw Pact" is a body, no treaty)."""
    known = rules()
    names: list[tuple[int, int, Group]] = []
    forms: list[tuple[int, int, Group]] = []
    for word in _words().finditer(text):
        at = word.start()
        if text[at - 1 : at] != "-" or _PREFIX.search(text, max(0, at - 6), at):
            names += _first(text, at, known.names.get(word.group(), ()) or _singular(word.group()))
        forms += _all(text, at, known.forms.get(word.group(), ()))
    return names + forms


def _singular(word: str) -> tuple[Name, ...]:
    """Weapons that go by one word, of which a text has several: "Iskanders"."""
    found = rules().names.get(word[:-1], ()) if word.endswith("s") else ()
    return tuple(name for name in found if name.group.label == "WEAPON" and name.text == word[:-1])


def _first(text: str, at: int, names: Iterable[Name]) -> Iterator[tuple[int, int, Group]]:
    for name in names:
        if text.startswith(name.text, at) and (end := _end(text, at, name)):
            yield at, end, name.group
            return


def _all(text: str, at: int, forms: Iterable[Form]) -> Iterator[tuple[int, int, Group]]:
    for form in forms:
        if span := _around(text, at, form):
            yield *span, form.group


def _end(text: str, at: int, name: Name) -> int | None:
    """Where a name that begins at a place ends, plural included; none where it goes on, or lacks the cue that it needs."""
    end = at + len(name.text)
    if name.group.label == "WEAPON" and text[end : end + 1] == "s":
        end += 1
    if text[end : end + 1].isalnum() or (
        text[end : end + 1] == "'" and text[end + 1 : end + 2].isalpha() and text[end + 1] != "s"
    ):
        return None
    if name.after is None and name.before is None:
        return end
    if name.after and compiled(name.after).match(text, end):
        return end
    return end if name.before and compiled(name.before).search(text, max(0, at - 30), at) else None


def _around(text: str, at: int, form: Form) -> tuple[int, int] | None:
    if not text.startswith(form.head, at):
        return None
    after = compiled(form.after).match(text, at + len(form.head))
    before = compiled(form.before).search(text, max(0, at - BACK), at) if after else None
    return (before.start(), after.end()) if before and after else None


def _longest(found: Iterable[tuple[int, int, Group]]) -> Iterator[tuple[int, int, Group]]:
    """Spans that do not overlap: a longer one goes before a shorter one, then the first."""
    reached: list[tuple[int, ...]] = []
    for start, end, group in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        at = bisect_left(reached, (end,))  # those that begin before its end
        if not at or reached[at - 1][1] <= start:
            reached.insert(at, (start, end))
            yield start, end, group


def _ruled(passage: Passage, start: int, end: int, group: Group) -> Ruled:
    begin, stop = passage.locate(start, end)
    return Ruled(Entity(passage.source[begin:stop], group.label, begin, stop, by="rule", score=group.right), group)


@cache
def _words() -> re.Pattern[str]:
    """Whole words that may begin a rule: with a capital or digit, or one of the few that have none."""
    known = rules()
    small = sorted((word for word in {*known.names, *known.forms} if word[0].islower()), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:[A-ZÀ-ÞĀ-ɏ0-9]\w*|(?:{'|'.join(small)})(?!\w))")
