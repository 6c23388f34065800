"""Groups of patients: a reader looks at the answer and the ratings for one of them, and nothing is lost by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import all_words
from support.http_server import QuietHandler, served

pytestmark = pytest.mark.browser

SEAM: Final = "scenarios/split-seam/"
GROUPS: Final = ("cubs", "grown", "wired", "dyed", "glowing", "mothers")
WITHOUT_RATINGS: Final = {"glowing"}
PARTS: Final = 2 * len(GROUPS) - len(WITHOUT_RATINGS)
"""An answer of each group, and a table of those with ratings."""
OWN: Final = ".wb-patients:not([data-wb-step])"
"""These; the others are steps of the treatment, each for several groups."""


@pytest.fixture(scope="module")
def guideline_address(built_once: Path) -> Iterator[str]:
    """The site of the fixture guideline."""
    with served(built_once / "site", QuietHandler) as address:
        yield address


@pytest.fixture
def seam(chromium: Browser, guideline_address: str) -> Iterator[Page]:
    """A scenario whose answer differs by patients."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(guideline_address + SEAM)
        expect(page.get_by_role("radio")).to_have_count(len(GROUPS) + 1)
        yield page


def shown(page: Page) -> set[str]:
    """The groups that have something shown."""
    parts: list[str] = page.locator(f"{OWN}:not([hidden])").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.wbPatients)"
    )
    for group in parts:
        assert parts.count(group) == (1 if group in WITHOUT_RATINGS else 2), "an answer and a table of each"
    return set(parts)


def choice(page: Page, label: str) -> Locator:
    return page.get_by_role("radio", name=label, exact=True)


def test_one_group_or_all_are_shown_and_the_address_says_which(seam: Page) -> None:
    assert shown(seam) == set(GROUPS)
    choice(seam, "Grown bears").check()
    assert shown(seam) == {"grown"}
    assert seam.url.endswith(f"{SEAM}#patients=grown")
    seam.reload()
    expect(choice(seam, "Grown bears")).to_be_checked()
    assert shown(seam) == {"grown"}
    # One line at the choice says that something is hidden; of the others not even headings stay.
    headings = seam.locator(".wb-answer__patients, h3[id^=ratings-], h3[id^=step-]").evaluate_all(
        "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true}) && !one.hidden).map(one => one.id)"
    )
    assert headings == ["answer-grown", "ratings-grown", "step-2"]
    left = f"{PARTS - 2 + 1} parts for other patients are not shown. Show all patients"
    expect(seam.get_by_role("group", name="Show").get_by_text(left, exact=True)).to_be_visible()
    seam.get_by_role("button", name="Show all patients").click()
    expect(choice(seam, "All patients")).to_be_focused()
    assert shown(seam) == set(GROUPS)
    assert "#" not in seam.url
    assert seam.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_steps_of_the_treatment_for_others_are_hidden_too(seam: Page) -> None:
    heading = seam.locator("#step-1")
    expect(seam.get_by_text("Hold it.")).to_be_visible()
    choice(seam, "Grown bears").check()
    assert heading.get_attribute("hidden") == "until-found"
    expect(seam.get_by_text("Hold it.")).to_be_hidden()
    expect(seam.get_by_text("Sew it by hand.")).to_be_visible()
    choice(seam, "Bears that glow").check()
    expect(seam.get_by_text("Hold it.")).to_be_visible()
    expect(seam.get_by_text("Sew it by hand.")).to_be_hidden()
    choice(seam, "All patients").check()
    expect(heading).to_be_visible()
    expect(seam.get_by_text("not shown")).to_be_hidden()


def test_step_that_names_no_group_is_never_hidden(seam: Page) -> None:
    seam.route("**/scenarios/split-seam/", lambda route: route.fulfill(body=unnamed(route.fetch().text())))
    seam.goto(seam.url)
    expect(seam.locator("[data-wb-step]")).to_have_count(1)
    choice(seam, "Cubs").check()
    expect(seam.get_by_text("Sew it by hand.")).to_be_visible()
    expect(seam.get_by_text("Hold it.")).to_be_visible()


