"""On what terms a source is read: limits, stated once, and the names of a table's columns.

What is over a limit is a named failure, never cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geopol.errors import InputError

# Unpacked bytes of one file that is read at once. It stops archives that unpack without end; the largest report seen has 30 MB.
MAX_BYTES = 200_000_000
# Bytes of one web page, markup and scripts included: its parser takes some 35 times as much memory.
MAX_PAGE = 20_000_000
# Characters of one article. War and Peace has 3.2 million; tagging five million takes minutes and about 1 GB of memory.
MAX_CHARS = 5_000_000
# Seconds that reading one document may take, and tagging it. Five million characters need about 200 on a common core.
MAX_SECONDS = 300.0
# Address space of the process that parses foreign formats. Its libraries map half a gigabyte before they read a byte.
MAX_MEMORY = 2_000_000_000
# An archive may unpack to this much in all, or to MAX_RATIO times its size if that is more. Text packs to a third or a tenth.
MAX_UNPACKED = 1_000_000_000
MAX_RATIO = 50


# What no limit can be set above: seconds that every system's clock can count, and bytes that an address can have.
MOST_SECONDS = 10_000_000
MOST_MEMORY = 2**47
_OPTIONS = {"max_chars": "--max-chars", "seconds": "--timeout", "memory": "bytes; --memory takes megabytes"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of a table's columns, upper and lower case alike in CSV; only ``text`` has to exist."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    date: str = "date"


@dataclass(frozen=True, slots=True)
class Terms:
    """What reading goes by.

    Attributes:
        columns: Names of the columns of tables.
        max_chars: Characters of one article.
        seconds: Time for one document.
        memory: Address space in bytes for parsing one document of a foreign format.
        date: The date of documents that have none of their own, ISO 8601.
        day_first: Whether "03/04/2021" in a table is 3 April; ``None`` where each column tells by its other dates.

    Raises:
        InputError: If a limit is not above 0, or above what can be held.
    """

    columns: Columns = field(default_factory=Columns)
    max_chars: int = MAX_CHARS
    seconds: float = MAX_SECONDS
    memory: int = MAX_MEMORY
    date: str | None = None
    day_first: bool | None = None

    def __post_init__(self) -> None:
        for what, most in (("max_chars", MAX_BYTES), ("seconds", MOST_SECONDS), ("memory", MOST_MEMORY)):
            value = getattr(self, what)
            if not isinstance(value, int | float) or not 0 < value <= most:
                bound = f"{most:,} at most" if isinstance(value, int | float) and value > most else "a number above 0"
                raise InputError(f"{what} ({_OPTIONS[what]}) must be {bound}, not {value!r}")


PLAIN_TERMS = Terms()
