"""Telling English from other languages: English about foreign places is never mistaken for a foreign language."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path

import pytest
import spacy.lang
import stub

from geopol import batch
from geopol.language import tell

ENGLISH = [
    "Kyrgyzstan and Tajikistan signed a border agreement in Bishkek on 13 March 2025, after talks that had been led by Kamchybek "
    "Tashiev and Saimumin Yatimov; it would settle the status of the Vorukh, Chon-Alai and Batken districts.",
    "Bundeskanzler Olaf Scholz met Président Emmanuel Macron at Schloss Meseberg, where the Elysée said "
    "that Élysée and Kanzleramt "
    "had agreed on the Eurofighter, the Leopard and a Bundeswehr brigade which will be stationed in Rūdninkai, Lithuania.",
    "The countries with coastlines on the Arabian Sea are Somalia, Yemen, Oman, Pakistan, India and the "
    "Maldives, and the largest of "
    "their ports by far is that of Jawaharlal Nehru at Nhava Sheva, which the government of Maharashtra has extended.",
    "In Qing times the Zongli Yamen (總理衙門) handled relations with the Western powers; it was replaced by "
    "the Waiwubu (外務部) in "
    "1901, as Article XII of the Boxer Protocol had required, and the ministers who signed it were Yikuang and Li Hongzhang.",
]
FOREIGN = {
    "de": "Die Außenminister der beiden Staaten trafen sich am Montag in Berlin, um über die Lage an der "
    "Grenze zu sprechen. Nach "
    "dem Gespräch sagte der Sprecher, dass man sich auf einen Fahrplan für die Verhandlungen geeinigt habe.",
    "fr": "Les ministres des affaires étrangères des deux pays se sont réunis lundi à Paris pour parler de la situation à la "
    "frontière. Après la rencontre, le porte-parole a déclaré que les deux parties avaient adopté un calendrier.",
    "es": "Los ministros de Asuntos Exteriores de los dos países se reunieron el lunes en Madrid para hablar "
    "de la situación en la "
    "frontera. Tras el encuentro, el portavoz declaró que las dos partes habían acordado un calendario.",
    "nl": "De ministers van Buitenlandse Zaken van beide landen kwamen maandag in Den Haag bijeen om over de "
    "toestand aan de grens "
    "te spreken. Na afloop zei de woordvoerder dat er een tijdpad voor de onderhandelingen is afgesproken.",
    "ru": "Министры иностранных дел двух стран встретились в понедельник в Москве, чтобы обсудить положение на границе.",
    "ar": "التقى وزيرا خارجية البلدين يوم الاثنين في القاهرة لبحث الوضع على الحدود وقال المتحدث إن الطرفين اتفقا على جدول زمني",
    "zh": "两国外交部长星期一在北京会晤，讨论边境局势。发言人表示，双方已就谈判时间表达成一致，并将于下月继续磋商。" * 3,
}
UNKNOWN = [
    "",
    "Paris.",
    "12 34 56 78",
    "Talks failed.",
    "Alkmaar, Amersfoort, Bolsward, Brielle, Delft, Den Bosch, Dokkum, Dordrecht, Enkhuizen",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_foreign_names_is_english(text):
    """However many of its words are names."""
    assert tell(text) == "en"


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_other_languages_are_named(code, text):
    """By their ISO 639 code; a variety of Chinese is Chinese enough."""
    assert tell(text) in ((code,) if code != "zh" else ("zh", "wuu", "yue"))


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_says_too_little_is_not_guessed(text):
    """Short texts, figures, lists of names."""
    assert tell(text) is None


def test_sixty_languages():
    """spaCy's example sentences of each language: never English, and named or left open."""
    for folder in sorted(Path(spacy.lang.__path__[0]).iterdir()):
        if (folder / "examples.py").exists():
            text = " ".join(importlib.import_module(f"spacy.lang.{folder.name}.examples").sentences)
            assert (tell(text) == "en") == (folder.name == "en"), folder.name


def test_no_real_english_text_is_taken_for_another(shared):
    """Of 62,374 paragraphs and articles of four kinds none is; of whole articles all are told. Here every tenth."""
    whole = {"speeches", "releases"}
    for path in sorted((shared / "data" / "text").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            told = [tell(json.loads(line)["text"]) for number, line in enumerate(lines) if number % 10 == 0]
        assert set(told) <= ({"en"} if path.name.split(".")[0] in whole else {"en", None}), path.name
        assert told.count("en") > 0.98 * len(told), path.name


def test_foreign_texts_are_reported_or_skipped(tmp_path, monkeypatch):
    """Tagged and counted, or a failure with the language."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(FOREIGN["de"])
    Path("in/b.txt").write_text(ENGLISH[0])
    summary = batch.run_to(stub.tagger(), batch.Job(batch.plan(["in"])), batch.Target(Path("all.jsonl")))
    assert summary.languages == {"de": 1, "en": 1}
    assert [json.loads(line)["language"] for line in Path("all.jsonl").read_bytes().splitlines()] == ["de", "en"]
    job = batch.Job(batch.plan(["in"]), settings=batch.Settings(language="skip"))
    summary = batch.run_to(stub.tagger(), job, batch.Target(Path("some.jsonl")))
    assert (summary.articles, summary.failed, summary.languages) == (1, 1, {"en": 1})
    failure = json.loads(Path("some.failures.jsonl").read_bytes())
    assert (failure["step"], failure["reason"]) == ("language", "not English: its language is 'de'")
