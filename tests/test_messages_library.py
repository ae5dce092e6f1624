"""What the library says to wrong arguments, files and models: the value it got, what is allowed, what to do."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import socket
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import spacy
import stub
from provoking import Row, agrees, correction, inputs, module_of

import geopol
from geopol import batch, countries, dates, evaluation, learning, paragraphs, reading, reviewing, writing
from geopol.batch.journal import Journal as RunJournal
from geopol.batch.work import work
from geopol.comparing import statistics
from geopol.duplicates import Seen
from geopol.gold import GoldText
from geopol.marks import read_marks
from geopol.models import check_folder, read_meta, shipped, write_meta
from geopol.reading import Terms, archives, book, columns, mail, office, opening, page, pdf, plain, rows, sandbox, word
from geopol.reading.calendar_date import table_date
from geopol.reviewing import server
from geopol.reviewing.journal import Journal
from geopol.themes import ThemeModel, read_codebook
from geopol.themes.embedding import Embedding, same
from geopol.themes.linear import LinearModel
from geopol.training import entities as training_entities
from geopol.training import themes as training
from geopol.writing.paragraphs import table_rows

Document = geopol.Document
TAGGER = stub.tagger()
LABELS = "PERSON, NORP, GPE, LOC, FAC, ORG, EVENT, LAW, WEAPON, DATE, MONEY"
ALLOWED = "allowed are 2024-06-19, 2024-06, 2024 and 19 June 2024"
WORD = "(open it in a word processor and save it again)"


def pack(**members: str) -> bytes:
    """A zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


def without(package: str, call):
    """A call where a package is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, package, None)
        return call()


def small(module, call, *limits: str):
    """A call under a limit that small data are over."""
    with pytest.MonkeyPatch.context() as patch:
        for name in limits or ("MAX_BYTES",):
            patch.setattr(module, name, 4)
        return call()


def marks(text: str):
    """Read marks beside two paragraphs."""
    Path("m.tsv").write_text(text)
    return read_marks(Path("m.tsv"), [GoldText("1", "Peru and Chile met in May."), GoldText("2", "They talked.")])


def member(**head):
    """Unpack an archive."""
    return list(archives.zip_members({"include": (), "exclude": (), "hidden": False, **head}, head.get("data", b"")))


def unpacked(data: bytes) -> list:
    """What is in an archive, each a record with reason and hint."""
    return [SimpleNamespace(**head) for head, _ in member(data=data)]


def broken(data: bytes) -> bytes:
    """An archive with a byte changed in a member."""
    return data[:40] + bytes([data[40] ^ 255]) + data[41:]


def model(name: str, change=lambda meta: meta, arrays=None) -> Path:
    """The shipped theme model with another meta.json or other weights."""
    folder = Path(name) / "themes"
    folder.mkdir(parents=True, exist_ok=True)
    meta = json.loads((shipped("themes") / "meta.json").read_text())
    if arrays is None:
        shutil.copy(shipped("themes") / "model.npz", folder)
    else:
        np.savez(folder / "model.npz", **arrays)
    write_meta(folder, change(meta))
    return folder


def altered(key: str) -> dict:
    """The shipped weights less one array, or with one that is shorter."""
    with np.load(shipped("themes") / "model.npz") as file:
        found = {name: file[name] for name in file.files}
    cut = found.pop(key)
    return found | ({key: cut[:-4]} if key.endswith("names") else {})


def named(part: str, arrays: dict) -> dict:
    """The arrays of one part of a theme model."""
    return {key.removeprefix(f"{part}."): array for key, array in arrays.items() if key.startswith(f"{part}.")}


def pipeline(name: str, change: tuple[str, str]) -> str:
    """A saved spaCy pipeline whose config was changed."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(name)
    config = Path(name) / "config.cfg"
    config.write_text(config.read_text().replace(*change))
    return name


def resumed(**about):
    """A journal begun by another run."""
    path = Path("was.journal")
    path.unlink(missing_ok=True)
    RunJournal(path, {"fingerprint": "a"}).close()
    return RunJournal(path, about)


