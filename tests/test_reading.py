"""Reading: every kind of file, every encoding, and a named failure for what cannot be read."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import os
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopol.errors import InputError
from geopol.reading import Choice, Columns, Source, Terms, discover, iso_date, read
from geopol.reading.layout import Placed, lay_out
from geopol.reading.plain import own_title, read_markdown
from geopol.records import Document, Failure

PAGE = """<!doctype html><html lang="en"><head><title>Gas and grain | The Courier</title>
<meta property="article:published_time" content="2022-09-14T06:00:00Z"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Gas and grain</h1>
<p>Turkey and Ukraine agreed in July 2022 that ships with grain may leave Odesa, and the United Nations set up a centre in
Istanbul in which officers of four parties look at every vessel.</p><h2>What the ships carry</h2>
<p>By the middle of September more than a hundred ships had sailed, most of them with maize and wheat for ports in Italy, Spain
and China, and insurers in London had halved the premium that they asked for in August.</p></article>
<footer>We use cookies. Accept all.</footer></body></html>"""


# Aliases of aliases: as text this title would fill any memory.
BOMB_LINES = (
    b"---\na: &a [x, x, x, x, x, x, x, x, x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9)) for n in range(12))
    + b"title: *m\n---\ntext\n"
)


def only(path, data: bytes) -> Document | Failure:
    """The one result of reading a file with these bytes."""
    path.write_bytes(data)
    [found] = read(Source(path.name, path, len(data)))
    return found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("Café “Köln”".encode(), "Café “Köln”"),
        (b"\xef\xbb\xbf" + "née".encode(), "née"),
        ("Zürich – €5".encode("utf-16"), "Zürich – €5"),
        (b"\xfe\xff" + "Zürich".encode("utf-16-be"), "Zürich"),
        ("Zürich, 1815. Peace.".encode("utf-16-le"), "Zürich, 1815. Peace."),
        ("Zürich, 1815. Peace.".encode("utf-16-be"), "Zürich, 1815. Peace."),
        ("“It’s €300 million,” said São Tomé’s envoy".encode("cp1252"), "“It’s €300 million,” said São Tomé’s envoy"),
        ("é".encode("cp1252") + b" is one letter of many", "é is one letter of many"),
        ("cafe\u0301 and caf\u00e9".encode(), "cafe\u0301 and caf\u00e9"),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
        ("line\u2028separator".encode(), "line\u2028separator"),
    ],
)
def test_encodings(tmp_path, data, text):
    """UTF-8, UTF-16 and Windows-1252 are told apart; nothing is normalised, only a byte-order mark goes."""
    assert only(tmp_path / "a.txt", data).text == text


def test_cyrillic_in_one_byte(tmp_path):
    """Text that is mostly bytes over 127 is not taken for Windows-1252."""
    text = "Россия и Китай подписали договор о дружбе и сотрудничестве в Москве в две тысячи первом году. " * 3
    assert only(tmp_path / "a.txt", text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty: the file has no bytes"),
        ("a.txt", b" \n\t\n", "empty: nothing but white space"),
        ("a.txt", bytes(range(256)) * 40, "not text: 1"),
        ("a.txt", b"\xff\xfe\x00\xd8x\x00", "not UTF-16-LE, which its first bytes announce"),
        ("a.md", b"---\ntitle: [\n---\ntext", "front matter that is not YAML"),
        ("a.md", b"---\ndate: 31 June 2020\n---\ntext", "not a date: '31 June 2020'"),
        ("a.md", b"---\ndate: soon\n---\ntext", "not a date: 'soon'"),
        ("a.pdf", b"%PDF-1.7 nothing", "a damaged PDF"),
        ("a.docx", b"PK\x03\x04 nothing", "a damaged Word document"),
        ("a.docx", b"no zip at all", "a damaged Word document"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article on this page"),
        ("a.jsonl", b"\n\n", "empty: the table has no rows"),
        ("a.csv", b"id,words\n1,x\n", "no column 'text'; the columns are 'id', 'words'"),
        ("a.txt.gz", b"not packed", "a damaged .gz file"),
        ("a.txt.gz", gzip.compress(b"x" * 5000)[:-9], "a damaged .gz file"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, data, reason):
    """A failure says what happened, to which file, and what can be done."""
    failure = only(tmp_path / name, data)
    assert isinstance(failure, Failure)
    assert (failure.id, failure.step) == (name, "reading")
    assert failure.reason.startswith(reason)
    assert failure.hint


def test_markdown_takes_title_and_date_from_front_matter(tmp_path):
    """The text is what follows the front matter."""
    found = only(tmp_path / "a.md", b"---\ntitle: A  sea\ndate: 2011-10-16\n---\n# Other\n\nText.\n")
    assert (found.title, found.date, found.text) == ("A sea", "2011-10-16", "# Other\n\nText.\n")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Suez: a canal", "Suez: a canal"),
        ("title: Egypt's canal: who pays", "Egypt's canal: who pays"),
        ('title: "Suez: a canal"', "Suez: a canal"),
        ("title: Talks at 10:30", "Talks at 10:30"),
    ],
)
def test_a_title_may_have_a_colon(line, title):
    """YAML wants quotation marks there; people leave them out."""
    assert read_markdown(f"---\n{line}\ndate: 1956-07-26\n---\nText.".encode()).title == title


def test_markdown_without_front_matter_takes_its_first_heading(tmp_path):
    """The heading stays in the text; a rule at the top is no front matter."""
    found = only(tmp_path / "a.md", b"---\nA rule, and prose.\n---\n\n# The Gulf #\n\nText.\n")
    assert (found.title, found.date) == ("The Gulf", None)
    assert found.text.startswith("---\nA rule")


def test_a_page_gives_main_text_title_and_date(tmp_path):
    """Menus and cookie notices stay outside, headings are marked."""
    found = only(tmp_path / "a.html", PAGE.encode())
    assert (found.title, found.date) == ("Gas and grain", "2022-09-14")
    assert "## What the ships carry" in found.text
    assert found.text.rstrip().endswith("asked for in August.")
    assert "cookies" not in found.text
    assert "Home" not in found.text


def test_a_real_report_is_read_whole(shared, tmp_path):
    """Nine tenths or more of the words of each report's body are in the text."""
    from lxml import html

    for path in sorted((shared / "data" / "files").glob("*.html")):
        [found] = read(Source(path.name, path))
        body = html.parse(str(path)).getroot().xpath("//article | //main | //*[contains(@class, 'report__content')]")
        shown = ".//text()[not(ancestor::script or ancestor::style)]"
        words = max((" ".join(node.xpath(shown)).split() for node in body), key=len)
        kept = set(found.text.split())
        assert sum(word in kept for word in words) / len(words) > 0.9, path.name


