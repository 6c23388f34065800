"""Whatever goes wrong is told in one sentence with exit code 2; the details are in a file that it names."""

from __future__ import annotations

import os
import re
import sys
from errno import EACCES, ENOSPC
from pathlib import Path

import pytest

from support.command_line import FAILED, run
from wardbook import project as projects
from wardbook.problems import UserError
from wardbook.system.failures import told, unwritable
from wardbook.system.processes import Command, ModuleFault
from wardbook.system.processes import run as run_modules

SENTENCE = re.compile(
    r"Wardbook cannot go on, because of an error that it did not expect \((?P<error>.*)\)\."
    r" Its details for a report: (?P<file>.+/wardbook-error-\w+\.txt)"
)


def details(sentence: str) -> str:
    """The details that a sentence names."""
    match = SENTENCE.fullmatch(sentence.rstrip("\n"))
    assert match, sentence
    return Path(match["file"]).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.mark.parametrize("command", ["check", "render", "build", "pdf", "register", "clean"])
def test_an_error_that_nobody_expected_is_exit_2_and_a_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("no such\x1b[2J thing")

    monkeypatch.setattr(projects, command, fail)
    code, out, err = run(project, command)
    assert (code, out) == (FAILED, "")
    assert r"(LookupError: no such\u001B[2J thing)" in err
    assert "Traceback" not in err
    assert "Traceback" in details(err)
    assert 'raise LookupError("no such' in details(err)


def test_an_error_of_a_process_of_the_build_is_a_sentence_too(tmp_path: Path) -> None:
    (tmp_path / "breaks.py").write_text('raise ValueError("broken")\n', encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with pytest.raises(ModuleFault) as fault:
        run_modules([Command("breaks", [], environment)])
    assert 'raise ValueError("broken")' in details(str(fault.value))


def test_a_process_of_the_build_takes_no_module_from_the_folder_it_runs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("colorsys", "runpy", "wardbook"):
        (tmp_path / f"{name}.py").write_text(f"raise ValueError({name!r})\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run_modules([Command("colorsys", [])])


def test_a_long_error_is_shortened_in_its_sentence_and_whole_in_its_file() -> None:
    sentence = told(ValueError("x" * 5000))
    assert len(sentence) < 500
    assert "x" * 5000 in details(sentence)


def test_where_no_file_can_be_written_the_sentence_still_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/none")
    assert told(ValueError("a")).endswith(
        "(ValueError: a). Its details could not be written: No such file or directory."
    )


def test_what_is_expected_has_no_file(tmp_path: Path) -> None:
    assert told(UserError("as it is")) == "as it is"
    assert told(MemoryError()) == "Memory ran out: free some memory, then try again."
    assert told(OSError(ENOSPC, "full", "a")) == "a: could not be written: full."
    assert not list(tmp_path.iterdir())


def test_a_folder_of_another_user_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    error = OSError(EACCES, "Permission denied", "/var/cache/w/new")
    assert unwritable(error) == (
        "/var/cache/w/new: could not be read or written: Permission denied: /var/cache belongs to root, and 12345"
        " runs Wardbook: give the project's folder with all in it to 12345 (`chown -R 12345 FOLDER`)."
    )


def test_a_folder_of_one_s_own_is_told_without_a_user(tmp_path: Path) -> None:
    error = OSError(EACCES, "Permission denied", str(tmp_path))
    assert unwritable(error) == f"{tmp_path}: could not be read or written: Permission denied."
