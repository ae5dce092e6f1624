"""Names by rule: every rule's own example, tables of what is found, and of what must not be."""

from __future__ import annotations

import pytest

from geopol.entities.designations import numbers
from geopol.entities.merge import YIELDS, overrule
from geopol.entities.ruler import Ruled, find, spans
from geopol.entities.rules import build, rules
from geopol.errors import GeopolError
from geopol.records import Entity, Passage


def found(text: str) -> list[tuple[str, str]]:
    """What the rules find in a text, with labels."""
    return [(text[start:end], group.label) for start, end, group in spans(text)]


EXAMPLES = sorted({(form.example, form.found, form.group.label) for forms in rules().forms.values() for form in forms})


@pytest.mark.parametrize(("text", "name", "label"), EXAMPLES)
def test_every_pattern_finds_its_example(text: str, name: str, label: str):
    """The example that stands beside a pattern is found, span and label."""
    assert (name, label) in found(text)


# Text → what is found, "name LABEL" joined by " | "; names and nothing else.
FOUND = """
Russia fired S-400 and Kh-101 missiles. → S-400 WEAPON | Kh-101 WEAPON
A Sukhoi Su-34 flew. → Sukhoi Su-34 WEAPON
Iskanders and Leopard 2s were moved. → Iskanders WEAPON | Leopard 2s WEAPON
Su-35s and MiG-29SMT jets flew. → Su-35s WEAPON | MiG-29SMT WEAPON
Su-57 and a General Dynamics F-16 Fighting Falcon met. → Su-57 WEAPON | General Dynamics F-16 Fighting Falcon WEAPON
It tested the Hwasong-17 and the DF-41. → Hwasong-17 WEAPON | DF-41 WEAPON
The Type 055 destroyer has 112 cells. → Type 055 WEAPON
Kyiv got M1A2 Abrams and Leopard 2A7 tanks. → M1A2 Abrams WEAPON | Leopard 2A7 WEAPON
T-72B3 and T-90M tanks rolled in. → T-72B3 WEAPON | T-90M WEAPON
An MQ-9 Reaper was lost. → MQ-9 Reaper WEAPON
It bought F-16C and F/A-18E Super Hornet jets. → F-16C WEAPON | F/A-18E Super Hornet WEAPON
The 9K720 Iskander flew. → 9K720 Iskander WEAPON
Shahed-136 drones and Bayraktar TB2s came. → Shahed-136 WEAPON | Bayraktar TB2s WEAPON
THAAD, HIMARS and ATACMS went east. → THAAD WEAPON | HIMARS WEAPON | ATACMS WEAPON
Fighters had AK-47s, AKM rifles and RPG-7s. → AK-47s WEAPON | RPG-7s WEAPON
AN/TPY-2 and AN/SPY-1 radars look there. → AN/TPY-2 WEAPON | AN/SPY-1 WEAPON
It fired AGM-158 and AIM-120 rounds. → AGM-158 WEAPON | AIM-120 WEAPON
The Iron Dome shot down rockets. → Iron Dome WEAPON
Patriot missiles and Javelin missiles were sent. → Patriot WEAPON | Javelin WEAPON
Leopard tanks and Typhoon fighters were promised. → Leopard WEAPON | Typhoon WEAPON
HMS Queen Elizabeth and INS Vikrant sailed. → HMS Queen Elizabeth WEAPON | INS Vikrant WEAPON
The SS-N-22 Sunburn and the SA-8 were sold. → SS-N-22 Sunburn WEAPON | SA-8 WEAPON
The B-52 and the B-2 flew. → B-52 WEAPON | B-2 WEAPON
It cost $1.2 billion. → $1.2 billion MONEY
It cost more than 300 million euros. → 300 million euros MONEY
It cost US$50 million and €9.5bn. → US$50 million MONEY | €9.5bn MONEY
It cost Rs 500 crore or PKR 94.8 billion. → Rs 500 crore MONEY | PKR 94.8 billion MONEY
It is worth $5-10 million. → $5-10 million MONEY
It gave three billion dollars. → three billion dollars MONEY
It gave half a trillion dollars. → half a trillion dollars MONEY
It took tens of millions of dollars. → tens of millions of dollars MONEY
It is 75 billion US dollars. → 75 billion US dollars MONEY
It paid 196.4 billion yen, 50 francs and 15 cents. → 196.4 billion yen MONEY | 50 francs MONEY | 15 cents MONEY
It paid £38,624,680 and 3 billion USD. → £38,624,680 MONEY | 3 billion USD MONEY
It paid CA$10.8 million almost at once. → CA$10.8 million MONEY
Under Security Council resolution 1325 (2000) they act. → Security Council resolution 1325 (2000) LAW
UNSCR 2231 and E.O. 14024 apply. → UNSCR 2231 LAW | E.O. 14024 LAW
Public Law 110-417 and H.R. 6875 say so. → Public Law 110-417 LAW | H.R. 6875 LAW
The Helsinki Final Act and the NPT bind it. → Helsinki Final Act LAW | NPT LAW
Minsk II replaced the Minsk Protocol. → Minsk II LAW | Minsk Protocol LAW
The Foreign Sovereign Immunities Act of 1976 applies. → Foreign Sovereign Immunities Act of 1976 LAW
The Treaty of Good-Neighborliness and Friendly Cooperation holds. → Treaty of Good-Neighborliness and Friendly Cooperation LAW
They signed the Convention on the Rights of the Child. → Convention on the Rights of the Child LAW
The Monroe Doctrine and the Marshall Plan shaped it. → Monroe Doctrine LAW | Marshall Plan LAW
The National Security Strategy names China. → National Security Strategy LAW
Vision 2030 and Agenda 2063 are plans. → Vision 2030 LAW | Agenda 2063 LAW
Article 5 of the North Atlantic Treaty binds them. → Article 5 of the North Atlantic Treaty LAW
The Warsaw Pact ended. → Warsaw Pact ORG
The UN Security Council and the IAEA met. → UN Security Council ORG | IAEA ORG
The Ministry of Foreign Affairs protested. → Ministry of Foreign Affairs ORG
The Israeli Ministry of Defense bought it. → Israeli Ministry of Defense ORG
The Japanese Ministry of Economy, Trade and Industry said so. → Japanese Ministry of Economy, Trade and Industry ORG
Hezbollah, al-Qaeda and Boko Haram fought. → Hezbollah ORG | al-Qaeda ORG | Boko Haram ORG
The People's Liberation Army Navy and the Bank of Japan reacted. → People's Liberation Army Navy ORG | Bank of Japan ORG
The Islamic Revolutionary Guard Corps and the Quds Force were there. → Islamic Revolutionary Guard Corps ORG | Quds Force ORG
The Senate Foreign Relations Committee heard him. → Senate Foreign Relations Committee ORG
ECOWAS, the African Union and the Arab League sent envoys. → ECOWAS ORG | African Union ORG | Arab League ORG
Carnegie Endowment for International Peace and RAND wrote it. → Carnegie Endowment for International Peace ORG | RAND ORG
In World War II and in the Cold War it was so. → World War II EVENT | Cold War EVENT
The Cisplatine War ended. → Cisplatine War EVENT
At the Battle of Stalingrad and the Siege of Leningrad they held. → Battle of Stalingrad EVENT | Siege of Leningrad EVENT
The 2014 Crimean status referendum was void. → 2014 Crimean status referendum EVENT
The Iran–Iraq War and the Six-Day War were short. → Iran–Iraq War EVENT | Six-Day War EVENT
Operation Serval began; Operation Enduring Freedom went on. → Operation Serval EVENT | Operation Enduring Freedom EVENT
COP28 met after the Bandung Conference. → COP28 EVENT | Bandung Conference EVENT
The Hungarian Revolution of 1848 failed. → Hungarian Revolution of 1848 EVENT
After Hurricane Dorian came the Olympics. → Hurricane Dorian EVENT | Olympics EVENT
The Suez Canal and Nord Stream 2 closed. → Suez Canal FAC | Nord Stream 2 FAC
They flew from Ramstein Air Base and Kadena Air Base. → Ramstein Air Base FAC | Kadena Air Base FAC
Natanz and the Zaporizhzhia Nuclear Power Plant were hit. → Natanz FAC | Zaporizhzhia Nuclear Power Plant FAC
The Grand Ethiopian Renaissance Dam fills. → Grand Ethiopian Renaissance Dam FAC
It left the post-Cold War order. → Cold War EVENT
"""


