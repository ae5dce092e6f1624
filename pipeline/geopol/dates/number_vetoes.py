"""Which numbers are no dates, by the words around them: they count, measure or number something."""

from __future__ import annotations

import re

from geopol.dates.lexicon import lexicon
from geopol.dates.sense import Found
from geopol.dates.words_around import opens, vetoes, word_after, word_before
from geopol.kept import compile_once

_NUMBER_BEFORE = re.compile(r"(?:[$€£¥₹#/]|\d[,.]|[A-Za-z]-|№|\w\.)$|\d$")
_NUMBER_AFTER = re.compile(r"[,.]\d|%|/\d|-[a-z]+ed\b|°")
# "War of 1812", "Agenda 2030", "resolution 1325 (2000)": the year is part of a name (codebook: one EVENT or LAW).
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:War|Revolution|Revolutions|Uprising|Rebellion|Compromise|Panic) of (?:the )?"
    r"|\b(?:Agenda|Vision|Horizon|Forward|Windows|Expo) |\d \(|(?i:resolutions?|articles?|sections?|nos\.|laws|decrees) "
    r"(?:\d+(?:,| and|, and| or) )+"
    r"|(?<![\d-])\d{1,3}-|(?i:\b(?:more|fewer|less) than )|\bH\.R\. )$"
)
EARLIEST_BARE = 1400  # a smaller bare number is a year only behind a word such as "in"
_NAMED_AFTER = re.compile(
    r"(?:'s)? (?:Agenda|agenda for Sus|World Cup|Olympic|Olympics|Summer Olympic|Winter Olympic|Games"
    r"|Gay Games|Asian Games|FIFA)\b"
)
_PHONE = re.compile(
    r"(?:\b\d{3}[- ]\d{3}[- ]|\+\d[\d ()-]*|\b(?:tel|telephone|phone|fax|call|dial)\.?:? [\d(+][\d ()+-]*)$", re.IGNORECASE
)
_HOUSE = compile_once(
    r"(?: [A-Z][\w.’']*){1,4},? (?:Ave(?:nue)?|St(?:reet)?|R(?:oa)?d|Blvd|Boulevard|Dr(?:ive)?|Lane|Way|Pl(?:ace)?|Sq(?:uare)?"
    r"|Highway|Parkway|[NS][WE])\b"
)
_NUMBERS_A_HOUSE = compile_once(r"(?:^|[,;:(\n•|] ?|\bat )$")
_DOES = re.compile(r" (?P<noun>[a-z]+) (?:were|are|had|have|will|came|went|[a-z]+ed)\b")
_FIRST_NUMBER = re.compile(r"\d{1,4}\s?[-–—]\s?$")


def _year(text: str, found: Found) -> bool:
    """A bare number that counts or numbers something."""
    bare = text[found.start : found.end]
    if not bare.isdigit():  # "about 1900 soldiers"
        counted = word_after(text, found.end).lower()
        return bare[-4:].isdigit() and counted in vetoes().after_year - vetoes().ambiguous_after_year
    if _NUMBER_BEFORE.search(text, max(0, found.start - 2), found.start) or _NUMBER_AFTER.match(text, found.end):
        return True
    if _NAMED_BEFORE.search(text, max(0, found.start - 30), found.start) or _NAMED_AFTER.match(text, found.end):
        return True
    if _PHONE.search(text, max(0, found.start - 24), found.start) or _opens_with_a_count(text, found):
        return True
    if _NUMBERS_A_HOUSE.search(text, max(0, found.start - 4), found.start) and _HOUSE.match(text, found.end):
        return True
    words, before, after = vetoes(), word_before(text, found.start), word_after(text, found.end)
    if int(bare) < EARLIEST_BARE and before not in words.before_old_year:
        return True
    counts = after.lower() in words.after_year and (
        after.lower() not in words.ambiguous_after_year or text[found.end : found.end + 4] == " or "
    )
    if counts and not (after == "or" and re.match(r" or \d", text[found.end : found.end + 6])):
        return before not in words.before_real_year or after.lower() in words.always_counted
    if before == "of" and word_before(text, found.start - 3) in words.counted_by_of:
        return True
    if before in words.weak_before_year:
        return bool(re.match(r"[-\s](?:[a-z]+\s)?[a-z]+s\b", text[found.end : found.end + 30]))
    return before in words.before_year and text[found.start - 1] in " \u00a0.-"


