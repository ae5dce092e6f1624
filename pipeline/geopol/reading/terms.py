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

    Raises:
        InputError: If a limit is not above 0.
    """

    columns: Columns = field(default_factory=Columns)
    max_chars: int = MAX_CHARS
    seconds: float = MAX_SECONDS
    memory: int = MAX_MEMORY

    def __post_init__(self) -> None:
        if min(self.max_chars, self.seconds, self.memory) <= 0:
            raise InputError(f"limits must be above 0, not {self.max_chars}, {self.seconds} and {self.memory}")


PLAIN_TERMS = Terms()