def twice():
    """Two runs into one output."""
    first = RunJournal(Path("twice.journal"), {})
    try:
        return RunJournal(Path("twice.journal"), {})
    finally:
        first.close()


def changed():
    """A run that is resumed after an input changed."""
    target = batch.Target(Path("c.jsonl"), resume=True)
    Path("c").mkdir(exist_ok=True)
    for name in ("a", "b"):
        Path(f"c/{name}.txt").write_text("Peru.")
    Path("c/b.txt").write_text("They stumble.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geopol.batch.chunks.CHUNK_ITEMS", 1)
        with pytest.raises(batch.StoppedError):
            batch.run_to(TAGGER, batch.Job(reading.discover(["c"]), fail_fast=True), target)
        Path("c/a.txt").write_text("Chile, now.")
        return batch.run_to(TAGGER, batch.Job(reading.discover(["c"])), target)


def taken():
    """A port that somebody has."""
    with socket.create_server((server.HOST, 0)) as listener:
        return server.serve(Journal("s.jsonl"), [], [], port=listener.getsockname()[1])


def sent(**other):
    """What the review page sends."""
    return server._checked(correction(**other), {"military", "economy"})


def killed():
    """A parser that somebody ended."""
    box = sandbox.Sandbox(2_000_000_000)
    try:
        box.parse(".rtf", b"{\\rtf1 x}", 30)
        os.kill(box._process.pid, signal.SIGKILL)
        box._process.wait()
        return box.parse(".rtf", b"{\\rtf1 x}", 30)
    finally:
        box.close()


def parsed(data=b"{\\rtf1 x}", kind=".rtf", *, memory=2_000_000_000, seconds=30):
    """A parser with little memory or time."""
    box = sandbox.Sandbox(memory)
    try:
        return box.parse(kind, data, seconds)
    finally:
        box.close()


def anchored(**about):
    """A document of spaCy that says of itself what it should not."""
    nlp = spacy.blank("en")
    nlp.add_pipe("geopol_dates" if "date" in about else "geopol_countries")
    doc = nlp.make_doc("They met last month.")
    for key, value in about.items():
        setattr(doc._, key, value)
    return nlp(doc)


class Series:
    """What pandas gives: many texts, and no text."""

    def __iter__(self):
        return iter(["Peru."])


