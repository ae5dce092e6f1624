"""What is kept beside Python's bytecode: patterns and tables, the same with, without and beside a damaged file."""

from __future__ import annotations

import marshal
import pickle
import re
import sys

import pytest

from geopol.kept import files, objects
from geopol.kept.patterns import Store

PATTERNS = [
    ("a", 0),
    (r"(?P<day>\d+)(?: |-)(?P<month>[A-Z]\w+)(\.)?", 0),
    (r"(?i)é[^\W\d_]{2,}(?<![.!])\b", re.IGNORECASE),
    (r"x (?# said) y  # more", re.VERBOSE),
    ("[Ā-ɏ中]|(?=z)|^.$", re.MULTILINE | re.DOTALL),
]
TEXT = "On 12-March. and ÉAB, xy\n中\na z é"


@pytest.fixture(autouse=True)
def writing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_pattern(tmp_path, pattern, flags):
    """Compiled, kept and read again: flags, groups, names and all that it finds."""
    first = Store(tmp_path / "p")
    made = first.compile(pattern, flags)
    first.save()
    again = Store(tmp_path / "p").compile(pattern, flags)
    plain = re.compile(pattern, flags)
    for found in (made, again):
        assert (found.pattern, found.flags, found.groups, dict(found.groupindex)) == (
            plain.pattern,
            plain.flags,
            plain.groups,
            dict(plain.groupindex),
        )
        assert [match.groups() + match.span() for match in found.finditer(TEXT)] == [
            match.groups() + match.span() for match in plain.finditer(TEXT)
        ]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00junk", marshal.dumps(3), marshal.dumps(("another build", {("a", 0): (32, b"", 0, {})}))],
)
def test_a_file_that_cannot_be_used_is_made_again(tmp_path, content):
    file = tmp_path / "p"
    file.write_bytes(content)
    store = Store(file)
    assert store.compile("a", 0).search(TEXT).span() == re.search("a", TEXT).span()
    store.save()
    assert marshal.loads(file.read_bytes())[0] == files.BUILD


def test_numbers_that_are_no_code_are_not_used(tmp_path):
    (tmp_path / "p").write_bytes(marshal.dumps((files.BUILD, {("a", 0): (32, b"\xff" * 8, 0, {})})))
    assert Store(tmp_path / "p").compile("a", 0).findall("aba") == ["a", "a"]


def test_a_wrong_pattern_is_told_as_ever(tmp_path):
    with pytest.raises(re.error, match="unterminated"):
        Store(tmp_path / "p").compile("(a", 0)


def test_a_table_is_made_once_and_again_when_its_source_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(objects, "place", lambda name: tmp_path / name)
    made = []

    def make(value):
        def run():
            made.append(value)
            return {"value": value}

        return run

    assert objects.recall("t", "one", make(1)) == {"value": 1}
    assert objects.recall("t", "one", make(2)) == {"value": 1}
    assert objects.recall("t", "two", make(3)) == {"value": 3}
    (tmp_path / "t").write_bytes((tmp_path / "t").read_bytes()[:-5])
    assert objects.recall("t", "two", make(4)) == {"value": 4}
    (tmp_path / "t").write_bytes(pickle.dumps(f"{files.BUILD} two") + b"cno_such_module\nx\n.")
    assert objects.recall("t", "two", make(5)) == {"value": 5}
    assert made == [1, 3, 4, 5]


def test_nothing_is_written_where_bytecode_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert not files.write(tmp_path / "p", b"x")
    assert not (tmp_path / "p").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    assert not files.write(tmp_path / "file" / "p", b"x")
    assert files.write(tmp_path / "new" / "p", b"x")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["p"]
    assert (tmp_path / "new" / "p").stat().st_mode & 0o777 == 0o644


def test_a_file_that_cannot_take_its_place_leaves_nothing(tmp_path):
    (tmp_path / "p").mkdir()
    assert not files.write(tmp_path / "p", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["p"]