def test_word_keeps_order_headings_lists_and_tables(tmp_path):
    """Headings and list items are marked as in Markdown."""
    document = docx.Document()
    document.core_properties.title = "Two  banks"
    document.add_heading("The river", level=2)
    document.add_paragraph("They met in\n1994.")
    document.add_paragraph("A bridge", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Year", "Tonnes"
    document.add_paragraph("")
    document.add_paragraph("The end.")
    data = io.BytesIO()
    document.save(data)
    found = only(tmp_path / "a.docx", data.getvalue())
    assert found.text == "## The river\n\nThey met in 1994.\n\n- A bridge\n\n| Year | Tonnes |\n\nThe end."
    assert (found.title, found.date) == ("Two banks", None)


BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
 <mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>
 <mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
</mc:AlternateContent></w:r>"""
FOOTNOTES = b"""<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t xml:space="preserve"> ICJ Reports</w:t><w:tab/><w:t>2010.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_notes_boxes_and_cells_of_word(tmp_path):
    """Notes stand at the end, a text box once and where it is tied to, and between the words of two cells a bar."""
    document = docx.Document()
    tied = document.add_paragraph("They met.")
    tied._p.append(parse_xml(BOX))
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(table.rows[0].cells, ("United States", "572", "Camp Bondsteel"), strict=True):
        cell.text = words
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "Turkey"
    document.add_paragraph("The end.")
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", FOOTNOTES, document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    data = io.BytesIO()
    document.save(data)
    assert only(tmp_path / "a.docx", data.getvalue()).text.split("\n\n") == [
        "They met.",
        "In a box.",
        "| United States | 572 | Camp Bondsteel |\n| Turkey |  |",
        "The end.",
        "## Notes",
        "1 ICJ Reports 2010.",
        "2 One. Two.",
    ]


ONE = "Chad ends accord\nThe Courier\nLength: 312 words\nBody\nChad said so.\nLoad-Date: December 9, 2024\n"
TWO = "A deal\r\nThe Courier\r\nLength: 1,312 words\r\nBody\r\nIt is done.\r\nLoad-Date: December 10, 2024\r\n"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"{ONE}End of Document\n\n{TWO}End of Document\n", ["Chad ends accord", "A deal"]),
        (f"Document 1 of 2\n\n{ONE}\nDocument 2 of 2\n\n{TWO}", ["Chad ends accord", "A deal"]),
        (f"1 of 2 DOCUMENTS\n\n{ONE}\n2 of 2 DOCUMENTS\n\n{TWO}", ["Chad ends accord", "A deal"]),
        (
            "Chad ends accord\n312 words\nIt did.\nDocument RTRS000020241209ekc90002x\n"
            "A deal\n500 words\nDone.\nDocument RTRS000020241210ekca0003y\n",
            ["Chad ends accord", "A deal"],
        ),
        (f"{ONE}End of Document\n", [None]),
        (f"{ONE}\n{TWO}", [None]),
        ("It ends.\nEnd of Document\nAnd goes on.\nEnd of Document\n", [None]),
        ("They read document 1 of 2 aloud.\nLength: 312 words\n", [None]),
    ],
)
def test_the_articles_of_a_news_database(tmp_path, text, titles):
    """Each is a document with its own title where the file tells for certain that it holds several."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    found = list(read(Source("a.txt", path, len(text))))
    assert [one.title for one in found] == titles
    assert [one.id for one in found] == (["a.txt"] if len(found) == 1 else ["a.txt#1", "a.txt#2"])
    assert {one.source for one in found} == {"a.txt"}


def page(*lines: tuple[str, float, float, float, float]) -> list[Placed]:
    """Lines by text, left and right edge, height on the page, height of the letters."""
    return [Placed(text, left, right, bottom, height) for text, left, right, bottom, height in lines]


FULL = "Ukraine shipped some hundred million tonnes under the scheme."
PAGES = {
    "lines stay together": ([page((FULL, 66, 529, 700, 9), ("Egypt is next.", 66, 130, 687, 9))], f"{FULL}\nEgypt is next."),
    "a larger step": (
        [page((FULL, 66, 529, 700, 9), (FULL, 66, 529, 687, 9), ("Egypt.", 66, 90, 660, 9))],
        f"{FULL}\n{FULL}\n\nEgypt.",
    ),
    "an indented first line": (
        [
            page(
                (FULL, 66, 529, 700, 9),
                ("Egypt buys most of it, and", 80, 529, 687, 9),
                ("the rest goes by rail.", 66, 160, 674, 9),
            )
        ],
        f"{FULL}\n\nEgypt buys most of it, and\nthe rest goes by rail.",
    ),
    "a quotation is set in altogether": (
        [
            page(
                ("They say:", 66, 110, 700, 9),
                ("Egypt buys most of", 80, 529, 687, 9),
                ("It.", 80, 90, 674, 9),
                ("End", 66, 80, 661, 9),
            )
        ],
        "They say:\nEgypt buys most of\nIt.\nEnd",
    ),
    "a short last line": (
        [
            page(
                (FULL, 66, 529, 700, 9),
                ("It lapsed.", 66, 110, 687, 9),
                ("Egypt buys most of it, and will go on.", 66, 529, 674, 9),
            )
        ],
        f"{FULL}\nIt lapsed.\n\nEgypt buys most of it, and will go on.",
    ),
    "a heading in larger letters": (
        [page(("Who gains", 66, 130, 700, 11), (FULL, 66, 529, 687, 9), (FULL, 66, 529, 674, 9))],
        f"Who gains\n\n{FULL}\n{FULL}",
    ),
    "a sentence over a page break, heads, feet and notes": (
        [
            page(
                ("Policy Brief 14", 60, 200, 805, 7),
                ("The ports were shut in February", 66, 529, 700, 9),
                ("1 Interview in the port.", 66, 200, 66, 7),
                ("Page 1 of 2", 60, 100, 26, 7),
            ),
            page(
                ("Policy Brief 14", 60, 200, 805, 7),
                ("2022, or will be.", 66, 200, 760, 9),
                ("The end.", 66, 100, 720, 9),
                ("Page 2 of 2", 60, 100, 26, 7),
            ),
        ],
        "The ports were shut in February\n\f2022, or will be.\nThe end.\n\n## Notes\n\n1 Interview in the port.",
    ),
    "chapters at the top are no running heads": (
        [
            page(("Chapter 1", 66, 130, 760, 9), (FULL, 66, 529, 720, 9)),
            page(("Egypt buys.", 66, 529, 700, 9)),
            page(("Chapter 2", 66, 130, 760, 9), (FULL, 66, 529, 710, 9)),
        ],
        f"Chapter 1\n{FULL}\n\nEgypt buys.\n\nChapter 2\n{FULL}",
    ),
    "the same words in the text of two pages": (
        [
            page(("Odesa: none.", 66, 130, 760, 9), (FULL, 66, 529, 749, 9)),
            page(("Odesa: none.", 66, 130, 760, 9), ("Egypt buys.", 66, 529, 749, 9)),
        ],
        f"Odesa: none.\n\n{FULL}\n\nOdesa: none.\n\nEgypt buys.",
    ),
    "a page that stands in the file twice": (
        [page(*((f"{n} {FULL}", 66, 529, 700 - 13 * n, 9) for n in range(4)))] * 2,
        "\n\n".join(["\n".join(f"{n} {FULL}" for n in range(4))] * 2),
    ),
    "places that cannot be told": ([page(("One.", 0, 0, 0, 0), ("Two.", 0, 0, 0, 0))], "One.\nTwo."),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_laid_out(name):
    """What the place of a line says of its paragraph."""
    pages, text = PAGES[name]
    assert lay_out(pages) == text


def test_a_word_document_that_unpacks_without_end_is_refused(tmp_path):
    """Sizes are added up before anything is unpacked."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 201_000_000)
    assert "the limit is 200,000,000" in only(tmp_path / "a.docx", data.getvalue()).reason


