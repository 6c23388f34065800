"""Tools of a page: copy a link or the answer, and report a problem."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import BOY, KINDS, SCREENS, OpenPage, Screen, words
from support.keyboard import tab_to
from wardbook.library.library import Library
from wardbook.render.problem_report import UNKNOWN_ADDRESS

pytestmark = pytest.mark.browser

REFUSE = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A scenario in a window in which things can be copied and pasted."""
    return open_page(BOY, permissions=["clipboard-read", "clipboard-write"])


def pasted(page: Page) -> str:
    """What was copied."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_answer_is_copied_whole_and_plain(page: Page, sample_library: Library) -> None:
    scenario = sample_library.scenarios["all-asymptomatic-boy"]
    answer = page.locator(".wb-answer")

    page.get_by_role("button", name="Copy answer as text").click()

    expect(page.get_by_role("status")).to_have_text("Copied the answer.")
    lines = pasted(page).splitlines()
    assert lines[0] == words(scenario.title)
    assert lines[1].startswith("Stop if: Cough, noisy breathing (stridor)")
    named = page.locator(".wb-exclusion--emergency").count()
    assert lines[1].count("; ") == named - 1
    assert lines[2:4] == ["Answer", words(scenario.population.summary)]
    assert "Draft, not clinically reviewed" in lines[-2]
    assert f"Version {scenario.review.version}" in lines[-2]
    assert "Ratings: " in lines[-2]
    assert lines[-1].startswith("Copied on ")
    assert lines[-1].endswith(f" from {sample_library.settings.address}{BOY}")
    shown = answer.evaluate(
        """answer => {
          const copy = answer.cloneNode(true);
          copy.querySelectorAll(".wb-note, [aria-hidden]").forEach(part => part.remove());
          return copy.textContent;
        }"""
    )
    plain = " ".join(lines[2:-2]).replace("[", "").replace("]", "")
    assert "".join(plain.split()) == "".join(shown.split())


def test_warning_stands_above_a_copied_answer(page: Page) -> None:
    page.locator("article .wb-status").evaluate(
        "status => status.insertAdjacentHTML('afterbegin', '<p class=wb-overdue role=note>Past its date.</p>')"
    )

    page.get_by_role("button", name="Copy answer as text").click()

    expect(page.get_by_role("status")).to_have_text("Copied the answer.")
    assert pasted(page).startswith("Past its date.\n")


def test_link_to_a_section_is_copied_by_keyboard_and_without_a_clipboard(page: Page) -> None:
    where = page.url
    page.evaluate(REFUSE)
    link = page.get_by_role("link", name="Copy link to section Rationale", exact=True)

    link.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Copied the link to “Rationale”.")
    assert pasted(page) == f"{where}#rationale"
    expect(link).to_be_focused()
    assert page.url == where


def test_link_of_every_heading_is_named_and_that_of_the_section_where_one_is_is_a_stop(page: Page) -> None:
    found = page.locator(".headerlink").evaluate_all(
        """links => links.map(link => [link, link.parentElement]).map(([link, heading]) =>
          [link.ariaLabel, heading.ariaLabel, heading.localName, link.tabIndex])"""
    )

    assert len(found) > 20
    for name, heading, level, stop in found:
        assert name == f"Copy link to section {heading}"
        assert "¶" not in heading
        assert stop == -1, (name, level)
    expect(page.get_by_role("heading", name="Rationale", exact=True)).to_be_visible()


def test_who_goes_to_a_section_can_copy_its_link_by_keyboard(page: Page) -> None:
    contents = page.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Rationale", exact=True).press("Enter")
    page.wait_for_url("**#rationale")

    link = page.get_by_role("link", name="Copy link to section Rationale", exact=True)
    expect(link).to_have_attribute("tabindex", "0")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(page.locator(".headerlink[tabindex='0']")).to_have_count(1)


def test_tools_of_a_phone_stay_in_one_row(open_page: OpenPage) -> None:
    page = open_page(BOY, "phone")
    boxes = page.locator(".wb-actions > *").evaluate_all("tools => tools.map(tool => tool.getBoundingClientRect().top)")

    assert len(boxes) == 5
    assert max(boxes) - min(boxes) < 10
    tab_to(page, page.get_by_role("button", name="Copy answer as text"))


def test_problem_is_reported_beside_the_answer_as_in_the_footer(page: Page) -> None:
    tool = page.locator(".wb-actions").get_by_role("link", name="Report a problem", exact=True)
    footer = page.get_by_role("link", name="Report a problem with this page")

    assert tool.get_attribute("href") == footer.get_attribute("href")


@pytest.mark.parametrize("screen", SCREENS)
def test_mark_says_what_it_means(open_page: OpenPage, screen: Screen) -> None:
    page = open_page("scenarios/pe-intermediate-risk/", screen)
    mark = page.get_by_role("button", name="Unverified").first
    said = page.get_by_role("status").filter(has_text="Not yet seen in its source")

    mark.click()
    expect(said).to_be_in_viewport(ratio=1)
    page.locator("h1").click()
    expect(said).to_have_count(0)
    mark.press("Enter")
    expect(said).to_be_visible()
    mark.press("Escape")
    expect(said).to_have_count(0)


@pytest.fixture
def still(chromium: Browser) -> Iterator[Page]:
    """A window without scripts."""
    context = chromium.new_context(java_script_enabled=False, viewport=SCREENS["phone"])
    yield context.new_page()
    context.close()


def test_problem_with_any_page_is_reported_without_scripts(still: Page, address: str, sample_library: Library) -> None:
    published = sample_library.settings.address
    for kind, path in KINDS.items():
        still.goto(address + path)
        report = still.get_by_role("link", name="Report a problem with this page")
        said = unquote(str(report.get_attribute("href")))
        assert said.startswith(f"mailto:{sample_library.settings.contact.email}?subject=Problem: "), kind
        where = UNKNOWN_ADDRESS if kind == "404" else f"{published}{path.partition('#')[0]}"
        assert f"Address: {where}\r\n" in said, kind
        versioned = kind in ("topic", "scenario", "protocol", "claims") or "section" in kind
        assert ("Version: " in said) == versioned, kind


def test_report_of_a_missing_page_names_its_address(open_page: OpenPage, address: str) -> None:
    page = open_page(KINDS["404"])

    report = page.get_by_role("link", name="Report a problem with this page")

    assert f"Address: {address}{KINDS['404']}\r\n" in unquote(str(report.get_attribute("href")))


def test_what_needs_scripts_is_not_offered_without_them(still: Page, address: str) -> None:
    still.goto(address + BOY)

    expect(still.locator(".wb-copy-answer")).to_be_hidden()
