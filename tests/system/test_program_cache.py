"""The cache of what follows from the program: it keeps bytes for this program only, where it can."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wardbook.system import program_cache
from wardbook.system.program_cache import cached, keep


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the program's own."""
    monkeypatch.setattr(program_cache, "_FOLDER", tmp_path / "__pycache__")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_what_was_kept_is_there_under_its_name() -> None:
    keep("numbers", b"1 2 3")
    keep("letters", b"")

    assert (cached("numbers"), cached("letters"), cached("others")) == (b"1 2 3", b"", b"")


@pytest.mark.parametrize("damaged", [b"", b"1", b"x" * 40])
def test_a_damaged_file_is_as_good_as_none(folder: Path, damaged: bytes) -> None:
    keep("numbers", b"1 2 3")
    (folder / "numbers").write_bytes(damaged)

    assert cached("numbers") == b""


def test_every_part_of_a_file_is_as_good_as_none(folder: Path) -> None:
    keep("numbers", b"1 2 3")
    whole = (folder / "numbers").read_bytes()

    for length in range(len(whole)):
        (folder / "numbers").write_bytes(whole[:length])
        assert cached("numbers") == b""


def test_another_program_has_a_cache_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("numbers", b"1 2 3")
    monkeypatch.setattr(program_cache, "program_digest", lambda: b"another program")

    assert cached("numbers") == b""


def test_where_python_keeps_no_compiled_modules_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep("numbers", b"1 2 3")

    assert not folder.exists()


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path) -> None:
    folder.write_bytes(b"a file where the folder would be")
    keep("numbers", b"1 2 3")

    assert cached("numbers") == b""