def unnamed(html: str) -> str:
    """The page as it is if its second step names no group."""
    named = '<div data-wb-step="grown wired dyed mothers" hidden></div>'
    assert html.count(named) == 1
    return html.replace(named, "")


def test_keys_choose_a_group(seam: Page) -> None:
    choice(seam, "All patients").focus()
    seam.keyboard.press("ArrowDown")
    assert shown(seam) == {"cubs"}
    assert seam.get_by_role("group", name="Show").locator("input").count() == len(GROUPS) + 1


def test_what_is_searched_or_linked_is_shown(seam: Page) -> None:
    choice(seam, "Cubs").check()
    seam.locator("[data-wb-patients=wired]").first.dispatch_event("beforematch")
    assert shown(seam) == set(GROUPS)
    choice(seam, "Cubs").check()
    seam.evaluate("location.hash = '#patients=nobody'")
    expect(choice(seam, "All patients")).to_be_checked()
    assert shown(seam) == set(GROUPS)


@pytest.mark.parametrize("hash", ["#%", "#patients=%E0%A4", "#search=%"])
def test_a_stray_percent_sign_in_the_address_breaks_nothing(
    chromium: Browser, guideline_address: str, hash: str
) -> None:
    broken: list[str] = []
    with chromium.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(f"{guideline_address}{SEAM}{hash}")
        expect(choice(page, "All patients")).to_be_checked()
        page.wait_for_load_state("networkidle")
        page.evaluate("location.hash = '#%E0%A4%A'")
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(drawn))")
    assert broken == []


def test_paper_and_a_copy_have_all_groups(seam: Page) -> None:
    choice(seam, "Cubs").check()
    seam.emulate_media(media="print")
    for part in seam.locator(".wb-patients, .wb-patients__heading").all():
        expect(part).to_be_visible()
    expect(seam.get_by_text("not shown.")).to_be_hidden()
    seam.emulate_media(media="screen")
    choice(seam, "All patients").check()
    lines = copied_answer(seam)
    assert [line for line in lines if line in ("Cubs", "Grown bears", "Mothers to be")] == [
        "Cubs",
        "Grown bears",
        "Mothers to be",
    ]
    assert "not shown" not in "".join(lines)


def test_copy_has_the_chosen_patients_alone(seam: Page) -> None:
    choice(seam, "Mothers to be").check()
    lines = copied_answer(seam)
    named = [line for line in lines if line in ("Cubs", "Grown bears", "Mothers to be")]

    assert next(line for line in lines if line.startswith("Patients: ")) == "Patients: Mothers to be"
    assert named == ["Mothers to be"]
    assert lines[-1].endswith(f"{SEAM}#patients=mothers")


def copied_answer(seam: Page) -> list[str]:
    """The lines that are copied as the answer."""
    seam.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    seam.locator(".wb-copy-answer").click()
    seam.wait_for_function("window.copied")
    return str(seam.evaluate("window.copied")).splitlines()


def test_choice_goes_with_its_reader_to_the_parts_of_the_article_and_back(seam: Page) -> None:
    choice(seam, "Cubs").check()
    seam.locator(".wb-tabs a").nth(1).click()
    seam.wait_for_url(re.compile(rf"{SEAM}\w+/#patients=cubs$"))
    expect(choice(seam, "Cubs")).to_be_checked()
    lines = seam.locator(".wb-answer-line")
    assert [line for line in all_words(lines.locator("visible=true")) if not line.startswith("Cubs. ")] == []
    choice(seam, "Grown bears").check()
    seam.locator(".wb-tabs a").first.click()
    seam.wait_for_url(f"**/{SEAM}#patients=grown")
    expect(choice(seam, "Grown bears")).to_be_checked()
    assert shown(seam) == {"grown"}
    choice(seam, "All patients").check()
    assert "#" not in str(seam.locator(".wb-tabs a").first.get_attribute("href"))


