"""On which side of the document's date a clause tells: the tense around a date decides."""

from __future__ import annotations

import re

from geopol.dates.sense import Found, Side
from geopol.dates.story import opens_sentence
from geopol.kept import compile_once

_FUTURE = compile_once(
    r"\b(?:will|shall|won't|would|(?:to|can|may|might|must|should) (?-i:[a-z]+)|is due|due|scheduled|expected"
    r"|expects?|plans?|planned|planning|set to|slated|upcoming|until|through|going to|hopes?|intends?|next"
    r"|deadline|expires?|begins?|starts?|payable|effective"
    r"|as (?:soon|early) as)\b|'ll\b",
    re.IGNORECASE,
)
_PAST = compile_once(
    r"(?<!be )(?<!to )\b(?:said|told|met|was|were|had|did|made|came|went|took|held|began|gave|saw|left|sent"
    r"|fell|rose|won|lost|(?:had been|was|were|previously) (?:due|set|expected|scheduled|planned|slated)(?: to [a-z]+)?"
    r"|(?-i:[a-z]{2,}ed))\b",
    re.IGNORECASE,
)
_SENTENCE = compile_once(r"[.!?;]['\"”’]?\s")
BEFORE, AFTER = 70, 60  # characters of the clause that are read


def side_told(text: str, found: Found) -> Side | None:
    """The side that the sentence around a find tells of; None where nothing says.

    The cue nearest before the find decides; where a month or day opens its sentence ("In January, the ministers met"), the first
    one after it.
    """
    if text[found.end : found.end + 2] in ("'s", "’s") and "WXX" in found.sense.value:
        return "before"  # "Tuesday's meeting"
    clause = _SENTENCE.split(text[max(0, found.start - BEFORE) : found.start])[-1]
    future = [match.end() for match in _FUTURE.finditer(clause)]
    past = [match.end() for match in _PAST.finditer(clause) if not _FUTURE.fullmatch(match.group())]
    if future or past:
        return "after" if not past or (future and future[-1] > past[-1]) else "before"
    if "WXX" in found.sense.value or not opens_sentence(text, found.start):
        return None
    rest = _SENTENCE.split(text[found.end : found.end + AFTER])[0]
    ahead, behind = _FUTURE.search(rest), _PAST.search(rest)
    if ahead and (not behind or ahead.start() <= behind.start()):
        return "after"
    return "before" if behind else None
