"""Whole builds on disks that are full, closed, mounted or elsewhere: what is told, and that a site stands."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from support import command_line
from support.incremental import files_in
from support.long_mode import LONG
from support.paths import EPOCH, copy_with_links
from support.publishing import found, listed
from wardbook.authoring.new_project import starter_files
from wardbook.system.files import remove, write_tree

DONE, FAILED = 0, 2
COUNTED = "1 topic, 1 scenario, 0 protocols, 2 procedures, 7 sources"
BOOK = "content/sources/acr-methodology-2021.yaml"
FULL = "could not be written: No space left on device.\n"


def run(project: Path, command: str = "build", largest: int | None = None) -> tuple[int, str, str]:
    """Run a command, in which no file may grow beyond a size; its exit code and what it said."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", command],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    return outcome.returncode, outcome.stdout, outcome.stderr


def site_of(project: Path) -> dict[str, bytes]:
    """Build; the site, which must verify by its list."""
    code, out, err = command_line.run(project, "build")
    assert (code, err) == (DONE, ""), out + err
    return whole(project / "site")


def whole(site: Path) -> dict[str, bytes]:
    content = found(site)
    assert listed(site) == {name: sha256(data).hexdigest() for name, data in content.items()}
    return content


def pages(site: dict[str, bytes]) -> set[str]:
    """The files whose names do not depend on what is in them."""
    return {name for name in site if not name.startswith(("pagefind/", "v/"))}


def edit(project: Path) -> None:
    """Change something on two pages."""
    path = project / BOOK
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: New words on "), encoding="utf-8")


def shows_the_edit(site: dict[str, bytes]) -> bool:
    return b"New words on" in site["sources/acr-methodology-2021/index.html"]


def edit_all(project: Path) -> None:
    """Change something on every page."""
    edit(project)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("Link to this heading", "Link here"), encoding="utf-8")


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A small file system in memory at a folder."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)]
    try:
        allowed = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("mounting is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """Fill a file system up to some bytes."""
    path = folder / "filling"
    path.unlink(missing_ok=True)
    status = os.statvfs(folder)
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - left))
    return path


def new_project(root: Path) -> Path:
    """A project as `wardbook init` writes it, which is built in half the time of the fixture guideline, on no paper."""
    write_tree(root, starter_files())
    settings = root / "content" / "library.yaml"
    settings.write_text(f"papers: []\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built, with what builds remember; to be copied with its links."""
    root = new_project(tmp_path_factory.mktemp("built") / "project")
    assert run(root)[0] == DONE
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, not built."""
    return new_project(tmp_path / "project")


@pytest.fixture(scope="module")
def edited_anew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """The site of a clean build after the edit of all pages, on a disk of the kind that is filled."""
    with mounted(tmp_path_factory.mktemp("anew") / "disk", "48m") as disk:
        project = new_project(disk / "project")
        edit_all(project)
        yield site_of(project)


@pytest.mark.parametrize("left", [20_000, 2_000_000] if LONG else [20_000])
def test_a_full_disk_is_told_and_the_next_build_makes_up_for_it(
    built_once: Path, edited_anew: dict[str, bytes], tmp_path: Path, left: int
) -> None:
    with mounted(tmp_path / "disk", "48m") as disk:
        project = copy_with_links(built_once, disk / "project")
        before = whole(project / "site")
        edit_all(project)
        filling = fill(disk, left)
        code, out, err = run(project)
        assert (code, out) == (FAILED, "")
        assert err.splitlines(keepends=True)[-1].endswith(FULL)
        assert "Traceback" not in err
        assert whole(project / "site") == before
        assert not (project / ".wardbook" / "work").exists()
        filling.unlink()
        after = site_of(project)
        assert shows_the_edit(after)
        assert not list((project / ".wardbook").glob("work/*"))
        # The index is the same to the byte on disks that list folders alike.
        assert pages(after) == pages(edited_anew)
        assert after == edited_anew


@pytest.mark.parametrize("largest", [4_000])
def test_a_file_that_may_not_grow_is_told_and_the_site_stays(built_project: Path, largest: int) -> None:
    before = whole(built_project / "site")
    edit(built_project)
    code, out, err = run(built_project, largest=largest)
    assert (code, out) == (FAILED, "")
    assert err.splitlines(keepends=True)[-1].endswith("could not be written: File too large.\n")
    assert "Traceback" not in err
    assert whole(built_project / "site") == before
    assert shows_the_edit(site_of(built_project))


@pytest.mark.parametrize("site", [False, True], ids=["never-built", "built"])
def test_a_project_on_a_disk_that_is_read_only_is_checked_and_not_built(
    built_once: Path, tmp_path: Path, site: bool
) -> None:
    with mounted(tmp_path / "disk", "24m") as disk:
        project = copy_with_links(built_once, disk / "project") if site else new_project(disk / "project")
        edit(project)
        before = files_in(project)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert command_line.run(project, "check") == (DONE, f"No faults: {COUNTED}.\n", "")
        for command in ("build", "render", "clean"):
            code, out, err = command_line.run(project, command)
            assert (code, out) == (FAILED, "")
            assert err.endswith(": could not be written: Read-only file system.\n")
            assert err.count("\n") == 1
        assert files_in(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_site_beside_which_nothing_may_be_written_is_published_file_by_file(built_project: Path) -> None:
    edit(built_project)
    inode = (built_project / "site").stat().st_ino
    built_project.chmod(0o555)
    try:
        after = site_of(built_project)
    finally:
        built_project.chmod(0o755)
    assert shows_the_edit(after)
    assert (built_project / "site").stat().st_ino == inode


def test_a_link_stays_and_what_it_leads_to_is_published(built_project: Path, tmp_path: Path) -> None:
    served = tmp_path / "served" / "guidelines"
    served.parent.mkdir()
    (built_project / "site").rename(served)
    (built_project / "site").symlink_to(served)
    edit(built_project)
    assert shows_the_edit(site_of(built_project))
    assert (built_project / "site").readlink() == served
    assert whole(served)
    assert sorted(path.name for path in served.parent.iterdir()) == [".guidelines-spare", "guidelines"]


def test_a_link_to_another_disk_is_published_too(built_project: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "24m") as disk:
        remove(built_project / "site")
        (disk / "guidelines").mkdir()
        (built_project / "site").symlink_to(disk / "guidelines")
        site_of(built_project)
        edit(built_project)
        after = site_of(built_project)
        assert shows_the_edit(after)
        assert whole(disk / "guidelines") == after


def test_a_mount_point_is_published_file_by_file(project: Path) -> None:
    with mounted(project / "site", "12m") as site:
        inode = site.stat().st_ino
        first = site_of(project)
        edit(project)
        after = site_of(project)
        assert pages(first) == pages(after)
        assert shows_the_edit(after)
        assert site.stat().st_ino == inode
        assert not (project / ".site-spare").exists()
        assert run(project, "clean")[0] == DONE
        assert list(site.iterdir()) == []


def test_a_full_disk_at_a_mount_point_changes_nothing(built_project: Path, built_once: Path) -> None:
    remove(built_project / "site")
    with mounted(built_project / "site", "16m") as site:
        shutil.copytree(built_once / "site", site, dirs_exist_ok=True)
        before = site_of(built_project)
        edit_all(built_project)
        filling = fill(site, 100_000)
        code, out, err = run(built_project)
        assert (code, out) == (FAILED, "")
        assert err.endswith(FULL)
        filling.unlink()
        assert whole(site) == before
        assert shows_the_edit(site_of(built_project))
