"""A site that begins with copies of another: only with files of that site, and only of one that is newer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.publishing import found
from wardbook.publish import MANIFEST, SiteFault, start_from
from wardbook.publish.checksums import write_manifest


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A site of two pages and a file for servers, with its manifest."""
    site = tmp_path / "project" / "site"
    for name in ("index.html", "a/index.html", "nginx.conf"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    write_manifest(site, dict.fromkeys(("index.html", "a/index.html", "nginx.conf"), "0" * 64))
    return site


def begin(source: Path) -> dict[str, bytes]:
    """The files of a site that begins with those of `source`."""
    start_from(source, source.parent / "preview", source.parent / "work", without={"nginx.conf"})
    return found(source.parent / "preview") if (source.parent / "preview").exists() else {}


def test_files_are_copies_and_those_that_are_left_out_are_missing(source: Path) -> None:
    files = begin(source)

    assert files == {"index.html": b"index.html", "a/index.html": b"a/index.html"}
    assert (source.parent / "preview" / MANIFEST).read_bytes() == (source / MANIFEST).read_bytes()
    assert {path.stat().st_nlink for path in (source.parent / "preview").rglob("*.html")} == {1}
    assert not (source.parent / "work").exists()


def test_a_newer_site_stays(source: Path) -> None:
    begin(source)
    mine = source.parent / "preview" / "index.html"
    mine.write_text("mine", encoding="utf-8")

    assert begin(source)["index.html"] == b"mine"
    later = (source.parent / "preview" / MANIFEST).stat().st_mtime_ns + 1
    os.utime(source / MANIFEST, ns=(later, later))
    assert begin(source)["index.html"] == b"index.html"


@pytest.mark.parametrize("name", ["../outside.txt", "{outside}", "linked/outside.txt"])
def test_a_manifest_that_names_files_elsewhere_takes_none_of_them(source: Path, name: str) -> None:
    outside = source.parent / "outside.txt"
    outside.write_text("private", encoding="utf-8")
    (source / "linked").symlink_to(source.parent)
    write_manifest(source, dict.fromkeys(("index.html", name.format(outside=outside)), "0" * 64))

    assert begin(source) == {"index.html": b"index.html"}
    assert outside.read_text(encoding="utf-8") == "private"


def test_a_folder_that_is_no_site_of_ours_is_refused(source: Path) -> None:
    write_manifest(source, {"a/index.html": "0" * 64})

    with pytest.raises(SiteFault):
        begin(source)
    assert not (source.parent / "preview").exists()


def test_nothing_is_taken_where_there_is_no_site(tmp_path: Path) -> None:
    assert begin(tmp_path / "site") == {}