@pytest.mark.parametrize(
    ("most", "reason"),
    [
        (1_000, "characters on 1 of 2 pages, the limit is 1,000"),
        (3_500, "characters on 2 of 2 pages, the limit is 3,500"),
    ],
)
def test_a_pdf_is_read_no_further_than_the_limit(sample, most, reason):
    """A hundred thousand pages take no longer than the first that are too many."""
    [found] = discover([sample / "kenya-somalia.pdf"])
    [failure] = read(found, terms=Terms(max_chars=most))
    assert reason in failure.reason
    assert failure.hint == "split it, or raise --max-chars"


@pytest.mark.parametrize(
    ("data", "max_chars", "reason"),
    [
        (b"<p>x</p>" * 250_001, 5_000_000, "500,002 tags on one page, the limit is 500,000"),
        (PAGE.encode() + b" " * 2_500, 700, "over the limit of 3,000 bytes"),
        (PAGE.encode() + b" " * 2_500, 1_000, None),
        (PAGE.encode(), 700, None),
    ],
)
def test_a_web_page_is_no_larger_than_pages_are(tmp_path, monkeypatch, data, max_chars, reason):
    """By bytes before it is parsed, by tags in the process that parses it; many characters allow many bytes."""
    monkeypatch.setattr("geopol.reading.opening.MAX_PAGE", 3_000)
    path = tmp_path / "a.html"
    path.write_bytes(data)
    [found] = read(Source("a.html", path, len(data)), terms=Terms(max_chars=max_chars))
    assert getattr(found, "reason", None) == reason


