"""Citations: the reference beside the text, the way to the list and back, by pointer, keyboard and finger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import BOY, SCREENS, OpenPage, axe_findings, is_on_screen, words
from support.keyboard import tab
from support.search_dialog import complaints, requests

pytestmark = pytest.mark.browser

FINGER = 24
"""Pixels that a target has for a finger."""
GONE = 400
"""Milliseconds after which a card that nothing holds has gone."""


def citation(page: Page, number: int) -> Locator:
    """The first citation of a reference."""
    return page.get_by_role("link", name=f"Reference {number}", exact=True).first


def card(page: Page) -> Locator:
    """What shows a reference beside its citation."""
    return page.locator(".wb-card")


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A scenario on a phone, which is touched."""
    return open_page(BOY, "phone", has_touch=True, is_mobile=True)


def test_every_citation_is_named_after_its_reference(open_shared: OpenPage) -> None:
    page = open_shared(BOY)
    links = page.locator(".wb-note a").evaluate_all(
        "links => links.map(link => [link.textContent, link.ariaLabel, link.hash])"
    )

    assert len(links) > 50
    for shown, name, hash in links:
        number = hash.removeprefix("#ref-")
        assert shown.strip("[]").split(",")[0] == number
        assert name == f"Reference {words(shown).strip('[]')}"


def test_pointer_on_a_citation_shows_its_reference_and_may_move_onto_it(open_page: OpenPage) -> None:
    page = open_page(BOY)
    asked, said = requests(page), complaints(page)
    listed = words(page.locator("#ref-1 .wb-reference").inner_text())

    citation(page, 1).hover()
    expect(card(page)).to_be_visible()
    assert words(card(page).locator(".wb-reference").inner_text()) == listed
    assert "Note: Read" in listed
    card(page).locator(".wb-reference__note").hover()
    page.wait_for_timeout(GONE)
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)

    assert len([address for address in asked if address.endswith("/citations.js")]) == 1
    assert said == []


def test_escape_closes_what_a_pointer_opened(open_page: OpenPage) -> None:
    page = open_page(BOY)
    citation(page, 2).hover()
    expect(card(page)).to_be_visible()

    page.keyboard.press("Escape")

    expect(card(page)).to_have_count(0)


def test_keyboard_reaches_the_reference_and_escape_leads_back(open_page: OpenPage) -> None:
    page = open_page(BOY)
    page.locator(".wb-answer__name a").focus()
    for _ in range(9):
        if tab(page)[0].startswith("Reference"):
            break
    mark = page.locator(".wb-note a:focus")
    expect(card(page)).to_be_visible()
    expect(mark).to_have_accessible_description(words(card(page).locator(".wb-reference").inner_text()))

    assert tab(page)[1] == []
    assert card(page).evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-references li:target")).to_be_in_viewport()


def test_keyboard_goes_through_the_reference_to_the_next_one(open_page: OpenPage) -> None:
    page = open_page(BOY)
    citation(page, 1).hover()
    expect(card(page)).to_be_visible()
    citation(page, 1).press("Shift")  # from here on by keyboard
    for _ in range(card(page).get_by_role("link").count()):
        tab(page)
    expect(card(page).get_by_role("link", name="Go to the list")).to_be_focused()

    assert tab(page) == ("Reference 2", [])

    expect(card(page)).to_have_attribute("aria-label", "Reference 2")


def test_tap_shows_the_reference_within_the_screen(phone: Page) -> None:
    for mark in (citation(phone, 1), citation(phone, 2), phone.locator(".wb-table .wb-note a").first):
        mark.tap()
        expect(card(phone)).to_have_attribute("aria-label", str(mark.get_attribute("aria-label")))
        assert is_on_screen(phone, card(phone))
        assert phone.evaluate("document.documentElement.scrollWidth") == SCREENS["phone"]["width"]
    assert "#" not in phone.url
    phone.locator("h1").first.tap()
    expect(card(phone)).to_have_count(0)


def test_tap_leads_to_the_list_and_back_to_where_the_reader_was(phone: Page) -> None:
    twice = phone.locator('.wb-note a[href="#ref-2"]')
    assert twice.count() > 2
    mark = twice.nth(2)
    mark.tap()
    card(phone).get_by_role("link", name="Go to the list").tap()
    entry = phone.locator("#ref-2")
    expect(entry).to_be_in_viewport(ratio=1)
    expect(card(phone)).to_have_count(0)

    entry.get_by_role("link", name="Back to the text").tap()

    expect(mark).to_be_in_viewport(ratio=1)
    expect(mark).to_be_focused()
    expect(card(phone)).to_have_count(0)


def test_list_leads_to_the_first_citation_where_the_reader_came_from_none(open_page: OpenPage) -> None:
    page = open_page(BOY)

    page.locator("#ref-5").get_by_role("link", name="Back to the text").click()

    expect(page.locator('.wb-note a[href="#ref-5"]').first).to_be_focused()
    expect(page.locator('.wb-note a[href="#ref-5"]').first).to_be_in_viewport(ratio=1)


def test_citations_side_by_side_have_room_for_a_finger(phone: Page) -> None:
    boxes = phone.locator(".wb-note:has(a + a)").evaluate_all(
        """groups => groups.map(group => [...group.querySelectorAll("a")].map(link => {
          const { left, right, top, bottom } = link.getBoundingClientRect();
          return { left, right, top, bottom };
        }))"""
    )

    assert boxes
    for group in boxes:
        for box in group:
            assert box["right"] - box["left"] >= FINGER
            assert box["bottom"] - box["top"] >= FINGER
        for one, other in combinations(group, 2):
            apart = one["right"] <= other["left"] + 0.1 or other["right"] <= one["left"] + 0.1
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_axe_finds_nothing_in_an_open_reference(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone", color_scheme="dark")
    citation(page, 2).hover()
    expect(card(page)).to_be_visible()

    assert axe_findings(page) == ()


@pytest.fixture
def still(chromium: Browser, address: str) -> Iterator[Page]:
    """A scenario in a window without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + BOY)
    yield page
    context.close()


def test_citation_is_a_link_to_the_list_without_scripts(still: Page) -> None:
    citation(still, 3).click()

    expect(still.locator("#ref-3")).to_be_in_viewport()
    expect(still.locator("#ref-3").get_by_role("link", name="Back to the text")).to_be_visible()