def _opens_with_a_count(text: str, found: Found) -> bool:
    """A number that opens its sentence counts the plural behind it: "1945 voters signed"; a year would have an article."""
    match = _DOES.match(text, found.end) if opens(text, found.start) else None
    if match is None or match["noun"] in vetoes().behind:
        return False
    return match["noun"].endswith("s") or match["noun"] in vetoes().after_year


def _numbered_range(text: str, found: Found) -> bool:
    """Pages: "pp. 1914–18"."""
    return word_before(text, found.start) in vetoes().before_range


def _last_number(text: str, found: Found) -> bool:
    """The last page: "pages 1950-1953"."""
    first = _FIRST_NUMBER.search(text, max(0, found.start - 8), found.start)
    return first is not None and word_before(text, first.start()) in vetoes().before_range


def _year_or_page(text: str, found: Found) -> bool:
    return _year(text, found) or _last_number(text, found)


def _old_year(text: str, found: Found) -> bool:
    """A number of three digits that counts: it is a year where "year" says so, or between "in" and the end of the phrase."""
    if not text[found.start : found.end].isdigit():
        return "year" not in text[found.start : found.end].lower()
    before = re.search(r"(\w+) (?:in|since|until)(?: the year)? $", text[max(0, found.start - 30) : found.start], re.IGNORECASE)
    opens = re.search(r"(?:^|[.!?,;(] )(?:in|since|until) $", text[max(0, found.start - 10) : found.start], re.IGNORECASE)
    if not opens and (before is None or before.group(1).lower() in lexicon().numbers or before.group(1).isdigit()):
        return True
    after = word_after(text, found.end)
    return (after != "" and after not in vetoes().behind) or re.match(r"[-–—%°]", text[found.end : found.end + 1]) is not None


def _spoken(text: str, found: Found) -> bool:
    """Words that count or tell the hour: "in ten sixty-six" is a year, "at ten thirty" and "fifteen hundred and ten" are not."""
    words = text[found.start : found.end].lower()
    if re.search(r"seventeen|eighteen|nineteen|twenty[ -]|year", words):
        return False
    return word_before(text, found.start) not in ("in", "of", "since", "year")


def _day_of_month(text: str, found: Found) -> bool:
    """An ordinal that counts something else."""
    return (
        word_before(text, found.start) not in ("the", "on")
        or bool(re.match(r"[-\s]?[A-Za-z0-9]", text[found.end : found.end + 2]))
        or not re.search(r"(?:on|of|until|by|since|from|and|to) the $|, the $", text[max(0, found.start - 10) : found.start])
    )


def _era_year(text: str, found: Found) -> bool:
    """Letters that are no era."""
    return text[found.end : found.end + 1] in ("-", "/")


def _spoken_decade(text: str, found: Found) -> bool:
    """Banknotes: "paid in fifteen twenties"."""
    parted = re.match(r"early|late|mid", text[found.start : found.end].lower())
    return parted is None and word_before(text, found.start) not in ("the", "early", "late", "mid", "and", "of")


NUMBERS = {
    "year": _year_or_page,
    "cut range of years": _numbered_range,
    "old year": _old_year,
    "era year": _era_year,
    "day of month": _day_of_month,
    "spoken decade": _spoken_decade,
    "spoken year": _spoken,
    "spoken year of a hundred": _spoken,
    "spoken year of two thousand": _spoken,
}