@pytest.mark.parametrize("row", FOUND.strip().splitlines())
def test_names_are_found_by_rule(row: str):
    """Names by rule have the codebook's span and label, and nothing around them is found."""
    text, _, wanted = row.partition(" → ")
    assert found(text) == [tuple(name.rsplit(" ", 1)) for name in wanted.split(" | ")]


# Sentences in which no rule may find anything.
NOTHING = """
The president met the minister in the capital.
The two countries signed an agreement on trade.
The treaty was signed by the two kings.
The convention of the two sides was kept.
They passed a resolution on the war.
Resolution of the conflict will take 20 years.
Five resolutions failed in 2014.
The resolution won 95 votes to 3.
He read article after article about it.
See the next section for more.
Chapter two tells of the war.
In 2014 the law was changed.
The act of war was denied.
They act in good faith.
The bill was paid in full.
It needs a plan, a policy and a strategy.
A policy of detente was followed.
The doctrine of the faith was taught.
The charter flight left late.
The protocol officer bowed.
The pact of the two was secret.
Peace of mind is worth much.
It was a declaration of war.
The constitution was suspended.
They made a basic law for all.
The code was broken.
War costs money.
The war in the east went on.
Wars are costly.
A battle of wits was fought.
The siege lasted for months.
The battle was lost.
The revolution ate its children.
A crisis of confidence followed.
The summit was cold.
The conference of ministers ended.
The election was free and fair.
The 2016 campaign was long.
In the 2024 election it lost.
Elections were held in 2021.
An operation in the north failed.
Operations began at dawn.
The hurricane season was long.
The exercise was a success.
The ministry said so.
The department store closed.
The committee met.
The council voted.
The party was over by ten.
The bank of the river was steep.
The army moved north.
The fleet sailed.
The company made 300 tanks.
A university degree helps.
The court ruled against him.
The movement grew.
The front moved east.
An alliance of convenience was made.
The union of the two crowns came later.
The base was closed.
The airport was shelled.
The canal silted up.
The dam broke.
The pipeline was cut.
The bridge over the river fell.
The port was mined.
The tower fell.
They camp in the hills.
The fort was taken.
It has 300 tanks and 45 ships.
They sent 12 aircraft and 4 helicopters.
He was 35 years old.
About 42 million pounds of cargo were moved
The rate fell by 2.5 per cent.
Exports rose by 12% in 2019.
It grew 3.5 percent.
He ran 100 metres.
Some 3 million people fled.
Nearly 400 000 people fled.
It weighs 20 pounds per foot
The dollar fell against the yen.
They pay in dollars.
The value of the rouble fell.
The euro zone grew.
It marks the end of an era.
He won the race.
The number 10 bus is late.
Group A met group B in room 101.
The M25 motorway was closed.
The A1 road is closed.
A B-1 visa is needed.
He has an H-1B visa.
Take the M4 motorway west.
Vitamin B12 and vitamin D help.
The size is A4.
Flight MH17 was shot down.
Type 2 diabetes spreads.
She is a T-shirt seller.
The G-spot of politics.
He took an X-ray.
The U-turn surprised all.
The e-commerce firm grew.
The T-bill rate rose.
The J-curve is steep.
The L-shaped recovery came.
The K-pop band sang.
The D-day of the sale was near.
He is on the C-list.
The arrow hit the tree.
The patriot loved his land.
The falcon flew.
The tiger slept.
Tigers are rare.
The Patriots won the game.
A hornet stung him.
The eagle has landed.
Python is a language.
Leopard cubs were born.
Hurricane season starts in June.
Mistral winds blow in the south.
The hawk and the dove disagree.
The bear market is over.
The cobra struck.
A dragon guards the gold.
The phantom of the opera sings.
He is a hunter.
The challenger lost the vote.
The warrior fell.
Jupiter and Titan are far away.
Poseidon was a god.
The sentinel stood guard.
He threw a javelin.
A stinger is on its tail.
The harpoon hit the whale.
The pioneer went west.
The comet came back.
The maverick senator left.
She is a paladin of reform.
The typhoon made landfall.
The scorpion stings.
The lynx hides.
It is a trident of three prongs.
The meteor fell.
It was a tempest in a teapot.
He had a tornado of a week.
The griffon is a myth.
Spike Lee made the film.
The centurion was a Roman.
The vampire film was bad.
He plays the mosquito.
The jaguar sprang.
The gazelle ran.
Puma shoes sell well.
Boxer shorts are cheap.
The heron stood still.
A wildcat strike began.
The atlas lay on the table.
The colt ran.
It took 77 days.
The first of May is a holiday.
We shall meet at 5 p.m. on the 3rd.
Who is there?
Is it in order to wait?
An IS-LM model was used.
The US-led force left.
Act now, said he.
A state of emergency was declared.
Congressional leaders met.
They agreed on 14 points.
The six parties talked.
The new deal with the farmers failed.
A cold front came.
He was the last of the Mohicans.
Total exports fell.
The apple fell.
The amazon river is long
The shell hit the house.
"""


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_name_is_left_alone(text: str):
    """Generic words, animals, gods, visas, roads and numbers are no names."""
    assert found(text) == []


