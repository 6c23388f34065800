"""The search where it cannot run, or may not do all it likes, and on the page for what is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from support.browser import BOY, SCREENS, OpenPage, Scheme, Screen, axe_findings, every_look
from support.search_dialog import complaints, count, field, hits, opened, press, search, titles

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'"
LOST = "scenarios/all-asymtomatic-boi/pitfals/"
CANNOT = re.compile(r"^Search cannot run here\.")


def test_scripts_that_are_off_leave_a_link_to_the_lists(open_page: OpenPage) -> None:
    page = open_page(BOY, java_script_enabled=False)

    page.get_by_role("banner").get_by_role("link", name="Search").click()

    expect(page).to_have_url(re.compile(r"/find/$"))


def test_field_of_the_home_page_needs_scripts_and_the_links_below_it_do_not(open_page: OpenPage) -> None:
    page = open_page("", java_script_enabled=False)

    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.locator("article").get_by_role("link", name="Find a scenario").click()

    expect(page).to_have_url(re.compile(r"/find/$"))


def test_field_of_the_home_page_leads_to_the_finder_where_the_search_is_not_there(open_page: OpenPage) -> None:
    page = open_page("")
    page.route("**/assets/search.js", lambda route: route.abort())

    page.locator("article").get_by_role("searchbox").press("a")
    expect(page.get_by_role("alert")).to_have_text(CANNOT)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/find/\??$"))


def test_page_for_what_is_missing_suggests_nothing_at_its_own_address(open_page: OpenPage) -> None:
    page = open_page("404.html")
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("heading", name="You may be looking for")).to_have_count(0)
    expect(page.locator("article").get_by_role("link", name="All topics")).to_be_visible()
    expect(page.get_by_text(re.compile("The finder: scenarios by patient and (study|option)$"))).to_be_visible()


def test_search_on_files_says_that_it_cannot_run(open_page: OpenPage, sample: Path) -> None:
    page = open_page("")
    page.goto((sample / "site" / BOY / "index.html").as_uri())
    link = page.get_by_role("banner").get_by_role("link", name="Search")

    link.click()

    notice = page.get_by_role("alert")
    expect(notice).to_have_text("Search cannot run here. Every page is in the lists.")
    notice.get_by_role("link").click()
    expect(page.locator("h1")).not_to_be_empty()
    assert page.url.endswith("/find/index.html")


@pytest.mark.parametrize(
    "missing",
    ["pagefind/pagefind.js", "pagefind/wasm.*", "pagefind/*.pf_meta", "pagefind/index/*", "pagefind/fragment/*"],
)
@pytest.mark.parametrize("how", ["abort", "404"])
def test_search_says_when_a_part_of_it_is_not_there(open_page: OpenPage, missing: str, how: str) -> None:
    page = open_page("")
    page.route(f"**/{missing}", lambda route: route.abort() if how == "abort" else route.fulfill(status=404, body="no"))
    dialog = opened(page)

    field(page).fill("scrotum")

    expect(count(page)).to_have_text(CANNOT)
    expect(dialog.get_by_role("link", name="All topics")).to_be_visible()
    expect(hits(page)).to_have_count(0)


def test_search_starts_anew_when_the_site_is_published_under_an_open_page(
    open_page: OpenPage, address: str, reviewed_address: str
) -> None:
    page = open_page("")
    search(page, "Richter")
    expect(titles(page).first).to_have_text("CLL, suspected Richter transformation")

    page.route("**/*", lambda route: route.continue_(url=route.request.url.replace(address, reviewed_address)))
    field(page).fill("ALL boy")

    expect(titles(page).first).to_have_text("ALL, asymptomatic boy")
    expect(hits(page).first.locator(".wb-status__label")).to_have_count(0)  # it is no draft there


def test_script_of_the_search_that_is_not_there_leaves_the_lists(open_page: OpenPage) -> None:
    page = open_page(BOY)
    page.route("**/assets/search.js", lambda route: route.abort())
    link = page.get_by_role("banner").get_by_role("link", name="Search")

    press(page, "/")

    expect(page.get_by_role("alert")).to_have_text(CANNOT)
    assert axe_findings(page) == ()
    link.click()
    expect(page).to_have_url(re.compile(r"/find/$"))


def test_search_keeps_to_a_strict_policy(open_page: OpenPage) -> None:
    page = open_page("")
    guard(page, POLICY)
    said = complaints(page)

    search(page, "ultrasuond")

    expect(titles(page).first).to_be_visible()
    assert page.locator(".wb-search").evaluate("dialog => getComputedStyle(dialog).display") == "flex"
    assert said == []


def test_search_says_when_a_policy_forbids_its_program(open_page: OpenPage) -> None:
    page = open_page("")
    guard(page, POLICY.replace("'wasm-unsafe-eval'", ""))
    opened(page)

    field(page).fill("scrotum")

    expect(count(page)).to_have_text(CANNOT)


@every_look
def test_missing_page_shows_what_may_be_meant(open_page: OpenPage, screen: Screen, scheme: Scheme) -> None:
    page = open_page(LOST, screen, color_scheme=scheme)

    expect(page.get_by_role("heading", name="You may be looking for")).to_be_visible()
    expect(page.locator("article .wb-hit__title").filter(has_text="ALL, asymptomatic")).not_to_have_count(0)
    assert page.locator(".wb-hit").first.evaluate("hit => getComputedStyle(hit).position") == "relative"
    assert axe_findings(page) == ()
    assert page.evaluate("document.documentElement.scrollWidth") == SCREENS[screen]["width"]


@pytest.mark.parametrize(
    "path",
    [
        "%3Cimg%20src=x%20onerror=alert(1)%3E/",
        "%E0%A4%A/",
        "xyzzy-quux/",
        "xyzqkk)/",
        "index.html/",
        "protocols/none-such-word/",
    ],
)
def test_missing_page_with_any_address_leads_to_the_lists(open_page: OpenPage, path: str) -> None:
    page = open_page("no/")
    said = complaints(page)
    page.goto(page.url + path, wait_until="networkidle")

    assert page.locator("article img").count() == 0
    page.locator("article").get_by_role("link", name="All topics").click()
    expect(page.locator("h1")).to_contain_text("Topics")
    assert [text for text in said if "404" not in text] == []


def guard(page: Page, policy: str) -> None:
    """Load the page again, from now on with a policy for all that it loads."""

    def guarded(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    page.route("**/*", guarded)
    page.reload()
