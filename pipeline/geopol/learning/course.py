"""Teach a theme model corrections, measure what changed, and write it where it got no worse."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

import geopol
from geopol.corpus import LabelledParagraph, read_corpus
from geopol.errors import InputError, ModelError
from geopol.learning.adapting import Rehearsal, adapt
from geopol.learning.flips import flips
from geopol.learning.outcome import HELD_BACK, KNOWN, LEARNT, Change, Learned, Standing, falls, measure, slips, themes_of
from geopol.learning.places import Place, find_places, on_one_line, themes_at
from geopol.models import check_folder, combine, shipped
from geopol.reviewing import Correction, read_corrections
from geopol.themes import ThemeModel
from geopol.training.themes import train_on
from geopol.wording import same_place, several

FOLDS = 5
# Accuracy may fall by so many points before the new model is refused: one paragraph in a hundred.
TOLERANCE = 1.0


def learn(
    corrections: Sequence[str | Path],
    output: str | Path,
    *,
    models: str | Path | None = None,
    corpus: Sequence[str | Path] = (),
    gold: Sequence[str | Path] = (),
    tags: Sequence[str | Path] = (),
    rehearse: Sequence[str | Path] = (),
    tolerance: float = TOLERANCE,
    force: bool = False,
) -> Learned:
    """Make a new folder of models that has learnt corrections.

    Without a corpus the old model's weights are moved; with one it is trained anew on corpus and corrections, which also takes
    new themes. What counts against the new model is the gold, corrections held back from it (whole articles in turn), and the
    texts that it rehearses on, by their themes where the model has them, else by what the old model says; also corrections that
    look like a slip.

    Args:
        corrections: Files of ``geopol review``, or filled in with other tools.
        output: Folder of the new models; ``themes/`` is made in it, ``entities/`` copied.
        models: Folder of the old models; the shipped ones where not given.
        corpus: What to train on anew, beside the corrections.
        gold: Labelled texts to measure on.
        tags: Files of tags, which hold the articles of the corrections: what stands there is learnt too, and which others would
            flip is seen.
        rehearse: Labelled texts of the model's field, on which it goes on saying what it said; geopol's own articles where not
            given. Only the texts count in learning.
        tolerance: Points of accuracy that may be lost.
        force: Whether to write the model all the same.

    Raises:
        InputError: If a file cannot be read, nothing was corrected, a theme is unknown, or the output is the input or no folder.
        ModelError: If the old models are missing or damaged.
    """
    if not tolerance >= 0:
        raise InputError(f"tolerance must be 0 points or more, not {tolerance}")
    source = Path(models) if models is not None else None
    if source is not None and not source.is_dir():
        raise ModelError(f"no folder of models at {source}; leave it out for the shipped ones")
    if source is not None and same_place(output, source):
        raise InputError(f"the new models would replace the old ones in {source}; choose another folder")
    corrections = several(corrections)
    read = [one for path in corrections for one in read_corrections(path)]
    if not read:
        named = ", ".join(map(str, corrections)) or "no file"
        raise InputError(f"no corrections in {named}: nobody gave a paragraph a theme; look it over with geopol review")
    check_folder(output)
    old = ThemeModel.load(source / "themes" if source is not None and (source / "themes").is_dir() else shipped("themes"))
    with threadpool_limits(limits=1):  # see geopol.training.themes.train
        taught = _labelled(read)
        places = find_places(read, taught, tags)
        if corpus:
            new, changes = _retrained(old, taught, places, corpus, Path(output))
        else:
            new, changes = _adapted(old, taught, places, rehearse)
        changes += [_on_gold(path, old, new) for path in gold]
        flipping = flips(tags, old, new, places)
        worse, doubts = falls(changes, tolerance), slips(read, flipping)
        learned = Learned(
            method="retrained" if corpus else "adapted",
            corrections=(len(read), sum(one.was is not None and one.theme != one.was for one in read)),
            changes=tuple(changes),
            standings=_standings(new, places),
            flips=flipping,
            worse=worse,
            doubts=doubts,
            written=force or not (worse or doubts),
        )
        if learned.written:
            _write(new, learned, old, read, source, Path(output))
    return learned


def _labelled(corrections: Sequence[Correction]) -> list[LabelledParagraph]:
    """Corrections as the themes read them: on one line, hyphens at line ends joined; the last of a text holds."""
    found: dict[str, LabelledParagraph] = {}
    for correction in corrections:
        labelled = correction.labelled()
        if labelled is not None and labelled.text.strip():
            text = on_one_line(labelled.text)
            found[text] = replace(labelled, text=text)
    return list(found.values())


def _adapted(
    old: ThemeModel, taught: Sequence[LabelledParagraph], places: Sequence[Place], rehearse: Sequence[str | Path]
) -> tuple[ThemeModel, list[Change]]:
    texts = {paragraph.text for paragraph in taught}
    known = [paragraph for paragraph in read_corpus(rehearse or [shipped("articles")]) if paragraph.text not in texts]
    rehearsal = Rehearsal.of(old, [paragraph.text for paragraph in known])
    new = adapt(old, taught, rehearsal, places)
    before = _told(old, taught, places)
    changes = [measure(LEARNT, taught, before, _told(new, taught, places), held=False)]
    if len({paragraph.document for paragraph in taught}) > 1:
        changes.append(measure(HELD_BACK, taught, before, _held_back(old, taught, places, rehearsal)))
    said = rehearsal.themes(old)
    if not {paragraph.theme for paragraph in known} <= set(old.labels):
        known = [replace(paragraph, theme=theme) for paragraph, theme in zip(known, said, strict=True)]
    return new, [*changes, measure(KNOWN, known, said, rehearsal.themes(new))]


def _told(model: ThemeModel, taught: Sequence[LabelledParagraph], places: Sequence[Place]) -> list[str]:
    """What tagging again would say of each taught text, at its first place."""
    first = {place.taught: place for place in reversed(places)}
    return themes_at(model, [first[at] for at in range(len(taught))])


def _standings(model: ThemeModel, places: Sequence[Place]) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            article=place.body.article,
            paragraph=place.body.indexes[place.row],
            kind=place.kind,
            wanted=place.wanted,
            said=said,
            text=place.body.texts[place.row],
        )
        for place, said in zip(places, themes_at(model, places), strict=True)
    )


def _held_back(old: ThemeModel, taught: Sequence[LabelledParagraph], places: Sequence[Place], rehearsal: Rehearsal) -> list[str]:
    """Themes by models that have not seen the paragraph's article."""
    from sklearn.model_selection import GroupKFold

    documents = [paragraph.document for paragraph in taught]
    said = [""] * len(taught)
    for seen, unseen in GroupKFold(min(FOLDS, len(set(documents)))).split(documents, groups=documents):
        number = {row: at for at, row in enumerate(seen)}
        shown = [replace(place, taught=number[place.taught]) for place in places if place.taught in number]
        model = adapt(old, [taught[row] for row in seen], rehearsal, shown)
        told = _told(model, taught, places)
        for row in unseen:
            said[row] = told[row]
    return said


