"""A tagger without models, fast and picklable: dates, countries and paragraphs are real, entities and themes not looked for."""

from __future__ import annotations

import os
import signal
import time

from geopol.records import ThemeScores
from geopol.tagging import Tagger


class NoEntities:
    """Finds none; some words in a text make it slow, faulty, or kill the process it runs in."""

    def find(self, passages):
        for passage in passages:
            if "sleep for long" in passage.text:
                time.sleep(30)
            if "loop without end" in passage.text:
                while True:
                    pass
            if "wait a little" in passage.text:
                time.sleep(0.02)
            if "stumble" in passage.text:
                raise IndexError("list index out of range")
            if "press Ctrl-C" in passage.text:
                signal.raise_signal(signal.SIGINT)
            if "kill the worker" in passage.text:
                os.kill(os.getpid(), signal.SIGKILL)
        return [() for _ in passages]


class NoThemes:
    """The same theme for everything."""

    def predict(self, texts, headings=None):
        return [ThemeScores("other", (), {"other": 1.0}, "ok") for _ in texts]


def tagger() -> Tagger:
    """One that is made in no time."""
    return Tagger(NoEntities(), NoThemes(), "stub")
