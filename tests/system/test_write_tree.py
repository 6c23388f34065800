"""The writer: a tree becomes exactly what was asked for, and what is right already is not touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wardbook.system.files import create, write_tree

FILES = {"index.md": b"home", "topics/bears.md": b"bears", "scenarios/lump/index.md": b"lump", ".site.json": b"{}"}
LONG_AGO = 1_000_000_000_000_000_000


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, links as what they point to."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


def times(root: Path) -> dict[str, int]:
    return {path.relative_to(root).as_posix(): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def age(root: Path) -> None:
    """Make every file one of long ago."""
    for path in root.rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


def test_a_tree_is_written_where_nothing_was(tmp_path: Path) -> None:
    root = tmp_path / "not" / "there" / "yet"
    assert write_tree(root, FILES) == sorted(FILES)
    assert tree(root) == FILES


def test_a_second_run_changes_nothing_and_keeps_every_time(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    age(tmp_path)
    assert write_tree(tmp_path, FILES) == []
    assert tree(tmp_path) == FILES
    assert times(tmp_path) == dict.fromkeys(FILES, LONG_AGO)


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    age(tmp_path)
    changed = FILES | {"topics/bears.md": b"BEARS"}
    assert write_tree(tmp_path, changed) == ["topics/bears.md"]
    assert tree(tmp_path) == changed
    touched = {name for name, moment in times(tmp_path).items() if moment != LONG_AGO}
    assert touched == {"topics/bears.md"}


def test_what_is_no_longer_asked_for_goes_with_its_empty_folders(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    less = {"index.md": b"home"}
    changed = write_tree(tmp_path, less)
    assert {"topics/bears.md", "scenarios/lump/index.md", ".site.json"} <= set(changed)
    assert "index.md" not in changed
    assert changed == sorted(changed)
    assert tree(tmp_path) == less
    assert folders(tmp_path) == set()


def test_what_is_to_be_kept_is_kept_and_not_rewritten(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    kept = {"README.md": b"by hand", "notes/mine.txt": b"mine"}
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    age(tmp_path)
    assert write_tree(tmp_path, FILES, keep=iter(kept)) == sorted(FILES)
    assert tree(tmp_path) == FILES | kept
    assert {name: times(tmp_path)[name] for name in kept} == dict.fromkeys(kept, LONG_AGO)
    write_tree(tmp_path, {}, keep=kept)
    assert tree(tmp_path) == kept


def test_an_empty_tree_where_nothing_was_is_nothing(tmp_path: Path) -> None:
    assert write_tree(tmp_path / "nothing", {}) == []


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    (outside / "topics").mkdir(parents=True)
    (outside / "index.md").write_bytes(b"theirs")
    (outside / "topics" / "bears.md").write_bytes(b"bears")
    root.mkdir()
    (root / "index.md").symlink_to(outside / "index.md")
    (root / "topics").symlink_to(outside / "topics")
    (root / "gone.md").symlink_to(outside / "nowhere")
    write_tree(root, FILES)
    assert tree(root) == FILES
    assert not any(path.is_symlink() for path in root.rglob("*"))
    assert tree(outside) == {"index.md": b"theirs", "topics/bears.md": b"bears"}


def test_a_folder_gives_way_to_a_file_and_a_file_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "index.md").mkdir()
    (tmp_path / "index.md" / "deep.md").write_bytes(b"x")
    (tmp_path / "topics").write_bytes(b"x")
    write_tree(tmp_path, FILES)
    assert tree(tmp_path) == FILES


def test_a_file_in_the_place_of_the_root_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "root").write_bytes(b"x")
    with pytest.raises(OSError, match="root"):
        write_tree(tmp_path / "root", FILES)
    assert (tmp_path / "root").read_bytes() == b"x"


def test_a_new_file_takes_no_other_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "sources" / "new.yaml"
    create(path, b"first")
    with pytest.raises(FileExistsError):
        create(path, b"second")
    assert path.read_bytes() == b"first"
