"""Formats in beyond text: archives, tables, mail, books, office texts; and hostile ones, survived by limits."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import docx
import pytest
from test_reading import BOMB_LINES, PAGE, only

from geopol.errors import ReadError
from geopol.reading import Choice, Columns, Source, Terms, discover, read, unpack
from geopol.reading.sandbox import Sandbox, shared
from geopol.reading.terms import MAX_MEMORY
from geopol.records import Document, Failure

TEXT = "Fiji and Tonga signed a treaty in Suva."


def zipped(members) -> bytes:
    """A zip file of these names and texts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return data.getvalue()


def tarred(members, mode="w:gz") -> bytes:
    """A tar file of these names and texts; a text of None is a link, to nowhere good."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, text in members:
            entry = tarfile.TarInfo(name)
            if text is None:
                entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(entry)
            else:
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text))
    return data.getvalue()


def found(tmp_path, name, data, **options) -> list[tuple[str, str]]:
    """Id, and text or reason, of everything in a file with these bytes."""
    path = tmp_path / name
    path.write_bytes(data)
    source = Source(name, path, len(data))
    parts = unpack(source, **options) if "choice" in options else [source]
    terms = options.get("terms", Terms())
    items = [item for part in parts for item in (read(part, terms=terms) if isinstance(part, Source) else [part])]
    return [(item.id, item.text if isinstance(item, Document) else item.reason) for item in items]


MEMBERS = [
    ("b/two.txt", TEXT.encode()),
    ("a.txt", b"Samoa."),
    (".hidden.txt", b"no"),
    ("__MACOSX/._a.txt", b"no"),
    ("b/picture.png", b"\x89PNG"),
    ("b/rows.jsonl", b'{"text": "Palau."}\n{"text": 5}\n'),
    ("b/packed.txt.gz", gzip.compress(b"Nauru.")),
    ("page.html", PAGE.encode()),
    ("inner.zip", zipped([("x.txt", "x")])),
    ("../../etc/cron.d/evil.txt", b"evil"),
    ("/etc/evil.txt", b"evil"),
    ("empty.txt", b""),
    ("a.txt", b"Samoa again."),
]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "pack"), [("x.zip", zipped), ("x.tar.gz", tarred), ("x.tgz", tarred), ("x.tar", lambda m: tarred(m, "w"))]
)
def test_an_archive_is_a_folder(tmp_path, name, pack):
    """Every member ends as a document or a failure, hidden ones apart; nothing is written, wherever a path may lead."""
    results = dict(found(tmp_path, name, pack(MEMBERS)))
    assert {key.removeprefix(f"{name}/"): value for key, value in results.items() if "page" not in key} == {
        "b/two.txt": TEXT,
        "a.txt": "Samoa.",
        "2~a.txt": "Samoa again.",
        "b/picture.png": "no reader for '.png'",
        "b/rows.jsonl#1": "Palau.",
        "b/rows.jsonl#2": "no text: the row has 'text'",
        "b/packed.txt.gz": "Nauru.",
        "inner.zip": "an archive inside an archive",
        "../../etc/cron.d/evil.txt": "its path leads out of the archive",
        "/etc/evil.txt": "its path leads out of the archive",
        "empty.txt": "empty: the file has no bytes",
    }
    assert "## What the ships carry" in results[f"{name}/page.html"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_globs_choose_members(tmp_path):
    """As in folders."""
    choice = Choice(include=("*.txt",), exclude=("b/*",))
    assert found(tmp_path, "x.zip", zipped(MEMBERS[:5]), choice=choice) == [("x.zip/a.txt", "Samoa.")]


def test_links_in_archives_are_not_followed(tmp_path):
    """A link or a device is a failure."""
    results = found(tmp_path, "x.tar.gz", tarred([("a.txt", b"Samoa."), ("passwd.txt", None)]))
    assert results == [("x.tar.gz/a.txt", "Samoa."), ("x.tar.gz/passwd.txt", "a link or a device, not a file")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.zip", b"no zip", "a damaged .zip file: File is not a zip file"),
        ("x.zip", zipped([]), "empty: the archive has no files to read"),
        ("x.zip", zipped([("a.txt", "a" * 500)])[:-30], "a damaged .zip file"),
        ("x.tar.gz", b"no tar", "a damaged .tar file"),
        ("x.tar.gz", tarred([("a.txt", os.urandom(5000))])[:-3000], "a damaged .tar file"),
        ("x.tar.bz2", bz2.compress(b"no tar" * 200), "a damaged .tar file"),
    ],
)
def test_damaged_archives_are_named(tmp_path, name, data, reason):
    """The last word about it is a failure of the archive itself."""
    results = found(tmp_path, name, data)
    assert results[-1][0] == name
    assert results[-1][1].startswith(reason)


def test_a_damaged_member_does_not_harm_the_rest(tmp_path):
    """Its checksum is wrong; the one behind it is read."""
    data = bytearray(zipped([("a.txt", "Samoa and Tonga and Fiji."), ("b.txt", "Palau.")]))
    data[40] ^= 0xFF
    results = found(tmp_path, "x.zip", bytes(data))
    assert results[0][0] == "x.zip/a.txt"
    assert results[0][1].startswith("damaged inside its archive")
    assert results[1] == ("x.zip/b.txt", "Palau.")


def test_a_locked_member_is_named(tmp_path):
    """Its flag says so."""
    data = zipped([("a.txt", "Samoa.")]).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert found(tmp_path, "x.zip", data) == [("x.zip/a.txt", "locked with a password")]


def test_parquet_rows(tmp_path):
    """Named columns; dates as dates; rows without text are failures."""
    pyarrow = pytest.importorskip("pyarrow")
    from datetime import date

    from pyarrow import parquet

    columns = {"body": [TEXT, None, "Palau."], "key": [7, 8, 9], "when": [date(2020, 5, 1), None, None], "big": [b"x" * 9] * 3}
    parquet.write_table(pyarrow.table(columns), tmp_path / "t.parquet")
    terms = Terms(Columns("body", "key", "title", "when"))
    rows = list(read(Source("t.parquet", tmp_path / "t.parquet"), terms=terms))
    assert [(row.id, row.text, row.date) for row in rows if isinstance(row, Document)] == [
        ("7", TEXT, "2020-05-01"),
        ("9", "Palau.", None),
    ]
    assert [(row.id, row.source) for row in rows if isinstance(row, Failure)] == [("t.parquet#2", "t.parquet")]
    [failure] = read(Source("t.parquet", tmp_path / "t.parquet"))
    assert failure.reason == "no column 'text'; the columns are 'body', 'key', 'when', 'big'"
    assert only(tmp_path / "u.parquet", b"PAR1 no table PAR1").reason.startswith("a damaged .parquet table")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Headline,Body,Published\nPort opens,Palau.,15/11/2021\n", ("Palau.", "Port opens", "2021-11-15")),
        ("Titel;Text;Datum\nHafen;Palau.;15/11/2021\n", ("Palau.", "Hafen", "2021-11-15")),
        ("Headline,title,text,body\nNo,Yes,Palau.,Peru.\n", ("Palau.", "Yes", None)),
        ("text,Motto\nPalau.,No\n", ("Palau.", None, None)),
    ],
)
def test_columns_go_by_the_names_of_news_databases(tmp_path, text, wanted):
    """In CSV, where the usual name is missing."""
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    [row] = read(Source("t.csv", tmp_path / "t.csv"))
    assert (row.text, row.title, row.date) == wanted


@pytest.mark.parametrize(("name", "text"), [("t.csv", "Words,nr\nPalau.,3\n"), ("t.jsonl", '{"Words": "Palau.", "nr": 3}\n')])
def test_named_columns(tmp_path, name, text):
    """What holds the text is named; the usual names mean nothing then."""
    (tmp_path / name).write_text(text)
    [row] = read(Source(name, tmp_path / name), terms=Terms(Columns("Words", "nr")))
    assert (row.id, row.text) == ("3", "Palau.")
    [failure] = read(Source(name, tmp_path / name))
    assert "text" in failure.reason


def test_a_lines_limit(tmp_path, monkeypatch):
    """A line without end is a failure, however long the file."""
    monkeypatch.setattr("geopol.reading.rows.MAX_BYTES", 1000)
    for name, data in {"t.jsonl": b'{"text": "Palau."}\n' + b"[" * 5000, "t.csv": b"text\nPalau.\n" + b"x" * 5000}.items():
        first, last = found(tmp_path, name, data)
        assert first[1] == "Palau."
        assert "over the limit of 1,000" in last[1]


MAIL = b"""From: a@example.org
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= from Suva
Date: Thu, 14 Oct 2021 09:30:00 +1200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Fiji's caf=E9 reopened.
Tonga followed.
--b
Content-Type: text/html

