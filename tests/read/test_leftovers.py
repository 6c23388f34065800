"""What systems and editors leave in a folder: it is said once, and copies are known by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import DONE, run
from wardbook.read.leftovers import copied_from, is_left_over, note_about


def test_what_is_passed_over_is_said_once(project: Path) -> None:
    content = project / "content"
    for name in ("desktop.ini", "scenarios/Thumbs.db", "scenarios/known-lump.yaml~", ".DS_Store", "pages/..md"):
        (content / name).write_bytes(b"x")
    (content / "scenarios" / ".#known-lump.yaml").symlink_to("ann@ward.1234")
    code, out, err = run(project, "check")
    assert (code, out.split(":")[0]) == (DONE, "No faults")
    assert err == (
        "Passed over, as left by systems or editors: content/desktop.ini, content/scenarios/Thumbs.db,"
        " content/scenarios/known-lump.yaml~. Passed over, as hidden, and so no content: content/pages/..md.\n"
    )


def test_of_many_files_that_are_passed_over_some_are_named() -> None:
    assert note_about([".DS_Store", "content/._about.md"]) == ""
    names = ", ".join(f"{number}.bak" for number in range(5))
    assert (
        note_about(f"{number}.bak" for number in range(9))
        == f"Passed over, as left by systems or editors: {names} and 4 more."
    )


@pytest.mark.parametrize(
    "name", ["all-boy.yaml", "about.md", "swp.yaml", "bak.yaml", "old.yaml", "logo.svg", "a~b.yaml"]
)
def test_content_is_not_passed_over(name: str) -> None:
    assert not is_left_over(name)
    assert copied_from(name) == ""


@pytest.mark.parametrize(
    "name", ["conflict.yaml", "copy.yaml", "copy-of-x.yaml", "x-copy.yaml", "x (1).txt", "book .yaml"]
)
def test_what_may_be_a_name_is_no_copy(name: str) -> None:
    assert copied_from(name) == ""
