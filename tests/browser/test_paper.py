"""On paper and without scripts the page is complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from support.browser import BOY, BROKEN_WORDS, KINDS, SCHEMES, OpenPage, Scheme, all_words, colours, words
from support.long_mode import LONG
from support.sample import SEEN
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario

pytestmark = pytest.mark.browser

CLINICAL = ("scenario", "section workflow", "topic", "protocol")
NAVIGATION = (
    ".md-header :is(a, button, form, label, svg), .md-tabs, .md-sidebar, .md-skip, .wb-search-open, .md-top, .wb-tabs,"
    " .wb-actions, .wb-print, .wb-red-flags, .wb-answer__way, .wb-siblings, .wb-contents, .wb-contents-open,"
    " .headerlink, .wb-back"
)
PAPER = 672
"""The width between the margins of a sheet of A4, in CSS pixels."""

SECTIONS = (
    "Ratings",
    "Who this applies to",
    "Treatment",
    "Next steps",
    "Rationale",
    "Differential diagnosis",
    "Pitfalls to avoid",
    "Frequently asked questions",
    "Related topics and tools",
    "References",
    "Abbreviations",
    "Review",
)

COMMON = ("Ratings", "Treatment", "Review")
"""The titles of sections that are common words, too."""

UNCONTROLLED = "Uncontrolled when printed"
_STYLES = "(all, name) => all.map(one => getComputedStyle(one)[name])"
_STATUS = "(status, name) => { status.className = `wb-status wb-status--${name}`; }"


@pytest.mark.parametrize("kind", CLINICAL)
def test_every_word_of_the_screen_is_on_paper(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.locator(
        ".wb-tabs, .wb-actions, .wb-red-flags, .wb-answer__way, .wb-siblings, .wb-back, .headerlink"
    ).evaluate_all("all => all.forEach(one => one.remove())")
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


@pytest.mark.parametrize("scheme", SCHEMES if LONG else SCHEMES[-1:])
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
    assert article.locator(":is(th, td)").evaluate_all(BROKEN_WORDS) == []
    assert article.evaluate("article => article.scrollWidth") <= PAPER


def sections_of(scenario: Scenario, *, has_abbreviations: bool) -> list[str]:
    """The sections that an article must have, in their order."""
    left_out = {
        "Ratings": not any(one.ratings for one in scenario.recommendations),
        "Treatment": not scenario.treatment,
        "Next steps": not scenario.workflow,
        "Rationale": not (scenario.rationale or scenario.not_recommended),
        "Differential diagnosis": not scenario.differential,
        "Pitfalls to avoid": not scenario.pitfalls,
        "Frequently asked questions": not scenario.faq,
        "Abbreviations": not has_abbreviations,
    }
    return [section for section in SECTIONS if not left_out.get(section)]


@pytest.mark.parametrize("id", SEEN)
def test_pdf_holds_status_sections_references_and_disclaimer(
    open_page: OpenPage, sample_library: Library, id: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: install the package poppler-utils to read the printed pages")
    page = open_page(f"scenarios/{id}/")
    sections = sections_of(sample_library.scenarios[id], has_abbreviations=page.locator("article abbr").count() > 0)
    captions = all_words(page.locator(".wb-ratings__scenario caption"))
    site = all_words(page.locator(".md-header__topic .wb-name"))
    titles = all_words(page.locator(".wb-references .wb-reference__title"))
    disclaimer = all_words(page.locator(".wb-disclaimer p"))
    expected = [
        *site,
        sample_library.scenarios[id].title,
        "Draft, not clinically reviewed",
        sample_library.scenarios[id].population.summary,
        *sections,
        *titles,
        *disclaimer,
    ]

    text = pdf_text(page)
    printed = letters(text)

    assert site == [sample_library.settings.title]
    assert len(titles) > 1
    assert disclaimer
    assert [text for text in expected if letters(text) not in printed] == []
    # The words "Ratings", "Treatment" and "Review" stand in many places; the caption of a table stands in one.
    after = [printed.rindex(letters(section)) for section in sections if section not in COMMON]
    assert len(captions) == sum(one.ratings is not None for one in sample_library.scenarios[id].recommendations)
    places = [*(printed.index(letters(caption.partition(".")[0])) for caption in captions), *after]
    assert places == sorted(places)
    assert not without(text, UNCONTROLLED, "Draft, not clinically reviewed")


@pytest.mark.parametrize(
    ("path", "status", "warning"),
    [
        ("scenarios/cml-asymptomatic-adult/", "withdrawn", "Withdrawn"),
        ("topics/leukemia-staging/", "overdue", "Past its review date"),
        (f"embed/{BOY}article/", "draft", "Draft, not clinically reviewed"),
    ],
)
def test_what_is_no_current_guidance_says_so_on_every_sheet(
    open_page: OpenPage, path: str, status: str, warning: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: install the package poppler-utils to read the printed pages")
    page = open_page(path)
    page.locator(".wb-status").evaluate(_STATUS, status)

    text = pdf_text(page, "Letter")

    assert len(sheets(text)) > 1
    assert not without(text, UNCONTROLLED, warning)


def test_paper_of_a_current_page_warns_of_nothing(open_page: OpenPage) -> None:
    page = open_page("library/about/")
    style = page.locator("html").evaluate("root => getComputedStyle(root).page")

    assert style == "auto"


@pytest.mark.parametrize("kind", ["scenario", "protocol"])
def test_tables_and_links_are_whole_on_paper(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.emulate_media(media="print")
    article = page.locator("article")

    assert set(article.locator("thead").evaluate_all(_STYLES, "display")) == {"table-header-group"}
    assert set(article.locator("tbody tr").evaluate_all(_STYLES, "breakInside")) == {"avoid"}
    assert set(article.locator("h2, h3, h4").evaluate_all(_STYLES, "breakAfter")) == {"avoid"}
    out = article.locator(".wb-reference__out").evaluate_all(
        "all => all.map(one => [one.innerText, one.href, getComputedStyle(one, '::after').content])"
    )
    told = {words == "Read online": href in after for words, href, after in out}
    assert told == {True: True, False: False}
    other = article.locator("a:not([href^='http'])").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::after').content)"
    )
    assert set(other) == {"none"}


FILTERED = ("section", "finder", "404")
"""Kinds of pages that stand on another page too, or to which scripts add what they find."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith(FILTERED)])
def test_page_is_complete_without_scripts(open_page: OpenPage, kind: str) -> None:
    with_scripts = all_text(open_page(KINDS[kind]))

    assert with_scripts
    assert all_text(open_page(KINDS[kind], java_script_enabled=False)) == with_scripts


