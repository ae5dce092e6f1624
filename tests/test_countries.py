"""Countries: names by themselves, names in context, the gazetteer, and a table that covers the world without clashes."""

from __future__ import annotations

import json

import pytest
from names import ENDED, FORMER, MEANING, NO_STATE, OF_ONE_STATE, WORLD

from geopol import countries
from geopol.countries.arms import makers
from geopol.countries.table import FILES, build, read, table
from geopol.errors import GeopolError, InputError
from geopol.records import Entity, Passage

ROWS = [row.split(maxsplit=1) for row in WORLD.split(";")]
ALONE = [
    (name.strip(), code)
    for code, names in [*ROWS, *MEANING.items(), *FORMER.items(), *OF_ONE_STATE.items()]
    for name in names.split(",")
]


def resolve(text, *spans, title=None, date=None):
    """Codes of the mentions ``label:words``, in the order given."""
    mentions = []
    for span in spans:
        label, words = span.split(":", 1)
        start = text.index(words)
        mentions.append(Entity(words, label, start, start + len(words), name=words))
    found = countries.resolve([Passage.of(text)], [mentions], title=title, date=date)[0]
    return [country.code if country else None for country in found]


@pytest.mark.parametrize(("name", "code"), ALONE)
def test_a_name_by_itself(name, code):
    """Names, abbreviations, demonyms, capitals, regions, organisations and people."""
    found = countries.lookup(name)
    assert found is not None
    assert found.code == code
    assert found.name == countries.info(code).name


@pytest.mark.parametrize("name", [name.strip() for name in NO_STATE.split(",")])
def test_a_name_of_no_one_state(name):
    """Silence, not a guess."""
    found = countries.lookup(name)
    assert found is None or found.code is None


@pytest.mark.parametrize("name", [name.strip() for name in ENDED.split(",")])
def test_a_state_that_ended_before_it_got_a_code(name):
    """It is known as such, with its days."""
    found = countries.lookup(name)
    assert (found.code, found.how) == (None, "former")
    state = countries.info(name)
    assert state.name == found.name
    assert state.last


def test_there_are_enough_names():
    """At least 800 names, each once a state."""
    assert len(set(ALONE)) + len(NO_STATE.split(",")) + len(ENDED.split(",")) >= 1000


