"""The types of the public interface: what a user's program sees with `mypy --strict`."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import geopol
from geopol import countries
from geopol.dates import find_in
from geopol.records import Article, Date, Document, Entity, Paragraph
from geopol.training import ThemeClassifier

tagger: geopol.Tagger = geopol.load(reading="news", follow=True)
article: geopol.Article = tagger.tag("Poland signed.", date="2024-06-19")


def first(paragraphs: tuple[Paragraph, ...]) -> str | None:
    return paragraphs[0].theme


theme: str | None = first(article.paragraphs)
scores: dict[str, float] = article.paragraphs[0].scores
entities: tuple[Entity, ...] = article.entities
days: list[str | None] = [date.earliest for date in article.dates]
codes: list[str] = [country.code for country in article.countries]
rows: list[dict[str, object]] = [dict(row) for row in article.to_rows("entities")]
line: str = article.to_json()
every: list[Article] = list(tagger.pipe([Document("1", "In 1991."), "In 1992."], jobs=2))
dates: tuple[Date, ...] = find_in("last month", anchor="2024-06-19")
found = countries.lookup("Georgia")
if found is not None:
    candidates: tuple[str, ...] = found.candidates
classifier: ThemeClassifier = ThemeClassifier(C=2.0, style=False).fit(["a", "b"], ["x", "y"])
classifier.predict(["c"]).tolist()
classifier.save("my-models/themes")
try:
    geopol.load("nowhere")
except geopol.ModelError as error:
    print(error)
"""
# A line that is wrong, and what mypy says of it.
WRONG = [
    ("geopol.load(models=3)", 'Argument "models" to "load" has incompatible type "int"'),
    ('geopol.load(reading="poetry")', 'Argument "reading" to "load" has incompatible type "Literal[\'poetry\']"'),
    ("tagger.tag(3)", 'Argument 1 to "tag" of "Tagger" has incompatible type "int"'),
    ('tagger.tag("x", "2024")', 'Too many positional arguments for "tag" of "Tagger"'),
    ("article.theme", '"Article" has no attribute "theme"'),
    ('article.title = "x"', 'Property "title" defined in "Article" is read-only'),
    ("article.paragraphs[0].theme.upper()", 'Item "None" of "str | None" has no attribute "upper"'),
    ('article.to_rows("names")', 'Argument 1 to "to_rows" of "Exports" has incompatible type "Literal[\'names\']"'),
    ('countries.lookup("Georgia").code', 'Item "None" of "Country | None" has no attribute "code"'),
    ('find_in("x", reading=True)', 'Argument "reading" to "find_in" has incompatible type "Literal[True]"'),
    ('ThemeClassifier(C="four")', 'Argument "C" to "ThemeClassifier" has incompatible type "str"'),
    ("ThemeClassifier(4.0)", 'Too many positional arguments for "ThemeClassifier"'),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What mypy says of the program with the wrong lines behind it: line → message."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "program.py").write_text(PROGRAM + "\n".join(line for line, _ in WRONG) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "--cache-dir", str(folder / "cache"), "program.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    messages: dict[int, list[str]] = {}
    for line in done.stdout.splitlines()[:-1]:
        place, _, message = line.partition(": error: ")
        if message:
            messages.setdefault(int(place.partition(":")[2]), []).append(message)
    return messages


def test_a_program_is_clean_under_mypy_strict(told):
    """Everything that the documents call is typed; the package says so by `py.typed`."""
    assert {line: said for line, said in told.items() if line <= PROGRAM.count("\n")} == {}


@pytest.mark.parametrize(("number", "wrong", "message"), [(at, *pair) for at, pair in enumerate(WRONG, PROGRAM.count("\n") + 1)])
def test_a_wrong_use_is_reported(told, number, wrong, message):
    """Before it runs."""
    assert any(message in said for said in told.get(number, [])), (wrong, told.get(number))