def test_the_sample_pdf_keeps_lines_and_paragraphs(sample):
    """Lines stay lines; between paragraphs stands a blank one, inside none."""
    [found] = discover([sample / "kenya-somalia.pdf"])
    [document] = read(found)
    assert document.title.startswith("Kenya and Somalia")
    assert "uneasy dependence.\nNairobi" in document.text
    assert "\n\nThe district that voted to leave\n\n" in document.text


def test_rows_of_json(tmp_path):
    """Bad rows are named by their line; good rows go on; a row whose date cannot be read is worth more than its date."""
    rows = b"""\xef\xbb\xbf{"text": "First."}
{"id": 7, "text": "Second.", "title": " T ", "date": "June 5, 2019"}

{"id": 7, "text": "Third."}
{"text": "Fourth."
{"text": 5}
["text"]
{"text": "Fifth.", "date": "2019-02-30"}
{"text": "lone \\ud800 surrogate"}
{"text": " "}
"""
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows)
    found = list(read(Source("a.jsonl", path)))
    assert [(item.id, item.title, item.date) for item in found if isinstance(item, Document)] == [
        ("a.jsonl#1", None, None),
        ("7", "T", "2019-06-05"),
        ("a.jsonl#4", None, None),
        ("a.jsonl#8", None, None),
    ]
    assert next(item.unread for item in found if item.id == "a.jsonl#8").startswith("not a date: '2019-02-30'")
    assert [(item.id, item.reason.split(":")[0]) for item in found if isinstance(item, Failure)] == [
        ("a.jsonl#5", "not JSON"),
        ("a.jsonl#6", "no text"),
        ("a.jsonl#7", "no text"),
        ("a.jsonl#9", "not JSON"),
        ("a.jsonl#10", "empty"),
    ]


