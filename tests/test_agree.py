# ruff: noqa: E501 - a case a line, read as a table
"""One article, one answer: abbreviations, surnames, titles, and one label a name."""

from __future__ import annotations

import pytest

from geopol.entities import agree, link_names, untitled
from geopol.entities.abbreviations import abbreviates
from geopol.entities.surnames import bearers, shorts
from geopol.records import Entity, Passage


def article(text: str, marked: str) -> tuple[list[Passage], list[list[Entity]]]:
    """Paragraphs of a text, and the entities that a model found: "mention LABEL" in order, joined by " | "."""
    passages, start = [], 0
    for paragraph in text.split("\n\n"):
        passages.append(Passage(paragraph, text, start))
        start += len(paragraph) + 2
    entities, at = [], 0
    for mention, label in (item.rsplit(" ", 1) for item in marked.split(" | ") if item):
        at = text.index(mention, at)
        entities.append(Entity(mention, label, at, at + len(mention)))
        at += len(mention)
    return passages, [[e for e in entities if p.start <= e.start < p.start + len(p.text)] for p in passages]


def told(text: str, marked: str, **places: frozenset[str]) -> str:
    """What stands after agreement, in the same form."""
    passages, mentions = article(text, marked)
    found = agree(passages, mentions, labels=places.get)
    assert all(text[e.start : e.end] == e.text for group in found for e in group)
    return " | ".join(f"{e.text} {e.label}" for group in found for e in group)