def test_there_are_enough_negatives():
    """Precision comes first: at least 150 sentences hold nothing."""
    assert len(NOTHING.strip().splitlines()) >= 150


def test_offsets_refer_to_the_article():
    """A name across a wrapped line has the article's offsets, and says that a rule found it."""
    source = "Intro.\n\nThe Korean\nWar ended."
    [[ruled]] = find([Passage("The Korean War ended.", source, start=8)])
    assert (ruled.entity.text, ruled.entity.by) == ("Korean\nWar", "rule")
    assert source[ruled.entity.start : ruled.entity.end] == ruled.entity.text


def test_a_name_with_two_labels_is_refused():
    """A clash between tables is an error that names both."""
    row = {"force": "fill", "right": 0.9, "names": "Warsaw Pact"}
    with pytest.raises(GeopolError, match=r"'Warsaw Pact' is ORG in bodies.x and LAW in acts.y"):
        build({"bodies": {"label": "ORG", "x": row}, "acts": {"label": "LAW", "y": row}})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"label": "THING", "x": {"force": "fill"}}, "'THING' is no label"),
        ({"label": "ORG", "x": {"force": "fill", "right": 95}}, "95 is no share of names that are right"),
        ({"label": "ORG", "x": {"force": "crush"}}, "'crush' is no force; they are fill, longest, win"),
        ({"label": "ORG", "x": {"force": "fill", "right": 0.9, "names": "!, NATO"}}, "'!' begins with no letter or digit"),
        ({"label": "ORG", "x": {"force": "fill", "right": 0.9, "patterns": [{"heads": "Act"}]}}, "lacks example, found"),
        ({"label": "ORG", "x": {"force": "fill", "right": 0.9, "patterns": [{"head": "Act"}]}}, "a pattern has no key head"),
    ],
)
def test_a_rule_that_is_not_well_formed_is_refused(content: dict, message: str):
    """The loader names the rule and what is allowed."""
    with pytest.raises(GeopolError, match=message):
        build({"file": content})


