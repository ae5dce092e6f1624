"""Whom a person serves, told by the words around the name: "Russian Foreign Minister X", "X, president of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopol.kept import compile_once

_RANK = (
    r"(?:prime|foreign|defen[cs]e|interior|finance|trade|deputy|vice|first|former|then|acting|interim|chief|state|opposition|military|army|supreme|national"
    r"|secretary|assistant|permanent|senior|special|general|political|rebel|security|naval|air|force|under|late|new|outgoing|incumbent|newly|elected"
    r"|commerce|energy|oil|economy|justice|exiled|founding|longtime|communist|revolutionary)"
)
_POST = (
    r"(?:president|premier|minister|chancellor|king|queen|emperor|tsar|czar|sultan|prince|princess|leader|ruler|dictator|ambassador|envoy"
    r"|secretary|general|admiral|marshal|colonel|commander|chief|spokesman|spokeswoman|spokesperson|representative|delegate|diplomat|politician|senator|lawmaker"
    r"|parliamentarian|president-elect|head of state|counterpart|official|officer|dissident|journalist|historian|economist"
    r"|philosopher|engineer|scientist|physicist|statesman|negotiator|consul|governor|mayor|judge|lawyer|businessman|oligarch|author|writer|analyst|strongman|monarch|cleric|activist)"
)
# The posts as words: a text without any of them need not be searched.
_POSTS = frozenset(re.findall(r"[a-z]+", _POST)) | {"president-elect"}
_ROLE = rf"(?i:(?:{_RANK}[- ])*{_POST})"
_SMALL_ROLE = rf"(?:(?:{_RANK}|of|affairs)[- ])*{_POST}"
# A capitalised word without the stop of a sentence, or an abbreviation with inner stops ("U.S.").
_WORD = r"(?:[A-Z](?:\.[A-Z])+\.?|[A-Z][\w’'-]*)"
_NAME = rf"{_WORD}(?: (?:(?:and|of|the) ){{0,2}}{_WORD}){{0,4}}"

_TITLED = compile_once(rf"((?:{_WORD} ){{0,3}}{_WORD})(?: {_ROLE})+(?: (?:Dr\.|Gen\.|H\.E\.|Mr\.|Mrs\.|Ms\.))?,? $")
_HEADED = compile_once(rf"{_ROLE}(?: (?:of|for) (?:[A-Z]\w+ )(?:Affairs|Defen[cs]e|Trade))? of (?:the )?({_NAME}),? $")
_IS = compile_once(rf"^,? (?:(?:the|a|an|then|former|was|is) )+({_WORD}(?: {_WORD})?)(?:['’]s?)? {_SMALL_ROLE}\b")
_IS_OF = compile_once(rf"^,? (?:(?:the|a|an|then|former|is|was|,) )*{_ROLE} of (?:the )?({_NAME})")


def served(before: str, after: str) -> Iterator[str]:
    """Names that may be the state a person serves, most telling first.

    Args:
        before: What stands before the person's name in its paragraph.
        after: What stands after it.
    """
    told = not _POSTS.isdisjoint(re.findall(r"[a-z-]+", before.lower()))
    if told and (found := _TITLED.search(before)):
        words = re.sub(r"['’]s?$", "", found[1]).replace("’s ", " ").replace("'s ", " ").split()
        for start in range(len(words) - 1, -1, -1):
            for end in range(len(words), start, -1):
                yield " ".join(words[start:end])
    for found in (_HEADED.search(before) if told else None, _IS.match(after), _IS_OF.match(after)):
        if found:
            words = found[1].split()
            yield from (" ".join(words[:end]) for end in range(len(words), 0, -1))