TYPES = [
    Row("tagging", lambda: geopol.load(42), "models must be a str or a Path, not int"),
    Row("tagging", lambda: geopol.load(entities=b'x'), "entities must be a str or a Path, not bytes"),
    Row("dates/finding", lambda: geopol.load(reading='news '), "reading must be one of auto, news, narrative, not 'news '; did you mean 'news'?"),
    Row("tagging", lambda: TAGGER.tag(None), "text must be a str, not NoneType"),
    Row("tagging", lambda: TAGGER.tag(b'Peru.'), "text must be a str, not bytes"),
    Row("tagging", lambda: TAGGER.tag(Series()), "text must be a str, not Series"),
    Row("tagging", lambda: TAGGER.tag('Peru.', title=5), "title must be a str, not int"),
    Row("tagging", lambda: TAGGER.tag('Peru.', id=5), "id must be a str, not int"),
    Row("reading/calendar_date", lambda: TAGGER.tag('Peru.', date='yesterday'), f"not a date: 'yesterday' (unknown form); {ALLOWED}"),
    Row("reading/calendar_date", lambda: TAGGER.tag('Peru.', date='2024-13-01'), f"not a date: '2024-13-01' (month must be in 1..12); {ALLOWED}"),
    Row("reading/calendar_date", lambda: TAGGER.tag('Peru.', date=5), f"not a date: '5' (unknown form); {ALLOWED}"),
    Row("reading/calendar_date", lambda: table_date('03/04/2021'), "not one date but two: '03/04/2021' may begin with the day or the month; give --day-first or --month-first"),
    Row("tagging", lambda: TAGGER.tag('a' * 200_001), "text: paragraph 1 has 200,001 characters, the limit is 200,000: the text seems to have lost its line breaks"),
    Row("tagging", lambda: list(TAGGER.pipe('Peru.')), "documents must be a list of str or Document, or an iterator, not one str; tag() takes one text"),
    Row("tagging", lambda: list(TAGGER.pipe({'text': ['Peru.']})), "documents must be a list of str or Document, or an iterator, not one dict; …"),
    Row("tagging", lambda: list(TAGGER.pipe(None)), "documents must be a list of str or Document, or an iterator, not one NoneType; …"),
    Row("tagging", lambda: list(TAGGER.pipe(['Peru.', None])), "document 1 must be a str or a geopol.Document with a str, not NoneType"),
    Row("tagging", lambda: list(TAGGER.pipe([{'text': 'Peru.'}])), "document 0 must be a str or a geopol.Document with a str, not dict"),
    Row("tagging", lambda: list(TAGGER.pipe([Document('a', 5)])), "document 0 must be …, not a Document whose text is a int"),
    Row("tagging", lambda: list(TAGGER.pipe([Document('a', 'Peru.', date='June')])), "a: anchor 'June' is no date; allowed are 2024-06-19, 2024-06, 2024, and a datetime.date"),
    Row("tagging", lambda: list(TAGGER.pipe([], jobs=0)), "jobs must be a whole number of 1 or more, not 0"),
    Row("tagging", lambda: list(TAGGER.pipe([], jobs='2')), "jobs must be a whole number of 1 or more, not '2'"),
    Row("tagging", lambda: list(TAGGER.pipe([], batch_size=-1)), "batch_size must be a whole number of 1 or more, not -1"),
    Row("dates/finding", lambda: dates.find_in(None), "text must be a str, not NoneType"),
    Row("dates/finding", lambda: dates.find_in('May', anchor='yesterday'), "anchor 'yesterday' is no date; allowed are 2024-06-19, 2024-06, 2024, and a datetime.date"),
    Row("dates/finding", lambda: dates.find_in('May', anchor=19), "anchor 19 is no date; …"),
    Row("dates/finding", lambda: dates.find_in('May', reading='old'), "reading must be one of auto, news, narrative, not 'old'"),
    Row("dates/finding", lambda: dates.find('May 2024'), "passages must be a list of Passage, not 'May 2024'; find_in takes a plain text"),
    Row("dates/finding", lambda: dates.parse(b'May'), "text must be a str, not bytes"),
    Row("dates/finding", lambda: anchored(date='June'), "anchor 'June' is no date; …"),
    Row("countries/ladder", lambda: anchored(title=5), "title must be a str, not int"),
    Row("countries/ladder", lambda: countries.lookup(None), "name must be a str, not NoneType"),
    Row("countries/table", lambda: countries.info('XXX'), "no state has the code 'XXX'; codes are three capital letters, such as 'FRA'; see lookup(name).code"),
    Row("countries/rosters", lambda: countries.members('Natto'), "no bloc is called 'Natto'; known are ALBA, …, Warsaw Pact…; did you mean 'NATO'?"),
    Row("countries/rosters", lambda: countries.members(None), "bloc must be a str, not NoneType"),
    Row("countries/rosters", lambda: countries.members('NATO', 1999), "on must be a day such as '1999-04-01', '1999-04' or '1999', not 1999"),
    Row("countries/rosters", lambda: countries.leaders('Germany'), "no state has the code 'Germany'; codes are three capital letters, such as 'FRA'; see lookup(name).code"),
    Row("countries/rosters", lambda: countries.leaders('DEU', '1970'), "on must be a year such as 1970, not '1970'"),
    Row("countries/rosters", lambda: countries.group(7), "name must be a str, not int"),
    Row("batch/settings", lambda: batch.Engine('spark'), "engine must be one of local, dask, not 'spark'"),
    Row("batch/settings", lambda: batch.Engine(jobs=1.5), "jobs must be a whole number of 1 or more, not 1.5"),
    Row("batch/settings", lambda: batch.Engine(client=object()), "a scheduler is for the engine dask, and the engine is local; add --engine dask"),
    Row("batch/settings", lambda: batch.Settings(language='drop'), "language must be one of report, skip, not 'drop'"),
    Row("reading/terms", lambda: Terms(max_chars='5'), "max_chars (--max-chars) must be a number above 0, not '5'"),
    Row("batch/target", lambda: batch.Target(Path('x'), resume=True, restart=True).prepare(), "--resume goes on with an unfinished run, --restart throws it away; take one of them"),
    Row("batch/target", lambda: list(batch.Target(Path('x.txt')).apart(reading.discover(['d', 'x.txt']))), "the output x.txt is an input; give another name with -o"),
    Row("reading/finding", lambda: list(reading.discover([5])), "a path must be a str or a Path, not int"),
    Row("evaluation/__init__", lambda: evaluation.evaluate(TAGGER, 5), "a path must be a str or a Path, not int"),
    Row("learning/course", lambda: learning.learn([], 'm'), "no corrections in no file: nobody gave a paragraph a theme; look it over with geopol review"),
    Row("training/themes", lambda: training.train([], 'm'), "a theme model needs at least 2 themes, the corpus has none; …"),
    Row("writing/formats", lambda: writing.convert([], Path('x.csv'), 'excel'), "format must be one of jsonl, csv, …, not 'excel'"),
    Row("reviewing/choosing", lambda: reviewing.choose([], 5), "nothing to review: no paragraph has a theme"),
    Row("reviewing/journal", lambda: Journal('j.jsonl').save(reviewing.Correction('a', 1, 'War.')), "a#1 is not under review in j.jsonl"),
    Row("reviewing/server", lambda: server._checked(b'{', set()), "not JSON: unexpected end of data at character 2"),
    Row("reviewing/server", lambda: server._checked(b'[]', set()), "not a correction but a list"),
    Row("reviewing/server", lambda: sent(theme='econmy'), "the theme is 'econmy'; allowed are economy, military; did you mean 'economy'?"),
    Row("reviewing/corrections", lambda: sent(paragraph='1'), "the page: not a correction: article, text and themes are strings, the paragraph is a number"),
    Row("reviewing/server", lambda: taken(), "cannot listen on port …: another program has it; choose another with --port, or 0 for a free one"),
]  # fmt: skip

