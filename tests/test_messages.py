"""What the command says when it is used wrongly: one line, what happened, to which input, what is allowed, what to do."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path

import pytest
import stub
from provoking import Outcome, Row, agrees, command, inputs

import geopol

try:
    import resource
except ImportError:  # Windows
    resource = None

LOADED = geopol.load

JSON = "not JSON: unexpected end of data at character 14"
FORMATS = "jsonl, csv, parquet, docbin, labelstudio, doccano"
KEYS = "docs/schema.md has the keys"
LABELLED = "needed is an object with a text, and its theme, also or entities"
TRAIN = "train {} -o m"

# Wrong use: exit code 2 and these words after "geopol: ".
USE = [
    # geopol tag: what to read
    Row("cli/tag", "tag", "what is to be tagged? give PATH..., or --files-from LIST, or --retry-failures FILE: exactly one of them"),
    Row("cli/tag", "tag x.txt --files-from -", "what is to be tagged? …"),
    Row("cli/tag", "tag d --include '*.pdf'", "nothing to tag: no file was found; see --include and --exclude; hidden files are taken with --hidden"),
    Row("cli/tag", "tag d --include [", "nothing to tag: no file was found; …"),
    Row("cli/tag", "tag --files-from empty", "nothing to tag: no file was found; …"),
    Row("cli/tag", "tag --files-from nowhere", "cannot read the list nowhere: there is no such file or folder"),
    Row("cli/tag", "tag --files-from d", "cannot read the list d: it is a folder"),
    Row("batch/plan", "tag --files-from bytes", "the list of files is not UTF-8 in entry 1: invalid start byte; save it as UTF-8"),
    Row("batch/failures", "tag --retry-failures nowhere", "cannot read nowhere: there is no such file or folder"),
    Row("batch/failures", "tag --retry-failures empty", "no failure stands in empty; there is nothing to try again"),
    Row(
        "batch/failures", "tag --retry-failures cut.jsonl",
        f"cut.jsonl, line 1: not a failure of geopol: {JSON}; needed is a line of NAME.failures.jsonl, with path and id",
    ),
    Row("batch/failures", "tag --retry-failures list.jsonl", "list.jsonl, line 1: not a failure of geopol: it is a list; …"),
    Row("batch/failures", "tag --retry-failures tags.jsonl", "tags.jsonl, line 1: not a failure of geopol: there is no 'path'; …"),
    # geopol tag: where to write
    Row("batch/target", "tag x.txt -o no/t.jsonl", "cannot write no/t.jsonl: there is no folder no"),
    Row("batch/target", "tag x.txt -o d --format csv", "cannot write d: it is a folder; name a file in it"),
    Row("batch/target", "tag x.txt -o /dev/null", "cannot write /dev/null: it is no ordinary file; leave -o out for standard output"),
    Row("batch/target", "tag x.txt --failures no/f.jsonl", "cannot write no/f.jsonl: there is no folder no"),
    Row("batch/target", "tag x.txt --failures d", "cannot write d: it is a folder; name a file in it"),
    Row(
        "batch/target", "tag x.txt -o t.jsonl --failures t.jsonl",
        "tags and failures would go into one file, t.jsonl; give --failures another name",
    ),
    Row("batch/target", "tag x.txt -o run.jsonl", "run.jsonl.journal is of an unfinished run: --resume goes on with it, --restart begins anew"),
    Row("cli/tag", "tag . -o tags.jsonl", "the output tags.jsonl is an input; give another name with -o"),
    Row("cli/tag", "tag tags.jsonl -o tags.jsonl", "the output tags.jsonl is an input; give another name with -o"),
    Row("cli/tag", "tag x.txt --duplicates", "--resume, --restart, --duplicates and --format need a file to write to; give -o FILE"),
    Row("cli/tag", "tag x.txt --format csv", "--resume, --restart, …"),
    Row(
        "cli/tag", "tag x.txt -o t.jsonl --resume --restart",
        "--resume goes on with an unfinished run, --restart throws it away; take one of them",
    ),
    Row("writing/formats", "tag x.txt -o t.jsonl --format parket", f"format must be one of {FORMATS}, not 'parket'; did you mean 'parquet'?"),
    Row("writing/formats", "tag x.txt -o t.xml --format xml", f"format must be one of {FORMATS}, not 'xml'"),
    Row(
        "writing/formats", "tag x.txt -o t.jsonl.gz",
        f"the suffix of t.jsonl.gz tells no format; take .jsonl, .ndjson, .json, .csv, .parquet, .spacy, or --format with one of {FORMATS}",
    ),
    # geopol tag: options
    Row("dates/finding", "tag x.txt --reading newz", "reading must be one of auto, news, narrative, not 'newz'; did you mean 'news'?"),
    Row("batch/settings", "tag x.txt --language en", "language must be one of report, skip, not 'en'"),
    Row("batch/settings", "tag x.txt --engine dusk", "engine must be one of local, dask, not 'dusk'; did you mean 'dask'?"),
    Row("batch/settings", "tag x.txt --jobs 0", "jobs must be a whole number of 1 or more, not 0"),
    Row(
        "batch/settings", "tag x.txt --scheduler tcp://x:1",
        "a scheduler is for the engine dask, and the engine is local; add --engine dask",
    ),
    Row("reading/terms", "tag x.txt --timeout 0", "seconds (--timeout) must be a number above 0, not 0.0"),
    Row("reading/terms", "tag x.txt --timeout nan", "seconds (--timeout) must be a number above 0, not nan"),
    Row("reading/terms", "tag x.txt --timeout inf", "seconds (--timeout) must be 10,000,000 at most, not inf"),
    Row("reading/terms", "tag x.txt --max-chars -5", "max_chars (--max-chars) must be a number above 0, not -5"),
    Row("reading/terms", "tag x.txt --memory -1", "memory (bytes; --memory takes megabytes) must be a number above 0, not -1000000"),
    # models
    Row("tagging", "tag x.txt --models nowhere", "nowhere holds no models: there is no such folder"),
    Row("tagging", "info --models d", "d holds no models: neither entities/ nor themes/ is in it; geopol train -o d makes one"),
    Row("tagging", "info --models mine", "mine is itself a model; give the folder above it, which holds entities/ or themes/"),
    Row(
        "entities/finder", "tag x.txt --entities en_core_web_nonsense",
        "no spaCy pipeline 'en_core_web_nonsense': give a folder that spaCy has saved, or a package installed beside geopol",
    ),
    Row(
        "models", "info --models models",
        "no model in …models/themes: meta.json cannot be read (it is not as geopol writes it). Copy the model again.",
    ),
    # geopol convert
    Row("writing/formats", "convert nowhere -o t.csv", "cannot read nowhere: there is no such file or folder"),
    Row("writing/formats", "convert d -o t.csv", "cannot read d: it is a folder"),
    Row("writing/formats", "convert packed.jsonl.gz -o t.csv", "cannot read packed.jsonl.gz: Not a gzipped file (b'no')"),
    Row("cli/convert", "convert empty.jsonl -o t.csv", "nothing to convert: there is no article in empty.jsonl; did geopol tag name failures?"),
    Row("cli/convert", "convert tags.jsonl -o tags.jsonl", "the output tags.jsonl is the input; give another name with -o"),
    Row("cli/convert", "convert inside.jsonl -o t.csv", f"inside.jsonl: not as geopol tag wrote it: there is no …; {KEYS}"),
    Row("cli/convert", "convert tags.jsonl -o t.parquet --whole", "--whole is for CSV, and t.parquet is parquet; leave it out"),
    Row("reporting/page", "report tags.jsonl -o t.xlsx", "a report is HTML, and t.xlsx is not; give a name that ends in .html"),
    Row("batch/target", "convert tags.jsonl -o no/t.csv", "cannot write no/t.csv: there is no folder no"),
    Row("writing/formats", "convert tags.jsonl -o t.xlsx", "the suffix of t.xlsx tells no format; …"),
    Row(
        "writing/formats", "convert cut.jsonl -o t.csv",
        f"cut.jsonl, line 1: {JSON}; needed is the output of geopol tag as JSON lines",
    ),
    Row(
        "writing/formats", "convert none.jsonl -o t.csv",
        "none.jsonl, line 1: not an article as geopol tag wrote it; needed is its output as JSON lines",
    ),
    Row("writing/formats", "convert schema.jsonl -o t.csv", "schema.jsonl, line 1: the schema is 7, this geopol reads 1; tag the texts again"),
    Row(
        "writing/formats", "convert half.jsonl -o t.csv",
        f"half.jsonl, line 1: not an article as geopol tag wrote it: it lacks title, chars, names; {KEYS}",
    ),
    # geopol report, compare, review
    Row("tagged", "report nowhere", "cannot read nowhere: there is no such file or folder"),
    Row("tagged", "report loop", "cannot read loop: it is a link that leads to itself"),
    Row("tagged", "report cut.jsonl", f"cut.jsonl, line 1: {JSON}; needed is the output of geopol tag as JSON lines"),
    Row("tagged", "report half.jsonl", f"half.jsonl, line 1: not an article as geopol tag wrote it: there is no 'title'; {KEYS}"),
    Row("writing/formats", "report schema.jsonl", "schema.jsonl, line 1: the schema is 7, this geopol reads 1; tag the texts again"),
    Row("reporting/page", "report empty.jsonl", "nothing to report: there is no tagged article; did geopol tag name failures?"),
    Row("reporting/page", "report tags.jsonl -o tags.jsonl", "the output tags.jsonl is an input; give another name with -o"),
    Row("reporting/page", "report tags.jsonl -o d", "cannot write d: it is a folder"),
    Row("reporting/page", "report tags.jsonl -o no/r.html", "cannot write no/r.html: there is no such file or folder"),
    Row(
        "comparing/pairs", "compare tags.jsonl other.jsonl",
        "no paragraph in common: 1 in the first file, 0 in the second; "
        "compare two runs over the same texts, tagged under the same paths",
    ),
    Row("cli/compare", "compare tags.jsonl tags.jsonl --show -1", "--show must be 0 or more, not -1"),
    Row("reviewing/choosing", "review other.jsonl", "nothing to review: no paragraph has a theme"),
    Row("reviewing/choosing", "review tags.jsonl --top 0", "top must be 1 or more, not 0"),
    Row("reviewing/formats", "review tags.jsonl --export docano", "the export must be one of labelstudio, doccano, csv, not 'docano'; did you mean 'doccano'?"),
    Row("cli/review", "review tags.jsonl --export csv -o d", "cannot write d: it is a folder"),
    Row("reviewing/journal", "review tags.jsonl -o d", "cannot read d: it is a folder"),
    Row("reviewing/journal", "review tags.jsonl -o no/c.jsonl", "cannot write no/c.jsonl: there is no such file or folder"),
    Row("reviewing/journal", "review tags.jsonl -o cut.jsonl", f"cut.jsonl, line 1: {JSON[:-2]}13; needed is a file of geopol review"),
    Row("reviewing/server", "review tags.jsonl -o r.jsonl --port 99999", "port must be 0 (a free one) to 65535, not 99999"),
    # geopol learn
    Row("reviewing/formats", "learn nowhere -o m", "cannot read nowhere: there is no such file or folder"),
    Row("learning/course", "learn empty.jsonl -o m", "no corrections in empty.jsonl: nobody gave a paragraph a theme; look it over with geopol review"),
    Row("learning/course", "learn c.jsonl -o m --models nowhere", "no folder of models at nowhere; leave it out for the shipped ones"),
    Row("learning/course", "learn c.jsonl -o d --models d", "the new models would replace the old ones in d; choose another folder"),
    Row("learning/course", "learn c.jsonl -o m --tolerance -1", "tolerance must be 0 points or more, not -1.0"),
    Row("models", "learn c.jsonl -o x.txt", "cannot make the folder x.txt: x.txt is a file; give another with -o"),
    Row(
        "reviewing/corrections", "learn none.jsonl -o m",
        "none.jsonl, line 1: not a correction: there is no 'article'; needed are article, paragraph and text",
    ),
    Row("reviewing/corrections", "learn list.jsonl -o m", "list.jsonl, line 1: not a correction but a list; needed is a line of a file of geopol review"),
    Row(
        "reviewing/corrections", "learn quoted.jsonl -o m",
        "quoted.jsonl, line 1: not a correction: article, text and themes are strings, the paragraph is a number",
    ),
    Row(
        "reviewing/corrections", "learn outside.jsonl -o m",
        "outside.jsonl, line 1: the mention 0:99 is empty, crosses another, or is not in 0:12",
    ),
    Row("reviewing/corrections", "learn label.jsonl -o m", "label.jsonl, line 1: the label is 'PERSONS'; allowed are PERSON, …; did you mean 'PERSON'?"),
    Row("reviewing/formats", "learn lacks.csv -o m", "lacks.csv lacks the columns paragraph, text, theme; it has article, themes"),
    Row("reviewing/formats", "learn words.csv -o m", "words.csv, row 2: the paragraph is 'first', not a number"),
    Row(
        "reviewing/formats", "learn tasks.json -o m",
        "tasks.json: not corrections: there is no 'data'; needed is a file of geopol review, an export of Label Studio (JSON) or "
        "doccano (JSONL), or a filled-in CSV",
    ),
    Row("reviewing/formats", "learn cats.jsonl -o m", "cats.jsonl: not corrections: …; needed is …"),
    Row("learning/adapting", "learn slip.jsonl -o m --rehearse two.jsonl", "the model has no theme 'militry', only …; did you mean 'military'?"),
    Row("learning/adapting", "learn new.jsonl -o m --rehearse two.jsonl", "the model has no theme 'fishing', only …; give --corpus to train it anew"),
    Row(
        "learning/adapting", "learn c.jsonl -o m --rehearse c.jsonl",
        "nothing to rehearse: corrections alone would make the model forget the rest; give other texts to --rehearse",
    ),
    # geopol evaluate, train: labelled texts
    Row("gold", "evaluate nowhere", "cannot read nowhere: there is no such file or folder"),
    Row("evaluation/__init__", "evaluate d", "no labelled texts in d: needed are .md articles, or .jsonl with text and what is labelled"),
    Row("gold", "evaluate cut.jsonl", f"cut.jsonl, line 1: not a labelled text: {JSON[:-2]}13; {LABELLED}"),
    Row("gold", "evaluate list.jsonl", f"list.jsonl, line 1: not a labelled text: it is a list; {LABELLED}"),
    Row("gold", "evaluate number.jsonl", f"number.jsonl, line 1: not a labelled text: text and theme are strings; {LABELLED}"),
    Row("gold", TRAIN.format("theme.jsonl"), f"theme.jsonl, line 1: not a labelled text: text and theme are strings; {LABELLED}"),
    Row("gold", TRAIN.format("also.jsonl"), f"also.jsonl, line 1: not a labelled text: also is a list of themes, not 'peace'; {LABELLED}"),
    Row("corpus", "evaluate x.txt", "x.txt holds no labels: allowed are folders of .md articles, .md articles, and .jsonl tables"),
    Row(
        "corpus", TRAIN.format("d"),
        "no labelled paragraphs in d: needed are .md articles with '## Heading {theme}', or .jsonl with text and theme",
    ),
    Row("headed", TRAIN.format("bytes.md"), "cannot read bytes.md: it is not UTF-8: invalid start byte at byte 0"),
    Row("headed", TRAIN.format("plain.md"), "plain.md: an article begins with front matter between two lines of '---' that has a 'title:'"),
    Row("headed", TRAIN.format("bare.md"), "bare.md, line 5: a paragraph stands before the first heading; write '## Heading {theme}' above it"),
    Row("headed", TRAIN.format("unnamed.md"), "unnamed.md, line 5: the heading '## Peru' names no theme; write '## Heading {theme}'"),
    Row("marks", TRAIN.format("first.md"), "first.tsv, line 1: a mention stands before the first block ('# 1 First words of the paragraph')"),
    Row("training/themes", TRAIN.format("one.jsonl"), "a theme model needs at least 2 themes, the corpus has war; label paragraphs with others"),
    Row(
        "training/themes", TRAIN.format("two.jsonl"),
        "each theme needs paragraphs from at least 2 documents (article, or title in a table); too few: peace, war",
    ),
    Row("training/themes", TRAIN.format("twin.jsonl"), "one paragraph has two themes, 'war' and 'peace'; keep one: 'A war began.'"),
    Row("training/themes", TRAIN.format("copy.jsonl"), "one paragraph stands in two documents, 'A' and 'B'; keep one: 'A war began.'"),
    Row("training/themes", TRAIN.format("many.jsonl"), "a theme model has at most 100 themes, the corpus has 101; join the rare ones"),
    Row(
        "training/themes", TRAIN.format("further.jsonl"),
        "no paragraph has the theme 'wra', which another names as a further one; known: peace, war; did you mean 'war'?",
    ),
]  # fmt: skip

# Typer's own words: they name the option, and the help.
TYPER = [
    Row("", "tagg x.txt", "…No such command 'tagg'. Did you mean 'tag'?…"),
    Row("", "tag x.txt --nonsense", "…No such option: --nonsense…"),
    Row("", "tag x.txt --model m", "…No such option: --model …--models…"),
    Row("", "tag x.txt -o", "…-o… requires an argument…"),
    Row("", "tag x.txt --jobs two", "…Invalid value for…--jobs…"),
    Row("", "convert tags.jsonl", "…Missing option…--output…"),
    Row("", "report", "…Missing argument…TAGS…"),
    Row("", "compare tags.jsonl", "…Missing argument…"),
    Row("", "info x", "…unexpected extra argument…x…"),
]

# Files that failed: exit code 1, and these words after "failed ID: ".
FAILED = [
    Row("reading/finding", "tag nowhere.txt", "no such file or folder (check the path)", 1),
    Row("reading/finding", "tag 'd/*.pdf'", "no file matches (check the glob)", 1),
    Row("reading/finding", "tag loop", "cannot be opened: it is a link that leads to itself (check the link or the permissions)", 1),
    Row("reading/finding", "tag plain", "no reader for files without a suffix (leave it out with --exclude)", 1),
    Row("reading/opening", "tag empty.txt", "empty: the file has no bytes (leave it out with --exclude)", 1),
    Row("reading/opening", "tag empty.jsonl", "empty: the table has no rows (leave it out with --exclude)", 1),
    Row("reading/opening", "tag packed.jsonl.gz", "a damaged .gz file: Not a gzipped file (b'no') (pack it again)", 1),
    Row("reading/opening", "tag -", "empty: standard input has no bytes (pipe a document into the command)", 1),
    Row("reading/opening", "tag x.txt --max-chars 5", "over the limit of 20 bytes (split it, or raise --max-chars)", 1),
    Row("reading/opening", "tag x.txt --max-chars 20", "52 characters, the limit is 20 (split it, or raise --max-chars)", 1),
    Row("reading/rows", "tag cut.jsonl", f"{JSON} (mend the line: JSON lines have an object a line)", 1),
    Row(
        "reading/rows", "tag list.jsonl",
        "no text: the row is no object with keys (a row needs a string 'text', and may have 'id', 'title' and 'date')", 1,
    ),
    Row(
        "reading/rows", "tag rows.csv",
        "no column 'text'; the columns are 'Texts', 'title', parted by ','; did you mean 'Texts'? (name the columns in the first row, or give --text-column, --title-column and --date-column)", 1,
    ),
    Row("batch/work", "tag - --language skip", "not English: its language is 'de' (tag it with --language report)", 1, b"Die Minister trafen sich am Montag in Berlin, um " * 9),
    Row("batch/work", "tag - --timeout 0.2", "tagging took longer than the limit of 0.2 s (split it, or raise --timeout)", 1, b"They sleep for long."),
    Row("batch/work", "tag -", "a fault in geopol: IndexError: list index out of range (stub.py, line …) (please report it)", 1, b"They stumble."),
    Row("batch/work", "tag -", "paragraph 1 has 200,001 characters, the limit is 200,000: the text seems to have lost its line breaks (mend the text, or split it, and tag it again)", 1, b"a" * 200_001),
]  # fmt: skip

# A disk that takes no more; a limit on the size of files stands in for it.
FULL = [
    Row("cli/convert", "convert tags.jsonl -o big.jsonl", "cannot write big.jsonl: it would be larger than the system allows"),
    Row("cli/review", "review tags.jsonl --export csv -o big.csv", "cannot write big.csv: it would be larger than the system allows"),
    Row("cli/run", "tag x.txt -o big.jsonl", "cannot write big.jsonl: it would be larger than the system allows; mend it and go on with --resume"),
]  # fmt: skip
CLOSED = [Row("cli/run", "tag x.txt", "standard output is closed; give -o FILE")]
INTERRUPTED = [Row("cli/run", "tag - -o t.jsonl", "interrupted; --resume goes on with t.jsonl", stdin=b"You press Ctrl-C.")]
LOCKED = [
    Row(
        "models",
        "learn c.jsonl -o locked/m",
        "cannot make the folder locked/m: no permission to write in …/locked; give another with -o",
    ),
    Row("batch/target", "tag x.txt -o locked/t.jsonl", "cannot write locked/t.jsonl: no permission to write in locked"),
    Row("reading/finding", "tag shut", "cannot be opened: no permission (check the permissions)", 1),
    Row("reading/opening", "tag shut.txt", "cannot be opened: no permission (check the path and the permissions)", 1),
]
ODD = [*FULL, *CLOSED, *INTERRUPTED, *LOCKED]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files that the commands are given; what they are refused for, none of them writes."""
    return inputs(tmp_path_factory.mktemp("messages"))


