"""On which side of the document's date a clause tells: the tense around a date decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geopol.dates.sense import Found, Side
from geopol.dates.story import opens_sentence
from geopol.kept import compile_once

# What looks ahead. The verbs of the second line leave no doubt; a plan or a deadline may be of the past.
_FUTURE = compile_once(
    r"\b(?:(?P<sure>will|shall|won't|(?:is|are|be) (?:due|set|scheduled|expected|slated)|(?:is|are|plans?|hopes?|intends?) to)"
    r"|would|(?:to|can|may|might|must|should) (?-i:[a-z]+)|due|scheduled|expected"
    r"|expects?|plans?|planned|planning|set (?:to|for)|slated|upcoming|until|through|going to|hopes?|intends?|next"
    r"|deadline|expires?|begins?|starts?|payable|effective"
    r"|as (?:soon|early) as)\b|(?P<short>'ll|’ll)\b",
    re.IGNORECASE,
)
# What tells of the past. Verbs that report or decide ("said", "agreed") may have what lies ahead in their object, so they are
# sure only right before the date; what was due or put off is sure of nothing.
_REPORTS = (
    r"said|told|announced|agreed|decided|warned|predicted|promised|vowed|pledged|urged|called|asked|proposed|offered|hoped"
    r"|insisted|reported|noted|confirmed|stated|wrote|claimed|suggested|threatened|ordered|approved|invited"
)
_PUT_OFF = (
    r"(?:had been|was|were|previously) (?:due|set|expected|scheduled|planned|slated)(?: to [a-z]+)?"
    r"|(?:postponed|delayed|extended|rescheduled|moved|needed|wanted|intended|estimated|projected|forecast|limited|proposed)"
    r"|set(?! (?:up|off|out|aside|fire))|put (?:off|back)"
)
_HAPPENED = (
    r"met|was|were|had|did|made|came|went|took|held|began|gave|saw|left|sent|fell|rose|won|lost|spoke|drew|flew|threw|grew|struck"
    r"|broke|drove|chose|froze|swore|tore|brought|bought|caught|thought|fought|sought|built|spent|dealt|felt|kept|paid|laid|stood|ran"
    r"|sank|shot|fled|led|sold|heard|became|overcame|withdrew|oversaw|underwent|hung|swung|shook|taken|given|seen|gone|begun|fallen"
    r"|risen|written|driven|chosen|frozen|broken|grown|known|shown|been|cut|shut|hit|quit|split|spread|cast|beat|put|set"
)
_PAST = compile_once(
    r"(?<!\bbe )(?<!\bto )(?<!\bis )(?<!\bare )(?<!\bbeing )\b(?:(?P<report>"
    + _REPORTS
    + r")|(?P<put_off>"
    + _PUT_OFF
    + r")|(?P<strong>"
    + _HAPPENED
    + r"|(?-i:[a-z]{2,}(?<!e)ed|agreed|freed|guaranteed)))\b",
    re.IGNORECASE,
)
_SENTENCE = compile_once(r"[.!?;]['\"”’)]?\s")
# A verb right before the date is the one that happened then: "announced in March".
_RIGHT_BEFORE = compile_once(r"\s+(?:(?:in|on|at|last|early|late|mid-?|this|the|back) ?){0,3}$")
# Behind one of these another clause begins, with a verb of its own.
_BOUNDARY = compile_once(
    r"[,;:()–—]|\b(?:that|which|who|whom|whose|when|where|after|since|before|because|as|and|but|while|if|it|he|she|they|we)\b"
)
# "the Jan. 14 deadline": what is said of it may have been said long before.
_OF_SOMETHING = compile_once(r"\b(?:the|an?|its|his|her|their|this|that) $")
_SOMETHING = compile_once(r" [a-z]{3,}")
_SINCE = compile_once(r"\b(?:since|ever since)(?: (?:early|late|mid|the|last))? $", re.IGNORECASE)
# What is told in the present and has a day is still to come: "the two meet on Sunday".
_COMING = compile_once(
    r"\b(?:meets?|convenes?|gathers?|arrives?|departs|travels|flies|hosts|opens|holds|resumes?|plays?|faces"
    r"|(?i:polls) (?:open|close)|(?:go|goes|head|heads) to the polls|takes? (?:place|office|effect))\b"
)
BEFORE, AFTER = 70, 60  # characters of the clause that are read


@dataclass(frozen=True, slots=True)
class Told:
    """The side that a clause tells of, and whether its verb leaves no doubt."""

    side: Side | None
    sure: bool = False


_NOTHING = Told(None)


def side_told(text: str, found: Found) -> Told:
    """The side that the sentence around a find tells of.

    The cue nearest before the find decides; where a month or day opens its sentence ("In January, the ministers met"), the first
    one after it.
    """
    if text[found.end : found.end + 2] in ("'s", "’s") and "WXX" in found.sense.value:
        return Told("before", sure=True)  # "Tuesday's meeting"
    clause = _SENTENCE.split(text[max(0, found.start - BEFORE) : found.start])[-1]
    if _SINCE.search(clause):
        return Told("before", sure=True)
    told = _before(clause)
    if told.side is not None:
        attribute = _OF_SOMETHING.search(clause) and _SOMETHING.match(text, found.end)
        return replace(told, sure=False) if attribute else told
    if "WXX" in found.sense.value:
        return Told("after") if _COMING.search(clause) else _NOTHING
    if not opens_sentence(text, found.start):
        return _NOTHING
    rest = _SENTENCE.split(text[found.end : found.end + AFTER])[0]
    first, behind = _FUTURE.search(rest), _PAST.search(rest)
    if first and (not behind or first.start() <= behind.start()):
        return _told(first)
    return _told(behind) if behind else _NOTHING


def _before(clause: str) -> Told:
    """The side by the last cue of a clause that ends where the date begins."""
    future = next(reversed(list(_FUTURE.finditer(clause))), None)
    past = next(reversed([match for match in _PAST.finditer(clause) if not _FUTURE.fullmatch(match.group())]), None)
    if past is None or future is None:
        cue = past or future
        return _NOTHING if cue is None else _told(cue, clause)
    if future.end() > past.end():
        return _told(future, clause)
    ahead, behind = _told(future, clause), _told(past, clause)
    # "will redeem its preferred shares on Oct. 31": no other clause has begun.
    goes_on = (
        ahead.sure and not _RIGHT_BEFORE.match(clause, past.end()) and not _BOUNDARY.search(clause, future.end(), past.start())
    )
    return ahead if goes_on else behind


def _told(cue: re.Match[str], clause: str = "") -> Told:
    part = cue.groupdict()
    if "strong" not in part:
        return Told("after", sure=bool(part["sure"] or part["short"]))
    at_once = part["report"] is not None and _RIGHT_BEFORE.match(clause, cue.end()) is not None
    return Told("before", sure=at_once or part["strong"] is not None)