@pytest.mark.parametrize(
    ("text", "spans", "codes"),
    [
        ("Troops left Tbilisi, and Georgia asked Russia for talks.", ["GPE:Georgia"], ["GEO"]),
        ("Atlanta is the capital of Georgia, and Savannah its port.", ["GPE:Georgia"], ["USA"]),
        ("Lee leads the Democratic Party, Seoul said.", ["ORG:Democratic Party", "GPE:Seoul"], ["KOR", "KOR"]),
        ("Biden and the Democratic Party lost the Senate.", ["ORG:Democratic Party"], ["USA"]),
        ("The Democratic Party won.", ["ORG:Democratic Party"], [None]),
        ("They met in Athens, Georgia, on Monday.", ["GPE:Athens", "GPE:Georgia"], ["USA", "USA"]),
        ("They flew to Tbilisi, Georgia, and on to Baku.", ["GPE:Tbilisi", "GPE:Georgia"], ["GEO", "GEO"]),
        ("A factory in Paris, Texas, closed.", ["GPE:Paris", "GPE:Texas"], ["USA", "USA"]),
        ("They met in Paris on Monday.", ["GPE:Paris"], ["FRA"]),
        ("Troops crossed near Melitopol (Ukraine).", ["GPE:Melitopol"], ["UKR"]),
        ("Police in Xyzville, Kenya, said so.", ["GPE:Xyzville"], ["KEN"]),
        ("Sweden, Finland and Norway agreed.", ["GPE:Sweden", "GPE:Finland"], ["SWE", "FIN"]),
        ("In 1968 Moscow sent Soviet tanks.", ["GPE:Moscow"], ["SUN"]),
        ("In 2014 Moscow denied it.", ["GPE:Moscow"], ["RUS"]),
        ("In 2014 Moscow recalled its Soviet past.", ["GPE:Moscow"], ["RUS"]),
        ("Tito ruled Yugoslavia from Belgrade until 1980.", ["GPE:Belgrade"], ["YUG"]),
        ("Belgrade applied to join in 2009.", ["GPE:Belgrade"], ["SRB"]),
        ("In 1972 Hanoi and North Vietnam's allies met.", ["GPE:Hanoi"], ["VDR"]),
        ("Congo's army left Kinshasa for Goma.", ["GPE:Congo"], ["COD"]),
        ("The capital of Congo is Brazzaville.", ["GPE:Congo"], ["COG"]),
        ("South Korea's Samsung said that Korea would grow.", ["GPE:Korea"], ["KOR"]),
        ("Korea was ruled by Japan, then split by Pyongyang in North Korea and Seoul in South Korea.", ["GPE:Korea"], [None]),
        ("The Sino-Russian pact held.", ["NORP:Sino-Russian"], [None]),
        ("The Greek-Turkish border is calm.", ["NORP:Greek-Turkish"], [None]),
        ("A pro-Russian party won.", ["NORP:pro-Russian"], ["RUS"]),
        ("U.S.-led forces entered northern Iraq.", ["NORP:U.S.-led", "GPE:northern Iraq"], ["USA", "IRQ"]),
        ("FOREIGN RELATIONS OF IRAQ", ["GPE:IRAQ"], ["IRQ"]),
        ("The Russian Foreign Ministry protested.", ["ORG:Russian Foreign Ministry"], ["RUS"]),
        ("The National Bank of Ukraine sold bonds.", ["ORG:National Bank of Ukraine"], ["UKR"]),
        ("The Royal Thai Air Force flew.", ["ORG:Royal Thai Air Force"], ["THA"]),
        ("The United Nations Mission in Liberia left.", ["ORG:United Nations Mission in Liberia"], [None]),
        ("The US–China Business Council met.", ["ORG:US–China Business Council"], [None]),
        ("Russian Foreign Minister Ivan Petrovsky spoke.", ["PERSON:Ivan Petrovsky"], ["RUS"]),
        ("Jane Doe, the French ambassador, left.", ["PERSON:Jane Doe"], ["FRA"]),
        ("John Roe, president of Chad, came.", ["PERSON:John Roe", "GPE:Chad"], ["TCD", "TCD"]),
        ("John Roe came.", ["PERSON:John Roe"], [None]),
        ("Jordan scored twice.", ["PERSON:Jordan"], [None]),
        ("Georgia O'Keeffe painted.", ["PERSON:Georgia O'Keeffe"], [None]),
        ("The Syrian civil war began in 2011.", ["EVENT:Syrian civil war"], ["SYR"]),
        ("The Iran-Iraq War ended in 1988.", ["EVENT:Iran-Iraq War"], [None]),
        (
            "It bought the S-400, THAAD and Bayraktar TB2.",
            ["WEAPON:S-400", "WEAPON:THAAD", "WEAPON:Bayraktar TB2"],
            ["RUS", "USA", "TUR"],
        ),
        ("It flew MiG-21s and F-16s.", ["WEAPON:MiG-21s", "WEAPON:F-16s"], ["SUN", "USA"]),
        ("Lebanon, Pennsylvania, has a fair.", ["GPE:Lebanon", "GPE:Pennsylvania"], ["USA", "USA"]),
        ("A store in Lebanon, Tennessee, burned.", ["GPE:Lebanon"], ["USA"]),
        ("She moved to Mexico, Missouri.", ["GPE:Mexico"], ["USA"]),
        ("They met in Peru, Indiana, and in Cuba, New York.", ["GPE:Peru", "GPE:Cuba"], ["USA", "USA"]),
        ("He played in Athens, Ohio.", ["GPE:Athens"], ["USA"]),
        ("A flood hit Moscow, Idaho.", ["GPE:Moscow"], ["USA"]),
        ("She lives in London, Ontario.", ["GPE:London"], ["CAN"]),
        ("Michael Jordan and Chad Smith left.", ["PERSON:Michael Jordan", "PERSON:Chad Smith"], [None, None]),
        ("Chad said that he was tired.", ["PERSON:Chad"], [None]),
        ("Paris Hilton flew to Paris.", ["PERSON:Paris Hilton", "GPE:Paris"], [None, "FRA"]),
        ("India Arie sang.", ["PERSON:India Arie"], [None]),
        ("Virginia Woolf wrote.", ["PERSON:Virginia Woolf"], [None]),
        ("The Persian Gulf and the Indian Ocean are warm.", ["LOC:Persian Gulf", "LOC:Indian Ocean"], [None, None]),
        ("Air Jordan shoes sold.", ["ORG:Air Jordan"], [None]),
        ("In 1985 Sudan was one country; Khartoum ruled Juba.", ["GPE:Sudan"], ["SDN"]),
        ("Guinea's junta left Conakry.", ["GPE:Guinea"], ["GIN"]),
        ("Portuguese troops fought in Guinea, where Cabral led the PAIGC.", ["GPE:Guinea"], ["GNB"]),
        ("A storm reached the Virgin Islands and St. Croix.", ["GPE:Virgin Islands"], ["VIR"]),
        ("Tortola is the largest of the British Virgin Islands.", ["GPE:British Virgin Islands"], ["VGB"]),
        ("Skopje is the capital of Macedonia.", ["GPE:Macedonia"], ["MKD"]),
        ("Alexander left Macedonia for Persia.", ["GPE:Persia"], ["IRN"]),
        ("Northern Ireland and Ireland share a border.", ["GPE:Northern Ireland", "GPE:Ireland"], ["GBR", "IRL"]),
        ("In 1912 the Republic of China followed the empire.", ["GPE:Republic of China"], ["CHN"]),
        ("Taipei is the seat of the Republic of China.", ["GPE:Republic of China"], ["TWN"]),
        ("In 1955 China shelled the islands.", ["GPE:China"], ["CHN"]),
        ("In 1964 the Republic of the Congo fought in Stanleyville.", ["GPE:Republic of the Congo"], ["COD"]),
        ("In 2019 the Republic of the Congo sold oil.", ["GPE:Republic of the Congo"], ["COG"]),
        ("In 2016 Korea and Japan signed a pact.", ["GPE:Korea"], ["KOR"]),
        ("In 1905 Korea became a protectorate.", ["GPE:Korea"], [None]),
        ("In 1930 Hitler spoke of Danzig to the League of Nations.", ["GPE:Danzig"], [None]),
        ("In 2015 workers left Danzig.", ["GPE:Danzig"], ["POL"]),
        ("The delegates of GBR and FRA voted.", ["GPE:GBR", "GPE:FRA"], ["GBR", "FRA"]),
        ("Taiwan's Doublethink Lab said so. Doublethink Lab is small.", ["ORG:Doublethink Lab"], ["TWN"]),
        ("LeEco is a Chinese company.", ["ORG:LeEco"], ["CHN"]),
        ("The Ethiopian-based Jimma Times wrote.", ["ORG:Jimma Times"], ["ETH"]),
        ("Prisoners were sent to Camp Ashraf in Iraq.", ["FAC:Camp Ashraf"], ["IRQ"]),
        ("The Germans executed Jean Roe.", ["PERSON:Jean Roe"], [None]),
        ("The Communist Party of the Russian Federation lost.", ["ORG:Communist Party of the Russian Federation"], ["RUS"]),
        ("Embassy Kabul closed.", ["ORG:Embassy Kabul"], [None]),
        ("Berlin, under Honecker, spoke for East Germany.", ["GPE:Berlin"], ["DDR"]),
    ],
)
def test_a_name_in_context(text, spans, codes):
    """What stands around a name decides between its readings."""
    assert resolve(text, *spans) == codes