@pytest.fixture
def run(folder, monkeypatch):
    """The command in that folder, with a tagger that is made in no time where none is named."""

    def load(models=None, *, entities=None, **rest) -> geopol.Tagger:
        return stub.tagger() if models is None and entities is None else LOADED(models, entities=entities, **rest)

    def told(row: Row, **streams) -> Outcome:
        monkeypatch.setattr(geopol, "load", load)
        return command(monkeypatch, shlex.split(row.given), row.stdin, **streams)

    monkeypatch.chdir(folder)
    return told


@pytest.fixture
def alone(tmp_path, run, monkeypatch):
    """The same in a folder of the test's own."""
    monkeypatch.chdir(inputs(tmp_path))
    return run


@pytest.mark.parametrize("row", USE, ids=lambda row: row.given)
def test_wrong_use_is_told_in_a_line(run, row):
    """Exit code 2, one line with what happened and what is allowed, nothing on standard output; the error is that module's."""
    done = run(row)
    assert (done.code, done.out) == (2, "")
    assert agrees(f"geopol: {row.message}\n", done.words), done.words
    assert done.words.count("\n") == 1
    assert done.module == row.module


@pytest.mark.parametrize("row", TYPER, ids=lambda row: row.given)
def test_a_wrong_command_line_is_told_with_the_way_to_help(run, row):
    """Exit code 2; the option or argument is named."""
    done = run(row)
    words = " ".join(done.words.translate(str.maketrans("│╭╰─╮╯", "      ")).split())
    assert done.code == 2
    assert agrees(row.message, words), words


