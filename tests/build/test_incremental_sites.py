"""Building a site again: it is what a clean build and MkDocs alone give, and only what differs is written."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import mkdocs
from support.edits import Edit
from support.incremental import README, Files, files_in, quiet, stamps_in
from support.library_changes import change, delete_a_scenario, rename_a_source
from support.long_mode import LONG
from support.paths import EPOCH, TODAY, copy_with_links
from wardbook import project
from wardbook.build.paths import preview_paths
from wardbook.preview.site import begin_preview, build_preview
from wardbook.problems import BuildFault
from wardbook.publish import MANIFEST


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs takes the moment of a build from the environment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def published(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture guideline, built, with its memory and two generations."""
    root = copy_with_links(built_once, tmp_path_factory.mktemp("published") / "project")
    faq = root / "content" / "scenarios" / "known-lump.yaml"
    change(faq, "answer: Each spring.", "answer: Each fall.")
    # The scenario is approved: each of its pages says that it has changed since.
    assert project.build(root, TODAY, quiet).built == 8
    return root


def edit_a_question(root: Path) -> None:
    change(root / "content" / "scenarios" / "known-lump.yaml", "answer: Each fall.", "answer: Each autumn.")


def undo_an_edit(root: Path) -> None:
    change(root / "content" / "scenarios" / "known-lump.yaml", "answer: Each fall.", "answer: Each spring.")


def add_a_scenario(root: Path) -> None:
    Edit("new_scenario", 3, 9, "New robot").apply(root)


def change_a_template(root: Path) -> None:
    own = root / "templates" / "components" / "disclaimer.html.jinja"
    own.parent.mkdir()
    own.write_text("<p>Our own words.</p>", encoding="utf-8")


def change_the_theme(root: Path) -> None:
    (root / "templates" / "theme" / "partials").mkdir()
    (root / "templates" / "theme" / "partials" / "copyright.html").write_text("<p>Our own words.</p>", encoding="utf-8")


def change_the_settings(root: Path) -> None:
    change(root / "mkdocs.yml", "toc_depth: 3", "toc_depth: 2")


def change_a_title_in_the_navigation(root: Path) -> None:
    change(root / "content" / "topics" / "robots.yaml", "Robots that rattle", "Robots that hum")


def take_the_address_away(root: Path) -> None:
    change(root / "content" / "library.yaml", "address: https://toys.example/imaging/\n", "")


def tamper_with_the_site(root: Path) -> None:
    (root / "site" / "topics" / "robots" / "index.html").write_text("mine", encoding="utf-8")
    (root / "site" / "pagefind" / "pagefind-entry.json").unlink()
    (root / "site" / "mine.html").write_text("mine", encoding="utf-8")


def forget(root: Path) -> None:
    shutil.rmtree(root / ".wardbook")


EVERY = -1