FILES = [
    Row("writing/paragraphs", lambda: list(table_rows({}, "entity")), "table must be one of …, not 'entity'; did you mean 'entities'?"),
    Row("paragraphs/blocks", lambda: paragraphs.split("a" * 200_001), "paragraph 1 has 200,001 characters, the limit is 200,000: the text seems to have lost its line breaks"),
    Row("themes/linear", lambda: LinearModel(named("texts", altered("texts.manner_names")), Embedding(None)), "it counts other features than this geopol does: train it again (geopol train)"),
    Row("batch/journal", lambda: resumed(fingerprint='b'), "cannot resume was.journal: fingerprint was 'a' and is now 'b'; go on with the former, or begin anew with --restart"),
    Row("batch/spool", lambda: changed(), "cannot resume: 'c/a.txt' has changed since it was tagged; begin anew with --restart"),
    Row("batch/journal", lambda: twice(), "another run is writing twice.journal; wait for it, or give another -o"),
    Row("batch/work", lambda: work(TAGGER, 'other', None, None), "a worker's models and rules are stub, the run's are other; install the same geopol there"),
    Row("marks", lambda: read_marks(Path('nowhere.tsv'), []), "cannot read nowhere.tsv: there is no such file or folder"),
    Row("marks", lambda: marks('Peru\tGPE\tPER'), "m.tsv, line 1: a mention stands before the first block ('# 1 First words of the paragraph')"),
    Row("marks", lambda: marks('# 1 Peru and Chile met'), "m.tsv: 1 blocks of marks for 2 paragraphs; each paragraph has one"),
    Row("marks", lambda: marks('# 2 They talked.'), "m.tsv, line 1: block 2 stands where block 1 of 2 belongs"),
    Row("marks", lambda: marks('# 1 Chile and Peru met'), "m.tsv, line 1: block 1 opens 'Chile and Peru met', its paragraph 'Peru and Chile met'"),
    Row("marks", lambda: marks('# 1 Peru and Chile met\nPeru\tGPO\tPER'), f"m.tsv, line 2: 'Peru' has the label 'GPO'; allowed are {LABELS}; did you mean 'GPE'?"),
    Row("marks", lambda: marks('# 1 Peru and Chile met\nPeru\tGPE\tPeru'), "m.tsv, line 2: 'Peru' has the country 'Peru'; needed is a code of three letters, or nothing"),
    Row("marks", lambda: marks('# 1 Peru and Chile met\nPeru\tDATE'), "m.tsv, line 2: 'Peru' is a DATE with ''; a DATE has a value, EVENT, LAW and MONEY have nothing"),
    Row("marks", lambda: marks('# 1 Peru and Chile met\nFiji\tGPE\tFJI'), "m.tsv, line 2: 'Fiji' is not in the paragraph behind ''"),
    Row("themes/codebook", lambda: read_codebook('one.jsonl'), "one.jsonl is not a codebook: …; needed: [themes.ID] with name and definition"),
    Row("themes/codebook", lambda: read_codebook('nowhere.toml'), "nowhere.toml is not a codebook: there is no such file or folder; needed: …"),
    Row("models", lambda: shipped('nothing'), "geopol was installed without 'nothing'; looked in …. Install it again."),
    Row("models", lambda: read_meta(Path('nowhere')), "no model in nowhere: meta.json cannot be read (there is no such file or folder). Copy the model again."),
    Row("models", lambda: read_meta(Path('mine')), "mine is not as it was saved: meta.json says None, the files are sha256:…. Copy the model again."),
    Row("models", lambda: check_folder('x.txt/m'), "cannot make the folder x.txt/m: x.txt is a file; give another with -o"),
    Row("themes/model", lambda: ThemeModel.load(model('m1', lambda meta: meta | {'labels': ['a', 'b']})), "m1/themes is no theme model of this geopol: 2 labels for 8 rows of weights; train it again (geopol train)"),
    Row("themes/model", lambda: ThemeModel.load(model('m2', lambda meta: {k: v for k, v in meta.items() if k != 'decision'})), "m2/themes is no theme model of this geopol: there is no 'decision'; train it again (geopol train)"),
    Row("themes/model", lambda: ThemeModel.load(model('m3', lambda meta: meta | {'vectors': [None, 'sha256:0']})), "the theme model in m3/themes: the vectors in … are sha256:…, the model was trained with sha256:0; copy those too"),
    Row("themes/embedding", lambda: Embedding("d"), "no model2vec vectors in d: there is no model.safetensors; give the folder that holds it"),
    Row("themes/embedding", lambda: same(None, "sha256:0"), "the vectors in … are sha256:…, the model was trained with sha256:0; copy those too"),
    Row("themes/model", lambda: ThemeModel.load(model('m4', lambda meta: meta | {'vectors': ['d', 'sha256:0']})), "the theme model in m4/themes: no model2vec vectors in d: there is no model.safetensors; give the folder that holds it"),
    Row("themes/model", lambda: ThemeModel.load(model('m5', arrays={})), "m5/themes is no theme model: model.npz holds nothing"),
    Row("themes/model", lambda: ThemeModel.load(model('m6', arrays=altered('texts.words_idf'))), "m6/themes is no theme model of this geopol: there is no 'words_idf'; train it again (geopol train)"),
    Row("themes/model", lambda: ThemeModel.load(model('m7', arrays=altered('texts.manner_names'))), "the theme model in m7/themes: it counts other features than this geopol does: train it again (geopol train)"),
    Row("themes/model", lambda: (model('m8') / 'model.npz').unlink() or write_meta(Path('m8/themes'), {}) or ThemeModel.load('m8/themes'), "m8/themes is no theme model of this geopol: there is no model.npz; train it again (geopol train)"),
    Row("entities/finder", lambda: geopol.load(entities=pipeline('p1', ('', ''))), "the spaCy pipeline 'p1' finds no entities; its components: sentencizer; take one with a recogniser"),
    Row("entities/finder", lambda: geopol.load(entities=pipeline('p2', ('"sentencizer"', '"nothing"'))), "the spaCy pipeline 'p2' cannot be loaded: [E956] Can't find component 'nothing' in [components] block in the config; copy it again, or install what it needs"),
    Row("entities/finder", lambda: geopol.load(entities=pipeline('p3', ('[nlp]', 'nonsense'))), "the spaCy pipeline 'p3' cannot be loaded: …; copy it again, or install what it needs"),
    Row("training/entities", lambda: training_entities.train('d', (), 't', 'm'), "d lacks …"),
    Row("duplicates", lambda: without('datasketch', lambda: Seen(Path('seen'))), "--duplicates needs datasketch: …install 'datasketch>=…'"),
    Row("writing/parquet", lambda: without('pyarrow', lambda: writing.convert([], Path('x.parquet'), 'parquet')), "the format parquet needs pyarrow: …install 'pyarrow>=…'"),
    Row("batch/cluster", lambda: without('distributed', lambda: batch.run(TAGGER, batch.Job([], engine=batch.Engine('dask')), io.BytesIO())), "the engine dask of a cluster needs dask.distributed: …install 'dask>=…' 'distributed>=…'"),
    Row("extras", lambda: without('nltk', lambda: statistics.alpha([('a', 'b')])), "geopol compare needs nltk: …install 'nltk>=…'…"),
    Row("reviewing/server", lambda: without('uvicorn', lambda: server.serve(Journal('u.jsonl'), [], [])), "geopol review needs uvicorn: …install 'nltk>=…' 'starlette>=…' 'uvicorn>=…'"),
]  # fmt: skip

