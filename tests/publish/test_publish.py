"""Publishing: the site becomes exactly what was asked for, in one step, whatever was done to it before."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import publishing
from support.long_mode import LONG
from support.publishing import (
    STATE,
    bring,
    bring_in_place,
    found,
    generation,
    listed,
    on_file_operations,
    prepare,
    sums,
    write,
)
from wardbook.publish import MANIFEST, SiteFault, publish, published, recover, spare_of
from wardbook.publish.checksums import CHECKSUMS, COARSE_GRAIN, FINE_GRAIN, checksums_of, read_checksums
from wardbook.publish.inplace import replace_files
from wardbook.publish.rights import rights_of
from wardbook.publish.swap import exchange_by_renames

KILLS, EXAMPLES = (100, 1500) if LONG else (6, 30)
NOBODY = 65534
HOME = {"index.html": b"home", "404.html": b"404", "assets/wardbook.css": b"css"}
CHANGES = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "shutil.copyfile"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with the same files as generation 1, that no one may touch."""
    write(tmp_path / "outside", generation(1))
    return tmp_path / "outside"


def state(site: Path) -> Path:
    return site.parent / STATE


def inodes(site: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(site).as_posix(): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def assert_holds(site: Path, content: publishing.Content) -> None:
    assert found(site) == dict(content)
    assert listed(site) == sums(content)
    assert published(site, state(site)).files == sums(content)


@contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[None]:
    """A mount on a folder, where this process may make one."""
    folder.mkdir(exist_ok=True)
    outcome = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, text=True, check=False)
    if outcome.returncode:
        pytest.skip(f"may not mount: {outcome.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# What is published


def test_a_site_is_published_where_none_was(site: Path) -> None:
    bring(site, generation(0))
    assert_holds(site, generation(0))
    assert not spare_of(site).exists()


def test_every_generation_is_exact(site: Path) -> None:
    for number in range(6):
        bring(site, generation(number))
        assert_holds(site, generation(number))


def test_new_files_are_moved(site: Path, tmp_path: Path) -> None:
    bring(site, generation(0))
    assert [path for path in (tmp_path / "fresh").rglob("*") if path.is_file()] == []


def test_sha256sum_agrees(site: Path) -> None:
    content = generation(0) | {"back\\slash.html": b"1", "two\nlines.html": b"2", "ü b.html": b"3"}
    bring(site, content)
    assert published(site, state(site)).files == sums(content)
    if not shutil.which("sha256sum"):
        pytest.skip("needs sha256sum")
    command = ["sha256sum", "--check", "--quiet", "--strict", MANIFEST]
    assert subprocess.run(command, cwd=site, capture_output=True, check=False).returncode == 0
    (site / "index.html").write_bytes(b"edited")
    assert subprocess.run(command, cwd=site, capture_output=True, check=False).returncode == 1


def test_the_list_is_sorted_and_lists_all_but_itself(site: Path) -> None:
    bring(site, generation(0))
    names = [line[66:] for line in (site / MANIFEST).read_text(encoding="utf-8").splitlines()]
    assert names == sorted(generation(0))


def test_what_did_not_change_stays_the_same_file(site: Path) -> None:
    bring(site, generation(0))
    before = inodes(site)
    for number in range(1, 5):
        bring(site, generation(0) | {"index.html": b"%d" % number})
        after = inodes(site)
        assert {name for name in after if after[name] != before[name]} == {"index.html"}


AGED = dict(HOME) | {f"p/{page}/index.html": b"%d" % page for page in range(300)}


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was published so long after its last change that all of it is remembered."""
    site = tmp_path_factory.mktemp("aged") / "site"
    for number in range(2):
        bring(site, AGED | {"index.html": b"%d" % number})
    time.sleep(2 * FINE_GRAIN / 1e9)
    bring(site, AGED | {"index.html": b"2"})
    return site


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("changed", "grain"),
    [
        pytest.param(1_700_000_000 * SECOND, COARSE_GRAIN, id="times-in-seconds"),
        pytest.param(1_700_000_000 * SECOND + 30_000_000, COARSE_GRAIN, id="times-in-hundredths"),
        pytest.param(1_700_000_000 * SECOND + 30_400_100, FINE_GRAIN, id="times-in-nanoseconds"),
    ],
)
def test_a_checksum_is_known_once_a_change_would_show(tmp_path: Path, changed: int, grain: int) -> None:
    path = tmp_path / "page.html"
    path.touch()
    status = path.stat()
    # (mode, inode, device, links, user, group, size, three times in seconds, the same as floats, in nanoseconds)
    at = os.stat_result((*status[:10], *(changed / 1e9,) * 3, *(changed,) * 3))
    assert (at.st_mtime_ns, at.st_ctime_ns) == (changed, changed)
    assert not checksums_of({"page.html": "0"}, {"page.html": at}, changed + grain)
    assert checksums_of({"page.html": "0"}, {"page.html": at}, changed + grain + 1)


def test_the_cost_is_that_of_the_change(aged: Path) -> None:
    done: list[str] = []
    wanted, fresh = prepare(aged, AGED | {"index.html": b"3"})
    with on_file_operations(aged.parent, lambda event, _: done.append(event)):
        publish(aged, wanted, fresh, state(aged))
    assert len([event for event in done if event in CHANGES]) < 20
    assert done.count("open") < 12
    done.clear()
    with on_file_operations(aged.parent, lambda event, _: done.append(event)):
        assert published(aged, state(aged)).files == wanted
    assert done.count("open") < 6


def test_an_edit_shows_even_if_its_time_is_turned_back(aged: Path) -> None:
    path = aged / "p/7/index.html"
    status = path.stat()
    path.write_bytes(b"8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "p/7/index.html" not in published(aged, state(aged)).files
    bring(aged, AGED)
    assert_holds(aged, AGED)


def test_what_changed_only_just_is_not_remembered(site: Path) -> None:
    bring(site, HOME)
    assert read_checksums(state(site)) == ({}, {})


def test_nothing_new_to_publish_is_no_fault(site: Path) -> None:
    for _ in range(3):
        bring(site, generation(0))
        assert_holds(site, generation(0))


def test_a_file_and_a_folder_take_each_others_place(site: Path) -> None:
    for content in (HOME | {"a": b"file"}, HOME | {"a/b/c": b"deep"}, HOME | {"a": b"file"}, HOME | {"a/b": b"file"}):
        bring(site, content)
        assert_holds(site, content)


# What was done to a site or to its spare


def edit(site: Path, _: Path) -> None:
    path = site / "index.html"
    data = path.read_bytes()
    path.write_bytes(data[:-2] + b"?\n")


def edit_and_turn_back_the_time(site: Path, outside: Path) -> None:
    status = (site / "index.html").stat()
    edit(site, outside)
    os.utime(site / "index.html", ns=(status.st_atime_ns, status.st_mtime_ns))


def take_file(site: Path, _: Path) -> None:
    (site / "404.html").unlink()


def take_folder(site: Path, _: Path) -> None:
    shutil.rmtree(site / "topics")


def add(site: Path, _: Path) -> None:
    write(site, {"topics/added.html": b"x", ".hidden": b"x", "added/deep/er.html": b"x"})
    (site / "empty" / "deep").mkdir(parents=True)


def link_file(site: Path, outside: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside / "index.html")
    (site / "dangling").symlink_to(outside / "nothing")


def link_folder(site: Path, outside: Path) -> None:
    shutil.rmtree(site / "topics")
    (site / "topics").symlink_to(outside / "topics")


def swap_kinds(site: Path, _: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html" / "deep").mkdir(parents=True)
    shutil.rmtree(site / "topics")
    (site / "topics").write_bytes(b"x")


def put_a_pipe(site: Path, _: Path) -> None:
    (site / "404.html").unlink()
    os.mkfifo(site / "404.html")
    os.mkfifo(site / "pipe")


def close(site: Path, _: Path) -> None:
    (site / "index.html").chmod(0)
    (site / "topics").chmod(0)


def take_list(site: Path, _: Path) -> None:
    (site / MANIFEST).unlink()


def damage_list(site: Path, _: Path) -> None:
    data = (site / MANIFEST).read_bytes()
    (site / MANIFEST).write_bytes(b"\xff\xfe" + data[: len(data) // 2] + b"0" * 64 + b"  topics/\n\0")


def link_list(site: Path, outside: Path) -> None:
    (site / MANIFEST).unlink()
    (site / MANIFEST).symlink_to(outside / "index.html")


def put_folder_for_list(site: Path, _: Path) -> None:
    (site / MANIFEST).unlink()
    (site / MANIFEST / "deep").mkdir(parents=True)


Tampering = Callable[[Path, Path], None]
TAMPERINGS: tuple[Tampering, ...] = (
    edit,
    edit_and_turn_back_the_time,
    take_file,
    take_folder,
    add,
    link_file,
    link_folder,
    swap_kinds,
    put_a_pipe,
    close,
    take_list,
    damage_list,
    link_list,
    put_folder_for_list,
)
tampered = pytest.mark.parametrize("tamper", TAMPERINGS, ids=[tamper.__name__ for tamper in TAMPERINGS])
either_way = pytest.mark.parametrize("way", [bring, bring_in_place], ids=["in one step", "in place"])


@tampered
@either_way
def test_what_was_done_to_a_site_is_repaired(
    site: Path, outside: Path, tamper: Tampering, way: Callable[[Path, publishing.Content], None]
) -> None:
    for number in (0, 1):
        way(site, generation(number))
    tamper(site, outside)
    assert found_only_true(site)
    way(site, generation(1))
    assert_holds(site, generation(1))
    way(site, generation(2))
    assert_holds(site, generation(2))
    assert found(outside) == generation(1)


def found_only_true(site: Path) -> bool:
    """Whether all that is said to be published is there as a plain file with these bytes, not behind a link."""
    names = published(site, state(site)).files
    return all(not (site / name).is_symlink() and not (site / name).parent.is_symlink() for name in names) and all(
        names[name] == sums({name: (site / name).read_bytes()})[name] for name in names
    )


@tampered
def test_what_was_done_to_a_spare_is_repaired(site: Path, outside: Path, tamper: Tampering) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    tamper(spare_of(site), outside)
    for number in (2, 3):
        bring(site, generation(number))
        assert_holds(site, generation(number))
    assert found(outside) == generation(1)


@tampered
def test_what_is_done_to_a_site_during_a_build_is_told_or_repaired(
    site: Path, outside: Path, tamper: Tampering
) -> None:
    bring(site, generation(1))
    wanted, fresh = prepare(site, generation(2))
    tamper(site, outside)
    before = snapshot(site)
    try:
        publish(site, wanted, fresh, state(site))
    except SiteFault:
        assert snapshot(site) == before
    else:
        assert_holds(site, generation(2))
    assert {path.stat().st_nlink for path in outside.rglob("*.html")} == {1}
    bring(site, generation(2))
    assert_holds(site, generation(2))
    assert found(outside) == generation(1)


@pytest.mark.parametrize("number", [0, 1])
def test_an_edit_through_a_file_that_both_hold_is_repaired(site: Path, number: int) -> None:
    content = {**generation(0), "shared.html": b"shared"}
    for turn in range(3):
        bring(site, content | {"index.html": b"%d" % turn})
    assert (site / "shared.html").samefile(spare_of(site) / "shared.html")
    (site / "shared.html").write_bytes(b"edited")
    bring(site, content | {"index.html": b"%d" % (number + 2)})
    assert_holds(site, content | {"index.html": b"%d" % (number + 2)})


def test_no_file_is_written_where_it_lies(site: Path) -> None:
    for number in range(3):
        bring(site, generation(number))
    held = {path: (path.open("rb"), path.read_bytes()) for path in site.rglob("*.html")}
    for number in range(3, 7):
        bring(site, generation(number))
    for file, data in held.values():
        with file:
            assert file.read() == data


MEMORIES = {
    "none": None,
    "empty": b"",
    "another kind": b"{}",
    "numbers": b"[1, 2]",
    "wrong values": b'[{"1 2 3 4": 5}, {}]',
    "no text": b"\xff",
    "too deep": b"[" * 100_000,
    "half": "half",
}


@pytest.mark.parametrize("memory", MEMORIES.values(), ids=MEMORIES)
def test_a_lost_or_damaged_memory_costs_time_only(site: Path, memory: bytes | str | None) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    path = state(site) / CHECKSUMS
    match memory:
        case None:
            shutil.rmtree(state(site))
        case bytes():
            path.write_bytes(memory)
        case _:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert published(site, state(site)).files == sums(generation(1))
    bring(site, generation(2))
    assert_holds(site, generation(2))


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_lies_in_the_spares_place_gives_way(site: Path, outside: Path, kind: str) -> None:
    bring(site, generation(0))
    spare = spare_of(site)
    match kind:
        case "file":
            spare.write_bytes(b"x")
        case "link":
            spare.symlink_to(outside)
        case _:
            write(spare, {"deep/er/file": b"x"})
    bring(site, generation(2))
    assert_holds(site, generation(2))
    assert found(outside) == generation(1)


def test_what_was_added_is_in_the_spare_once_more(site: Path) -> None:
    bring(site, generation(0))
    write(site, {"notes.txt": b"mine"})
    bring(site, generation(1))
    assert (spare_of(site) / "notes.txt").read_bytes() == b"mine"


# Where the site's folder is another one, or is not ours


def test_a_link_to_a_folder_stays(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "www" / "public"
    target.mkdir(parents=True)
    site.symlink_to(target)
    for number in range(3):
        bring(site, generation(number))
        assert site.is_symlink()
        assert_holds(site, generation(number))
    assert spare_of(site) == tmp_path / "www" / ".public-spare"


def test_a_link_to_a_folder_that_is_missing_is_filled(site: Path, tmp_path: Path) -> None:
    site.symlink_to(tmp_path / "public")
    bring(site, generation(0))
    assert_holds(tmp_path / "public", generation(0))


@pytest.mark.parametrize("content", [{}, HOME | {"old.html": b"x"}], ids=["empty", "a build without a list"])
def test_an_empty_folder_or_an_older_build_is_replaced(site: Path, content: dict[str, bytes]) -> None:
    site.mkdir()
    write(site, content)
    bring(site, generation(0))
    assert_holds(site, generation(0))


@pytest.mark.parametrize(
    "content",
    [
        {"thesis.tex": b"years of work"},
        {"index.html": b"by hand", "404.html": b"by hand"},
        {"disk.iso": b"x", MANIFEST: b"0" * 64 + b"  disk.iso\n"},
        {**HOME, ".git/HEAD": b"ref: refs/heads/pages\n"},
    ],
    ids=["files", "a site by hand", "a download", "a history"],
)
def test_someone_elses_folder_is_refused(site: Path, content: dict[str, bytes]) -> None:
    write(site, content)
    with pytest.raises(SiteFault, match=r"site: expected .*, got .*: [a-z]"):
        publish(site, sums(generation(0)), site.parent, state(site))
    assert {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} == set(content)
    assert not spare_of(site).exists()


def test_a_file_in_the_sites_place_is_refused(site: Path) -> None:
    site.write_bytes(b"mine")
    assert published(site, state(site)).files == {}
    with pytest.raises(SiteFault, match="got a file"):
        bring(site, generation(0))
    assert site.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../up", "a/../b", "a//b", "a/", ".", "a\0b", MANIFEST])
def test_a_path_that_is_none_is_an_error(site: Path, name: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        publish(site, sums(HOME | {name: b"x"}), site.parent, state(site))
    assert not site.exists()


def test_a_site_without_a_home_page_is_an_error(site: Path) -> None:
    with pytest.raises(ValueError, match=r"index\.html"):
        publish(site, sums({"a.html": b""}), site.parent, state(site))


@pytest.mark.parametrize("fault", ["none", "other bytes", "a link"])
@pytest.mark.parametrize("in_place", [False, True], ids=["in one step", "in place"])
def test_a_file_that_is_not_what_was_announced_is_told(
    site: Path, fault: str, outside: Path, *, in_place: bool
) -> None:
    bring(site, generation(0))
    wanted, fresh = prepare(site, generation(1))
    (fresh / "index.html").unlink()
    if fault == "other bytes":
        (fresh / "index.html").write_bytes(b"other")
    elif fault == "a link":
        (fresh / "index.html").symlink_to(outside / "index.html")
    way = partial(replace_files, site, wanted, (fresh,), {}, rights_of(site))
    with pytest.raises(SiteFault, match=r"index\.html: expected .*: build again"):
        way() if in_place else publish(site, wanted, fresh, state(site))
    assert_holds(site, generation(0))
    bring(site, generation(1))
    assert_holds(site, generation(1))


# Where folders cannot change places


def refusing(operation: str, ending: str, code: int) -> publishing.Rule:
    """A system that refuses an operation on a path with this ending."""

    def rule(event: str, arguments: tuple[Any, ...]) -> None:
        if event == operation and any(str(argument).endswith(ending) for argument in arguments):
            raise OSError(code, os.strerror(code), str(arguments[0]))

    return rule


@pytest.mark.parametrize(
    ("operation", "code"),
    [("os.mkdir", errno.EACCES), ("os.mkdir", errno.EROFS), ("os.mkdir", errno.EPERM), ("os.link", errno.EXDEV)],
    ids=["no access", "read-only", "not permitted", "another mount"],
)
def test_where_folders_cannot_change_places_files_do(site: Path, operation: str, code: int) -> None:
    bring(site, generation(0))
    folder = site.stat().st_ino
    rule = refusing(operation, "-spare" if operation == "os.mkdir" else "", code)
    for number in range(1, 4):
        with on_file_operations(site.parent, rule):
            bring(site, generation(number))
        assert_holds(site, generation(number))
        assert site.stat().st_ino == folder
    assert not spare_of(site).exists()


def test_where_no_links_are_made_files_are_copied(site: Path) -> None:
    with on_file_operations(site.parent, refusing("os.link", "", errno.EPERM)):
        for number in range(4):
            bring(site, generation(number))
            assert_holds(site, generation(number))
    assert not (site / "search/index.json").samefile(spare_of(site) / "search/index.json")


@pytest.mark.parametrize("kind", ["tmpfs", "bind"])
def test_a_mount_point_is_filled(site: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "volume").mkdir()
    arguments = ["-t", "tmpfs", "none"] if kind == "tmpfs" else ["--bind", str(tmp_path / "volume")]
    with mounted(site, *arguments):
        (site / "lost+found").mkdir()
        for number in range(3):
            bring(site, generation(number))
            (site / "lost+found").rmdir()
            assert_holds(site, generation(number))
            (site / "lost+found").mkdir()
        assert not spare_of(site).exists()


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """As a user to whom everything below a folder belongs, and who is not root."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_beside_a_site_nothing_may_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        parent = Path(name) / "www"
        (parent / "public").mkdir(parents=True)
        site = Path(name) / "site"
        site.symlink_to(parent / "public")
        with powerless(Path(name)):
            parent.chmod(0o555)
            for number in range(3):
                bring(site, generation(number))
                assert_holds(site, generation(number))
            assert [path.name for path in parent.iterdir()] == ["public"]
            parent.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders to others")
def test_a_site_of_another_user_is_refused_before_it_becomes_a_spare_that_stays_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        with powerless(Path(name)):
            bring(site, generation(0))
        os.chown(site, 12345, -1)
        os.seteuid(NOBODY)
        try:
            with pytest.raises(SiteFault, match=r"got one of another: .*site belongs to 12345, and nobody runs"):
                bring(site, generation(1))
        finally:
            os.seteuid(0)
        assert_holds(site, generation(0))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders to others")
def test_an_empty_folder_of_another_user_is_replaced_and_goes() -> None:
    with tempfile.TemporaryDirectory() as name, powerless(Path(name)):
        site = Path(name) / "site"
        os.seteuid(0)
        site.mkdir()
        os.chown(site, 12345, -1)
        os.seteuid(NOBODY)
        for number in range(3):
            bring(site, generation(number))
            assert_holds(site, generation(number))


@either_way
def test_what_was_closed_is_opened_without_being_root(way: Callable[[Path, publishing.Content], None]) -> None:
    with tempfile.TemporaryDirectory() as name, powerless(Path(name)):
        site = Path(name) / "site"
        for number in range(4):
            way(site, generation(number))
            assert_holds(site, generation(number))
            assert modes(site) == {(True, 0o755), (False, 0o644)}
            close(site, site)
            assert found_only_true(site)


def test_new_files_may_come_from_another_file_system(site: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "fresh", "-t", "tmpfs", "none"):
        for number in range(3):
            bring(site, generation(number))
            assert_holds(site, generation(number))
            assert number or not [path for path in (tmp_path / "fresh").rglob("*") if path.is_file()]


# Rights


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def modes(site: Path) -> set[tuple[bool, int]]:
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (site, *site.rglob("*"))}


