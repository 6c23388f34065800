"""Links in the place of a project's folders: what is generated is never written, or deleted, where a link leads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, FAULTS, run, snapshot
from wardbook.system.links import names_below, refuse_links

LINK = ": expected a folder, got a link: what lies there is written and deleted by Wardbook alone; delete the link.\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else, with a file."""
    folder = tmp_path / "outside"
    (folder / "site").mkdir(parents=True)
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    (folder / "site" / "letter.txt").write_text("mine", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("site_src", "render build clean"),
        (".wardbook", "check render build register clean pdf"),
        (".wardbook/work", "check render build clean"),
        (".wardbook/preview", "check build clean"),
        ("content/.schemas", "schema"),
    ],
)
def test_a_link_where_files_are_generated_is_refused(project: Path, outside: Path, name: str, commands: str) -> None:
    place = project / name
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)
    before = snapshot(outside)
    for command in commands.split():
        assert run(project, command) == (FAILED, "", f"{name}{LINK}")
        assert snapshot(outside) == before


def test_no_folder_to_look_for_links_in_is_none_of_them(tmp_path: Path) -> None:
    refuse_links(tmp_path / "nowhere")


@pytest.mark.parametrize("command", ["check", "render", "build", "register"])
def test_content_as_a_link_out_of_the_project_is_told(project: Path, tmp_path: Path, command: str) -> None:
    shutil.move(project / "content", tmp_path / "elsewhere")
    (project / "content").symlink_to(tmp_path / "elsewhere")
    out = "content:1: expected a folder, got a link out of the project: move it in\n"
    assert run(project, command) == (FAULTS, out, "1 fault in 1 file. Nothing was published.\n")


def test_content_as_a_link_within_the_project_is_read(project: Path) -> None:
    shutil.move(project / "content", project / "elsewhere")
    (project / "content").symlink_to("elsewhere")
    assert run(project, "check")[0] == DONE


def test_folders_behind_links_are_walked_but_not_in_circles(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "file").write_bytes(b"")
    for name in ("a", "b", "c", "one/d"):
        (tmp_path / name).symlink_to(tmp_path)
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "two" / "nowhere").symlink_to("nothing")
    assert names_below(tmp_path) == ["one/file", "two/file"]