@pytest.mark.parametrize(("lines", "message"), [("Su- 27", "has no colon"), ("Su-: 27\nSu-: 30", "'Su-' stand twice")])
def test_a_line_of_designations_that_is_not_well_formed_is_refused(lines: str, message: str):
    """The loader of designations names the line."""
    with pytest.raises(GeopolError, match=message):
        numbers(lines)


def entity(text: str, mention: str, label: str, score: float | None = None) -> Entity:
    """The entity where a mention first stands."""
    at = text.index(mention)
    return Entity(mention, label, at, at + len(mention), score=score)


@pytest.mark.parametrize(
    ("force", "model", "label", "score", "wanted"),
    [
        ("fill", "Korean", "NORP", None, "Korean NORP"),
        ("fill", "Korean", "NORP", YIELDS / 2, "Korean War EVENT"),
        ("longest", "Korean", "NORP", None, "Korean War EVENT"),
        ("longest", "Korean War", "ORG", None, "Korean War EVENT"),
        ("longest", "the Korean", "NORP", None, "Korean War EVENT"),
        ("longest", "Korean War ended", "ORG", None, "Korean War ended ORG"),
        ("longest", "Korean War ended", "ORG", YIELDS / 2, "Korean War EVENT"),
        ("longest", "Korean War ended", "EVENT", None, "Korean War ended EVENT"),
        ("longest", "Korean War ended", "EVENT", YIELDS / 2, "Korean War EVENT"),
        ("win", "the Korean", "NORP", 0.9, "Korean War EVENT"),
        ("win", "Korean War ended", "EVENT", 0.9, "Korean War EVENT"),
        ("win", "Seoul", "GPE", 0.1, "Korean War EVENT | Seoul GPE"),
    ],
)
def test_one_policy_says_which_of_two_stands(force: str, model: str, label: str, score: float | None, wanted: str):
    """What a rule does with the model's span is its force; a span that the model doubts yields to any."""
    text = "When the Korean War ended in Seoul."
    content = {"label": "EVENT", "x": {"force": force, "right": 0.9, "names": "Korean War"}}
    ruled = Ruled(entity(text, "Korean War", "EVENT"), build({"f": content}).groups["f.x"])
    kept = overrule([entity(text, model, label, score)], [ruled])
    assert " | ".join(f"{one.text} {one.label}" for one in kept) == wanted


def test_the_model_speaks_for_what_both_found():
    """Where model and rule agree the model's entity stays, with its score."""
    text = "The Korean War ended."
    content = {"label": "EVENT", "x": {"force": "win", "right": 0.9, "names": "Korean War"}}
    model = entity(text, "Korean War", "EVENT", 0.8)
    assert overrule([model], [Ruled(entity(text, "Korean War", "EVENT"), build({"f": content}).groups["f.x"])]) == (model,)