@pytest.mark.usefixtures("strict_umask")
@either_way
def test_everyone_may_read_whatever_the_umask(site: Path, way: Callable[[Path, publishing.Content], None]) -> None:
    for number in range(3):
        way(site, generation(number))
        assert modes(site) == {(True, 0o755), (False, 0o644)}
        (site / "search").chmod(0o700)
        (site / "search/index.json").chmod(0o600)


def test_the_owner_and_the_group_bit_of_a_site_are_kept(site: Path) -> None:
    bring(site, generation(0))
    site.chmod(0o2755)
    if os.geteuid() == 0:
        os.chown(site, 12345, 54321)
        site.chmod(0o2755)
    for number in (1, 2):
        bring(site, generation(number))
        assert modes(site) == {(True, 0o2755), (False, 0o644)}
        if os.geteuid() == 0:
            assert {(path.stat().st_uid, path.stat().st_gid) for path in (site, *site.rglob("*"))} == {(12345, 54321)}


# Errors, ends and readers


def test_a_full_disk_leaves_the_site_and_names_the_file(site: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=400k", "none"):
        site = tmp_path / "disk" / "site"
        bring(site, HOME | {"a.html": b"a" * 100_000})
        wanted, fresh = sums(HOME | {"b.html": b"b" * 300_000}), tmp_path / "fresh"
        write(fresh, {"b.html": b"b" * 300_000})
        with pytest.raises(OSError, match="No space") as raised:
            publish(site, wanted, fresh, state(site))
        assert raised.value.filename == str(spare_of(site) / "b.html")
        assert not (spare_of(site) / "b.html").exists()
        assert_holds(site, HOME | {"a.html": b"a" * 100_000})
        bring(site, HOME | {"a.html": b"A"})
        assert_holds(site, HOME | {"a.html": b"A"})


def test_a_file_that_cannot_be_written_leaves_the_site(site: Path) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    outcome = child(site.parent, "2", "700").communicate(timeout=30)
    assert f"File too large: '{spare_of(site)}/.{MANIFEST}.new'" in outcome[1]
    assert not (spare_of(site) / MANIFEST).exists()
    assert_holds(site, generation(1))
    bring(site, generation(2))
    assert_holds(site, generation(2))


def child(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, publishing.__file__, str(folder), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_kill_leaves_a_whole_generation(site: Path) -> None:
    chance = random.Random(20)  # the same moments every time
    number = 0
    for _ in range(KILLS):
        with child(site.parent, str(number)) as publisher:
            assert publisher.stdout
            assert publisher.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.15))
            publisher.send_signal(signal.SIGKILL)
            publisher.wait()
        there = int(re.findall(rb"\d+", (site / "index.html").read_bytes())[0])
        assert there >= number
        assert found(site) == generation(there)
        assert listed(site) == sums(generation(there))
        number = there + 1
        bring(site, generation(number))
        assert_holds(site, generation(number))
        number += 1


