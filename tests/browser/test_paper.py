"""On paper and without scripts the page is complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from browser.browsing import BOY, KINDS, SCENARIOS, SCHEMES, Scheme, all_words, colours, words
from browser.conftest import OpenPage
from wardbook.library import Library

pytestmark = pytest.mark.browser

CLINICAL = ("scenario", "section workflow", "topic", "protocol")
NAVIGATION = ".md-header, .md-tabs, .md-sidebar, .md-skip, .wb-search-open, .md-top, .wb-tabs, .wb-actions, .headerlink"
PAPER = 672
"""The width between the margins of a sheet of A4, in CSS pixels."""

SECTIONS = (
    "Who fits this scenario",
    "What is being looked for",
    "Why this answer",
    "What happens next",
    "Pitfalls to avoid",
    "Related topics and tools",
    "Frequently asked questions",
    "References",
    "Abbreviations",
    "Review",
)

_BROKEN = """names => names.flatMap(name => {
  const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word);
    }
  }
  return broken;
})"""


@pytest.mark.parametrize("kind", CLINICAL)
def test_every_word_of_the_screen_is_on_paper(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.locator(".wb-tabs, .wb-actions, .headerlink").evaluate_all("all => all.forEach(one => one.remove())")
    article = page.locator("article")
    screen = words(article.inner_text())

    page.emulate_media(media="print")

    assert len(screen) > 1000
    assert words(article.inner_text()) == screen


@pytest.mark.parametrize("kind", ["home", *CLINICAL])
def test_no_navigation_is_on_paper(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    navigation = page.locator(NAVIGATION)
    seen = """all => all.filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map(one => one.className)"""
    assert navigation.evaluate_all(seen) != []

    page.emulate_media(media="print")

    assert navigation.evaluate_all(seen) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", CLINICAL)
def test_ink_is_dark_whatever_the_screen_was(open_page: OpenPage, kind: str, scheme: Scheme) -> None:
    page = open_page(KINDS[kind], color_scheme=scheme)
    page.emulate_media(media="print")
    page.locator("body, .md-container, .md-main").evaluate_all(
        "all => all.forEach(one => one.style.background = 'white')"
    )

    found = colours(page.locator("article").locator("h1, h2, h3, h4, p, li, dt, dd, th, td, a, .wb-chip, .wb-mark"))

    assert len(found) > 50
    assert [(text[:40], round(ratio, 2)) for text, ratio in found if text and ratio < 4.5] == []


@pytest.mark.parametrize("kind", ["scenario", "scales", "procedures", "procedure", "protocol"])
def test_no_word_of_a_table_is_broken_on_paper(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.emulate_media(media="print")
    article = page.locator("article")

    article.evaluate(f"article => {{ article.style.width = article.style.maxWidth = '{PAPER}px' }}")

    assert article.locator(":is(th, td)").count() > 0
    assert article.locator(":is(th, td)").evaluate_all(_BROKEN) == []
    assert article.evaluate("article => article.scrollWidth") <= PAPER


@pytest.mark.parametrize("id", SCENARIOS)
def test_pdf_holds_status_sections_references_and_disclaimer(
    open_page: OpenPage, sample_library: Library, id: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: install the package poppler-utils to read the printed pages")
    page = open_page(f"scenarios/{id}/")
    titles = all_words(page.locator(".wb-references .wb-reference__title"))
    disclaimer = all_words(page.locator(".wb-disclaimer p"))
    expected = [
        sample_library.scenarios[id].title,
        "Draft, not clinically reviewed",
        "Next review: set on approval",
        sample_library.scenarios[id].population.summary,
        *SECTIONS,
        *titles,
        *disclaimer,
    ]

    printed = letters(pdf_text(page))

    assert len(titles) > 1
    assert disclaimer
    assert [text for text in expected if letters(text) not in printed] == []
    places = [printed.rindex(letters(section)) for section in SECTIONS[:-1]]
    assert places == sorted(places)


FILTERED = ("section", "finder")
"""Kinds of pages that stand on another page too, or need scripts for what they filter."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith(FILTERED)])
def test_page_is_complete_without_scripts(open_page: OpenPage, kind: str) -> None:
    with_scripts = open_page(KINDS[kind]).locator("article").inner_text()
    without = open_page(KINDS[kind], java_script_enabled=False).locator("article")

    assert words(with_scripts)
    assert words(without.inner_text()) == words(with_scripts)


def test_scenario_is_two_clicks_from_home_without_scripts(open_page: OpenPage) -> None:
    page = open_page("", java_script_enabled=False)

    page.locator("article").get_by_role("link", name="Staging and follow-up of leukemia").click()
    page.locator("article").get_by_role("link", name="ALL, asymptomatic boy", exact=True).click()

    expect(page).to_have_url(re.compile(f"/{BOY}$"))


def pdf_text(page: Page) -> str:
    """The text of the page as it is printed on A4."""
    outcome = subprocess.run(["pdftotext", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True)
    return outcome.stdout.decode()


def letters(text: str) -> str:
    """A text without what a line's end can add or take: spaces, hyphens and ligatures."""
    return re.sub(r"[\s\u2010-]", "", unicodedata.normalize("NFKC", text))