def test_rows_of_csv(tmp_path):
    """Line breaks inside a field, a mark before the header, column names in capitals, and fields of any length."""
    long = "Long. " * 30_000
    path = tmp_path / "a.csv"
    path.write_text(f'\ufeffTEXT,Title,note\n"One,\ntwo",T,n\n{long},,\n,,\n', encoding="utf-8")
    found = list(read(Source("a.csv", path)))
    assert [(item.id, item.text) for item in found[:2]] == [("a.csv#1", "One,\ntwo"), ("a.csv#2", long)]
    assert (found[0].title, found[1].title) == ("T", None)
    assert (found[2].id, found[2].reason.split(":")[0]) == ("a.csv#3", "no text")


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Kenya and Somalia: the frontier", "Kenya and Somalia: the frontier"),
        ("Unknown waters", "Unknown waters"),
        ("Word of honour", "Word of honour"),
        ("Title deeds in Palestine", "Title deeds in Palestine"),
        ("Agenda 2030", "Agenda 2030"),
        ("S/2023/471", "S/2023/471"),
        ("1984", "1984"),
        ("(anonymous)", None),
        ("untitled", None),
        ("Untitled-1", None),
        ("Document1", None),
        ("PowerPoint Presentation", None),
        ("Microsoft Word - PB14_final_v3_clean.docx", None),
        ("Microsoft Word - Report on trade", None),
        ("PB14_final_v3", None),
        ("report final.pdf", None),
        ("C:\\\\Users\\\\x\\\\a", None),
        ("---", None),
        (" ", None),
        (None, None),
    ],
)
def test_a_title_in_a_files_properties(given, title):
    """What a program put there, and a file's name, is no title."""
    assert own_title(given) == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators_and_encodings_of_csv(tmp_path, mark, encoding):
    """The header tells the separator, the bytes tell the encoding."""
    path = tmp_path / "a.csv"
    rows = [["Titel", "Text", "Datum"], ["Über, unter; neben", "Größe – “Zitat”, Ende", "15.11.2021"]] * 1
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark).writerows(rows)
    terms = Terms(Columns(text="text", title="titel", date="DATUM"))
    (row,) = read(Source("a.csv", path), terms=terms)
    assert (row.title, row.text, row.date) == ("Über, unter; neben", "Größe – “Zitat”, Ende", "2021-11-15")