@pytest.mark.parametrize("row", FAILED, ids=lambda row: row.given)
def test_a_file_that_failed_is_named_with_its_reason(run, row):
    """Exit code 1, and a line with reason and hint."""
    done = run(row)
    assert done.code == 1
    assert agrees(f"…failed …: {row.message}\n", done.words), done.words


def test_wrong_use_leaves_nothing(folder, tmp_path):
    """No half output, and no input is another one."""
    given = inputs(tmp_path)
    files = [
        {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (given, folder)
    ]
    assert files[0] == files[1]


def _refused(done: Outcome, row: Row) -> None:
    assert (done.code, done.words, done.module) == (2, f"geopol: {row.message}\n", row.module)


@pytest.mark.skipif(resource is None, reason="no limits on this system")
@pytest.mark.parametrize("row", FULL, ids=lambda row: row.given)
def test_a_full_disk_is_told(alone, row):
    """In a line; nothing half written is taken for a result."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        done = alone(row)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    _refused(done, row)
    assert not Path("big.jsonl").exists()
    assert not Path("big.jsonl.new").exists()


@pytest.mark.parametrize("row", INTERRUPTED, ids=lambda row: row.given)
def test_an_interrupted_run_says_how_to_go_on(alone, row):
    """Ctrl-C leaves the journal and a line."""
    _refused(alone(row), row)
    assert Path("t.jsonl.journal").exists()


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.given)
def test_a_closed_standard_output_is_told(alone, row):
    """Tags that nobody could read are not made."""
    _refused(alone(row, stdout=None), row)


@pytest.mark.parametrize("row", LOCKED, ids=lambda row: row.given)
def test_what_is_not_permitted_is_told(alone, row):
    """Folders and files that this user may not read or write."""
    Path("shut.txt").write_text("Peru.")
    for name, mode in (("locked", 0o500), ("shut", 0)):
        Path(name).mkdir(mode=mode)
    Path("shut.txt").chmod(0)
    if os.access("locked", os.W_OK):
        pytest.skip("nothing is closed to root")
    done = alone(row)
    Path("shut").chmod(0o700)  # so that pytest can remove it
    assert done.code == row.code
    assert agrees(f"…{row.message}\n", done.words), done.words


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
@pytest.mark.parametrize("words", ["themes", "tag x.txt", "review tags.jsonl --export csv"])
def test_a_full_disk_behind_standard_output_is_told(alone, words):
    """What was not written is not passed over in silence."""
    with Path("/dev/full").open("w") as full:
        done = alone(Row("", words, ""), stdout=full)
        with contextlib.suppress(OSError):
            full.close()
    assert done.code == 2
    assert done.words.endswith("geopol: cannot go on with standard output: the disk is full\n")


def test_a_reader_that_has_had_enough_ends_the_command_in_silence(alone):
    """As head does: exit code 1 and no word."""
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "w") as stdout:
        done = alone(Row("", "themes", ""), stdout=stdout)
    assert (done.code, done.words) == (1, "")


def test_a_runs_own_files_are_no_input(alone):
    """A folder that holds output, journal and failures of a run can be tagged into it again."""
    Path("own").mkdir()
    Path("own/x.txt").write_text("Peru.")
    for _ in range(2):
        done = alone(Row("", "tag own -o own/tags.jsonl", ""))
        assert done.code == 0, done.words
        assert done.words.startswith("1 article,")