def test_who_reads_always_finds_every_page(site: Path) -> None:
    bring(site, generation(0))
    done = threading.Event()
    seen: set[bytes] = set()
    faults: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                home = (site / "index.html").read_bytes()
                page = (site / "topics/t0/p0/index.html").read_bytes()
                assert len(set(home.splitlines())) == len(set(page.splitlines())) == 1
                assert len(home.splitlines()) == len(page.splitlines()) == 40
                seen.add(home)
        except (OSError, AssertionError) as fault:
            faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 50):
        bring(site, generation(number))
    done.set()
    reader.join()
    assert faults == []
    assert len(seen) > 5


class Killed(BaseException):
    """The process is no more."""


def dying(moment: int) -> publishing.Rule:
    """Let so many operations pass and none after them."""
    left = [moment]

    def rule(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in CHANGES or writes:
            left[0] -= 1
            if left[0] < 0:
                raise Killed

    return rule


def test_a_spare_with_a_list_is_whole_whenever_the_end_comes(site: Path) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    for moment in range(60):
        there = moment % 2
        bring(site, generation(there))
        wanted, fresh = prepare(site, generation(there + 1))
        with suppress(Killed), on_file_operations(site.parent, dying(moment)):
            publish(site, wanted, fresh, state(site))
        if (spare_of(site) / MANIFEST).exists():
            assert listed(spare_of(site)) == sums(found(spare_of(site)))


@pytest.mark.parametrize("moment", range(4))
def test_publishing_puts_right_what_an_end_between_two_renames_left(site: Path, moment: int) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    with suppress(Killed), on_file_operations(site.parent, dying(moment)):
        exchange_by_renames(site, spare_of(site))
    bring(site, generation(2))
    assert_holds(site, generation(2))
    assert not list(site.parent.glob("*-retired"))


@pytest.mark.parametrize("moment", range(4))
def test_an_end_between_two_renames_is_put_right(site: Path, moment: int) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    with suppress(Killed), on_file_operations(site.parent, dying(moment)):
        exchange_by_renames(site, spare_of(site))
    recover(site)
    assert found(site) == generation(0 if moment else 1)
    assert found(spare_of(site)) == generation(1 if moment else 0)
    assert not list(site.parent.glob("*-retired"))


def test_a_site_whose_spare_is_half_comes_back(site: Path) -> None:
    for number in (0, 1):
        bring(site, generation(number))
    site.rename(site.with_name(".site-retired"))
    (spare_of(site) / MANIFEST).unlink()
    recover(site)
    assert_holds(site, generation(1))


def test_where_nothing_was_left_there_is_nothing_to_put_right(site: Path) -> None:
    recover(site)
    bring(site, generation(0))
    recover(site)
    assert_holds(site, generation(0))


NAMES = ("index.html", "a/index.html", "a/b/index.html", "c", "c/d.html", "e f.css", "ü.js", "topics/x.html")


@st.composite
def contents(draw: st.DrawFn) -> dict[str, bytes]:
    """A small site; some files have the same size and some the same bytes."""
    drawn = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"one", b"two", b"longer"])))
    if "c" in drawn:
        drawn.pop("c/d.html", None)
    return HOME | {"topics/index.html": b"always"} | drawn


