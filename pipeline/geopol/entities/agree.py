"""One article, one answer: what an article says of a name once holds for the same name elsewhere in it.

1. An abbreviation that the article introduces has the label of its long form: "the Islamic Revolutionary Guard Corps (IRGC)".
2. A person named in full is found by the surname, too, unless that is a place or a word, or the article names another bearer.
3. A name that most of its mentions agree on has that label in all; one that is found in most places is found in the others.

A mention inside a longer name stays what it is, and a tie, a single mention, and words that are many things stay as they were.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from geopol.entities.abbreviations import abbreviations
from geopol.entities.grammar import begins_sentence, first_word
from geopol.entities.names import plain
from geopol.entities.surnames import bearers, is_shared
from geopol.entities.titles import has_title
from geopol.records import Entity, Passage

# Labels of a name's mentions that can differ by what the sentence says: "visited the Kremlin", "the Kremlin said".
_EITHER = (frozenset({"ORG", "FAC"}), frozenset({"GPE", "NORP"}), frozenset({"GPE", "PERSON"}), frozenset({"LAW", "ORG"}))
# Share of what agreement changed in `corpus` that was right: 57 of 68.
_RIGHT = 0.84
# Amounts and dates are no names.
_NO_NAMES = frozenset({"DATE", "MONEY"})
# So many mentions, and such a share of their weight, make a majority.
_MENTIONS, _SHARE = 3, 0.7
# So many mentions let a name be found where it was missed, if it was not missed more often.
_FOUND = 2
# Shorter words are not found where the model missed them.
_SHORTEST = 3

# Words without a capital: a name that an article has without one, too, is a word that a sentence may begin with.
_SMALL = re.compile(r"\b[^\W\d_A-Z]\w*")
_WORD = re.compile(r"(?<![\w/-])[^\W_a-z]\w*")
# A capital that follows or comes before makes a mention a part of a longer name.
_GOES_ON = re.compile(r" [^\W\d_a-z]\w|-[^\W\d_a-z]|\.\w")
_LONG = frozenset({"ORG", "LAW", "EVENT", "FAC"})
_GOES_FAR = re.compile(r" (?:of|in|for|on) (?:the )?[^\W\d_a-z]\w")
_BEGUN = re.compile(r"[^\W\d_a-z][\w'’.-]* $")

Why = Literal["abbreviation", "person", "majority"]
_Labels = Callable[[str], frozenset[str] | None]


def _unknown(name: str) -> None:
    """Nothing is known of any name."""
    del name


@dataclass(frozen=True, slots=True)
class Known:
    """What an article says of a name: its label, how that is known, and whether the name is found where it was missed."""

    label: str
    why: Why
    adds: bool = True


def agree(
    passages: Sequence[Passage], mentions: Sequence[Sequence[Entity]], *, labels: _Labels = _unknown
) -> list[tuple[Entity, ...]]:
    """Make an article's mentions agree.

    Args:
        passages: Passages of an article.
        mentions: Its entities, a sequence a passage, in order and none overlapping.
        labels: The labels that a name can have by what is known of it elsewhere; None where nothing is.

    Returns:
        The same with labels made one and mentions added, each with ``by`` ``rule``.
    """
    every = [entity for group in mentions for entity in group if entity.label not in _NO_NAMES]
    known = _known(passages, every, labels)
    names = _by_word(known)
    hits = [list(_hits(passage, group, names)) for passage, group in zip(passages, mentions, strict=True)]
    known = _without_rare(known, every, [hit.name for found in hits for hit in found if hit.entity is None])
    words = frozenset(_SMALL.findall(passages[0].source)) if known else frozenset()
    return [_agreed(passage, group, found, known, words) for passage, group, found in zip(passages, mentions, hits, strict=True)]


def _without_rare(known: Mapping[str, Known], every: Sequence[Entity], missed: Sequence[str]) -> dict[str, Known]:
    """Names that a majority tells are found where they were missed only if they were found often, and not missed more often."""
    told, free = Counter(plain(entity.text) for entity in every), Counter(missed)
    return {
        name: row if row.why != "majority" or told[name] >= max(_FOUND, free[name]) else replace(row, adds=False)
        for name, row in known.items()
    }


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a passage's text: the entity there with its very span, or none where nothing was found."""

    name: str
    start: int
    end: int
    entity: Entity | None


