"""geopol's steps inside somebody else's spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import DocBin

from geopol.errors import InputError

TEXT = "Talks from 1950 to 1953 failed.\n\nIn March 2014 it annexed Crimea; two years later allies came. Last month they met."


@pytest.fixture
def nlp():
    """A blank pipeline with the component alone."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_dates")
    return pipeline


def told(doc):
    """Mentions and values of a Doc."""
    return [(date.text, date.value) for date in doc._.dates]


def test_dates_of_a_doc(nlp):
    """Records, spans and the reading; offsets are those of the Doc's text."""
    doc = nlp(TEXT)
    assert told(doc) == [
        ("1950 to 1953", "1950/1953"),
        ("March 2014", "2014-03"),
        ("two years later", "2016"),
        ("Last month", "PAST_REF"),
    ]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["dates"]][1] == ("March 2014", "DATE", "2014-03")
    assert [doc.text[date.start : date.end] for date in doc._.dates] == [date.text for date in doc._.dates]
    assert doc.spans["dates"][0]._.date == doc._.dates[0]
    assert doc._.dates[0].parts[1].value == "1953"
    assert doc[0:1]._.date is None
    assert doc._.reading == "news"  # "last month" needs an article of some day


def test_the_date_of_a_doc_anchors(nlp):
    """`doc._.date` is the article's date."""
    doc = nlp.make_doc("They met last month.")
    doc._.date = "2024-06-19"
    assert told(nlp(doc)) == [("last month", "2024-05")]
    doc = nlp.make_doc("They met last month.")
    doc._.date = "June"
    with pytest.raises(InputError, match="'June'"):
        nlp(doc)


def test_dates_as_entities():
    """On request dates become entities in the place of the model's; names stay."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "DATE", "pattern": "March"}, {"label": "EVENT", "pattern": "Revolution of 1848"}])
    pipeline.add_pipe("geopol_dates", config={"set_ents": True})
    doc = pipeline("The Revolution of 1848 began in March 1848 at noon on 3 May 1848.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Revolution of 1848", "EVENT"),
        ("March 1848", "DATE"),
        ("noon on 3 May 1848", "TIME"),
    ]


def test_a_pipeline_with_dates_is_saved_and_loaded(tmp_path):
    """Settings are in the config; another process needs nothing else."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_dates", config={"reading": "news", "spans_key": "when"})
    pipeline.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    doc = loaded(TEXT)
    assert (doc._.reading, len(doc.spans["when"])) == ("news", 4)
    assert told(doc) == told(pipeline(TEXT))


def test_dates_travel_between_processes_and_files(nlp):
    """`nlp.pipe` with two processes and a DocBin keep what was found."""
    one, two = ([told(doc) for doc in nlp.pipe([TEXT, "In 1991."], n_process=n)] for n in (1, 2))
    assert one == two
    box = DocBin(docs=[nlp(TEXT)], store_user_data=True)
    [doc] = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert told(doc) == one[0]
    assert [span.id_ for span in doc.spans["dates"]] == [date.value for date in doc._.dates]


def test_a_wrong_reading_is_named():
    """The message says what is allowed."""
    with pytest.raises(ValueError, match=r"'poetry' is not typing.Literal\['auto', 'news', 'narrative'\]"):
        spacy.blank("en").add_pipe("geopol_dates", config={"reading": "poetry"})


STATES = (
    "Moscow said that U.S.-led talks with North Koreans and Georgians in Tbilisi failed. NATO and Paris, Texas, did not. "
    "Yugoslavia broke up."
)


def meanings(doc):
    """Mentions, codes and the metonym flag of a Doc."""
    return [(span.text, span._.country, span._.meant.metonym) for span in doc.spans["countries"]]


@pytest.fixture
def states():
    """A pipeline with a few names of a model's, and the component."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [
            {"label": label, "pattern": name}
            for label, name in (("GPE", "Moscow"), ("GPE", "Paris"), ("GPE", "Texas"), ("ORG", "NATO"))
        ]
    )
    pipeline.add_pipe("geopol_countries")
    return pipeline


def test_countries_of_a_doc(states):
    """Codes and reasons on the model's entities and on those found by name."""
    doc = states(STATES)
    assert meanings(doc) == [
        ("Moscow", "RUS", True),
        ("U.S.-led", "USA", False),  # one token
        ("North Koreans", "PRK", False),
        ("Georgians", "GEO", False),
        ("Paris", "USA", False),
        ("Texas", "USA", False),
        ("Yugoslavia", "YUG", False),
    ]
    assert doc._.countries == {"USA": 3, "GEO": 1, "PRK": 1, "RUS": 1, "YUG": 1}
    nato = next(entity for entity in doc.ents if entity.text == "NATO")
    assert (nato._.country, nato._.meant.how) == (None, "bloc")
    assert doc[1:2]._.meant is None
    assert doc.spans["countries"][0].id_ == "RUS"


def test_countries_can_be_followed_and_left_to_the_model():
    """Settings: former states as their heirs; no entities beyond the model's."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_countries", config={"follow": True})
    assert "SRB" in pipeline(STATES)._.countries
    assert "YUG" not in pipeline(STATES)._.countries
    pipeline = spacy.blank("en")
    pipeline.add_pipe("geopol_countries", config={"find": False})
    assert pipeline(STATES).ents == ()


def test_the_title_and_the_date_of_a_doc_count(states):
    """`doc._.title` and `doc._.date` are evidence."""
    states.get_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Georgia"}])
    doc = states.make_doc("Georgia held a vote.")
    doc._.title = "Tbilisi turns away from Moscow"
    assert meanings(states(doc)) == [("Georgia", "GEO", False)]
    assert meanings(states("Georgia held a vote.")) == []


def test_a_pipeline_with_countries_travels(states, tmp_path):
    """Saved and loaded, with two processes, and through a DocBin, the answers are the same."""
    states.to_disk(tmp_path)
    wanted = meanings(states(STATES))
    assert meanings(spacy.load(tmp_path)(STATES)) == wanted
    assert [meanings(doc) for doc in states.pipe([STATES, STATES], n_process=2)] == [wanted, wanted]
    box = DocBin(docs=[states(STATES)], store_user_data=True)
    [doc] = DocBin().from_bytes(box.to_bytes()).get_docs(states.vocab)
    assert meanings(doc) == wanted
