"""What an expression means before its surroundings are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geopol.records import DateType

Base = Literal["document", "mention", "quarter"]
Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A step of so many units from a base: "last year" is one year back from the document's date.

    Attributes:
        unit: Unit of the step and of the result: ``D`` day, ``W`` week, ``WE`` weekend, ``M`` month, ``Q`` quarter, ``S`` season,
            ``Y`` year, ``DE`` decade, ``CE`` century, ``TH`` hour.
        count: How many, negative into the past.
        base: What the step is counted from.
        fallback: Value where the base is not known (``PAST_REF``).
        single: Whether one unit was told without a number ("a year ago"); where quarters are compared, it means the same quarter.
    """

    unit: str
    count: int
    base: Base
    fallback: str
    single: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """Meaning of an expression by its own words.

    Attributes:
        value: TIMEX3 value as far as the words give it; ``XXXX`` stands for a year that the surroundings must give.
        type: TIMEX3 type.
        mod: TIMEX3 modifier.
        shift: Step from a base, where the expression is relative. ``value`` then holds what stands inside the shifted unit
            ("March of last year": ``XXXX-03``), or is empty.
        clock: Time of day as TIMEX3 writes it after the date (``TMO``, ``T14:30``).
        seek: ``before`` or ``after``: the words themselves tell on which side of the base a yearless date lies ("last March").
        leans: Whether ``seek`` starts from the last mention ("the following March") and not from the document's date.
        ends: Both ends, where the expression is a range; the first and last calendar date, or durations.
        span: First and last day, where the words fix them better than the value does (a named period).
        feast: Rule of a movable holiday (``easter-2``), whose year the surroundings give.
    """

    value: str
    type: DateType = "DATE"
    mod: str | None = None
    shift: Shift | None = None
    clock: str = ""
    seek: Side | None = None
    leans: bool = False
    ends: tuple[Sense, ...] = ()
    span: tuple[str | None, str | None] | None = None
    feast: str = ""

    @property
    def yearless(self) -> bool:
        """Whether the surroundings have to give the year."""
        return self.value.startswith("XXXX") and self.shift is None

    @property
    def dated(self) -> bool:
        """Whether the words give a year, decade or century of their own."""
        return self.type in ("DATE", "TIME") and self.shift is None and self.value[:2] != "XX" and self.value[:1] in "0123456789B"


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a passage.

    Attributes:
        start: First character in the passage's text.
        end: One past the last character.
        sense: What it means.
        rule: Name of the rule that found it.
        parts: Spans of both ends, where the expression is a range.
    """

    start: int
    end: int
    sense: Sense
    rule: str
    parts: tuple[tuple[int, int], ...] = ()