# What readers say of files: the reason, and the hint in brackets.
READERS = [
    Row("reading/encoding", lambda: plain.read_text(bytes(range(9)) * 9), "not text: 100% of its bytes are control characters (save it as UTF-8 text, or leave it out with --exclude)"),
    Row("reading/encoding", lambda: plain.read_text(b'\xff\xfe\x00'), "not UTF-16-LE, which its first bytes announce: truncated data at byte 0 (save it as UTF-8 text, or leave it out with --exclude)"),
    Row("reading/encoding", lambda: plain.read_text(b'\x81\x8d\x8f\x90\x9d' * 9 + bytes(range(128, 256))), "not text: no encoding makes sense of its bytes (save it as UTF-8 text, or leave it out with --exclude)"),
    Row("reading/plain", lambda: plain.read_markdown(b'---\ntitle: [a\n---\nPeru.'), "front matter that is not YAML: … (mend the lines between the two '---')"),
    Row("reading/page", lambda: page.read_html(b''), "no article: this is not HTML (save the article's own page, or its text)"),
    Row("reading/page", lambda: page.read_html(b'<html><body><nav>Home</nav></body></html>'), "no article on this page (save the article's own page, or its text)"),
    Row("reading/pdf", lambda: pdf.read_pdf(b'%PDF-1.4 cut'), "a damaged PDF (…) (open it in a viewer and save it again)"),
    Row("reading/pdf", lambda: pdf.read_pdf(BLANK_PDF), "no text on any page (1 in all) (it may be scanned: run OCR on it first)"),
    Row("reading/word", lambda: word.read_docx(b'PK cut'), f"a damaged Word document: File is not a zip file {WORD}"),
    Row("reading/word", lambda: small(word, lambda: word.read_docx(pack(a='Peru.'))), "unpacks to 5 bytes, the limit is 4 (it is no ordinary document)"),
    Row("reading/word", lambda: word.read_docx(docx()), "no text in this Word document (it may hold pictures alone)"),
    Row("reading/office", lambda: office.read_odt(b'PK cut'), f"a damaged OpenDocument text: File is not a zip file {WORD}"),
    Row("reading/office", lambda: small(office, lambda: office.read_odt(pack(a='Peru.'))), "unpacks to 5 bytes, the limit is 4 (it is no ordinary document)"),
    Row("reading/office", lambda: office.read_odt(odt()), "no text in this document (it may hold pictures alone)"),
    Row("reading/office", lambda: without('odfdo', lambda: office.read_odt(b'')), "an .odt text, which needs odfdo (…install 'odfdo>=…' 'striprtf>=…')"),
    Row("reading/office", lambda: without('striprtf.striprtf', lambda: office.read_rtf(b'')), "an .rtf text, which needs striprtf (…install 'odfdo>=…' 'striprtf>=…')"),
    Row("reading/office", lambda: office.read_rtf(b"{\\rtf1 \\u99999999 x}"), f"a damaged RTF text: … {WORD}"),
    Row("reading/office", lambda: office.read_rtf(b'Peru.'), f"not RTF: it does not begin with {{\\rtf {WORD}"),
    Row("reading/office", lambda: office.read_rtf(b'{\\rtf1 }'), "no text in this document (it may hold pictures alone)"),
    Row("reading/book", lambda: book.read_epub(b'PK cut'), "a damaged EPUB: File is not a zip file (open it in a reader and save it again)"),
    Row("reading/book", lambda: book.read_epub(pack(**{'META-INF__container_xml': '<x/>'})), "a damaged EPUB: its container names no package (open it in a reader and save it again)"),
    Row("reading/book", lambda: book.read_epub(pack(**{'META-INF__encryption_xml': '<x/>'})), "locked by its seller (take an unlocked copy)"),
    Row("reading/book", lambda: book.read_epub(pack(**{'META-INF__container_xml': "<rootfile full-path='p'/>", 'p': '<package/>'})), "no text in this book (it may hold pictures alone)"),
    Row("reading/book", lambda: small(book, lambda: book.read_epub(pack(a='Peru.'))), "unpacks to 5 bytes, the limit is 4 (it is no ordinary book)"),
    Row("reading/mail", lambda: mail.read_eml(b''), "no mail message: it has no headers (save the message again from a mail program)"),
    Row("reading/mail", lambda: mail.read_eml(b'Subject: x\nContent-Type: image/png\n\nx'), "no text in this message (it may hold attachments alone)"),
    Row("reading/mail", lambda: mail.read_eml(b'Subject: x\nContent-Type: text/plain; charset=klingon\n\n\xff'), "its text cannot be decoded: unknown encoding: klingon (save the message again from a mail program)"),
    Row("reading/columns", lambda: without('pyarrow', lambda: list(columns.read_parquet({}, b''))), "a .parquet table, which needs pyarrow (…install 'pyarrow>=…')"),
    Row("reading/columns", lambda: list(columns.read_parquet({'path': None, 'columns': {}}, b'PAR1')), "a damaged .parquet table: … (write it again)"),
    Row("reading/columns", lambda: columns._names(['Text', 'day'], {'text': 'text'}), "no column 'text'; the columns are 'Text', 'day'; did you mean 'Text'? (name it with --text-column)"),
    Row("reading/archives", lambda: member(data=b'PK cut'), "a damaged .zip file: File is not a zip file (pack it again)"),
    Row("reading/archives", lambda: member(path='nowhere.zip'), "cannot be opened: there is no such file or folder (check the path and the permissions)"),
    Row("reading/archives", lambda: list(archives.tar_members({}, b'cut')), "a damaged .tar file: … (pack it again)"),
    Row("reading/archives", lambda: small(archives, lambda: member(data=pack(a_txt='Peru.' * 9000)), 'MAX_UNPACKED', 'MAX_RATIO'), "unpacks to more than the limit of … bytes; the rest is not read (it is no ordinary archive)"),
    Row("reading/opening", lambda: opening.check_characters('half \ud800'), "half a character (a lone surrogate) at 5 (save it as UTF-8 text)"),
    Row("reading/sandbox", lambda: sandbox._text(b'\xed\xa0\x80'), "half a character (a lone surrogate) at byte 0 of its text (open the file and save it again, or leave it out with --exclude)"),
    Row("reading/sandbox", lambda: killed(), "its reader was ended by SIGKILL (open the file and save it again, or leave it out with --exclude)"),
    Row("reading/sandbox", lambda: parsed(seconds=0.001), "reading took longer than the limit of 0.001 s (raise --timeout, or leave it out)"),
    Row("reading/sandbox", lambda: parsed(b'<p>Peru.</p>', '.html', memory=40_000_000), "its reader gave up: … (raise --memory, or leave it out with --exclude)"),
]  # fmt: skip