Step = tuple[str, Any]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), contents()),
        st.tuples(st.just("die"), st.tuples(contents(), st.integers(0, 60))),
        st.tuples(st.just("fail"), st.tuples(contents(), st.integers(0, 60))),
        st.tuples(st.just("tamper"), st.tuples(st.sampled_from(TAMPERINGS), st.booleans())),
        st.tuples(st.just("forget"), st.none()),
    ),
    max_size=8,
)


def failing(moment: int) -> publishing.Rule:
    """A disk that is full for one operation."""
    died = dying(moment)
    over: list[bool] = []

    def rule(event: str, arguments: tuple[Any, ...]) -> None:
        try:
            died(event, arguments)
        except Killed:
            if not over:
                over.append(True)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0])) from None

    return rule


@settings(max_examples=EXAMPLES)
@given(history=steps, last=contents(), in_place=st.booleans())
def test_whatever_happened_the_next_publishing_is_exact(
    history: list[Step], last: dict[str, bytes], in_place: bool
) -> None:
    way = bring_in_place if in_place else bring
    with tempfile.TemporaryDirectory() as name:
        site, outside = Path(name) / "site", Path(name) / "outside"
        write(outside, generation(1))
        way(site, HOME)
        for kind, value in history:
            if not ours(site):
                shutil.rmtree(site, ignore_errors=True)
            if kind == "publish":
                way(site, value)
                assert_holds(site, value)
            elif kind in {"die", "fail"}:
                interrupted(way, site, value[0], dying(value[1]) if kind == "die" else failing(value[1]))
            elif kind == "tamper":
                tampered_once_more(value[0], spare_of(site) if value[1] else site, outside)
            else:
                shutil.rmtree(state(site), ignore_errors=True)
        if not ours(site):
            with pytest.raises(SiteFault):
                publish(site, sums(last), site, state(site))
            shutil.rmtree(site, ignore_errors=True)
        way(site, last)
        assert_holds(site, last)
        assert found(outside) == generation(1)