CASES = [
    # An abbreviation has the label of what it is short for.
    ("The Islamic Revolutionary Guard Corps (IRGC) met. The IRGC left.", "Islamic Revolutionary Guard Corps ORG", "Islamic Revolutionary Guard Corps ORG | IRGC ORG | IRGC ORG"),
    ("The Democratic People's Republic of Korea (DPRK) spoke.\n\nDPRK envoys left.", "Democratic People's Republic of Korea GPE | DPRK ORG", "Democratic People's Republic of Korea GPE | DPRK GPE | DPRK GPE"),
    ("The DPRK (Democratic People's Republic of Korea) spoke.", "Democratic People's Republic of Korea GPE", "DPRK GPE | Democratic People's Republic of Korea GPE"),
    ("The Islamic Revolutionary Guard Corps, or IRGC, met.", "Islamic Revolutionary Guard Corps ORG", "Islamic Revolutionary Guard Corps ORG | IRGC ORG"),
    ("The Nuclear Non-Proliferation Treaty (NPT) holds; NPT states met.", "Nuclear Non-Proliferation Treaty LAW", "Nuclear Non-Proliferation Treaty LAW | NPT LAW | NPT LAW"),
    ("The Kurdistan Workers' Party (PKK) fought. The PKK lost.", "Kurdistan Workers' Party ORG", "Kurdistan Workers' Party ORG | PKK ORG | PKK ORG"),
    ("The Group of Seven (G7) met. The G7 agreed.", "Group of Seven ORG", "Group of Seven ORG | G7 ORG | G7 ORG"),
    # A bracket that says something else is not bound.
    ("The African Union (UN) met. The UN left.", "African Union ORG", "African Union ORG"),
    ("The African Union (Addis Ababa) met in Addis Ababa.", "African Union ORG", "African Union ORG"),
    ("The Security Council (P5) met. P5 is a set.", "Security Council ORG", "Security Council ORG"),
    ("Foreign Minister (FM) is a title, said North Korea (IAEA). The IAEA left.", "North Korea GPE", "North Korea GPE"),
    ("The Convention on Nuclear Material (CNM) holds; the A/CNM too.", "Convention on Nuclear Material LAW", "Convention on Nuclear Material LAW | CNM LAW"),
    # Numerals and initials are nobody's surname, and peoples are left to the table of countries.
    ("Pope Francis I spoke. I was there.", "Francis I PERSON", "Francis I PERSON"),
    ("The Ruritanian army and a Ruritanian fleet. She spoke Ruritanian.", "Ruritanian NORP | Ruritanian NORP", "Ruritanian NORP | Ruritanian NORP"),
    # A surname follows the full name, before and after it.
    ("Vladimir Putin spoke. Putin left.", "Vladimir Putin PERSON", "Vladimir Putin PERSON | Putin PERSON"),
    ("Putin left.\n\nVladimir Putin spoke of Putin's plan.", "Vladimir Putin PERSON", "Putin PERSON | Vladimir Putin PERSON | Putin PERSON"),
    ("Xi Jinping spoke. Then Xi left.", "Xi Jinping PERSON", "Xi Jinping PERSON | Xi PERSON"),
    ("Bashar al-Assad spoke. Critics say Assad left.", "Bashar al-Assad PERSON", "Bashar al-Assad PERSON | Assad PERSON"),
    ("Ursula von der Leyen spoke. Today von der Leyen left; Leyen smiled.", "Ursula von der Leyen PERSON", "Ursula von der Leyen PERSON | Leyen PERSON | Leyen PERSON"),
    ("Zalmay Khalilzad spoke. Ambassador Khalilzad left.", "Zalmay Khalilzad PERSON | Khalilzad GPE", "Zalmay Khalilzad PERSON | Khalilzad PERSON"),
    ("Ned Price spoke. The price rose. Mr. Price left.", "Ned Price PERSON", "Ned Price PERSON | Price PERSON"),
    # Surnames that are places, months, words, or parts of longer names are left alone.
    ("George Washington spoke. He left Washington.", "George Washington PERSON | Washington GPE", "George Washington PERSON | Washington GPE"),
    ("George Washington spoke. They flew to Washington.", "George Washington PERSON", "George Washington PERSON"),
    ("Abraham Lincoln spoke. Lincoln was cold.", "Abraham Lincoln PERSON", "Abraham Lincoln PERSON"),
    ("Theresa May spoke. In May it rained.", "Theresa May PERSON", "Theresa May PERSON"),
    ("Condoleezza Rice spoke. Rice is grown there.", "Condoleezza Rice PERSON", "Condoleezza Rice PERSON"),
    ("Ned Price spoke. Price controls came.", "Ned Price PERSON", "Ned Price PERSON"),
    ("Ian Sanders spoke. Sanders Brothers paid.", "Ian Sanders PERSON", "Ian Sanders PERSON"),
    ("Ian Sanders spoke. Old Sanders paid.", "Ian Sanders PERSON", "Ian Sanders PERSON"),
    ("Hillary Clinton spoke. The Clinton Foundation paid.", "Hillary Clinton PERSON | Clinton Foundation ORG", "Hillary Clinton PERSON | Clinton Foundation ORG"),
    ("Mary Cables spoke. Cables were cut, many cables.", "Mary Cables PERSON", "Mary Cables PERSON"),
    ("Vladimir Putin spoke of Putinism and anti-Putin men.", "Vladimir Putin PERSON", "Vladimir Putin PERSON"),
    # A place that is known as one is nobody's surname.
    ("Ivan Odessa spoke. The port of Odessa shut. Odessa sleeps.", "Ivan Odessa PERSON | Odessa GPE", "Ivan Odessa PERSON | Odessa GPE"),
    # A majority decides, a tie and a single mention do not.
    ("Gorsk fell. In Gorsk they met. To Gorsk they came. Near Gorsk it fell.", "Gorsk GPE | Gorsk GPE | Gorsk GPE | Gorsk ORG", "Gorsk GPE | Gorsk GPE | Gorsk GPE | Gorsk GPE"),
    ("In Gorsk they met. To Gorsk they came.", "Gorsk GPE | Gorsk ORG", "Gorsk GPE | Gorsk ORG"),
    ("In Gorsk they met. To Gorsk they came. Near Gorsk it fell.", "Gorsk GPE | Gorsk GPE", "Gorsk GPE | Gorsk GPE | Gorsk GPE"),
    ("In Gorsk they met. To Gorsk they came.", "Gorsk GPE", "Gorsk GPE"),
    ("In Gorsk they met. To Gorsk they came. The Gorsk Treaty fell.", "Gorsk GPE | Gorsk GPE", "Gorsk GPE | Gorsk GPE"),
    # What can be two things by its sentence stays so.
    ("The Kremlin said. The Kremlin denied. He saw the Kremlin.", "Kremlin ORG | Kremlin ORG | Kremlin FAC", "Kremlin ORG | Kremlin ORG | Kremlin FAC"),
    # Amounts and dates are no names.
    ("It paid $5. It paid $5. It paid $5.", "$5 MONEY | $5 MONEY", "$5 MONEY | $5 MONEY"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "model", "wanted"), CASES)