def all_text(page: Page) -> str:
    """The text of the article, also of lines far below the window, which a browser may leave out.

    Without tools that are scripts: the search on the home page, the filter of a list, and the button that copies an
    answer.
    """
    page.locator(".wb-home__search, .wb-copy-answer").evaluate_all("all => all.forEach(one => one.remove())")
    page.locator("head").evaluate(
        """head => {
          const style = document.createElement("style");
          style.textContent = "* { content-visibility: visible !important; } .wb-filter { display: none !important; }";
          head.append(style);
        }"""
    )
    page.locator(".wb-copy-answer").evaluate_all("all => all.forEach(one => one.remove())")  # it needs a script
    return words(page.locator("article").inner_text())


def test_scenario_is_two_clicks_from_home_without_scripts(open_page: OpenPage) -> None:
    page = open_page("", java_script_enabled=False)

    page.locator("article").get_by_role("link", name="Staging and follow-up of leukemia").click()
    page.locator("article").get_by_role("link", name="ALL, asymptomatic boy", exact=True).first.click()

    expect(page).to_have_url(re.compile(f"/{BOY}$"))


def pdf_text(page: Page, paper: str = "A4") -> str:
    """The text of the page as it is printed, a form feed after each sheet."""
    printed = page.pdf(format=paper)
    return subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout.decode()


def sheets(text: str) -> list[str]:
    """The text of each sheet."""
    return text.split("\f")[:-1]


def without(text: str, *warnings: str) -> list[int]:
    """The numbers of the sheets that lack a warning, or their number among all."""
    every = [letters(sheet) for sheet in sheets(text)]
    return [
        number
        for number, sheet in enumerate(every, 1)
        if not all(letters(warning) in sheet for warning in (*warnings, f"{number} / {len(every)}"))
    ]


def letters(text: str) -> str:
    """A text without what a line's end can add or take: spaces, hyphens and ligatures."""
    return re.sub(r"[\s\u2010-]", "", unicodedata.normalize("NFKC", text))