<p>no</p>
--b--
"""


def test_mail(tmp_path):
    """Plain text before HTML, the subject as title, the day it was sent."""
    mail = only(tmp_path / "a.eml", MAIL)
    assert (mail.title, mail.date) == ("Grüße from Suva", "2021-10-14")
    assert mail.text == "Fiji's café reopened.\nTonga followed."
    page = only(tmp_path / "b.eml", b"Subject: x\nContent-Type: text/html\n\n" + PAGE.encode())
    assert "## What the ships carry" in page.text


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("", "one \ntwo\n", "one \ntwo\n"),
        ("; format=flowed", "one \ntwo\nthree \n\nfour\n", "one two\nthree \nfour\n"),
        ("; format=flowed; delsp=yes", "東 \n京\n", "東京\n"),
        ("; format=flowed", " > stuffed\n-- \nJane\n", "> stuffed\n-- \nJane\n"),
        (
            "",
            "Hi.\n> Fiji's café\n> reopened.\n>\n> Tonga followed.\n>> Why?\n",
            "Hi.\n\nFiji's café\nreopened.\n\nTonga followed.\n\nWhy?\n",
        ),
        ("; format=flowed", "> one \n> two \n>> three\n", "\none two \n\nthree\n"),
    ],
)
def test_what_a_mail_program_adds_is_taken_off(tmp_path, kind, body, text):
    """Soft line ends and quote marks; where the number of marks changes stands a blank line."""
    head = f"Subject: x\nContent-Type: text/plain; charset=utf-8{kind}\nContent-Transfer-Encoding: 8bit\n\n"
    assert only(tmp_path / "a.eml", (head + body).encode()).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "no mail message: it has no headers"),
        (b"Subject: x\nContent-Type: image/png\n\nx", "no text in this message"),
        (b"Subject: x\nContent-Type: text/plain; charset=klingon\n\nx\xff", "its text cannot be decoded"),
        (b"Subject: x\nDate: never\n\n ", "empty"),
    ],
)
def test_mail_that_is_none(tmp_path, data, reason):
    """Named with the reason."""
    assert only(tmp_path / "a.eml", data).reason.startswith(reason)


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Two  seas</dc:title><dc:date>1999-05-04T00:00:00Z</dc:date></metadata><manifest><item id="b" href="b%20b.xhtml"/>
<item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
BOOK = [
    ("META-INF/container.xml", CONTAINER),
    ("O/p.opf", PACKAGE),
    (
        "O/a.xhtml",
        "<html><head><title>no</title></head><body><h1>The <i>first</i> sea</h1><p>It is  <b>deep</b>.</p>tail</body></html>",
    ),
    ("O/b b.xhtml", "<html><body><div><p>Broken <p>markup &copy; ä<ul><li>One</li></ul><script>no</script></body>"),
]


def test_books(tmp_path):
    """In the order of the spine, headings marked, markup gone."""
    book = only(tmp_path / "a.epub", zipped(BOOK))
    assert (book.title, book.date) == ("Two seas", "1999-05-04")
    assert book.text == "# The first sea\n\nIt is deep.\n\ntail\n\nBroken\n\nmarkup © ä\n\nOne"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([("a.txt", "x")], "a damaged EPUB"),
        ([(BOOK[0][0], "<container/>")], "a damaged EPUB: its container names no package"),
        ([*BOOK, ("META-INF/encryption.xml", "<x/>")], "locked by its seller"),
        (BOOK[:2], "a damaged EPUB"),
        ([*BOOK[:2], ("O/a.xhtml", "<p/>"), ("O/b b.xhtml", "<p/>")], "no text in this book"),
    ],
)
def test_books_that_are_none(tmp_path, members, reason):
    """Named with the reason."""
    assert only(tmp_path / "a.epub", zipped(members)).reason.startswith(reason)


def test_opendocument(tmp_path):
    """Headings and list items as in Markdown."""
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(2, "The river"))
    document.body.append(odfdo.Paragraph("They met in\n1994."))
    document.body.append(odfdo.List(["A bridge"]))
    document.meta.title = "Two banks"
    data = io.BytesIO()
    document.save(data)
    text = only(tmp_path / "a.odt", data.getvalue())
    assert (text.text, text.title) == ("## The river\n\nThey met in 1994.\n\n- A bridge", "Two banks")
    assert only(tmp_path / "b.odt", b"PK no zip").reason.startswith("a damaged OpenDocument text")
    assert only(tmp_path / "c.odt", zipped([("a", "b")])).reason.startswith("a damaged OpenDocument text")


def test_rich_text(tmp_path):
    """A paragraph a block; letters in any of its ways of writing them."""
    pytest.importorskip("striprtf")
    text = only(tmp_path / "a.rtf", rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 S\'e3o Tom\u233?\par {\b Praia}\par}")
    assert text.text == "São Tomé\n\nPraia"
    assert only(tmp_path / "b.rtf", b"plain").reason.startswith("not RTF")
    assert only(tmp_path / "c.rtf", rb"{\rtf1}").reason.startswith("no text")


def test_globs_as_paths(tmp_path, monkeypatch):
    """For shells that do not expand them, and for ** in any."""
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.txt", "b/c/three.txt", "one.txt", "b/x.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    assert [item.id for item in discover(["**/*.txt"])] == ["b/c/three.txt", "b/two.txt", "one.txt"]
    assert [item.id for item in discover(["b*"])] == ["b/c/three.txt", "b/two.txt", "b/x.md"]
    [failure] = discover(["*.pdf"])
    assert (failure.id, failure.reason) == ("*.pdf", "no file matches")
    Path("odd[1].txt").write_text("x")
    assert [item.id for item in discover(["odd[1].txt"])] == ["odd[1].txt"]


def test_names_that_are_no_text(tmp_path, monkeypatch):
    """A file whose name is no UTF-8 is read, and its id can be written."""
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    [source] = discover(["."])
    [document] = read(source)
    assert document.text == TEXT
    assert document.id.encode() == rb"caf\udce9.txt"


def test_folders_that_cannot_be_walked(tmp_path, monkeypatch):
    """A link to itself, a folder without permission: named, and the rest is found."""
    monkeypatch.chdir(tmp_path)
    Path("a").mkdir()
    Path("a/loop").symlink_to("loop")
    Path("a/x.txt").write_text("x")
    ids = {item.id: item for item in discover(["a"])}
    assert isinstance(ids["a/x.txt"], Source)
    assert ids["a/loop"].reason.startswith("cannot be opened")


# What follows is hostile.


def test_a_parser_that_dies_costs_one_document(tmp_path):
    """The next one finds a new process."""
    sandbox = shared(MAX_MEMORY)
    good = only(tmp_path / "a.html", PAGE.encode())
    os.kill(sandbox._process.pid, signal.SIGKILL)
    sandbox._process.wait()
    assert only(tmp_path / "a.html", PAGE.encode()).reason == "its reader was ended by SIGKILL"
    assert only(tmp_path / "a.html", PAGE.encode()) == good


def test_a_parser_has_its_time_and_memory():
    """Python without end, a block of memory: both end in a word about it."""
    sandbox = Sandbox(1_000_000_000)
    with pytest.raises(ReadError, match="took longer than the limit of 0"):
        sandbox.parse(".html", b"<p>" * 400_000, 0.5)
    deep = b"<html><body>" + b"<div>" * 200_000 + b"text" + b"</div>" * 200_000
    begun = time.perf_counter()
    with pytest.raises(ReadError):
        sandbox.parse(".html", deep, 20)
    assert time.perf_counter() - begun < 30
    assert "ships" in sandbox.parse(".html", PAGE.encode(), 20).text
    sandbox.close()


def test_memory_is_limited():
    """A document that needs more than the limit is a failure."""
    sandbox = Sandbox(400_000_000)
    with pytest.raises(ReadError) as error:
        sandbox.parse(".eml", b"Subject: x\n\n" + b"word " * 60_000_000, 60)
    assert "memory" in error.value.reason
    sandbox.close()


def test_nothing_is_left_of_a_parser(tmp_path):
    """Its process ends with its parent, though the parent was killed."""
    code = (
        "from geopol.reading.sandbox import Sandbox; s = Sandbox(2_000_000_000); "
        "s.parse('.rtf', b'{\\\\rtf1 x}', 9); print(s._process.pid, flush=True); input()"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child = int(run.stdout.readline())
    run.kill()
    run.communicate()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the parser outlived its parent")


def word_with(xml: bytes) -> bytes:
    """A Word document whose text is this XML."""
    whole = io.BytesIO()
    docx.Document().save(whole)
    data = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, xml if entry.filename == "word/document.xml" else old.read(entry))
    return data.getvalue()


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]>"
)
WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
)
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("laughs.docx", word_with(LAUGHS + WORD % b"&m;")),
        ("outside.docx", word_with(XXE + WORD % b"&a;")),
        ("laughs.epub", zipped([(BOOK[0][0], LAUGHS.decode() + "<x>&m;</x>")])),
        ("outside.epub", zipped([*BOOK[:2], ("O/a.xhtml", XXE.decode() + "<p>&a;</p>"), ("O/b b.xhtml", "<p>x</p>")])),
        (
            "laughs.odt",
            zipped([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", LAUGHS.decode() + "<x>&m;</x>")]),
        ),
        ("bomb.docx", zipped([("word/document.xml", "0" * 201_000_000)])),
        ("bomb.epub", zipped([("META-INF/container.xml", "0" * 201_000_000)])),
        ("bomb.zip", zipped([(f"{n}.txt", "0" * 199_000_000) for n in range(6)])),
        ("bomb.txt.gz", gzip.compress(b"0" * 201_000_000, 1)),
        ("deep.html", b"<html><body>" + b"<b>" * 100_000),
        ("wide.html", b"<html><body><p>" + b"x" * 10_000_000),
        ("nul.txt", b"text \x00" * 50 + b"x" * 50_000),
        ("nul.html", b"<html><body><p>" + b"a\x00b " * 5000),
        ("yaml.md", b"---\ntitle: " + b"[" * 9000 + b"\n---\ntext"),
        ("alias.md", BOMB_LINES),
        ("tag.md", b"---\ntitle: !!timestamp x\ndate: !!int ''\n---\ntext"),
        ("deep.jsonl", b"[" * 100_000 + b"\n"),
        ("surrogate.jsonl", b'{"text": "half \\ud800", "id": "\\udfff"}\n'),
        ("utf7.txt", b"+2AA-" * 50),
        (
            "huge.pdf",
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj "
            b"trailer<</Root 1 0 R>>",
        ),
        ("deep.rtf", b"{\\rtf1" + b"{" * 200_000),
        (
            "deep.eml",
            b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
        ),
    ],
)
def test_hostile_files_end_in_a_word(tmp_path, name, data):
    """Each is a document or a failure within seconds; no entity of another file is let in."""
    begun = time.perf_counter()
    results = found(tmp_path, name, data, terms=Terms(seconds=20))
    assert results
    assert time.perf_counter() - begun < 40
    for _, text in results:
        text.encode()
        assert "root:" not in text
        assert len(text) < 20_000_000