def test_what_the_text_told_once_holds_for_the_name():
    """Same name, same answer: "Taiwan's Doublethink Lab", then "Doublethink Lab"."""
    text = "Taiwan's Doublethink Lab said so. Later Doublethink Lab denied it."
    mentions = [Entity("Doublethink Lab", "ORG", at, at + 15) for at in (9, 40)]
    assert [country.code for country in countries.resolve([Passage.of(text)], [mentions])[0]] == ["TWN", "TWN"]


def test_the_only_state_of_paragraph_and_title():
    """A body that nothing else explains is of the one state that its paragraph and the title name."""
    text = "The Ministry of Defence said that Kenya and the Kenyan army were ready."
    mentions = [Entity("Ministry of Defence", "ORG", 4, 23), Entity("Kenya", "GPE", 34, 39), Entity("Kenyan", "NORP", 48, 54)]
    for title, code in (("Kenya votes", "KEN"), ("Kenya and Somalia", None), (None, None)):
        found = countries.resolve([Passage.of(text)], [mentions], title=title)[0][0]
        assert (found and found.code) == code


@pytest.mark.parametrize(
    ("name", "how", "candidates"),
    [
        ("Georgia", "ambiguous", ("GEO", "USA")),
        ("Korea", "ambiguous", ("KOR", "PRK")),
        ("Virgin Islands", "ambiguous", ("VIR", "VGB")),
        ("Kashmir", "shared", ("IND", "PAK")),
        ("al-Qaeda", "group", ("AFG", "PAK", "YEM", "SYR", "SOM", "MLI", "DZA")),
        ("NATO", "bloc", ()),
        ("Prussia", "former", ()),
        ("Europe", "none", ()),
        ("Muslims", "people", ()),
    ],
)
def test_an_open_name_says_why(name, how, candidates):
    """A code is not guessed; what is known is listed."""
    found = countries.lookup(name)
    assert (found.code, found.how, found.candidates) == (None, how, candidates)