def test_a_row_far_down_tells_the_encoding(tmp_path):
    """A table is read through before its rows are: what looks like ASCII may be Windows-1252 at its end."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"text\n" + b"Plain words.\n" * 200_000 + "Çevik, Šibenik, œuvre\n".encode("cp1252").replace(b", ", b" "))
    found = list(read(Source("a.csv", path)))
    assert (len(found), found[-1].text) == (200_001, "Çevik Šibenik œuvre")


def test_what_is_no_table_is_named_as_the_file(tmp_path):
    """Bytes that are no text belong to no row; a header without the column says what it was parted by."""
    (tmp_path / "a.csv").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "b.csv").write_text("Titel;Inhalt\nA;B\n", encoding="utf-8")
    (binary,), (other,) = (list(read(Source(name, tmp_path / name))) for name in ("a.csv", "b.csv"))
    assert (binary.id, binary.reason.split(":")[0]) == ("a.csv", "not text")
    assert (other.id, other.reason) == ("b.csv", "no column 'text'; the columns are 'Titel', 'Inhalt', parted by ';'")


@pytest.mark.parametrize(
    ("cells", "day_first", "dates"),
    [
        (["03/04/2021", "15/11/2021"], None, ["2021-04-03", "2021-11-15"]),
        (["03/04/2021", "11/15/2021"], None, ["2021-03-04", "2021-11-15"]),
        (["03/04/2021", "05/06/2021"], None, [None, None]),
        (["03/04/2021", "05/06/2021"], True, ["2021-04-03", "2021-06-05"]),
        (["03/04/2021", "05/06/2021"], False, ["2021-03-04", "2021-05-06"]),
        (["03/04/2021", "15/11/2021", "11/15/2021"], None, [None, "2021-11-15", "2021-11-15"]),
        (["03/04/2021", "11/15/2021"], True, ["2021-04-03", "2021-11-15"]),
        (["03/03/2021", "3.4.2021 08:15", "13.4.2021"], None, ["2021-03-03", "2021-04-03", "2021-04-13"]),
        (["03.04.2021", "05.06.2021"], None, ["2021-04-03", "2021-06-05"]),
        (["03.04.2021", "11.15.2021"], None, ["2021-03-04", "2021-11-15"]),
        (["2021/11/15", "Mon, 15 Nov 2021 08:30:00 +0000", "15-Nov-2021", "15 November 2021"], None, ["2021-11-15"] * 4),
        (["2021-11", "2021", "", "soon", "31/02/2021", "44515"], None, ["2021-11", "2021", None, None, None, None]),
    ],
)
def test_dates_of_a_table(tmp_path, cells, day_first, dates):
    """A column that shows its order keeps it; where none does, an option says it; no row is lost for its date."""
    path = tmp_path / "a.csv"
    path.write_text("date,text\n" + "".join(f'"{cell}",Words.\n' for cell in cells), encoding="utf-8")
    found = list(read(Source("a.csv", path), terms=Terms(day_first=day_first)))
    assert [row.date for row in found] == dates
    assert [row.unread is not None for row in found] == [cell != "" and not date for cell, date in zip(cells, dates, strict=True)]


def test_a_date_that_may_be_two_says_so(tmp_path):
    """With what to do."""
    path = tmp_path / "a.csv"
    path.write_text("date,text\n03/04/2021,Words.\n", encoding="utf-8")
    (row,) = read(Source("a.csv", path))
    assert row.unread == (
        "not one date but two: '03/04/2021' may begin with the day or the month; give --day-first or --month-first"
    )


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b"Just text.", ["-"]),
        (b'{"text": "A row."}\n{"text": "Another."}\n', ["-#1", "-#2"]),
        (PAGE.encode(), ["-"]),
    ],
)
def test_standard_input_says_by_its_first_bytes_what_it_is(data, ids):
    """Text, rows and pages are told apart."""
    found = list(read(Source("-", None), stdin=io.BufferedReader(io.BytesIO(data))))
    assert [item.id for item in found] == ids
    assert all(isinstance(item, Document) for item in found)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-06-19", "2024-06-19"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        (2024, "2024"),
        ("2024-06-19T08:30:00+02:00", "2024-06-19"),
        ("19 June 2024", "2024-06-19"),
        ("June 19, 2024", "2024-06-19"),
        ("Sept. 3, 1939", "1939-09-03"),
        ("March 2011", "2011-03"),
        (datetime.date(1919, 6, 28), "1919-06-28"),
        (datetime.datetime(1919, 6, 28, 15, 0), "1919-06-28"),
    ],
)
def test_dates_are_normalised(value, iso):
    """ISO 8601, as precise as it was given."""
    assert iso_date(value) == iso


@pytest.mark.parametrize(
    "value", ["", "soon", "2024-13", "2023-02-29", "31 June 2020", "12 Foo 2020", "20240619", "19/06/2024", None, 3.5]
)
def test_what_is_no_date_is_refused(value):
    """The message names the value; a day in figures alone (19/06, 06/19) could be two days."""
    with pytest.raises(InputError, match="not a date: "):
        iso_date(value)


@pytest.fixture
def tree(tmp_path):
    """A folder with hidden files, links in a circle, and files that nothing reads."""
    for name in ("b/two.txt", "b/c/three.md", "a.txt", ".hidden.txt", ".git/x.txt", "picture.png", "noend"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x")
    (tmp_path / "in" / "b" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "b", target_is_directory=True)
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "nowhere")
    return tmp_path


def found_in(paths, **options) -> list[tuple[str, bool]]:
    """Ids, and whether they can be read."""
    choice = Choice(**{key: tuple(value) if isinstance(value, list) else value for key, value in options.items()})
    return [(item.id, isinstance(item, Source)) for item in discover(paths, choice=choice)]


def test_folders_are_searched_in_a_stable_order(tree):
    """Links in a circle are entered once, hidden files left out, everything else is a source or a failure."""
    os.chdir(tree)
    assert found_in(["in"]) == [
        ("in/a.txt", True),
        ("in/b/c/three.md", True),
        ("in/b/two.txt", True),
        ("in/broken.txt", False),
        ("in/noend", False),
        ("in/picture.png", False),
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ({"include": ["*.md"]}, ["in/b/c/three.md"]),
        ({"include": ["b/*"], "exclude": ["*.md"]}, ["in/b/two.txt"]),
        (
            {"include": ["*.txt"], "exclude": ["broken*"], "hidden": True},
            ["in/.git/x.txt", "in/.hidden.txt", "in/a.txt", "in/b/two.txt"],
        ),
    ],
)
def test_globs_and_hidden_files(tree, options, ids):
    """Globs match the name or the path below the folder."""
    os.chdir(tree)
    assert found_in(["in"], **options) == [(name, True) for name in ids]


def test_files_by_name(tree):
    """A file by name is taken though it is hidden; a path that is not there is a failure; `-` is standard input."""
    os.chdir(tree)
    assert found_in(["in/.hidden.txt", "nowhere", "-"], exclude=["*"]) == [
        ("in/.hidden.txt", True),
        ("nowhere", False),
        ("-", True),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".jsonl", ".csv", ".pdf", ".docx", ".txt.gz"])
)
def test_no_bytes_raise_and_none_are_silent(tmp_path, data, suffix):
    """Any bytes under any name give at least one document or failure, and never an exception."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert list(read(Source(path.name, path)))