def _known(passages: Sequence[Passage], every: Sequence[Entity], labels: _Labels) -> dict[str, Known]:
    """What the article says of names; the surer reason goes before."""
    source = passages[0].source if passages else ""
    told = [(name, Known(label, "majority")) for name, label in _majorities(every)]
    told += [(name, Known("PERSON", "person")) for name in _people(source, every)]
    known = {name: row for name, row in told if (can := labels(name)) is None or row.label in can}
    return known | {name: Known(bound.label, "abbreviation") for name, bound in abbreviations(source, every).items()}


def _people(source: str, every: Sequence[Entity]) -> Iterator[str]:
    """Short forms of people's names that at least as many mentions take for the person's as for anything else."""
    full = bearers(plain(entity.text) for entity in every if entity.label == "PERSON")
    votes = Counter[tuple[str, bool]]()
    for entity in every:
        name = plain(entity.text)
        votes[name, entity.label == "PERSON" or (name in full and has_title(source, entity.start))] += 1
    for short, name in full.items():
        if votes[short, True] + votes[name, True] >= votes[short, False]:
            yield short


def _majorities(every: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """Names with the label that most of their mentions have."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    count = Counter[str]()
    for entity in every:
        name = plain(entity.text)
        weights[name][entity.label] += 1.0 if entity.score is None else entity.score
        count[name] += 1
    for name, labels in weights.items():
        label = max(labels, key=lambda one: (labels[one], one))
        clear = count[name] >= _MENTIONS and labels[label] >= _SHARE * sum(labels.values()) and labels.keys() not in _EITHER
        if clear or len(labels) == 1:
            yield name, label


def _by_word(known: Iterable[str]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=lambda one: (-len(one), one)):
        rows[first_word(name)].append(name)
    return rows


def _hits(passage: Passage, group: Sequence[Entity], names: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """Known names in a passage that are an entity as they stand, or free of any."""
    text, reached = passage.text, 0
    starts = [entity.start for entity in group]
    for word in _WORD.finditer(text):
        at = word.start()
        if at < reached:
            continue
        for name in names.get(word.group(), ()):
            end = at + len(name)
            if text.startswith(name, at) and not text[end : end + 1].isalnum():
                reached = end
                begin, stop = passage.locate(at, end)
                over = group[max(0, bisect_left(starts, begin + 1) - 1) : bisect_left(starts, stop)]
                over = [entity for entity in over if entity.end > begin]
                if not over:
                    yield Hit(name, at, end, None)
                elif (over[0].start, over[-1].end, len(over)) == (begin, stop, 1):
                    yield Hit(name, at, end, over[0])
                break


def _agreed(
    passage: Passage, group: Sequence[Entity], hits: Iterable[Hit], known: Mapping[str, Known], words: Set[str]
) -> tuple[Entity, ...]:
    kept = dict.fromkeys(group)
    for hit in hits:
        row = known[hit.name]
        if hit.entity is None and row.adds and _stands_alone(passage.text, hit, row, words):
            begin, stop = passage.locate(hit.start, hit.end)
            kept[Entity(passage.source[begin:stop], row.label, begin, stop, by="rule", score=_RIGHT)] = None
        elif hit.entity is not None and hit.entity.label not in (row.label, *_NO_NAMES) and _is_firm(hit, row):
            del kept[hit.entity]
            kept[replace(hit.entity, label=row.label, by="rule", score=_RIGHT)] = None
    return tuple(sorted(kept, key=lambda entity: entity.start))


def _is_firm(hit: Hit, row: Known) -> bool:
    """Whether a mention that has another label takes the known one."""
    return row.why != "person" or not is_shared(hit.name)


def _stands_alone(text: str, hit: Hit, row: Known, words: Set[str]) -> bool:
    """Whether a free mention is the name by itself, no part of a longer one and no common word."""
    if row.why == "abbreviation":
        return True
    if _GOES_ON.match(text, hit.end):
        return False
    if row.label == "PERSON" and has_title(text, hit.start):
        return True
    if row.why == "majority" and (row.label == "NORP" or (" " not in hit.name and _is_slight(hit.name, row))):
        return False  # what people are called is also a language's name, and the countries step has found the rest
    if is_shared(hit.name) or _small(hit.name) in words or (row.label in _LONG and _GOES_FAR.match(text, hit.end)):
        return False
    begun = _BEGUN.search(text, max(0, hit.start - 25), hit.start)
    return begun is None or begins_sentence(begun.group().strip())


def _is_slight(name: str, row: Known) -> bool:
    """Whether a single word is too little to be found by."""
    return row.label == "PERSON" or len(name) < _SHORTEST


def _small(name: str) -> str:
    return name[0].lower() + name[1:]