@pytest.mark.parametrize(
    ("name", "code", "candidates"),
    [
        ("Soviet Union", "RUS", ()),
        ("East Germany", "DEU", ()),
        ("Zaire", "COD", ()),
        ("Upper Volta", "BFA", ()),
        ("Ottoman Empire", "TUR", ()),
        ("Prussia", "DEU", ()),
        ("Czechoslovakia", "CSK", ()),
        ("Austria-Hungary", None, ("AUT", "HUN", "CSK", "YUG")),
        ("France", "FRA", ()),
    ],
)
def test_a_former_state_is_followed_on_request(name, code, candidates):
    """To its one heir; where there is none it keeps its code, or the successors are listed."""
    found = countries.lookup(name, follow=True)
    assert (found.code, found.candidates) == (code, candidates)


def test_a_former_state_beside_the_present_one_is_noted():
    """Names beside cues of a former state: the code stays, both are candidates."""
    for text, name, codes in (
        ("In 1962 Soviet ships left Russia.", "Russia", ("RUS", "SUN")),
        ("In 1975 East Berlin spoke for Germany.", "Germany", ("DEU", "DDR")),
        ("In 1955 Chiang Kai-shek claimed all of China.", "China", ("CHN", "TWN")),
        ("In 2015 Germany remembered East Berlin.", "Germany", ()),
    ):
        start = text.index(name)
        found = countries.resolve([Passage.of(text)], [[Entity(name, "GPE", start, start + len(name))]])[0][0]
        assert found.candidates == codes


def test_every_answer_has_a_score():
    """Each rung's share of right answers on annotated text is in the data."""
    for name in ("FRA", "France", "French", "Paris", "Kremlin", "Texas", "Hezbollah", "CIA", "Angela Merkel", "NATO", "Prussia"):
        found = countries.lookup(name)
        assert 0.5 < found.score <= 1
        assert found.how in read("scores")


def test_the_title_is_evidence():
    """A name that the paragraph leaves open is settled by the title."""
    assert resolve("Georgia held a vote.", "GPE:Georgia") == [None]
    assert resolve("Georgia held a vote.", "GPE:Georgia", title="Tbilisi turns away from Moscow") == ["GEO"]


def test_the_date_is_evidence():
    """An article of 2024 does not speak of the Soviet Union's Moscow where nothing near says so."""
    passages = [
        Passage("Moscow agreed.", "Moscow agreed. Soviet ships sailed.", 0),
        Passage("Soviet ships sailed.", "Moscow agreed. Soviet ships sailed.", 15),
    ]
    mentions = [[Entity("Moscow", "GPE", 0, 6)], []]
    assert countries.resolve(passages, mentions, date="2024-06-19")[0][0].code == "RUS"
    assert countries.resolve(passages, mentions, date="1975-06-19")[0][0].code == "SUN"


