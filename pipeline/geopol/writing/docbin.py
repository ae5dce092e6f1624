"""spaCy's DocBin: a Doc a body paragraph, with entities, dates as a span group, and themes as categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geopol.writing.files import Files
from geopol.writing.paragraphs import body

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# A DocBin is read into memory as a whole, so a long output is several files; spaCy's reader takes a folder of them.
PER_FILE = 20_000
DATES = "dates"


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write ``NAME.spacy``, and ``NAME.2.spacy`` and so on for every further 20,000 paragraphs.

    Args:
        articles: Articles of schema 1.
        target: The first file.
        files: Where files are opened.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    docs = _docs(nlp, articles)
    number = 1
    while (group := list(islice(docs, PER_FILE))) or number == 1:
        path = target if number == 1 else target.with_name(f"{target.name.removesuffix(target.suffix)}.{number}{target.suffix}")
        with files.open(path) as out:
            out.write(DocBin(docs=group, store_user_data=True).to_bytes())
        number += 1


def _docs(nlp: Language, articles: Iterable[dict[str, Any]]) -> Iterator[Doc]:
    for article, paragraph in body(articles):
        yield _doc(nlp, article, paragraph)


def _doc(nlp: Language, article: dict[str, Any], paragraph: dict[str, Any]) -> Doc:
    """Spans that begin or end inside a token are widened to whole tokens, and those that then overlap are left out."""
    from spacy.util import filter_spans

    doc = nlp.make_doc(paragraph["text"])
    start = paragraph["start"]

    def span(one: dict[str, Any], label: str, value: str) -> Any:  # noqa: ANN401
        return doc.char_span(one["start"] - start, one["end"] - start, label=label, span_id=value, alignment_mode="expand")

    doc.ents = filter_spans([span(one, one["label"], one["country"] or "") for one in paragraph["entities"]])
    doc.spans[DATES] = [span(one, one["type"], one["value"]) for one in paragraph["dates"]]
    doc.cats = dict(paragraph["scores"])
    doc.user_data = {
        "article": article["id"],
        "index": paragraph["index"],
        "date": article["date"],
        "heading": paragraph["heading"],
        "theme": paragraph["theme"],
        "countries": [one["country"] for one in paragraph["entities"]],
    }
    return doc