def test_an_article_gives_one_answer(text: str, model: str, wanted: str):
    """What the article says of a name holds for its other mentions, where nothing speaks against it."""
    assert told(text, model, Odessa=frozenset({"GPE"})) == wanted


def test_scores_weigh():
    """A majority is one of weight: two mentions of which the model is sure outweigh two of which it is not."""
    text = "In Gorsk they met. To Gorsk they came. Near Gorsk it fell. At Gorsk it rose."
    passages, [mentions] = article(text, "Gorsk GPE | Gorsk GPE | Gorsk ORG | Gorsk ORG")
    scored = [Entity(e.text, e.label, e.start, e.end, score=0.95 if e.label == "GPE" else 0.3) for e in mentions]
    assert [e.label for e in agree(passages, [scored])[0]] == ["GPE"] * 4


def test_a_doubted_long_form_binds_nothing():
    """A span that the model thinks more likely wrong than right does not spread its label."""
    passages, [mentions] = article("The Refugee Admissions Fund (RAF) met. The RAF left.", "Refugee Admissions Fund EVENT")
    assert len(agree(passages, [mentions])[0]) == 3
    assert len(agree(passages, [[Entity(e.text, e.label, e.start, e.end, score=0.3) for e in mentions]])[0]) == 1


def test_an_article_without_entities_stays_so():
    """Nothing is made of nothing."""
    assert agree([Passage.of("Nothing here.")], [()]) == [()]
    assert agree([], []) == []


def test_what_was_added_says_so():
    """Added and changed mentions are by rule, and lie in the article across its line breaks."""
    text = "Jean-Luc\nMoreau spoke. Moreau left."
    passage = Passage("Jean-Luc Moreau spoke. Moreau left.", text)
    [found] = agree([passage], [[Entity("Jean-Luc\nMoreau", "PERSON", 0, 15)]])
    assert [(e.text, e.by) for e in found] == [("Jean-Luc\nMoreau", "model"), ("Moreau", "rule")]


@pytest.mark.parametrize(
    ("mention", "kept"),
    [
        ("Foreign Minister Wang Yi", "Wang Yi"),
        ("Israeli Foreign Minister Eli Cohen", "Eli Cohen"),
        ("President Putin", "Putin"),
        ("Gen. Mark Milley", "Mark Milley"),
        ("Lt. Gen. Ann Low", "Ann Low"),
        ("Crown Prince Mohammed bin Salman", "Mohammed bin Salman"),
        ("Secretary-General António Guterres", "António Guterres"),
        ("former President Moon Jae-in", "Moon Jae-in"),
        ("Mr. Ali", "Ali"),
        ("Deputy Secretary of State Wendy Sherman", "Wendy Sherman"),
        ("President", "President"),
        ("Prime Minister", "Prime Minister"),
        ("Majorie Taylor", "Majorie Taylor"),
        ("Sheikh Hasina", "Sheikh Hasina"),
        ("Ne Win", "Ne Win"),
        ("Kingsley Amis", "Kingsley Amis"),
        ("Fathering Jones", "Fathering Jones"),
        ("Mobile Justice Teams", "Mobile Justice Teams"),
    ],
)
def test_titles_are_outside(mention: str, kept: str):
    """Titles and offices before a name are cut off; a title alone is kept as it is."""
    [entity] = untitled([Entity(mention, "PERSON", 5, 5 + len(mention))])
    assert (entity.text, entity.end - entity.start, entity.end) == (kept, len(kept), 5 + len(mention))