def test_what_is_no_document_is_passed_over_and_told(tmp_path):
    """Lock files, files of the system and the parts of a saved page; the same names by themselves are files like others."""
    for name in (
        "a.txt",
        "~$a.docx",
        "Thumbs.db",
        "sub/desktop.ini",
        ".DS_Store",
        "page.htm",
        "page_files/script.js",
        "page_files/frame.html",
        "case_files/b.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Peru.")
    told = []
    taken = [Path(item.id).relative_to(tmp_path).as_posix() for item in discover([tmp_path], ignored=told.append)]
    assert taken == ["a.txt", "case_files/b.txt", "page.htm"]
    names = sorted(Path(path).relative_to(tmp_path).as_posix() for path in told)
    assert names == ["Thumbs.db", "page_files", "sub/desktop.ini", "~$a.docx"]
    hidden = list(discover([tmp_path], choice=Choice(hidden=True)))
    assert [Path(item.id).name for item in hidden] == ["a.txt", "b.txt", "page.htm"]
    named = discover([tmp_path / "page_files" / "frame.html", tmp_path / "~$a.docx"])
    assert [type(item) for item in named] == [Source, Source]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.doc", "save it as .docx or .pdf"),
        ("a.XLSX", "save it as .csv"),
        ("a.pptx", "save it as .pdf"),
        ("a.mhtml", "save the page as .html alone"),
        ("a.jpg", "run OCR first, and give its text"),
        ("a.js", "leave it out with --exclude"),
        ("a", "leave it out with --exclude"),
    ],
)
def test_a_kind_that_is_not_read_has_a_way_out(tmp_path, name, hint):
    """What to save it as, in each failure; the list of formats is for the summary."""
    (tmp_path / name).write_text("Peru.")
    [failure] = discover([tmp_path])
    assert failure.hint == hint
