"""Label Studio: a list of tasks with geopol's tags as predictions, and the labelling interface that they fit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from geopol.writing.files import Files
from geopol.writing.paragraphs import body, spans
from geopol.writing.units import to_units

_LABELS = ("PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW", "WEAPON", "MONEY", "DATE", "TIME", "DURATION", "SET")


def write(articles: Iterable[dict[str, Any]], target: Path, files: Files) -> None:
    """Write the tasks, one a body paragraph, as a JSON list, and ``NAME.config.xml`` to paste into the project's settings.

    Args:
        articles: Articles of schema 1.
        target: The file of tasks.
        files: Where files are opened.
    """
    themes: dict[str, None] = {}
    with files.open(target) as out:
        before = b"[\n"
        for article, paragraph in body(articles):
            themes.update(dict.fromkeys([*sorted(paragraph["scores"]), *_themes(paragraph)]))
            out.write(before + orjson.dumps(_task(article, paragraph)))
            before = b",\n"
        out.write(b"\n]\n" if before == b",\n" else b"[]\n")
    with files.open(target.with_name(f"{target.name.removesuffix(target.suffix)}.config.xml")) as out:
        out.write(_config(sorted(themes)).encode("utf-8"))


def _themes(paragraph: dict[str, Any]) -> list[str]:
    return [name for name in (paragraph["theme"], *paragraph["also"]) if name]


def _task(article: dict[str, Any], paragraph: dict[str, Any]) -> dict[str, Any]:
    text = paragraph["text"]
    head = {"article": article["id"], "index": paragraph["index"], "title": article["title"], "date": article["date"]}
    marked = [
        {
            "id": f"span-{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": to_units(text, start), "end": to_units(text, end), "text": one["text"], "labels": [label]},
            "meta": {"text": [value]} if (value := one.get("country") or one.get("value")) else {},
        }
        for number, (start, end, label, one) in enumerate(spans(paragraph))
    ]
    chosen = {"id": "theme", "from_name": "theme", "to_name": "text", "type": "choices", "value": {"choices": _themes(paragraph)}}
    prediction = {
        "model_version": f"geopol {article['model']['version']}",
        "score": next(iter(paragraph["scores"].values()), None),
        "result": [*marked, chosen],
    }
    return {"data": {"text": text, "heading": paragraph["heading"], **head}, "predictions": [prediction]}


def _config(themes: list[str]) -> str:
    """The labelling interface: names and values are those that the predictions refer to."""
    labels = "\n".join(f"    <Label value={quoteattr(name)}/>" for name in _LABELS)
    choices = "\n".join(f"    <Choice value={quoteattr(name)}/>" for name in themes)
    return f"""<View>
  <Header value="$heading"/>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="theme" toName="text" choice="multiple">
{choices}
  </Choices>
</View>
"""
