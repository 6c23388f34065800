"""The page of a topic with many scenarios: folded, filtered, and whole on paper and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import OpenPage, Scheme, Screen, Windows, axe_findings, every_look, opening
from support.command_line import DONE, run_program
from support.http_server import QuietHandler, served
from support.large_topic import GROUPS, enlarge
from support.paths import copy_project

pytestmark = pytest.mark.browser

SCENARIOS = 27
TOPIC = "topics/robots/"


@pytest.fixture(scope="module")
def open_large(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenPage]:
    """Opens pages of a site with one large topic."""
    root = copy_project(tmp_path_factory.mktemp("large") / "project")
    enlarge(root, SCENARIOS)
    assert run_program(root, "build")[0] == DONE
    with served(root / "site", QuietHandler) as address, opening(Windows(chromium), address) as open_page:
        yield open_page


def shown(page: Page) -> int:
    """How many scenarios can be seen."""
    return page.locator(".wb-scenario:visible").count()


def test_groups_are_folded_and_open_one_by_one(open_large: OpenPage) -> None:
    page = open_large(TOPIC)
    heads = page.locator(".wb-fold > summary")

    expect(heads).to_have_count(GROUPS)
    assert shown(page) == 0
    heads.nth(1).click()
    assert shown(page) == len(range(1, SCENARIOS, GROUPS))
    heads.nth(1).press("Enter")
    assert shown(page) == 0


def test_filter_shows_what_has_all_words_and_opens_its_groups(open_large: OpenPage) -> None:
    page = open_large(TOPIC, "phone")
    field = page.get_by_role("searchbox", name="Filter these scenarios")
    status = page.locator(".wb-filter").get_by_role("status")

    field.fill("ROBOT 01 known")
    expect(status).to_have_text(f"11 of {SCENARIOS} scenarios")
    assert shown(page) == 11
    field.fill("no such words")
    expect(status).to_have_text(f"0 of {SCENARIOS} scenarios")
    expect(page.locator(".wb-fold:visible")).to_have_count(0)
    field.fill("")
    expect(status).to_be_empty()
    expect(page.locator(".wb-fold:visible")).to_have_count(GROUPS)
    assert shown(page) == 0


def test_printing_opens_all_and_leaves_the_page_as_it_was(open_large: OpenPage) -> None:
    page = open_large(TOPIC)
    page.get_by_role("searchbox", name="Filter these scenarios").fill("robot 012")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert shown(page) == SCENARIOS
    assert page.locator(".wb-fold:not([open])").count() == 0
    assert "of" not in page.locator(".wb-fold > summary .wb-count").first.inner_text()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown(page) == 1


def test_groups_that_were_open_are_open_after_filtering(open_large: OpenPage) -> None:
    page = open_large(TOPIC)
    page.locator(".wb-fold > summary").nth(1).click()
    before = shown(page)
    field = page.get_by_role("searchbox", name="Filter these scenarios")

    field.fill("robot 012")
    field.fill("")

    assert shown(page) == before


def test_finder_takes_over_with_the_scenarios_of_the_topic(open_large: OpenPage) -> None:
    page = open_large(TOPIC)

    page.get_by_role("link", name=re.compile("Narrow them down by patient, (study|option) or rating")).click()

    expect(page.locator("[data-wb-count]")).to_contain_text(f"{SCENARIOS} of ")


def test_every_scenario_is_on_paper(open_large: OpenPage) -> None:
    page = open_large(TOPIC)
    page.get_by_role("searchbox", name="Filter these scenarios").fill("robot 012")
    expect(page.locator(".wb-scenario:visible")).to_have_count(1)
    page.emulate_media(media="print")

    expect(page.locator(".wb-scenario:visible")).to_have_count(SCENARIOS)
    expect(page.locator(".wb-filter")).to_be_hidden()


def test_without_scripts_groups_open_as_well(open_large: OpenPage) -> None:
    page = open_large(TOPIC, java_script_enabled=False)

    expect(page.locator(".wb-filter")).to_have_count(0)
    page.locator(".wb-fold > summary").first.click()
    assert shown(page) == len(range(0, SCENARIOS, GROUPS))


@every_look
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_large: OpenPage, screen: Screen, scheme: Scheme) -> None:
    page = open_large(TOPIC, screen, color_scheme=scheme)
    page.locator(".wb-fold > summary").first.click()

    assert axe_findings(page) == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