# What comes back as a failure, in place of a document.
FAILURES = [
    Row("reading/opening", lambda: opening.read(source('t.txt', b' \n')), "empty: nothing but white space in it (leave it out with --exclude)"),
    Row("reading/opening", lambda: opening.read(source('t.txt.gz', b'Peru.')), "a damaged .gz file: Not a gzipped file (b'Pe') (pack it again)"),
    Row("reading/opening", lambda: opening.read(source('t.md', b'---\ntitle: A\ndate: soon\n---\n\nPeru.')), f"not a date: 'soon' (unknown form); {ALLOWED} (mend the date in the file)"),
    Row("reading/opening", lambda: opening.read(reading.Source('nowhere.txt', Path('nowhere.txt'))), "cannot be opened: there is no such file or folder (check the path and the permissions)"),
    Row("reading/opening", lambda: opening.read(reading.Source('-', None)), "standard input was not given (pipe a document into the command)"),
    Row("reading/opening", lambda: small(opening, lambda: list(opening.read(source('t.txt', b'Peru.')))), "over the limit of 4 bytes (split it into articles)"),
    Row("reading/rows", lambda: rows.read_jsonl(io.BytesIO(b'{"text": " "}'), 't'), "empty: the row's text has nothing but white space (a row needs a string 'text', and may have 'id', 'title' and 'date')"),
    Row("reading/rows", lambda: rows.read_jsonl(io.BytesIO(b'{"text": "Peru."}'), 't', Terms(max_chars=4)), "5 characters, the limit is 4 (split it, or raise --max-chars)"),
    Row("reading/rows", lambda: small(rows, lambda: list(rows.read_jsonl(io.BytesIO(b'{"text": 1}'), 't'))), "a line over the limit of 4 bytes; the rest is not read (split it into articles, a line each)"),
    Row("reading/rows", lambda: small(rows, lambda: list(rows.read_csv(io.BytesIO(b'text'), 't'))), "not CSV in utf-8: a line over the limit of 4 characters; the rest is not read (save the table again as CSV in UTF-8)"),
    Row("reading/encoding", lambda: rows.read_csv(io.BytesIO(b'text\n\xe9' + b'a\n' * 600_000 + b'\x81'), 't'), "not text in one encoding: it looks like cp1252, and has bytes that are not (save it as UTF-8 text, or leave it out with --exclude)"),
    Row("reading/archives", lambda: unpacked(broken(pack(a_txt='Peru.' * 9))), "damaged inside its archive: … (pack it again)"),
    Row("reading/archives", lambda: small(archives, lambda: unpacked(pack(a_txt='Peru.'))), "over the limit of 4 bytes (split it into articles)"),
]  # fmt: skip


