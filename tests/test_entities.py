"""Entities: spans by the codebook, one policy for two finders, and any spaCy pipeline in place of ours."""

from __future__ import annotations

import pytest
import spacy

from geopol.entities import EntityFinder, link_names, load, merge
from geopol.entities.merge import without_dates
from geopol.entities.spans import WINDOW, entity, trim
from geopol.errors import ModelError
from geopol.records import Date, Entity, Passage


def names(text: str, *mentions: tuple[str, str]) -> list[Entity]:
    """Entities for the first occurrence of each mention after the last one."""
    found, at = [], 0
    for mention, label in mentions:
        at = text.index(mention, at)
        found.append(Entity(mention, label, at, at + len(mention)))
        at += len(mention)
    return found


def ruler(*patterns: tuple[str, str]) -> spacy.Language:
    """A tiny pipeline that knows a few names."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": text} for text, label in patterns])
    return nlp


@pytest.mark.parametrize(
    ("mention", "kept"),
    [
        ("the European Union", "European Union"),
        ("The Hague", "Hague"),
        ("Russia's", "Russia"),
        ("Russia’s", "Russia"),
        ("United States'", "United States"),
        ("U.S.", "U.S."),
        ("the U.S.", "U.S."),
        ("Gazprom,", "Gazprom"),
        ("Moscow.", "Moscow"),
        ("“New START”", "New START"),
        ("Minsk-", "Minsk"),
        ("Acme Corp.", "Acme Corp."),
        ("An-225", "An-225"),
        ("Anwar Sadat", "Anwar Sadat"),
        ("Theresa May", "Theresa May"),
        ("the", "the"),
    ],
)
def test_spans_are_trimmed(mention: str, kept: str):
    """A span is without leading article, trailing possessive and edge punctuation; abbreviations keep their full stop."""
    start, end = trim(mention, 0, len(mention))
    assert mention[start:end] == kept


@pytest.mark.parametrize(("mention", "kept"), [("Page 2", False), ("© 2024", False), ("pp. 12", False), ("Pages of Peace", True)])
def test_page_numbers_are_no_entities(mention, kept):
    """Whatever a model takes them for."""
    assert (entity(Passage.of(mention), 0, len(mention), "EVENT", 0.4) is not None) is kept


def test_labels_of_other_schemes_are_mapped_and_foreign_kinds_left_out():
    """PER is PERSON; a kind that the codebook does not have is no entity."""
    finder = EntityFinder(ruler(("Angela Merkel", "PER"), ("Latin", "LANGUAGE"), ("Berlin", "GPE")))
    [found] = finder.find([Passage.of("Angela Merkel spoke Latin in Berlin.")])
    assert [(entity.text, entity.label) for entity in found] == [("Angela Merkel", "PERSON"), ("Berlin", "GPE")]


def test_offsets_refer_to_the_article():
    """A passage that was cut from a wrapped article gives offsets into the article, line break included."""
    source = "Intro.\n\nThe talks in North\nKorea failed."
    passage = Passage("The talks in North Korea failed.", source, start=8)
    [[entity]] = EntityFinder(ruler(("North Korea", "GPE"))).find([passage])
    assert entity.text == "North\nKorea"
    assert source[entity.start : entity.end] == entity.text


def test_more_passages_than_a_window_keep_their_order():
    """Every passage gets its own entities, however many there are."""
    finder = EntityFinder(ruler(("Oslo", "GPE")))
    texts = ["Oslo." if number % 3 else "Nothing." for number in range(2 * WINDOW + 5)]
    found = finder.find([Passage.of(text) for text in texts])
    assert [len(group) for group in found] == [int(text == "Oslo.") for text in texts]


def test_no_pipeline_of_that_name_is_a_clear_error():
    """The message names what was asked for."""
    with pytest.raises(ModelError, match="no spaCy pipeline 'en_core_web_nonsense'"):
        load("en_core_web_nonsense")


def test_a_pipeline_without_entities_is_refused(tmp_path):
    """A pipeline that cannot find entities would give empty results in silence."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "pipeline")
    with pytest.raises(ModelError, match="finds no entities; its components: sentencizer"):
        load(tmp_path / "pipeline")