def test_the_same_name_has_the_same_answer():
    """One reading an article."""
    text = "Georgia is small. Tbilisi is its capital. Georgia exports wine."
    mentions = [Entity("Georgia", "GPE", 0, 7), Entity("Georgia", "GPE", 42, 49)]
    passages = [Passage(text[:17], text, 0), Passage(text[18:41], text, 18), Passage(text[42:], text, 42)]
    found = countries.resolve(passages, [mentions[:1], [], mentions[1:]])
    assert [row[0].code for row in found if row] == ["GEO", "GEO"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russia and the French government met.", ["Russia GPE", "French NORP"]),
        ("South Korean envoys left North Korea.", ["South Korean NORP", "North Korea GPE"]),
        ("The Indian Ocean is wide, and Air France flies over it.", []),
        ("He speaks Russian; the book is in Spanish.", []),
        ("The Syrian civil war and the Cuban Missile Crisis ended.", []),
        ("Turkey is a bird, a turkey; Chad is a man; china is a plate.", []),
        ("the U.S. and U.K. agreed", ["U.S. GPE", "U.K. GPE"]),
        ("Ukraine's ports", ["Ukraine GPE"]),
        ("Equatorial Guinea asked Papua New Guinea", ["Equatorial Guinea GPE", "Papua New Guinea GPE"]),
        ("the U.S.-led campaign and the Canada-EU deal", ["U.S. GPE", "Canada GPE"]),
        ("a China-Russia-North Korea summit", ["China GPE", "Russia GPE", "North Korea GPE"]),
        ("A pro-Russian party of French-speaking voters.", ["Russian NORP"]),
        ("the Iran-Iraq War; Austria-Hungary; the Soviet-Afghan War", []),
        ("The President of France and the Bank of France met.", ["France GPE"]),
        ("the British Government and the Afghan President", ["British NORP", "Afghan NORP"]),
        ("talks between Italy and Turkey", ["Italy GPE", "Turkey GPE"]),
        ("It cost US$50 million, said the US and the USA.", ["US GPE", "USA GPE"]),
        ("He knew English, French and German. The Germans left.", ["Germans NORP"]),
        ("the 2003 invasion of Iraq and the Mission in Liberia", []),
    ],
)
def test_names_that_need_no_model(text, wanted):
    """Safe names are found by rule; parts of longer names, languages and doubtful ones are left to the model."""
    found = countries.find([Passage.of(text)])[0]
    assert [f"{entity.text} {entity.label}" for entity in found] == wanted
    assert all(entity.by == "rule" and text[entity.start : entity.end] == entity.text for entity in found)


@pytest.mark.parametrize(
    ("label", "text", "wanted"),
    [
        ("NORP", "U.S.-Soviet", ["U.S. GPE", "Soviet NORP"]),
        ("GPE", "Austria and Hungary", ["Austria GPE", "Hungary GPE"]),
        ("EVENT", "Russia–China relationship", ["Russia GPE", "China GPE"]),
        ("LAW", "Canada-EU", ["Canada GPE", "EU ORG"]),
        ("EVENT", "11 Canadian records", ["Canadian NORP"]),
        ("EVENT", "2014 Chinese Foreign Minister", ["Chinese NORP"]),
        ("PERSON", "Gwadar", ["Gwadar GPE"]),
        ("ORG", "Islamic State in Syria", ["Islamic State ORG", "Syria GPE"]),
        ("EVENT", "Iran–Iraq War", ["Iran–Iraq War EVENT"]),
        ("EVENT", "Syrian civil war", ["Syrian civil war EVENT"]),
        ("NORP", "Chinese-American", ["Chinese-American NORP"]),
        ("NORP", "Sino-Russian", ["Sino-Russian NORP"]),
        ("GPE", "Bosnia and Herzegovina", ["Bosnia and Herzegovina GPE"]),
        ("GPE", "Guinea-Bissau", ["Guinea-Bissau GPE"]),
        ("PERSON", "Paris", ["Paris PERSON"]),
        ("PERSON", "Jordan", ["Jordan PERSON"]),
        ("ORG", "Bank of France", ["Bank of France ORG"]),
        ("ORG", "Islamic State in Iraq and Syria", ["Islamic State in Iraq and Syria ORG"]),
    ],
)
def test_spans_of_a_model_are_mended(label, text, wanted):
    """Two states in one span are parted, what is no event is cut, a place is no person; names stay whole."""
    found = countries.mend([Entity(text, label, 10, 10 + len(text))])
    assert [f"{entity.text} {entity.label}" for entity in found] == wanted
    assert all(text[entity.start - 10 : entity.end - 10] == entity.text for entity in found)


def names_of(country):
    """Names that pycountry has for a country, without those written back to front ("Korea, Republic of")."""
    given = (country.name, getattr(country, "common_name", None), getattr(country, "official_name", None))
    return [name for name in dict.fromkeys(filter(None, given)) if "," not in name]


