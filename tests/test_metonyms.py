"""Countries: whether a place stands for its government, on sentences written for the purpose."""

from __future__ import annotations

import pytest
from metonyms import DOES_NOT, STANDS

from geopol import countries
from geopol.records import Entity, Passage

# Seats of power are organisations when they act, sites when they are visited (codebook 2); the flag may not hang on it.
SEATS = ("Kremlin", "White House", "Pentagon", "Élysée", "Blue House", "Casa Rosada", "Downing Street", "Quai d'Orsay")


def flag(sentence, label="GPE"):
    """Whether the place in brackets is said to stand for its government."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    name = text[start:end]
    entity = Entity(name, label, start, end, name=name)
    meant = countries.resolve([Passage.of(text)], [[entity]])[0][0]
    return meant is not None and meant.metonym


def f1(stands, does_not):
    """F1 of the flag, in percent."""
    right = sum(map(flag, stands))
    wrong = sum(map(flag, does_not))
    return 100 * 2 * right / (right + wrong + len(stands))


def test_the_sentences_are_enough():
    """At least 200, half of them traps, each once."""
    assert min(len(STANDS), len(DOES_NOT)) >= 100
    assert len(set(STANDS + DOES_NOT)) == len(STANDS) + len(DOES_NOT)


@pytest.mark.parametrize(("part", "least"), [(slice(0, None, 2), 96), (slice(1, None, 2), 90)], ids=["seen", "held"])
def test_how_good_the_flag_is(part, least, capsys):
    """The sentences that the rules were made with, and those that they were not."""
    score = f1(STANDS[part], DOES_NOT[part])
    with capsys.disabled():
        print(f"\nmetonym flag: F1 {score:.1f}")
    assert score >= least


@pytest.mark.parametrize("label", ["ORG", "FAC"])
def test_the_label_of_a_seat_does_not_matter(label):
    """The Kremlin said; in the Kremlin."""
    for sentence in STANDS + DOES_NOT:
        if sentence[sentence.index("[") + 1 : sentence.index("]")] in SEATS[:4]:
            assert flag(sentence, label) == flag(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "[Russia] said that it would answer.",
        "[Geneva] said farewell to the delegates.",
        "[Russian] officials said so.",
        "[Gazprom] said that it would pay.",
    ],
)
def test_what_cannot_be_a_metonym(sentence):
    """A state by its own name is meant itself; other cities, peoples and companies stand for no government."""
    assert not flag(sentence)
