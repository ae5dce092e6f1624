"""Which tags of an earlier run another model would give another theme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geopol.learning.outcome import Flip, Flips
from geopol.learning.places import Place, read_bodies
from geopol.themes import ThemeModel


def flips(paths: Iterable[str | Path], before: ThemeModel, after: ThemeModel, places: Iterable[Place] = ()) -> Flips:
    """Body paragraphs of files of tags whose theme differs between two models, and how many were looked at.

    Both models read the paragraphs anew, so that what differs is theirs, whoever wrote the tags.

    Args:
        paths: Files of tags.
        before: One model.
        after: The other.
        places: What the other was taught; it is not counted among the others' flips.

    Raises:
        InputError: If a file is no output of ``geopol tag``.
    """
    taught = {(place.body.article, place.body.indexes[place.row]) for place in places}
    found: list[Flip] = []
    looked = others = 0
    for body in read_bodies(paths):
        themes = zip(
            *([said.primary for said in model.predict(body.texts, body.headings)] for model in (before, after)), strict=True
        )
        own = [(body.article, index) in taught for index in body.indexes]
        looked += len(own)
        others += own.count(False)
        found += [
            Flip(body.article, index, old, new, text, known)
            for index, text, known, (old, new) in zip(body.indexes, body.raw, own, themes, strict=True)
            if old != new
        ]
    return Flips(tuple(found), looked, others)
