"""The search as one uses it: how it opens and closes, by keyboard and by touch, and its place in the address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.browser import (
    BOY,
    SCREENS,
    OpenPage,
    Scheme,
    Screen,
    axe_findings,
    comes_to_rest,
    every_look,
    note_alerts,
    until,
)
from support.imaging import word_for_options
from support.search_dialog import (
    PARTS,
    complaints,
    count,
    field,
    follow,
    hits,
    opened,
    press,
    requests,
    search,
    shown,
    titles,
)
from wardbook.library.library import Library

pytestmark = pytest.mark.browser

every_screen = pytest.mark.parametrize("screen", SCREENS)

HOSTILE = ('"><img src=x onerror=alert(1)>', "</title><script>alert(1)</script>", "a\\", "%", "']")
_LEFT = "() => [document.documentElement.scrollWidth, document.querySelector('.wb-search').scrollWidth]"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_search_opens_by_keys(open_page: OpenPage, key: str) -> None:
    page = open_page(BOY)

    press(page, key)

    shown(page)
    expect(field(page)).to_be_focused()


@every_screen
def test_search_opens_by_its_link_and_gives_the_focus_back(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(BOY, screen, has_touch=screen == "phone")
    link = page.get_by_role("banner").get_by_role("link", name="Search")

    if screen == "phone":
        link.tap()
    else:
        link.click()
    shown(page)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(".wb-search")).to_be_hidden()
    expect(link).to_be_focused()
    expect(page).to_have_url(re.compile(f"{BOY}$"))


@every_screen
def test_what_is_typed_on_the_home_page_goes_on_in_the_search(
    open_page: OpenPage, sample_library: Library, screen: Screen
) -> None:
    page = open_page("", screen)
    label = f"Search disease, patient, {word_for_options(sample_library)} or rating"
    home = page.get_by_role("searchbox", name=label, exact=True)

    home.press_sequentially("MRI head", delay=20)

    expect(field(page)).to_have_value("MRI head")
    expect(titles(page).first).to_have_text("MRI head")
    page.keyboard.press("Escape")
    expect(home).to_be_focused()
    expect(home).to_have_value("")
    home.press("Enter")
    shown(page)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")


def test_key_that_is_typed_into_a_field_opens_nothing(open_page: OpenPage) -> None:
    page = open_page("")
    page.evaluate("document.querySelector('article').prepend(document.createElement('textarea'))")

    page.locator("textarea").press_sequentially("a/b")
    page.keyboard.press("Control+k")

    expect(page.locator("textarea")).to_have_value("a/b")
    expect(page.locator(".wb-search")).to_have_count(0)


def test_nothing_of_the_search_is_loaded_before_it_is_used(open_page: OpenPage) -> None:
    page = open_page("")
    asked = requests(page)

    page.goto(page.url + BOY, wait_until="networkidle")
    assert [url for url in asked if any(part in url for part in PARTS)] == []

    search(page, "scrotum")
    expect(titles(page).first).to_be_visible()
    assert [part for part in PARTS if not any(part in url for url in asked)] == []
    assert [url for url in asked if "words.json" in url] == []


def test_search_loads_the_parts_of_its_index_that_a_query_needs(open_page: OpenPage, sample: Path) -> None:
    page = open_page("")
    asked = requests(page)
    search(page, "stockings")
    expect(titles(page).first).to_be_visible()

    loaded = {url for url in asked if url.endswith(".pf_index")}
    assert 0 < len(loaded) < len(list((sample / "site" / "pagefind" / "index").iterdir()))


def test_keyboard_walks_from_the_field_to_the_results_and_back(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "US scrotum")
    expect(titles(page).nth(1)).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(titles(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()


def test_enter_leads_to_the_list_and_a_second_time_to_the_first_result(open_page: OpenPage) -> None:
    page = open_page("")
    opened(page)

    field(page).press_sequentially("MRI head")
    page.keyboard.press("Enter")

    expect(titles(page).first).to_be_focused()
    expect(count(page)).to_have_text(re.compile(r"^\d+ pages\. Enter opens the page in the frame\.$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/procedures/mri-head/$"))


def test_enter_goes_to_the_only_result(open_page: OpenPage) -> None:
    page = open_page("")
    opened(page)

    field(page).press_sequentially("carbamazepine")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/scenarios/vte-anticoagulant/$"))


def test_search_says_what_it_is_and_what_it_found(open_page: OpenPage) -> None:
    page = open_page("")
    dialog = opened(page)

    expect(count(page)).to_have_text("")
    expect(dialog.get_by_role("link", name=re.compile("Find a scenario by patient and (study|option)"))).to_be_visible()
    field(page).fill("scrotum")

    expect(count(page)).to_have_text(re.compile(r"^\d+ pages$"))
    many = int((count(page).text_content() or "").split()[0])
    assert many > 5
    expect(hits(page)).to_have_count(5)
    dialog.get_by_role("button", name="Show more").click()
    expect(hits(page)).to_have_count(min(10, many))
    expect(titles(page).nth(5)).to_be_focused()


def test_lists_that_the_search_offers_are_there(open_page: OpenPage) -> None:
    page = open_page("")
    links = opened(page).get_by_role("link").evaluate_all("links => links.map(link => link.href)")

    assert len(links) == 8
    assert [url for url in links if page.request.get(url).status != 200] == []


def test_result_says_what_it_is_and_leads_to_its_sections(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "ALL boy")
    first = hits(page).first

    expect(first).to_contain_text("Scenario")
    expect(first.locator(".wb-status__label")).to_have_text("Draft")
    expect(first).to_contain_text("Boy · new ALL · no symptoms · untreated")
    expect(first.locator(".wb-hit__answer")).to_contain_text("US scrotum ◐ May be appropriate (disagreement)")
    expect(first.locator("mark").first).to_be_visible()
    sections = first.get_by_role("list", name="Sections").get_by_role("link")
    assert 1 <= sections.count() <= 3
    assert not any(str(url).endswith("#top") for url in sections.evaluate_all("links => links.map(link => link.href)"))
    section = sections.first
    name = section.text_content() or ""
    section.click()

    expect(page).to_have_url(re.compile(f"/{BOY}#"))
    heading = page.locator(":target")
    expect(heading).to_contain_text(name)
    expect(heading).to_be_in_viewport()


def test_section_of_the_same_page_is_reached_and_left_again(open_page: OpenPage) -> None:
    page = open_page(BOY)
    search(page, "ALL boy")

    hits(page).first.get_by_role("list", name="Sections").get_by_role("link").last.click()

    expect(page.locator(".wb-search")).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_be_focused()
    page.go_back()
    shown(page)
    expect(field(page)).to_have_value("ALL boy")


def test_address_keeps_what_is_looked_for(open_page: OpenPage) -> None:
    page = open_page(BOY)
    plain = page.url
    entries = page.evaluate("history.length")

    search(page, "MRI head")
    expect(page).to_have_url(f"{plain}#search=MRI%20head")
    field(page).fill("US scrotum boy")
    expect(page).to_have_url(f"{plain}#search=US%20scrotum%20boy")
    assert page.evaluate("history.length") == entries + 1
    expect(titles(page).first).to_have_text("Acute scrotal pain, boy")  # what the first query found stands there before
    found = titles(page).all_text_contents()

    page.reload()
    expect(field(page)).to_have_value("US scrotum boy")
    expect(titles(page)).to_have_text(found)
    page.go_back()
    expect(page.locator(".wb-search")).to_be_hidden()
    expect(page).to_have_url(plain)
    page.go_forward()
    expect(titles(page)).to_have_text(found)
    follow(titles(page).nth(2))
    page.wait_for_url(lambda url: "#search" not in url)
    page.go_back()
    shown(page)
    expect(titles(page)).to_have_text(found)


def test_closing_brings_back_the_place_that_was_there(open_page: OpenPage) -> None:
    page = open_page(f"{BOY}#pitfalls")
    plain = page.url
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 300)
    until(page, lambda: page.evaluate("scrollY") != before)
    assert comes_to_rest(page, lambda: page.evaluate("scrollY"))
    scrolled = page.evaluate("scrollY")

    search(page, "scrotum")
    page.keyboard.press("Escape")

    expect(page).to_have_url(plain)
    assert page.evaluate("scrollY") == scrolled


def test_address_that_was_passed_on_opens_the_search_and_closes_to_the_page(open_page: OpenPage) -> None:
    page = open_page(f"{BOY}#search=MRI%20head")

    expect(titles(page).first).to_have_text("MRI head")
    page.get_by_role("button", name="Close").click()

    expect(page.locator(".wb-search")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"/{BOY}$"))


@every_screen
def test_click_beside_the_dialog_closes_it(open_page: OpenPage, screen: Screen) -> None:
    page = open_page("", screen)
    opened(page)

    if screen == "desk":
        page.mouse.click(5, 5)
        expect(page.locator(".wb-search")).to_be_hidden()
    else:
        box = page.locator(".wb-search").bounding_box()
        assert box is not None
        assert (box["x"], box["y"], box["height"]) == (0, 0, SCREENS["phone"]["height"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_address_is_text(open_page: OpenPage, text: str) -> None:
    page = open_page("")
    said = complaints(page)
    note_alerts(page, said)

    page.goto(f"{page.url}?#search={quoted(page, text)}")

    expect(field(page)).to_have_value(text)
    if len(text) > 1:
        expect(count(page)).not_to_be_empty()
    page.wait_for_timeout(200)
    assert page.locator(".wb-search :is(img, script)").count() == 0
    assert said == []


def test_raw_signs_in_the_address_break_nothing(open_page: OpenPage) -> None:
    page = open_page("")
    said = complaints(page)

    page.goto(page.url + "?#search=%E0%A4%A<b>&x=1")

    expect(field(page)).to_have_value("%E0%A4%A%3Cb%3E&x=1")
    assert said == []


def test_search_is_not_printed(open_page: OpenPage) -> None:
    page = open_page("")
    dialog = opened(page)

    page.emulate_media(media="print")

    expect(dialog).to_be_hidden()


@every_look
@pytest.mark.parametrize("query", ["", "ultrasound", "leukemai"])
def test_axe_finds_nothing_in_the_search(open_page: OpenPage, query: str, screen: Screen, scheme: Scheme) -> None:
    page = open_page(BOY, screen, color_scheme=scheme)
    opened(page)
    field(page).fill(query)
    if query:
        expect(count(page)).not_to_be_empty()

    assert axe_findings(page) == ()
    width = SCREENS[screen]["width"]
    assert all(found <= width for found in page.evaluate(_LEFT))


def quoted(page: Page, text: str) -> str:
    """The text as an address has it."""
    return str(page.evaluate(f"encodeURIComponent({json.dumps(text)})"))