def test_the_shipped_pipeline_loads_with_plain_spacy():
    """models/entities is a spaCy pipeline like any other."""
    from geopol.models import shipped

    nlp = spacy.load(shipped("entities"))
    doc = nlp("Sergei Lavrov met his Turkish counterpart in Ankara.")
    assert ("Ankara", "GPE") in {(entity.text, entity.label_) for entity in doc.ents}


def test_rules_fill_what_the_model_left_open():
    """Where model and rule overlap, the model's span stands."""
    text = "North Korean envoys left Seoul."
    model = names(text, ("North Korean", "NORP"))
    rules = names(text, ("Korean", "NORP"), ("Seoul", "GPE"))
    assert [entity.text for entity in merge(model, rules)] == ["North Korean", "Seoul"]


def date(text: str, expression: str) -> Date:
    """A date of which only the span matters."""
    at = text.index(expression)
    return Date(expression, at, at + len(expression), "DATE", expression)


def test_a_date_inside_a_name_belongs_to_the_name():
    """ "Hungarian Revolution of 1848" is one EVENT."""
    text = "The Hungarian Revolution of 1848 failed in 1849."
    entities = names(text, ("Hungarian Revolution of 1848", "EVENT"), ("1849", "DATE"))
    kept, dates = without_dates(entities, [date(text, "1848"), date(text, "1849")])
    assert [entity.text for entity in kept] == ["Hungarian Revolution of 1848"]
    assert [found.text for found in dates] == ["1849"]


@pytest.mark.parametrize(
    ("text", "name", "label", "when", "kept", "stands"),
    [
        ("The 2026 NDS says so.", "2026 NDS", "LAW", "2026", ["NDS"], True),
        ("The 2008 Beijing summit failed.", "2008 Beijing summit", "EVENT", "2008", ["2008 Beijing summit"], False),
        ("It fell to $14 billion last year.", "$14 billion last year", "MONEY", "last year", ["$14 billion"], True),
        ("The Act of 1989 holds.", "Act of 1989", "ORG", "1989", ["Act of 1989"], False),
        ("It ends Nov. 16 at noon.", "Nov. 16", "LAW", "Nov. 16", [], True),
        ("The Class of 1989 Fund gave.", "Class of 1989 Fund", "ORG", "1989", ["Class of 1989 Fund"], False),
    ],
)
def test_a_date_at_the_edge_of_a_name(text, name, label, when, kept, stands):
    """What begins or ends a name is cut off, unless it belongs to it."""
    entities, dates = without_dates(names(text, (name, label)), [date(text, when)])
    assert [entity.text for entity in entities] == kept
    assert all(text[entity.start : entity.end] == entity.text for entity in entities)
    assert bool(dates) == stands


def test_a_date_that_reaches_over_a_name_stands():
    """An entity that a date overlaps gives way."""
    text = "It fell in May 1945."
    kept, dates = without_dates(names(text, ("May", "PERSON")), [date(text, "May 1945")])
    assert kept == ()
    assert [found.text for found in dates] == ["May 1945"]


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("Vladimir Putin spoke. Putin left.", [("Vladimir Putin", "PERSON"), ("Putin", "PERSON")], ["Vladimir Putin"] * 2),
        ("Putin's plan. Vladimir Putin spoke.", [("Putin's", "PERSON"), ("Vladimir Putin", "PERSON")], ["Vladimir Putin"] * 2),
        (
            "Fidel Castro and Raúl Castro; Castro said",
            [("Fidel Castro", "PERSON"), ("Raúl Castro", "PERSON"), ("Castro", "PERSON")],
            ["Fidel Castro", "Raúl Castro", "Castro"],
        ),
        (
            "The African Union (AU) met. The AU agreed.",
            [("African Union", "ORG"), ("AU", "ORG"), ("AU", "ORG")],
            ["African Union"] * 3,
        ),
        ("Iran, (AU) met.", [("Iran", "GPE"), ("AU", "ORG")], ["Iran", "AU"]),
        ("The North\nKorea file", [("North\nKorea", "GPE")], ["North Korea"]),
    ],
)
def test_names_are_linked_to_their_fullest_form(text, mentions, expected):
    """A surname takes the one full name that bears it, an abbreviation the long form that introduces it."""
    [linked] = link_names(text, [names(text, *mentions)])
    assert [entity.name for entity in linked] == expected
