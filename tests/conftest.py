"""What every test may ask for: the fixture guideline as a library, the templates, copies on disk."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from support.command_line import DONE, run_program
from support.hostile_text import EVIL, build_project
from support.loading import load
from support.long_mode import LONG
from support.parsed_once import parse_once
from support.paths import GUIDELINE, TODAY, copy_project, copy_with_links
from support.rendering import rendered
from support.shared import made_once
from wardbook.library.library import Library
from wardbook.render.templates import Templates, load_templates
from wardbook.system.memory import expect_little_garbage
from wardbook.system.packaged import default_templates

# A run on a busy machine is slow, and the same examples are tried each time but in the long mode.
settings.register_profile("suite", deadline=None, derandomize=not LONG, database=None)
settings.load_profile("suite")

TESTS = Path(__file__).parent
SLOW = (
    "checks/test_faults.py",
    "render/test_hostile_text.py",
    "build/test_incremental.py",
    "read/test_costs.py",
    "build/test_incremental_sites.py",
    "cli/test_cli.py",
    "build/test_mkdocs.py",
    "build/test_moved.py",
    "build/test_printing.py",
    "fuzz/test_robust.py",
    "build/test_cache.py",
    "packaging/test_wheel.py",
    "browser/test_finder_page.py",
    "browser/test_preview.py",
    "build/test_kills.py",
    "browser/test_every_page.py",
    "browser/test_layout.py",
    "render/test_pdfs.py",
    "browser/test_embedding.py",
    "browser/test_embed_panel.py",
    "publish/test_reading_while_publishing.py",
    "build/test_work.py",
    "browser/test_lookup.py",
    "browser/test_search_dialog.py",
    "text/test_text.py",
    "build/test_reproducible.py",
    "build/test_disks.py",
    "browser/test_search_troubles.py",
    "browser/test_ways.py",
    "read/test_reader.py",
    "browser/test_large_topic.py",
    "browser/test_embed_scripts.py",
    "browser/test_paper.py",
    "browser/test_search_answers.py",
    "publish/test_publish.py",
    "browser/test_flow.py",
)
"""The files that take longest, which begin first: no process is to work on one of them when the others have ended."""


def pytest_configure() -> None:
    """Look rarely for garbage, as the program does, parse nothing twice, and let programs that tests start hear Ctrl-C.

    A shell ignores Ctrl-C for what it runs in the background.
    """
    expect_little_garbage()
    if not LONG:
        parse_once()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow files first; within a file the order stays."""
    places = {TESTS / name: place for place, name in enumerate(SLOW)}
    assert all(path.is_file() for path in places), "every name in SLOW is that of a file"
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def today() -> date:
    """The day as of which everything is rendered."""
    return TODAY


@pytest.fixture(scope="session")
def library() -> Library:
    """The fixture guideline."""
    return load(GUIDELINE)


@pytest.fixture(scope="session")
def templates() -> Templates:
    """The default templates."""
    return load_templates([default_templates()])


@pytest.fixture(scope="session")
def site(library: Library, templates: Templates) -> dict[str, bytes]:
    """Every file of the fixture guideline's `site_src/`."""
    return rendered(library, templates, TODAY)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the fixture guideline that can be built: content, mkdocs.yml and its hook."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture guideline, built by the command, with what builds remember; to be copied with its links."""

    def build(folder: Path) -> None:
        assert run_program(copy_project(folder), "build")[0] == DONE

    return made_once(tmp_path_factory, "built", build)


@pytest.fixture
def built_project(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the fixture guideline with its site, as a build leaves it."""
    return copy_with_links(built_once, tmp_path / "project")


@pytest.fixture
def edited(project: Path) -> Callable[[str, str, str], Path]:
    """Change a text in a file of the copied project; return the project."""

    def edit(name: str, old: str, new: str) -> Path:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return project

    return edit


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture guideline with evil text in every field, built."""
    return made_once(tmp_path_factory, "evil", lambda folder: build_project(EVIL, folder))
