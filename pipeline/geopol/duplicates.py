"""Mark articles that are copies of earlier ones: the same words, or nearly so (a story under another headline).

Nothing is dropped. Sketches (MinHash of runs of three words) and their index are kept in a file, so memory stays flat; of 100,000
articles the file takes about 150 MB. Copies are looked for among the articles of one run.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

from geopol.extras import missing
from geopol.records import Copy

# Two articles are copies when they share this part of their runs of three words. A story with one paragraph in five cut off
# has about 0.8, two reports of one event by different authors under 0.1.
SIMILAR = 0.7
# Shorter texts share runs of words by chance; of them only exact copies are marked.
_WORDS = 20
_RUN = 3
# 25 bands of 5: two articles with the similarity 0.7 meet in a band with a probability of 0.99, at 0.8 of 0.9999.
_BANDS, _ROWS = 25, 5
# Earlier articles that one is compared with at most, the earliest first.
_CANDIDATES = 50
_WORD = re.compile(r"\w+")
_TABLES = """
create table exact (hash blob primary key, id text) without rowid;
create table sketch (number integer primary key, id text, marks blob);
create table band (hash blob, number integer, primary key (hash, number)) without rowid;
"""


class Seen:
    """The articles seen so far, in a file.

    Args:
        folder: Where the file is; it is removed at the end.

    Raises:
        InputError: If datasketch is not installed.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from datasketch import MinHash
        except ImportError as error:
            raise missing("datasketch", "duplicates", "--duplicates") from error
        self._blank = MinHash(num_perm=_BANDS * _ROWS)
        self._folder = tempfile.TemporaryDirectory(prefix=".geopol-", dir=folder)
        self._data = sqlite3.connect(Path(self._folder.name) / "seen.sqlite", isolation_level=None)
        self._data.executescript(f"pragma journal_mode = off; pragma synchronous = off; begin; {_TABLES}")

    def look(self, name: str, text: str) -> Copy | None:
        """What an article is a copy of; one that is none is remembered.

        Args:
            name: Its id.
            text: Its text.
        """
        words = _WORD.findall(text.lower())
        whole = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        if found := self._data.execute("select id from exact where hash = ?", (whole,)).fetchone():
            return Copy(found[0], 1.0)
        if len(words) >= _WORDS:
            marks = self._marks(words)
            if found := self._nearest(marks):
                return found
            self._remember(name, marks)
        self._data.execute("insert into exact values (?, ?)", (whole, name))
        return None

    def close(self) -> None:
        """Remove the file."""
        self._data.close()
        self._folder.cleanup()

    def _marks(self, words: list[str]) -> Any:  # noqa: ANN401 - an array
        sketch = self._blank.copy()
        sketch.update_batch({" ".join(words[at : at + _RUN]).encode("utf-8", "replace") for at in range(len(words) - _RUN + 1)})
        return sketch.hashvalues.astype("uint32")  # which is all they are

    def _nearest(self, marks: Any) -> Copy | None:  # noqa: ANN401
        import numpy as np

        keys = _keys(marks)
        asked = (
            f"select distinct number from band where hash in ({','.join('?' * len(keys))}) order by number limit {_CANDIDATES}"  # noqa: S608
        )
        for (number,) in self._data.execute(asked, keys).fetchall():
            name, held = self._data.execute("select id, marks from sketch where number = ?", (number,)).fetchone()
            same = float(np.mean(np.frombuffer(held, dtype=marks.dtype) == marks))
            if same >= SIMILAR:
                return Copy(name, round(same, 3))
        return None

    def _remember(self, name: str, marks: Any) -> None:  # noqa: ANN401
        number = self._data.execute("insert into sketch (id, marks) values (?, ?)", (name, marks.tobytes())).lastrowid
        self._data.executemany("insert or ignore into band values (?, ?)", [(key, number) for key in _keys(marks)])


def _keys(marks: Any) -> list[bytes]:  # noqa: ANN401
    """A key for each band of a sketch."""
    return [
        blake2b(bytes([band]) + marks[band * _ROWS : (band + 1) * _ROWS].tobytes(), digest_size=8).digest()
        for band in range(_BANDS)
    ]


def mark(articles: Iterable[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Articles of schema 1 with the key ``duplicate``: ``null``, or what the article is a copy of.

    Args:
        articles: The articles, in order; the first of several copies is the original.
        folder: Where the index may be kept for the time.

    Raises:
        InputError: If datasketch is not installed.
    """
    with closing(Seen(folder)) as seen:
        for article in articles:
            text = "\n".join(paragraph["text"] for paragraph in article["paragraphs"] if paragraph["kind"] == "body")
            copy = seen.look(article["id"], text) if text else None
            yield _with(article, {"of": copy.of, "similarity": copy.similarity} if copy else None)


def _with(article: Mapping[str, Any], copy: dict[str, Any] | None) -> dict[str, Any]:
    """The article with one key more, behind its language."""
    fields: dict[str, Any] = {}
    for key, value in article.items():
        fields[key] = value
        if key == "language":
            fields["duplicate"] = copy
    return fields
