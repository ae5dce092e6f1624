"""The line under a title: who wrote the article, where and when."""

from __future__ import annotations

import datetime
import re

from geopol.bylines.days import DAY, MONTH, WEEKDAY, day_of
from geopol.kept import compile_once

_MAX_LINE, _MAX_FIELDS = 120, 5
_ALONE = compile_once(rf"{DAY}\.?", re.IGNORECASE)
_FIELDS = compile_once(r"\s+[|·•/–—-]\s+|\s*[|·•]\s*|\t+|,\s+(?!\d{4}\b)|\s{3,}")
_BY_STAFF = compile_once(
    r"[Bb]y [A-Z][^.?!:;]{0,60} (?:staff|writers?|correspondents?|reporters?|desk|team|editors?|bureau)(?:, .{0,40})?"
)
_STROKE = compile_once(r"\s[|·•]\s")
_MONTH_OR_SEASON = compile_once(rf"(?<!\d )(?:{MONTH}|spring|summer|autumn|fall|winter),? (?P<year>\d{{4}})\b", re.IGNORECASE)
_AROUND = "*_#()[] \t"
_BY = compile_once(r"^(?:(?:\w+ )?(?:by|from(?: our)?)|with|author|byline|source|date|in)\b:?\s*", re.IGNORECASE)
# Words in small letters that a name, an office or a place may have.
_SMALL = compile_once(
    r"al|bin|da|del?|de?l?la|den|der|di|dos|du|el|ibn|la|le|ould|ter|van|von|zu|and|at|for|in|of|the|analyst|bureau|contributor|desk"
    r"|fellow|office|staff|team|(?:agencie|correspondent|editor|reporter|service|writer)s?"
)
_NAME_WORDS = 8
_NAME = compile_once(r"[A-Z][\w’'-]*\.?(?: (?:[A-Z]\.|[a-z]{2,4}|[A-Z][\w’'-]+)){1,3}")
# What a page says beside the day: the hour, how long the article is, when it was last changed.
_BESIDE = compile_once(r"\d+ min|\d\d?[:.]\d\d(?!\d)|(?:last )?(?:updated|modified|edited)\b", re.IGNORECASE)
_DAY_OF = compile_once(rf"\d {MONTH}|{MONTH} \d", re.IGNORECASE)
# What has a day of its own: "Battle of Austerlitz, 2 December 1805" is a title.
EVENT = compile_once(
    r"\b(?:battle|siege|fall|war|massacre|attacks?|bombing|coup|revolution|uprising|peace|armistice|surrender|treaty|pact|accords?"
    r"|agreement|convention|declaration|constitution|charter|resolution|crisis|election|referendum|born|died|interview with"
    r"|adopted|signed|done|accessed|retrieved|archived|updated|modified|revised|effective|copyright|figure|table|annex|photo|map)\b",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether a line says who, where and when, and nothing else: "Clara Vogel, 9 December 2024", "Institute · Spring 2025"."""
    bare = line.strip(_AROUND)
    if _STROKE.search(bare) and len(bare) <= _MAX_LINE:
        bare = _MONTH_OR_SEASON.sub(r"1 January \g<year>", bare, count=1)
    return _BY_STAFF.fullmatch(bare) is not None or day_beside_names(bare) is not None


def is_name(line: str) -> bool:
    """Whether a line may be a person's name and nothing else; a short title may look the same."""
    return _NAME.fullmatch(line.strip(_AROUND)) is not None


def day_beside_names(line: str) -> datetime.date | None:
    """The one day of a line that holds nothing else but a few names, offices or places."""
    if len(line) > _MAX_LINE:
        return None
    fields = [_BY.sub("", field, count=1) for field in _FIELDS.split(_joined(line)) if field]
    days = [_ALONE.fullmatch(field) for field in fields]
    others = [field for field, day in zip(fields, days, strict=True) if day is None]
    if len(others) != len(fields) - 1 or len(fields) > _MAX_FIELDS or not all(map(_names_someone, others)):
        return None
    return next(day_of(day) for day in days if day is not None)


_COMMA = compile_once(rf"({MONTH} \d{{1,2}}|{MONTH}|{WEEKDAY}),\s+(?=\w)", re.IGNORECASE)


def _joined(line: str) -> str:
    """A line in which commas inside a day do not part fields; "December 9, 2024" is one."""
    return _COMMA.sub(r"\1 ", line)


def _names_someone(field: str) -> bool:
    """Whether a part of a line is a name, an office, a place or a few words of a page, and no title or sentence."""
    words = field.split()
    if not words:
        return True
    if _BESIDE.match(field):
        return len(words) <= _NAME_WORDS
    if (
        EVENT.search(field)
        or _DAY_OF.search(field)
        or not (field[0].isupper() or _SMALL.fullmatch(words[0]))
        or field[-1] in ".?!:;"
    ):
        return False
    small = (word for word in words if word[0].islower() and not word.startswith(("al-", "el-", "d’", "d'")))
    return len(words) <= _NAME_WORDS and all(map(_SMALL.fullmatch, small))
