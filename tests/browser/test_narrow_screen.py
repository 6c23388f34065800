"""A phone: the contents stay at hand, long sections are folded and can be found, and nothing is too small to hit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import BOY, KINDS, SCREENS, SECTIONS, OpenPage, all_words, words
from support.keyboard import tab_to

pytestmark = pytest.mark.browser

MOST_SCREENS = 15
"""The most screens of a phone that the longest article of the sample takes."""
SMALLEST_TARGET = 24
"""In CSS pixels, as WCAG 2.2 asks."""
FOLDED = ("rationale", "differential", "pitfalls", "faq", "related", "references", "abbreviations")

_LOW = """links => links.filter(link => link.checkVisibility() && !link.closest(".wb-sr"))
  .map(link => [link.textContent, link.getClientRects()[0]])
  .filter(([, box]) => box && box.height < 24)
  .map(([text, box]) => [text, box.height])"""


def folded(page: Page, section: str) -> Locator:
    """What is folded of a section."""
    return page.locator(f"#{section}-folded")


def unfolded_text(page: Page) -> str:
    """The words of the article but for its links to parts and files."""
    page.locator(".wb-tabs, .wb-actions, .wb-siblings, .headerlink").evaluate_all("all => all.forEach(a => a.remove())")
    return words(page.locator("article").inner_text())


@pytest.fixture(scope="module")
def boy(open_shared: OpenPage) -> Page:
    """The longest article, as it is first seen."""
    page = open_shared(BOY, "phone")
    expect(folded(page, FOLDED[-1])).to_have_count(1)
    return page


def test_longest_article_takes_few_screens(boy: Page) -> None:
    height = boy.evaluate("document.documentElement.scrollHeight")

    assert height <= MOST_SCREENS * SCREENS["phone"]["height"]


def test_sections_below_the_next_steps_are_folded_and_those_above_are_not(boy: Page) -> None:
    buttons = boy.locator("article h2 > button")

    assert [f"{section}-folded" for section in FOLDED] == buttons.evaluate_all(
        "all => all.map(one => one.getAttribute('aria-controls'))"
    )
    assert set(buttons.evaluate_all("all => all.map(one => one.ariaExpanded)")) == {"false"}
    for section in ("ratings", "scenario", "workflow", "review"):
        assert boy.locator(f"h2#{section} + *").is_visible()
    expect(boy.locator(".wb-disclaimer")).to_be_visible()


def test_no_target_is_too_low_for_a_thumb(boy: Page) -> None:
    assert boy.locator("article a").evaluate_all(_LOW) == []


def test_folded_section_opens_and_closes_by_its_heading(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone")
    button = page.locator("h2#pitfalls > button")

    tab_to(page, page.locator(".wb-contents-open"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#pitfall-1")).to_be_visible()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(folded(page, "pitfalls")).to_have_attribute("hidden", "until-found")


@pytest.mark.parametrize("place", ["faq", "faq-2"])
def test_link_to_a_place_in_a_folded_section_opens_it(open_page: OpenPage, place: str) -> None:
    page = open_page(f"{BOY}#{place}", "phone")

    expect(page.locator("h2#faq > button")).to_have_attribute("aria-expanded", "true")
    expect(folded(page, "faq")).to_be_visible()
    expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_words_in_a_folded_section_are_found(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone")
    question = folded(page, "faq").locator("h3").last
    title = str(question.evaluate("heading => heading.firstChild.textContent"))

    assert page.evaluate(
        """async title => {
      const found = new Promise(done => document.addEventListener("beforematch", () => done(true), { once: true }));
      const link = document.createElement("a");
      link.href = `#:~:text=${encodeURIComponent(title)}`;
      document.body.append(link);
      link.click();
      return Promise.race([found, new Promise(done => setTimeout(done, 5000, false))]);
    }""",
        title,
    )
    expect(page.locator("h2#faq > button")).to_have_attribute("aria-expanded", "true")
    expect(question).to_be_in_viewport()


def test_citation_opens_the_references(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone")

    page.locator(".wb-ratings caption .wb-note a").first.click()

    expect(page.locator(".wb-references li:target")).to_be_in_viewport()


def test_what_is_folded_is_on_paper(open_page: OpenPage) -> None:
    still = open_page(BOY, "phone", java_script_enabled=False)
    page = open_page(BOY, "phone")
    expect(folded(page, "faq")).to_have_count(1)

    still.emulate_media(media="print")
    page.emulate_media(media="print")

    assert len(unfolded_text(page)) > 10_000
    assert unfolded_text(page) == unfolded_text(still)


def test_contents_open_by_keyboard_and_lead_to_a_section(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).not_to_be_visible()

    tab_to(page, page.get_by_role("button", name="On this page"))
    page.keyboard.press("Enter")
    expect(contents).to_be_visible()
    tab_to(page, contents.get_by_role("link", name="Differential diagnosis"))
    page.keyboard.press("Enter")

    expect(contents).not_to_be_visible()
    expect(page.locator("h2#differential")).to_be_in_viewport()
    expect(page.locator("#diagnosis-1")).to_be_visible()
    header = page.get_by_role("button", name="On this page").bounding_box()
    heading = page.locator("h2#differential").bounding_box()
    assert header is not None
    assert heading is not None
    assert heading["y"] >= header["y"] + header["height"]


def test_contents_and_sections_need_no_script(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone", java_script_enabled=False)
    contents = page.get_by_role("navigation", name="On this page")

    assert page.locator("#faq-1").is_visible()
    page.get_by_role("button", name="On this page").click()
    expect(contents).to_be_visible()
    contents.get_by_role("link", name="Pitfalls to avoid").click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#pitfalls")


@pytest.mark.parametrize("kind", ["scenario", "topic", "protocol"])
def test_contents_list_every_section_once(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    contents = page.get_by_role("navigation", name="On this page")

    expect(contents).to_be_visible()
    assert contents.locator("nav").count() == 0
    listed = contents.locator("li:not(.wb-contents__top) a").evaluate_all("all => all.map(one => one.hash)")
    assert listed == page.locator("article h2[id]:not(.wb-sr)").evaluate_all("all => all.map(one => '#' + one.id)")


def test_every_kind_of_page_has_the_same_frame(open_page: OpenPage) -> None:
    places = {}
    for kind in ("topic", "scenario", "protocol", "procedures", "scales", "prose"):
        page = open_page(KINDS[kind])
        expect(page.locator(".wb-contents")).to_be_visible()
        box = page.locator("article").bounding_box()
        assert box is not None
        places[kind] = (box["x"], box["width"])
        assert page.locator(".md-sidebar--primary").is_hidden()

    assert len(set(places.values())) == 1, places
    # Where no contents stand beside it, a page goes on to their right edge.
    alone = open_page(KINDS["sources"]).locator("article").bounding_box()
    ((left, width),) = set(places.values())
    assert alone is not None
    assert (alone["x"], alone["width"] > width) == (left, True)
    assert all_words(page.locator(".md-tabs[aria-label=Sections] li"))


def test_sections_are_those_of_the_pages() -> None:
    assert set(SECTIONS) - set(FOLDED) == {"scenario", "workflow"}
