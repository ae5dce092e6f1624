"""Make the recogniser's scores mean what they say: of the entities scored 0.8, four in five should be right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from sklearn.linear_model import LogisticRegression

from geopol.entities.scores import score
from geopol.gold import read_gold
from geopol.training.examples import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from geopol.entities.recogniser import EntityRecogniser


def calibrate(nlp: Language, path: Path) -> None:
    """Fit Platt's scaling of the pipeline's recogniser on a gold file that it was not trained on."""
    recogniser = cast("EntityRecogniser", nlp.get_pipe("geopol_entities"))
    recogniser.cfg["calibration"] = [1.0, 0.0]
    chances, right = zip(*_judged(nlp, path), strict=True)
    odds = np.log(np.array(chances) / (1 - np.array(chances)))[:, None]
    line = LogisticRegression(C=1e6).fit(odds, right)
    recogniser.cfg["calibration"] = [round(float(line.coef_[0, 0]), 4), round(float(line.intercept_[0]), 4)]


def _judged(nlp: Language, path: Path) -> Iterator[tuple[float, bool]]:
    """Score of each entity found, and whether the gold has it."""
    for gold in read_gold([path]):
        doc = nlp(gold.text)
        wanted = {(span.start, span.end, span.label_) for span in example(nlp.make_doc(gold.text), gold).reference.ents}
        for span in doc.ents:
            chance = score(span)
            if chance is not None:
                yield chance, (span.start, span.end, span.label_) in wanted