BLANK_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""


def docx() -> bytes:
    """A Word document without a word."""
    import docx as library

    data = io.BytesIO()
    library.Document().save(data)
    return data.getvalue()


def odt() -> bytes:
    """An OpenDocument text without a word."""
    import odfdo

    document, data = odfdo.Document("text"), io.BytesIO()
    document.body.clear()
    document.save(data)
    return data.getvalue()


def source(name: str, data: bytes) -> reading.Source:
    """A file."""
    Path(name).write_bytes(data)
    return reading.Source(name, Path(name), len(data))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files that are not what they should be."""
    return inputs(tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize("row", [*TYPES, *FILES, *READERS], ids=lambda row: f"{row.module}: {row.message[:60]}")
def test_a_wrong_argument_is_told(folder, monkeypatch, row):
    """An error of geopol's own, by the module that the table names, with value, what is allowed and what to do."""
    monkeypatch.chdir(folder)
    with pytest.raises(geopol.GeopolError) as error:
        row.given()
    assert agrees(row.message, str(error.value)), str(error.value)
    assert module_of(error.value) in (row.module, "")


@pytest.mark.parametrize("row", FAILURES, ids=lambda row: f"{row.module}: {row.message[:60]}")
def test_what_cannot_be_read_is_told(folder, monkeypatch, row):
    """A failure with reason and hint."""
    monkeypatch.chdir(folder)
    *_, failure = row.given()
    assert agrees(row.message, f"{failure.reason} ({failure.hint})"), failure
