"""The ways through the site: by mouse, by keyboard, through the parts of an article, to a reference."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from support.browser import BOY, KINDS, SCREENS, SECTIONS, OpenPage, Screen, words
from support.keyboard import tab, tab_to
from support.sample import SCENARIOS, SEEN
from wardbook.library.library import Library

pytestmark = pytest.mark.browser

every_screen = pytest.mark.parametrize("screen", SCREENS)

TOPIC = "Staging and follow-up of leukemia"
SCENARIO = "ALL, asymptomatic boy"
QUESTION = "What imaging is best for initial staging of ALL in an asymptomatic boy?"


@every_screen
def test_scenario_is_two_clicks_from_home(open_page: OpenPage, screen: Screen) -> None:
    page = open_page("", screen)

    page.locator("article").get_by_role("link", name=TOPIC).click()
    expect(page.locator("h1")).to_contain_text(TOPIC)
    page.locator("article").get_by_role("link", name=SCENARIO, exact=True).first.click()

    expect(page.locator("h1")).to_contain_text(QUESTION)


def test_home_page_has_one_title_and_its_scenarios_with_ratings(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page("")

    assert page.title() == words(sample_library.settings.title)
    listed = page.get_by_role("region", name="Topics").locator(".wb-home__scenario")
    expect(listed).to_have_count(len(SCENARIOS))
    first = listed.filter(has_text=SCENARIO)
    expect(first).to_contain_text("Draft")
    expect(first).to_contain_text("US scrotum ◐ May be appropriate (disagreement)")
    first.get_by_role("link", name=SCENARIO).click()
    expect(page.locator("h1")).to_contain_text(QUESTION)


def test_folder_of_the_scenarios_leads_to_them(open_page: OpenPage) -> None:
    page = open_page("scenarios/")

    page.locator("article").get_by_role("link", name="Find a scenario").click()

    expect(page).to_have_url(re.compile("/find/$"))


@every_screen
def test_scenario_is_reached_by_keyboard_alone(open_page: OpenPage, screen: Screen) -> None:
    page = open_page("", screen)

    tab_to(page, page.locator("article").get_by_role("link", name=TOPIC))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(TOPIC)
    tab_to(page, page.locator("article").get_by_role("link", name=SCENARIO, exact=True).first)
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text(QUESTION)


@every_screen
@pytest.mark.parametrize("kind", ["home", "topic", "scenario", "procedures"])
def test_first_stop_of_the_keyboard_skips_to_the_content(open_page: OpenPage, kind: str, screen: Screen) -> None:
    page = open_page(KINDS[kind], screen)
    where = page.url

    assert tab(page) == ("Skip to content", [])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{where}#*")
    assert tab(page)[1] == []

    assert page.evaluate("document.querySelector('.md-content').contains(document.activeElement)")


def test_menu_of_a_phone_opens_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("", "phone")
    menu = page.locator(".md-sidebar--primary")
    link = menu.get_by_role("link", name="Procedures")

    tab_to(page, page.locator("label.md-header__button[for=__drawer]"))
    page.keyboard.press("Enter")
    expect(link).to_be_in_viewport()
    assert menu.evaluate("menu => menu.contains(document.activeElement)")
    tab_to(page, link)
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("Procedures")


def test_menu_of_a_phone_says_whether_it_is_open_and_closes_by_escape(open_page: OpenPage) -> None:
    page = open_page("", "phone")
    opener = page.get_by_role("button", name="Menu")
    expect(opener).to_have_attribute("aria-expanded", "false")

    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")

    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_be_focused()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_colours_are_changed_and_remembered(open_page: OpenPage) -> None:
    page = open_page("", color_scheme="light")
    body = page.locator("body")
    light = body.evaluate("body => getComputedStyle(body).backgroundColor")

    page.get_by_title("Switch to the dark page").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") != light

    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("article").get_by_role("link", name=TOPIC).click()
    expect(page.locator("h1")).to_contain_text(TOPIC)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_title("Switch to the light page").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") == light


def test_colours_are_changed_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("", color_scheme="light")

    tab_to(page, page.get_by_title("Switch to the dark page"))
    page.keyboard.press("Enter")

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_title("Switch to the light page")).to_be_focused()


def test_tabs_lead_to_the_parts_and_back(open_page: OpenPage) -> None:
    page = open_page(BOY)
    whole = page.url
    tabs = page.get_by_role("navigation", name="Parts of this article").get_by_role("link")
    current = page.locator(".wb-tabs [aria-current=page]")
    names = tabs.all_inner_texts()

    expect(current).to_have_text(names[0])
    for name, section in zip(names[1:], SECTIONS, strict=True):
        tabs.filter(has_text=name).first.click()
        expect(page).to_have_url(f"{whole}{section}/")
        expect(current).to_have_text(name)
        expect(page.locator(f"h2#{section}")).to_be_visible()
    tabs.first.click()
    expect(page).to_have_url(whole)


def test_part_of_an_article_names_the_whole_as_the_page_to_find(open_page: OpenPage, sample_library: Library) -> None:
    whole = f"{sample_library.settings.address}{BOY}"
    page = open_page(BOY)
    here = page.url
    canonical = page.locator("link[rel=canonical]")

    expect(canonical).to_have_attribute("href", whole)
    for section in SECTIONS:
        page.goto(f"{here}{section}/")
        expect(canonical).to_have_attribute("href", whole)


@every_screen
def test_citation_leads_to_its_reference_which_stands_out(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(BOY, screen)
    citation = page.locator(".wb-ratings caption .wb-note a").first
    number = words(citation.inner_text()).strip("[]").split(",")[0]
    ground = "item => getComputedStyle(item).backgroundColor"

    citation.click()

    reference = page.locator(".wb-references li:target")
    expect(reference).to_be_in_viewport(ratio=1)
    assert words(reference.inner_text()).startswith(f"{number}.")
    assert reference.evaluate(ground) != page.locator(".wb-references li:not(:target)").first.evaluate(ground)
    header, box = page.locator(".md-header").bounding_box(), reference.bounding_box()
    assert header is not None
    assert box is not None
    assert box["y"] >= header["y"] + header["height"]


@pytest.mark.parametrize("id", SEEN)
def test_citations_and_references_of_an_article_are_each_other_s(open_page: OpenPage, id: str) -> None:
    page = open_page(f"scenarios/{id}/")
    cited = page.locator(".wb-note a").evaluate_all("links => links.map(link => link.hash)")
    references = page.locator(".wb-references li").evaluate_all("items => items.map(item => '#' + item.id)")

    assert len(references) > 1
    assert set(cited) == set(references)
    assert page.locator(".wb-references li:visible").count() == len(references)