def test_the_world_is_covered(capsys):
    """Every country of ISO 3166-1 is there with its codes; every name that pycountry has means it, or is known to be open."""
    pycountry = pytest.importorskip("pycountry")
    found = total = 0
    for country in pycountry.countries:
        state = countries.info(country.alpha_3)
        assert (state.iso2, state.numeric) == (country.alpha_2, int(country.numeric))
        assert countries.info(country.alpha_2) == countries.info(country.numeric) == state
        for name in names_of(country):
            total += 1
            meant = countries.lookup(name)
            assert meant is not None, name
            assert meant.code in (country.alpha_3, None) or name == "Congo", name  # ISO's short name of COG; news mean COD
            found += meant.code == country.alpha_3
    with capsys.disabled():
        print(f"\npycountry: {len(pycountry.countries)} of {len(pycountry.countries)} countries, {found} of {total} names")
    assert total - found <= 2


def test_locale_data_agree(capsys):
    """Every country that Unicode's locale data name, by that name."""
    babel = pytest.importorskip("babel")
    pycountry = pytest.importorskip("pycountry")
    known = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    names = {code: name for code, name in babel.Locale("en").territories.items() if code in known}
    meant = {code: countries.lookup(name) for code, name in names.items()}
    assert [names[code] for code, country in meant.items() if country and country.code not in (known[code], None)] == []
    missed = [names[code] for code, country in meant.items() if country is None or country.code is None]
    with capsys.disabled():
        print(f"\nbabel: {len(names) - len(missed)} of {len(names)} names; open: {', '.join(missed)}")
    assert len(missed) <= 3


def test_former_codes_agree():
    """Codes of ISO 3166-3 as pycountry has them."""
    pycountry = pytest.importorskip("pycountry")
    historic = {country.alpha_3: country for country in pycountry.historic_countries}
    former = [state for state in table().states.values() if state.last]
    for state in former:
        assert state.code in historic, state.code
        assert state.iso2 == historic[state.code].alpha_2
        assert state.numeric == int(getattr(historic[state.code], "numeric", state.numeric)), state.code


def test_former_states_have_their_days():
    """First and last day, and successors that are in the table."""
    former = [state for state in table().states.values() if state.last]
    assert len(former) >= 10
    for state in former:
        assert state.first < state.last
        assert all(code in table().states for code in state.successors)


def test_a_code_that_is_not_there():
    """The message shows what a code looks like."""
    with pytest.raises(InputError, match="no state has the code 'XXX'"):
        countries.info("XXX")


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("places", {"FRA": "Lyon, Berne", "CHE": "Berne"}, "two meanings: 'Berne'"),
        ("places", {"ATL": "Atlantis"}, "given the code 'ATL'"),
        ("weak", {"Georgia": {"GEO": "Tbilisi", "ATL": "sea"}}, "unknown codes: ATL"),
        ("weak", {"France": {"FRA": "Paris"}, "Lyon": {"FRA": "Rhône"}}, "one meaning: Lyon"),
        ("eras", {"FRA": {"names": "Vichy", "cues": "Pétain"}}, "no former state"),
        ("ended", {"Burgundy": {"first": "1032", "last": "1477", "successors": "FRA, ATL"}}, "ATL"),
        ("groups", {"one": {"LBN": "Hezbollah"}, "several": {}}, "has no years"),
        ("groups", {"one": {"LBN": "Hezbollah: 1990-1982"}, "several": {}}, "run backwards"),
        ("groups", {"one": {"LBN": "Gazprom: 1990-"}, "several": {}}, "'Gazprom'"),
        ("leaders", {"FRA": {"heads": "Adolf Hitler: 1933-1945"}}, "'Adolf Hitler'"),
        (
            "blocs",
            {"X": {"name": "X", "aliases": "X", "first": "1990", "joined": {"1990": "FRA"}, "left": {"1995": "DEU"}}},
            "DEU cannot leave X",
        ),
    ],
)
def test_the_loader_refuses_clashes(part, change, message):
    """A name for two states, an unknown code, a former state that still is."""
    data = {name: read(name) for name in FILES}
    data[part] = {**data[part], part: change} if part == "places" else change
    with pytest.raises(GeopolError, match=message):
        build(data)


