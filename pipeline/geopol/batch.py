"""A folder in, tagged lines out: every file ends among the results or among the failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from geopol.errors import InputError
from geopol.reading import Source, discover, read
from geopol.records import Article, Document, Failure
from geopol.tagging import Tagger
from geopol.writing import to_json

# A chunk is what a worker gets at once: large enough to hide the cost of sending it, small enough that two workers end together.
CHUNK_ITEMS = 32
CHUNK_BYTES = 500_000

Item = Source | Document | Failure


@dataclass(frozen=True, slots=True)
class Tagged:
    """One article as it is written, with what the summary counts; ``size`` is about the bytes of input it took."""

    id: str
    line: bytes
    size: int
    words: int
    paragraphs: int
    themes: dict[str, int]
    uncertain: int


@dataclass(slots=True)
class Summary:
    """What a run came to."""

    articles: int = 0
    words: int = 0
    paragraphs: int = 0
    uncertain: int = 0
    themes: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, result: Tagged | Failure) -> None:
        """Count one result."""
        if isinstance(result, Failure):
            self.failures.append(result)
            return
        self.articles += 1
        self.words += result.words
        self.paragraphs += result.paragraphs
        self.uncertain += result.uncertain
        self.themes.update(result.themes)


def run(
    tagger: Tagger,
    items: Iterable[Source | Failure],
    output: BinaryIO,
    *,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    progress: Callable[[Tagged | Failure], None] | None = None,
) -> Summary:
    """Tag everything `geopol.reading.discover` found and write one line an article, in input order.

    Args:
        tagger: Tags the documents.
        items: What to tag.
        output: Where the lines go.
        jobs: Number of processes; the lines are the same for any number.
        stdin: Standard input, for the source ``-``.
        progress: Called after each result.

    Raises:
        InputError: If ``jobs`` is under 1.
    """
    summary = Summary()
    for result in results(tagger, items, jobs=jobs, stdin=stdin):
        if isinstance(result, Tagged):
            output.write(result.line)
        summary.add(result)
        if progress is not None:
            progress(result)
    return summary


def results(
    tagger: Tagger, items: Iterable[Source | Failure], *, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Tagged | Failure]:
    """Results in input order, as they are done.

    Raises:
        InputError: If ``jobs`` is under 1.
    """
    if jobs < 1:
        raise InputError(f"jobs must be 1 or more, not {jobs}")
    chunks = _chunks(_open_tables(items, stdin))
    if jobs == 1:
        for chunk in chunks:
            for item in chunk:
                yield from _results(tagger, item)
        return
    from joblib import Parallel, delayed

    work = (delayed(_work)(tagger, chunk) for chunk in chunks)
    for done in Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="3*n_jobs", batch_size=1)(work):
        yield from done


def plan(
    paths: Sequence[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = (), hidden: bool = False
) -> list[Source | Failure]:
    """What a run will tag, in the order in which it will. See `geopol.reading.discover`."""
    return list(discover(paths, include=include, exclude=exclude, hidden=hidden))


def _open_tables(items: Iterable[Source | Failure], stdin: BinaryIO | None) -> Iterator[Item]:
    """Tables are read here and their rows shared out, since one may hold any number; other files are read by the workers."""
    for item in items:
        if isinstance(item, Source) and item.is_table:
            yield from read(item, stdin)
        else:
            yield item


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) >= CHUNK_ITEMS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(item: Item) -> int:
    if isinstance(item, Document):
        return len(item.text)
    return item.size if isinstance(item, Source) else 0


def _work(tagger: Tagger, chunk: Sequence[Item]) -> list[Tagged | Failure]:
    return [result for item in chunk for result in _results(tagger, item)]


def _results(tagger: Tagger, item: Item) -> Iterator[Tagged | Failure]:
    for found in read(item) if isinstance(item, Source) else (item,):
        yield found if isinstance(found, Failure) else _tag(tagger, found, _size(item))


def _tag(tagger: Tagger, document: Document, size: int) -> Tagged | Failure:
    try:
        article = next(tagger.pipe([document]))
    except InputError as error:
        reason = str(error).removeprefix(f"{document.id}: ")
        return Failure(document.id, "tagging", reason, "mend the text, or split it, and tag it again")
    return _tagged(article, size)


def _tagged(article: Article, size: int) -> Tagged:
    bodies = [paragraph for paragraph in article.paragraphs if paragraph.kind == "body"]
    return Tagged(
        id=article.id,
        line=to_json(article),
        size=size,
        words=sum(len(paragraph.text.split()) for paragraph in article.paragraphs),
        paragraphs=len(bodies),
        themes=dict(Counter(paragraph.theme for paragraph in bodies if paragraph.theme)),
        uncertain=sum(paragraph.status == "uncertain" for paragraph in bodies),
    )
