"""Label Studio: tasks with predictions out (labelstud.io/guide/tasks), its export with annotations in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from geopol.marks import LABELS
from geopol.reviewing.corrections import Correction, carried
from geopol.writing.units import from_units, to_units


def to_labelstudio(corrections: Iterable[Correction]) -> bytes:
    """Tasks whose predictions are the model's themes and mentions."""
    tasks: list[dict[str, Any]] = [
        {
            "data": {"text": one.text, **carried(one)},
            "predictions": [{"model_version": "geopol", "score": one.score, "result": list(_results(one))}],
        }
        for one in corrections
    ]
    return orjson.dumps(tasks, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def labelstudio_setup(themes: Sequence[str]) -> str:
    """The labelling interface that the tasks need, for Label Studio's project settings."""
    choices = "\n".join(f"    <Choice value={quoteattr(theme)}/>" for theme in themes)
    labels = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in LABELS)
    return f"""<View>
  <Header value="$heading"/>
  <Choices name="theme" toName="text" choice="single" showInLine="true" required="true">
{choices}
  </Choices>
  <Choices name="also" toName="text" choice="multiple" showInLine="true">
{choices}
  </Choices>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text"/>
  <TextArea name="country" toName="text" perRegion="true" placeholder="country, three letters" maxSubmissions="1"/>
  <TextArea name="value" toName="text" perRegion="true" placeholder="date, TIMEX3 value" maxSubmissions="1"/>
</View>
"""


def from_labelstudio(task: Mapping[str, Any], where: str) -> Correction:
    """The correction of a task: the last annotation that was not cancelled; a task that has none stays without a theme."""
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    results, text = done[-1]["result"] if done else [], task["data"]["text"]
    mentions: dict[str, dict[str, Any]] = {}
    chosen: dict[str, list[str]] = {"theme": [], "also": []}
    for result in results:
        value, name = result["value"], result["from_name"]
        if result["type"] == "choices" and name in chosen:
            chosen[name] += value["choices"]
        elif result["type"] == "labels":
            mentions.setdefault(result["id"], {}).update(
                {end: from_units(text, int(value[end])) for end in ("start", "end")}, label=value["labels"][0]
            )
        elif result["type"] == "textarea" and name in ("country", "value"):
            mentions.setdefault(result["id"], {})[name] = value["text"][0]
    ordered = sorted((one for one in mentions.values() if "label" in one), key=lambda one: int(one["start"]))
    row = {**task["data"], "mentions": ordered, "checked": bool(done)}
    return Correction.from_dict({**row, "theme": chosen["theme"][0] if chosen["theme"] else None, "also": chosen["also"]}, where)


def _results(correction: Correction) -> Iterator[dict[str, Any]]:
    """Label Studio's results: the theme, further ones, and each mention with its country or value."""
    for name, themes in (("theme", [correction.was] if correction.was else []), ("also", list(correction.also))):
        if themes:
            yield {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": themes}}
    for number, one in enumerate(correction.mentions):
        place = {"start": to_units(correction.text, one.start), "end": to_units(correction.text, one.end)}
        about = {"id": f"m{number}", "to_name": "text"}
        words = correction.text[one.start : one.end]
        yield {**about, "from_name": "label", "type": "labels", "value": {**place, "text": words, "labels": [one.label]}}
        name, told = ("value", one.value) if one.label == "DATE" else ("country", one.country)
        if told:
            yield {**about, "from_name": name, "type": "textarea", "value": {**place, "text": [told]}}
