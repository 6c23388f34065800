"""The real sample site, built and served once, and Chromium to look at it with."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from support.browser import KINDS, OpenPage, Scheme, Screen, Visit, Windows, opening, visit
from support.frames import WATCH
from support.http_server import QuietHandler, served
from support.loading import load
from support.paths import copy_with_links
from support.sample import built, sample_by_mkdocs
from support.shared import made_once
from wardbook.library.library import Library

expect.set_options(timeout=30_000)
"""Milliseconds in which what is expected must come; a machine that runs other tests too may be slow."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def executable() -> str:
    """Where Chromium is."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium is missing: install the package chromium to run the tests in a browser")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, executable: str) -> Iterator[Browser]:
    """The browser without its windows where it is installed so: a new page then takes a third of the time."""
    shell = shutil.which("chromium-headless-shell") or executable
    browser = playwright.chromium.launch(executable_path=shell, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(playwright: Playwright, executable: str) -> Iterator[Browser]:
    """The browser as people use it, with its rules on what sites of others may store."""
    browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def sample(executable: str, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - nothing to build without
    """The sample project, copied and built; what MkDocs by itself rendered and printed of it is not made again."""

    def build(folder: Path) -> None:
        root, _ = sample_by_mkdocs(tmp_path_factory)
        built(copy_with_links(root, folder))

    return made_once(tmp_path_factory, "sample", build)


@pytest.fixture(scope="session")
def sample_library(sample: Path) -> Library:
    """The sample's library."""
    return load(sample)


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """The address of the sample's site, with a slash at its end."""
    with served(sample / "site", QuietHandler) as address:
        yield address


@pytest.fixture(scope="session")
def reviewed_address(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample's site with a scenario reviewed on 22 November 2026 and due on 20 November 2027.

    Two records are gone, of which one has moved.
    """
    root = made_once(tmp_path_factory, "reviewed", lambda folder: _review(copy_with_links(sample, folder)))
    with served(root / "site", QuietHandler) as address:
        yield address


@pytest.fixture(scope="session")
def emptied(chromium: Browser) -> Windows:
    """Windows that are emptied for the next test."""
    return Windows(chromium)


@pytest.fixture
def open_page(emptied: Windows, address: str) -> Iterator[OpenPage]:
    """Opens pages of the sample's site; their windows are emptied after the test."""
    with opening(emptied, address) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def open_shared(emptied: Windows, address: str) -> Iterator[OpenPage]:
    """Opens pages that several tests look at without touching them."""
    with opening(emptied, address) as open_page:
        yield open_page


@pytest.fixture
def open_reviewed(emptied: Windows, reviewed_address: str) -> Iterator[OpenPage]:
    """Opens pages of the site with one reviewed scenario."""
    with opening(emptied, reviewed_address) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def visits(chromium: Browser, address: str) -> Iterator[Callable[[str, Screen, Scheme], Visit]]:
    """What is found on a page of a kind; every page is visited once for all tests."""
    pages: dict[Scheme, Page] = {}
    done: dict[tuple[str, Screen, Scheme], Visit] = {}

    def visited(kind: str, screen: Screen, scheme: Scheme) -> Visit:
        if scheme not in pages:
            pages[scheme] = chromium.new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
        if (kind, screen, scheme) not in done:
            done[kind, screen, scheme] = visit(pages[scheme], address, KINDS[kind], screen)
        return done[kind, screen, scheme]

    yield visited
    for page in pages.values():
        page.context.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[BrowserContext]:
    """Windows in which it is noted what a page touches; they are closed at the end."""
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[BrowserContext]:
    """Windows for pages for which it is no matter what sites of others may store."""
    with watched(chromium.new_context()) as context:
        yield context


@pytest.fixture(scope="module")
def forgetful(whole_chromium: Browser) -> Iterator[BrowserContext]:
    """Windows in which sites of others may store nothing."""
    with watched(whole_chromium.new_context()) as context:
        yield context


@pytest.fixture(scope="module")
def storing(
    playwright: Playwright, executable: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """Windows in which sites of others may store things, and with scrollbars that take room."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    settings = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
    (profile / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=executable, args=list(ARGUMENTS), ignore_default_args=["--hide-scrollbars"]
    )
    with watched(context):
        yield context


def _review(root: Path) -> None:
    """Review a scenario of the sample project, take two records out, and build it again."""
    (root / "content" / "people.yaml").write_text(
        "people:\n  - id: a-reader\n    name: A. Reader\n    role: Radiologist\n", encoding="utf-8"
    )
    scenario = root / "content" / "scenarios" / "all-asymptomatic-boy.yaml"
    live = "review:\n  status: live\n  reviewed_on: 2026-11-22\n  next_review: 2027-11-20\n  reviewers: [a-reader]\n"
    # The tests' day is before that of the sample's newest changes, and a review is of all changes.
    draft = scenario.read_text(encoding="utf-8").replace("on: 2026-11-29", "on: 2026-11-22")
    text, count = re.subn(r"^review:\n  status: draft\n", live, draft, flags=re.MULTILINE)
    assert count == 1, f"expected a draft in {scenario}"
    with (root / "content" / "moved.yaml").open("a", encoding="utf-8") as moved:
        moved.write(
            '  - {kind: scenario, id: all-boy, to: all-asymptomatic-boy, on: "2026-11-21"}\n'
            '  - {kind: protocol, id: us-abdomen, on: "2026-11-22", reason: The department no longer keeps it.}\n'
        )
    scenario.write_text(text, encoding="utf-8")
    built(root)