def tampered_once_more(tamper: Tampering, folder: Path, outside: Path) -> None:
    """Do what can be done to a folder, but nothing through a link of an earlier time."""
    if not any(path.is_symlink() for path in folder.rglob("*")):
        with suppress(OSError):  # what it would have touched may be gone
            tamper(folder, outside)


def ours(site: Path) -> bool:
    """Whether enough is left of a site to be known as one; else it is refused, and who owns it deletes it."""
    if not site.exists():
        return True
    lists = stat.S_ISREG((site / MANIFEST).lstat().st_mode) if os.path.lexists(site / MANIFEST) else False
    named = lists and b"  index.html\n" in (site / MANIFEST).read_bytes()
    return named or all((site / name).is_file() and not (site / name).is_symlink() for name in HOME)


def interrupted(
    way: Callable[[Path, publishing.Content], None], site: Path, content: dict[str, bytes], rule: publishing.Rule
) -> None:
    """Publish under a rule; where it ends early in one step, the site is as it was or as it was to be."""
    before = snapshot(site)
    with suppress(Killed, OSError), on_file_operations(site.parent, rule):
        way(site, content)
    if way is bring and snapshot(site) != before:
        assert found(site) == content
        assert listed(site) == sums(content)


def snapshot(site: Path) -> dict[str, str | bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        if stat.S_ISREG(path.lstat().st_mode)
        else stat.filemode(path.lstat().st_mode)[0]
        for path in site.rglob("*")
    }