@pytest.mark.parametrize(
    ("filters", "hash"), [("pregnancy=pregnant&sex=female", "#patients=mothers"), ("topic=patched-bears", "")]
)
def test_finder_leads_to_the_answer_for_the_patients_that_were_chosen(
    chromium: Browser, guideline_address: str, filters: str, hash: str
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{guideline_address}find/#{filters}")
        link = page.locator("[data-wb-found] a", has_text="Patched bear, open seam").first
        expect(link).to_have_attribute("href", re.compile(rf"{SEAM}{hash}$"))


def test_finder_says_for_whom_each_study_is(chromium: Browser, guideline_address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{guideline_address}find/#topic=patched-bears")
        expect(page.locator(".wb-scenario")).to_have_count(1)
        studies = all_words(page.locator(".wb-scenario__studies > li"))
    assert studies == [
        "Cubs. Focus: US bear ● Usually good Radiation: child 0 mSv",
        "Cubs. Focus: MRI bear without and with honey ● Usually good Radiation: child varies",
        "Cubs. One is enough: US bear or MRI bear without and with honey",
        "Grown bears. Focus: Radiography bear, 2 views ● Usually good"
        " Radiation: ☢ Low radiation, adult <0.1 mSv Unverified",
        "Grown bears. Focus: US bear ● Usually good Radiation: adult 0 mSv",
        "Grown bears. Together: Radiography bear, 2 views and US bear",
        "Grown bears. In this order: US bear, then MRI bear without and with honey",
        "Bears with wire. Answer: No imaging Every study listed: ○ Usually not good",
        "Bears that dye does not suit. Answer: No treatment Every treatment listed: ↓ Conditionally against",
        "Bears that glow. Answer: Advice",
        "Mothers to be. Answer: No imaging",
    ]


LEFT = "Not shown here: the answers for "


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (
            "contraindication=mri",
            [
                "Bears with wire. Answer: No imaging Every study listed: ○ Usually not good",
                f"{LEFT}Cubs; Grown bears; Bears that dye does not suit; Bears that glow; Mothers to be",
            ],
        ),
        (
            "pregnancy=pregnant&sex=female",
            [
                "Mothers to be. Answer: No imaging",
                f"{LEFT}Cubs; Grown bears; Bears with wire; Bears that dye does not suit; Bears that glow",
            ],
        ),
        (
            "age=child&procedure=xr-bear",  # good in the grown, and no answer for a cub
            [
                "Cubs. Focus: US bear ● Usually good Radiation: child 0 mSv",
                "Cubs. Focus: MRI bear without and with honey ● Usually good Radiation: child varies",
                "Cubs. One is enough: US bear or MRI bear without and with honey",
                "Bears that glow. Answer: Advice",
                "Cubs. Also rated, matches: Radiography bear, 2 views ○ Usually not good"
                " Radiation: ☢☢ Medium radiation, child 0.03–0.3 mSv Unverified",
                f"{LEFT}Grown bears; Bears with wire; Bears that dye does not suit; Mothers to be",
            ],
        ),
        ("age=child&procedure=xr-bear&rating=good", []),
        ("pregnancy=pregnant&answer=advice", []),
    ],
)
def test_finder_finds_a_group_by_its_own_values_and_says_whose_answer_it_shows(
    chromium: Browser, guideline_address: str, choice: str, found: list[str]
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{guideline_address}find/#topic=patched-bears&{choice}")
        expect(page.locator("[data-wb-count]")).not_to_be_empty()
        count = page.locator("[data-wb-facet=topic] li", has_text="Patched bears").locator("[data-wb-number]")
        assert count.text_content() == str(min(len(found), 1))
        assert all_words(page.locator(".wb-scenario__studies > li")) == found


def test_without_scripts_all_groups_are_shown(chromium: Browser, guideline_address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{guideline_address}{SEAM}#patients=cubs")
        expect(page.locator(".wb-patients")).to_have_count(PARTS)
        for part in page.locator(".wb-patients").all():
            expect(part).to_be_visible()
        expect(page.get_by_role("radio")).to_have_count(0)


def test_answer_leads_to_the_first_step_of_its_patients(seam: Page) -> None:
    ways = seam.locator(".wb-answer__way a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(ways) == len(GROUPS)
    assert set(ways) == {"#step-1", "#step-2"}
    choice(seam, "Grown bears").check()
    seam.locator(".wb-answer__way a").locator("visible=true").click()
    expect(seam.locator("#step-2")).to_be_in_viewport()
    expect(choice(seam, "Grown bears")).to_be_checked()