def test_titles_in_other_names_stay():
    """Only people have titles."""
    [entity] = untitled([Entity("President Hotel", "FAC", 0, 15)])
    assert entity.text == "President Hotel"


@pytest.mark.parametrize(
    ("short", "name", "bound"),
    [
        ("DPRK", "Democratic People's Republic of Korea", True),
        ("ECOWAS", "Economic Community of West African States", True),
        ("IRGC", "Islamic Revolutionary Guard Corps", True),
        ("MFA", "Ministry of Foreign Affairs", True),
        ("CARICOM", "Caribbean Community", True),
        ("NPT", "Treaty on the Non-Proliferation of Nuclear Weapons", True),
        ("FARC", "Revolutionary Armed Forces of Colombia", True),
        ("PKK", "Kurdistan Workers' Party", True),
        ("G20", "Group of Twenty", True),
        ("AU", "African Union", True),
        ("UAE", "United Arab Emirates", True),
        ("CoE", "Council of Europe", True),
        ("UN", "African Union", False),
        ("EU", "African Union", False),
        ("IAEA", "North Korea", False),
        ("P5", "Security Council", False),
        ("USA", "Supreme Court", False),
        ("CEO", "World Bank", False),
        ("BBC", "Human Rights Watch", False),
        ("AFP", "Ministry of Defence", False),
        ("UK", "European Union", False),
        ("PRC", "Republic of China", False),
    ],
)
def test_abbreviations_are_bound_by_their_letters(short: str, name: str, bound: bool):
    """Letters that begin the words of a name stand for it; a bracket with others does not."""
    assert abbreviates(short, name) is bound


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Vladimir Putin", ["Putin"]),
        ("Kim Jong Un", ["Jong Un", "Un", "Kim"]),
        ("Xi Jinping", ["Jinping", "Xi"]),
        ("Bashar al-Assad", ["al-Assad", "Assad"]),
        ("Charles de Gaulle", ["de Gaulle", "Gaulle"]),
        ("Robert F. Kennedy Jr.", ["Kennedy"]),
        ("Putin", []),
        ("Henry VIII", []),
        ("Francis I", []),
        ("Malcolm X", []),
    ],
)
def test_short_forms_of_a_name(name: str, wanted: list[str]):
    """People are called by their last words, or by the family name that comes first."""
    assert list(shorts(name)) == wanted


def test_two_bearers_leave_a_surname_open():
    """ "Castro" is nobody where Fidel and Raúl are named, and Lavrov's two spellings are one person."""
    assert bearers(["Fidel Castro", "Raúl Castro"]) == {}
    assert bearers(["Sergei Lavrov", "Sergei Viktorovich Lavrov"])["Lavrov"] == "Sergei Viktorovich Lavrov"


@pytest.mark.parametrize(
    ("text", "model", "names"),
    [
        ("The IRGC (Islamic Revolutionary Guard Corps) met.", "IRGC ORG | Islamic Revolutionary Guard Corps ORG", ["Islamic Revolutionary Guard Corps"] * 2),
        ("The African Union, or AU, met.", "African Union ORG | AU ORG", ["African Union"] * 2),
        ("Xi Jinping and Xi", "Xi Jinping PERSON | Xi PERSON", ["Xi Jinping"] * 2),
        ("The African Union (UN) met.", "African Union ORG | UN ORG", ["African Union", "UN"]),
    ],
)  # fmt: skip
def test_names_are_the_fullest_form(text: str, model: str, names: list[str]):
    """Abbreviations and short forms carry the fullest form."""
    _, mentions = article(text, model)
    assert [entity.name for group in link_names(text, mentions) for entity in group] == names