@pytest.mark.parametrize(
    ("bloc", "on", "number", "inside", "outside"),
    [
        ("NATO", "1949-04-04", 12, "USA", "DEU"),
        ("NATO", "1990-01-01", 16, "ESP", "POL"),
        ("North Atlantic Treaty Organization", None, 32, "SWE", "UKR"),
        ("European Union", "2019-12-31", 28, "GBR", "NOR"),
        ("EU", "2020-02-01", 27, "HRV", "GBR"),
        ("EEC", "1960", 6, "ITA", "GBR"),
        ("Warsaw Pact", "1960", 8, "ALB", "YUG"),
        ("Warsaw Pact", "1975-01-01", 7, "DDR", "ALB"),
        ("Warsaw Pact", "1995", 0, "", "POL"),
        ("United Nations", None, 193, "SSD", "TWN"),
        ("UN", "1945", 51, "SUN", "CHE"),
        ("ASEAN", "1990", 6, "BRN", "VNM"),
        ("BRICS", "2009-12-31", 4, "RUS", "ZAF"),
        ("BRICS", "2024-06-01", 9, "IRN", "IDN"),
        ("SCO", "2001-06-15", 6, "UZB", "IND"),
        ("African Union", None, 55, "MAR", "FRA"),
        ("ECOWAS", "2025-06-01", 12, "NGA", "MLI"),
        ("OPEC", "2024-06-01", 12, "SAU", "QAT"),
        ("G7", None, 7, "CAN", "RUS"),
        ("UNICEF", "2012", 193, "USA", "VAT"),
        ("AUKUS", None, 3, "AUS", "CAN"),
    ],
)
def test_a_bloc_is_expanded(bloc, on, number, inside, outside):
    """Members on a day."""
    found = countries.members(bloc, on)
    assert len(found) == number
    assert not inside or inside in found
    assert outside not in found


def test_a_bloc_that_is_none():
    """The message lists the blocs."""
    with pytest.raises(InputError, match=r"no bloc is called 'Atlantis'; known are .*NATO"):
        countries.members("Atlantis")


def test_leaders_and_groups_have_their_years():
    """Who led a state in a year; where an armed group acts."""
    assert [leader.name for leader in countries.leaders("FRA", 1965) if leader.office == "head"] == [
        "Charles de Gaulle",
        "Georges Pompidou",
    ]
    assert {leader.name for leader in countries.leaders("USA", 1962)} == {"John F. Kennedy", "Dean Rusk"}
    assert countries.leaders("RUS", 2024)[0].terms == ((1999, None),)
    assert len({leader.code for state in table().states for leader in countries.leaders(state)}) >= 100
    assert (countries.group("Hizbullah").states, countries.group("FARC").last) == (("LBN",), 2017)
    assert countries.group("ISIS").states[:2] == ("IRQ", "SYR")
    assert countries.group("Rotary Club") is None


def test_no_designation_has_two_makers():
    """The patterns of two states do not meet on well-known names."""
    for name in (
        "S-400",
        "Su-35",
        "MiG-29",
        "T-90",
        "F-35",
        "Leopard 2",
        "HIMARS",
        "Javelin",
        "Tomahawk",
        "DF-41",
        "Shahed-136",
        "Patriot",
        "AK-47",
        "Hwasong-17",
    ):
        assert len(makers(name)) == 1, name


def test_real_mentions(shared):
    """Given spans of a real news set: at least 99 in a hundred right, at most one mention wrong."""
    path = shared / "data" / "countries" / "tr-news.jsonl"
    right = wrong = total = 0
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        gold = json.loads(line)
        spans = [span for span in gold["entities"] if "country" in span]
        mentions = [Entity(gold["text"][s["start"] : s["end"]], s["label"], s["start"], s["end"]) for s in spans]
        for span, country in zip(
            spans, countries.resolve([Passage.of(gold["text"])], [mentions], title=gold.get("title"))[0], strict=True
        ):
            right += country is not None and country.code == span["country"]
            wrong += country is not None and country.code not in (span["country"], None)
            total += 1
    assert right / total > 0.99
    assert wrong <= 1  # "a rally in Washington" is said to be Russia's there


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("K2 Black Panther", "KOR"),
        ("Hürjet", "TUR"),
        ("Stormtrooper 9", None),
        ("Gripens", "SWE"),
        ("AWACS", None),
        ("Typhoon", None),
    ],
)
def test_weapons_by_name_have_their_makers_state(name: str, code: str | None):
    """The entities step's table of weapons says whose they are; a name under two states, or under none, is nobody's."""
    assert makers(name) == ([code] if code else [])