@pytest.mark.parametrize(
    ("happens", "built"),
    [
        (edit_a_question, 2),
        (add_a_scenario, 28),
        (delete_a_scenario, 32),
        (change_the_theme, EVERY),
        (tamper_with_the_site, 1),
        (forget, EVERY),
        *([(undo_an_edit, 8), (rename_a_source, 4), (change_the_settings, EVERY)] if LONG else []),
        *([(change_a_title_in_the_navigation, EVERY), (change_a_template, 33)] if LONG else []),
        *([(take_the_address_away, EVERY)] if LONG else []),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_the_next_site_is_that_of_a_clean_build_and_of_plain_mkdocs(
    published: Path,
    plain_site: Callable[[Path], Files],
    tmp_path: Path,
    happens: Callable[[Path], None],
    built: int,
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    happens(root)
    before, stamps = files_in(root / "site"), stamps_in(root / "site")
    outcome = project.build(root, TODAY, quiet)
    after = files_in(root / "site")
    sources = [name for name in files_in(root / "site_src") if name.endswith(".md") and name != README]
    assert outcome.built == (len(sources) if built == EVERY else built)
    assert unlisted(after) == unlisted(plain_site(root))
    if LONG or happens is forget:
        assert after == clean_site(root, tmp_path / "clean")
    same = {name for name in after if after[name] == before.get(name) and name != MANIFEST}
    now = stamps_in(root / "site")
    assert {name for name in same if now[name] != stamps[name]} == set()
    assert project.build(root, TODAY, quiet).built == 0
    assert stamps_in(root / "site") == now


def written_by_people(root: Path, target: Path) -> Path:
    for name in ("content", "templates", "scripts"):
        shutil.copytree(root / name, target / name)
    shutil.copy(root / "mkdocs.yml", target)
    return target


def clean_site(root: Path, target: Path) -> Files:
    """The site of a project that has none yet."""
    project.build(written_by_people(root, target), TODAY, quiet)
    return files_in(target / "site")


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Files]:
    """The site that MkDocs builds by itself from what people wrote; from the same it builds it once."""
    known: dict[frozenset[tuple[str, bytes]], Files] = {}

    def site_of(root: Path) -> Files:
        target = written_by_people(root, tmp_path_factory.mktemp("plain") / "project")
        written = frozenset(files_in(target).items())
        if written not in known:
            (target / "site_src").mkdir()
            outcome = mkdocs(target, "--strict")
            assert outcome.returncode == 0, outcome.stderr
            known[written] = files_in(target / "site")
        return known[written]

    return site_of


def unlisted(files: Files) -> Files:
    """A site but for the list of its files, which MkDocs does not write."""
    return {name: raw for name, raw in files.items() if name != MANIFEST}


def test_a_theme_in_another_folder_is_watched_too(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    (root / "overrides" / "partials").mkdir(parents=True)
    change(root / "mkdocs.yml", "custom_dir: templates/theme", "custom_dir: overrides")
    for word in ("one", "two"):
        partial = root / "overrides" / "partials" / "copyright.html"
        partial.write_text(f"<p>{word}</p>", encoding="utf-8")
        project.build(root, TODAY, quiet)
        assert f"<p>{word}</p>".encode() in files_in(root / "site")["topics/robots/index.html"]


def test_settings_that_name_a_function_are_the_same_the_next_time(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    change(
        root / "mkdocs.yml",
        "  - sane_lists\n",
        "  - sane_lists\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
    )
    command = [sys.executable, "-m", "wardbook", "build"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    again = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    assert "(0 pages anew" in again.stdout


def test_a_site_that_cannot_be_built_is_built_the_next_time(
    published: Path, plain_site: Callable[[Path], Files], tmp_path: Path
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    before = files_in(root / "site")
    edit_a_question(root)
    hook = root / "scripts" / "mkdocs_hooks.py"
    good = hook.read_text(encoding="utf-8")
    hook.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(BuildFault, match="ZeroDivisionError"):
        project.build(root, TODAY, quiet)
    assert files_in(root / "site") == before
    hook.write_text(good, encoding="utf-8")
    assert project.build(root, TODAY, quiet).built == 2
    assert unlisted(files_in(root / "site")) == unlisted(plain_site(root))


@pytest.mark.parametrize("place", ["site_src", ".site-spare", *(["/0/docs", "/fresh"] if LONG else [])])
def test_a_build_that_is_killed_is_finished_by_the_next(
    published: Path, plain_site: Callable[[Path], Files], tmp_path: Path, place: str
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    before = unlisted(files_in(root / "site"))
    edit_a_question(root)
    shutil.rmtree(root / ".wardbook" / "site-state")
    building = subprocess.run([sys.executable, "-c", KILLED, place], cwd=root, capture_output=True, check=False)
    assert (building.returncode, building.stderr) == (-signal.SIGKILL, b"")
    assert unlisted(files_in(root / "site")) == before
    project.build(root, TODAY, quiet)
    assert unlisted(files_in(root / "site")) == unlisted(plain_site(root))
    assert files_in(root / ".wardbook" / "work") == {}


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from wardbook import project

def end(event, arguments):
    if event in ("open", "os.rename", "os.link", "os.mkdir") and sys.argv[1] in f"{arguments[:2]}":
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

left = 3
sys.addaudithook(end)
project.build(Path(), date(2026, 11, 22), print)
"""
"""Builds the project of the current folder and ends at the third thing done to a file in a place."""


def preview_of(root: Path) -> Files:
    """The pages of a project's preview, with all that is not the search index."""
    files = files_in(preview_paths(root).site)
    return {name: content for name, content in files.items() if not name.startswith("pagefind/") and name != MANIFEST}


def test_a_preview_begins_with_the_published_site(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    alone = copy_with_links(published, tmp_path / "alone")
    for project_root in (root, alone):
        edit_a_question(project_root)

    begin_preview(root, quiet)

    assert build_preview(root, TODAY, quiet).built == 2
    assert build_preview(alone, TODAY, quiet).built > 2
    assert preview_of(root) == preview_of(alone)
    assert project.build(root, TODAY, quiet).built == project.build(alone, TODAY, quiet).built == 2
    assert files_in(root / "site") == files_in(alone / "site")


def test_a_preview_that_is_newer_than_the_published_site_stays(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    begin_preview(root, quiet)
    edit_a_question(root)
    build_preview(root, TODAY, quiet)
    before = stamps_in(preview_paths(root).site)

    begin_preview(root, quiet)

    assert stamps_in(preview_paths(root).site) == before


def test_a_preview_without_a_published_site_begins_with_nothing(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    shutil.rmtree(root / "site")

    begin_preview(root, quiet)

    assert not preview_paths(root).site.exists()
