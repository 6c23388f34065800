"""The site of a preview: it begins with copies of a newer site, and is changed where it lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from support.publishing import found
from wardbook.publish import MANIFEST
from wardbook.publish.checksums import read_manifest, write_manifest
from wardbook.publish.preview import (
    files_of_preview,
    is_newer,
    link_folders,
    start_with_copies,
    start_with_own,
    update_preview,
)
from wardbook.system import files as file_system

FILES = {"index.html": b"Home", "a/index.html": b"A", "assets/look.css": b"h1 {}"}


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in files.items()}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A published site."""
    site = tmp_path / "site"
    write(site, FILES)
    write_manifest(site, digests(FILES))
    return site


@pytest.fixture
def preview(source: Path, tmp_path: Path) -> Path:
    """A preview that began with the published site."""
    start_with_copies(tmp_path / "preview", source, digests(FILES), tmp_path / "work")
    return tmp_path / "preview"


def test_a_preview_begins_with_copies_that_are_files_of_their_own(preview: Path, tmp_path: Path) -> None:
    assert found(preview) == FILES
    assert files_of_preview(preview) == digests(FILES)
    assert {path.stat().st_nlink for path in preview.rglob("*.html")} == {1}
    assert not (tmp_path / "work").exists()


def test_a_site_is_newer_than_a_preview_that_is_not_there_or_was_built_before(source: Path, tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    assert is_newer(source, preview)
    assert not is_newer(tmp_path / "no site", preview)

    start_with_copies(preview, source, digests(FILES), tmp_path / "work")
    assert not is_newer(source, preview)
    later = (preview / MANIFEST).stat().st_mtime_ns + 1
    os.utime(source / MANIFEST, ns=(later, later))
    assert is_newer(source, preview)


def test_a_start_with_own_files_keeps_what_is_named_and_there_and_no_more(preview: Path, tmp_path: Path) -> None:
    before = (preview / MANIFEST).stat()
    start_with_own(preview)
    assert (preview / MANIFEST).stat() == before

    (preview / "a" / "index.html").write_bytes(b"")
    (preview / "assets").rename(tmp_path / "assets")
    (preview / "assets").symlink_to(tmp_path / "assets")
    (preview / "more").mkdir()
    (preview / "more" / "index.html").write_bytes(b"more")
    start_with_own(preview)

    assert files_of_preview(preview) == digests({"index.html": b"Home"})
    assert not (preview / "more").exists()
    assert (tmp_path / "assets" / "look.css").read_bytes() == b"h1 {}"


@pytest.mark.parametrize("name", ["../outside.txt", "{outside}", "linked/outside.txt"])
def test_a_manifest_that_names_files_elsewhere_costs_none_of_them(preview: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"private")
    (preview / "linked").symlink_to(tmp_path)
    write_manifest(preview, digests(FILES) | {name.format(outside=outside): "0" * 64})

    start_with_own(preview)
    update_preview(preview, files_of_preview(preview), digests({"index.html": b"Home"}), tmp_path / "fresh")

    assert outside.read_bytes() == b"private"
    assert files_of_preview(preview) == digests({"index.html": b"Home"})


def test_an_update_moves_what_differs_and_touches_nothing_else(preview: Path, tmp_path: Path) -> None:
    before = (preview / "index.html").stat()
    new = {"index.html": b"Home", "a/index.html": b"Another", "b/index.html": b"B"}
    write(tmp_path / "fresh", {"a/index.html": b"Another", "b/index.html": b"B"})

    update_preview(preview, files_of_preview(preview), digests(new), tmp_path / "fresh")

    assert found(preview) == new
    assert files_of_preview(preview) == digests(new)
    assert (preview / "index.html").stat() == before
    assert not (preview / "assets").exists()


def test_an_update_without_a_difference_writes_nothing(preview: Path, tmp_path: Path) -> None:
    before = (preview / MANIFEST).stat()

    update_preview(preview, files_of_preview(preview), digests(FILES), tmp_path / "fresh")

    assert (preview / MANIFEST).stat() == before


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(preview: Path, tmp_path: Path) -> None:
    new = {"index.html": b"Home", "a": b"a file", "assets/look.css/more.css": b"h2 {}"}
    write(tmp_path / "fresh", {name: content for name, content in new.items() if name != "index.html"})

    update_preview(preview, files_of_preview(preview), digests(new), tmp_path / "fresh")

    assert found(preview) == new


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_update_that_is_stopped_is_made_up_for_by_the_next(
    preview: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    new = {"index.html": b"Home", "b/index.html": b"B", "c/index.html": b"C", "assets/look.css": b"h2 {}"}
    changed = {name: content for name, content in new.items() if FILES.get(name) != content}
    write(tmp_path / "fresh", changed)
    done: list[Path] = []

    def stopped(source: Path, target: Path) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(target)
        file_system.move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("wardbook.publish.preview.move", stopped)
        with pytest.raises(KeyboardInterrupt):
            update_preview(preview, files_of_preview(preview), digests(new), tmp_path / "fresh")
    assert read_manifest(preview).keys() == {"index.html"}
    assert [path.suffix for path in done] == [".css", ".html"][:moves]

    start_with_own(preview)
    assert found(preview) == {"index.html": b"Home"}
    write(tmp_path / "fresh", changed)
    update_preview(preview, files_of_preview(preview), digests(new), tmp_path / "fresh")
    assert found(preview) == new


def test_what_was_to_be_deleted_by_a_stopped_update_goes_at_the_next_start(
    preview: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {"index.html": b"Home"}

    def stopped(_: Path, __: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("wardbook.publish.preview.delete", stopped)
        with pytest.raises(KeyboardInterrupt):
            update_preview(preview, files_of_preview(preview), digests(new), tmp_path / "fresh")
    start_with_own(preview)

    assert found(preview) == new


def test_folders_are_links_that_are_kept_and_lead_on_when_a_project_is_moved(preview: Path, tmp_path: Path) -> None:
    rendered = tmp_path / "rendered"
    write(rendered, {"embed/a.html": b"A"})
    write(preview, {"pdf/old.pdf": b"old"})

    for _ in range(2):
        link_folders(preview, rendered, ("embed", "pdf"))
        assert (preview / "embed" / "a.html").read_bytes() == b"A"
        assert not (preview / "pdf").exists()
    moved = tmp_path.with_name(f"{tmp_path.name} moved")
    tmp_path.rename(moved)
    assert (moved / "preview" / "embed" / "a.html").read_bytes() == b"A"

    (moved / "rendered" / "embed" / "b.html").write_bytes(b"B")
    assert (moved / "preview" / "embed" / "b.html").read_bytes() == b"B"


def test_folders_are_copies_where_there_are_no_links(
    preview: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "symlink_to", refused)
    for text in (b"A", b"Another"):
        write(tmp_path / "rendered", {"embed/a.html": text})
        link_folders(preview, tmp_path / "rendered", ("embed", "pdf"))
        assert (preview / "embed" / "a.html").read_bytes() == text
    assert not (preview / "pdf").exists()