def _retrained(
    old: ThemeModel, taught: Sequence[LabelledParagraph], places: Sequence[Place], paths: Sequence[str | Path], output: Path
) -> tuple[ThemeModel, list[Change]]:
    """A model trained anew; a paragraph that was corrected is not learnt as the corpus has it too."""
    texts = {paragraph.text for paragraph in taught}
    known = [paragraph for paragraph in read_corpus(paths) if paragraph.text not in texts]
    new, report, found = train_on([*known, *taught], paths, output / "themes")
    said = [report.labels[column] for column in found.told.argmax(axis=1)]
    return new, [
        measure(LEARNT, taught, _told(old, taught, places), _told(new, taught, places), held=False),
        measure(HELD_BACK, taught, themes_of(old, taught), said[len(known) :]),
    ]


def _on_gold(path: str | Path, old: ThemeModel, new: ThemeModel) -> Change:
    gold = read_corpus([path])
    return measure(Path(path).stem, gold, themes_of(old, gold), themes_of(new, gold))


def _write(
    new: ThemeModel, learned: Learned, old: ThemeModel, corrections: Sequence[Correction], source: Path | None, output: Path
) -> None:
    """The new folder: the themes with their history and card, and the entities as they were."""
    entry = {
        **learned.history(),
        "from": old.fingerprint,
        "by_theme": dict(sorted(Counter(str(one.theme) for one in corrections).items())),
        "fingerprint": combine({one.id: f"{one.theme} {one.also} {one.text}" for one in corrections}),
    }
    new.meta = {**new.meta, "versions": _versions(), "history": [*old.meta.get("history", []), entry]}
    new.save(output / "themes")
    (output / "themes" / "README.md").write_text(_card(new.meta["history"]), encoding="utf-8")
    if source is not None and (source / "entities").is_dir():
        shutil.copytree(source / "entities", output / "entities", dirs_exist_ok=True)


def _versions() -> dict[str, str]:
    return {name: version(name) for name in ("scikit-learn", "numpy", "model2vec")} | {"geopol": geopol.__version__}


def _card(history: Sequence[dict[str, Any]]) -> str:
    lines = [
        "# A theme model that learnt from corrections",
        "",
        "Each step with the model it started from; percent by text alone.",
    ]
    for number, entry in enumerate(history, 1):
        lines += ["", f"## {number}. {entry['corrections']} corrections, {entry['method']}", "", f"From `{entry['from']}`.", ""]
        lines += ["| | paragraphs | accuracy before | after | macro-F1 before | after |", "|---|--:|--:|--:|--:|--:|"]
        for one in entry["scores"]:
            numbers = (*one["accuracy"], *one["macro_f1"])
            lines.append(f"| {one['name']} | {one['paragraphs']} | {' | '.join(f'{number:.1f}' for number in numbers)} |")
    return "\n".join(lines) + "\n"
