"""A page that was current when it was built says by itself when it no longer is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from support.browser import BOY, SCREENS, OpenPage, Screen, is_on_screen, on, words

pytestmark = pytest.mark.browser

LATE = "Past its review date"
NOTICE = "Past its review date (20 Nov 2027). Under review; check the source before use."


def test_reviewed_page_says_who_stands_for_it_and_until_when(open_reviewed: OpenPage) -> None:
    page = on(open_reviewed(BOY), "2026-11-22T12:00:00Z")

    expect(page.locator(".wb-status__line .wb-status__label")).to_have_text("Reviewed")
    line = words(page.locator(".wb-status__line").inner_text())
    assert "Reviewed on 22 Nov 2026" in line
    assert "Valid until 20 Nov 2027" in line
    assert "22 Nov 2026 by A. Reader, Radiologist" in words(page.locator(".wb-review").inner_text())


@pytest.mark.parametrize("moment", ["2026-11-22T12:00:00Z", "2027-11-19T12:00:00Z", "2027-11-20T23:59:00Z"])
def test_page_says_nothing_up_to_the_day_of_its_next_review(open_reviewed: OpenPage, moment: str) -> None:
    page = on(open_reviewed(BOY), moment)

    expect(page.locator(".wb-overdue")).to_be_hidden()


@pytest.mark.parametrize("moment", ["2027-11-21T00:01:00Z", "2031-01-01T12:00:00Z"])
@pytest.mark.parametrize("screen", SCREENS)
def test_page_says_above_its_answer_that_the_day_is_past(open_reviewed: OpenPage, screen: Screen, moment: str) -> None:
    page = on(open_reviewed(BOY, screen), moment)
    notice = page.locator(".wb-overdue")

    expect(notice).to_be_visible()
    assert words(notice.inner_text()) == NOTICE
    expect(notice.locator("strong")).to_have_text("Past its review date (20 Nov 2027).")
    assert is_on_screen(page, notice)
    expect(page.locator(".wb-status__line .wb-status__label")).to_have_text(LATE)
    above, answer = notice.bounding_box(), page.locator(".wb-answer").bounding_box()
    assert above is not None
    assert answer is not None
    assert above["y"] + above["height"] <= answer["y"]


def test_parts_of_the_article_say_so_too(open_reviewed: OpenPage) -> None:
    page = on(open_reviewed(f"{BOY}workflow/"), "2027-11-21T12:00:00Z")

    assert words(page.locator(".wb-overdue").inner_text()) == NOTICE


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", f'a[href="{BOY}"] + .wb-flag'),
        ("topics/leukemia-staging/", ".wb-scenario__title:has(a[href$='all-asymptomatic-boy/']) .wb-flag"),
        ("find/a-z/", "a[href$='all-asymptomatic-boy/'] + .wb-flag"),
        (f"embed/{BOY}answer/", ".wb-status__line .wb-status__label"),
    ],
)
def test_lists_and_embeds_say_so_by_the_same_rule_and_in_the_same_words(
    open_reviewed: OpenPage, path: str, place: str
) -> None:
    page = on(open_reviewed(path), "2027-11-20T23:59:00Z")
    label = page.locator(place)
    assert label.all_inner_texts() in ([""], ["Reviewed"])

    page = on(page, "2027-11-21T00:01:00Z")
    expect(label).to_have_text(LATE)
    expect(label).to_be_visible()


def test_notice_is_printed(open_reviewed: OpenPage) -> None:
    page = on(open_reviewed(BOY), "2027-11-21T12:00:00Z")
    page.emulate_media(media="print")

    expect(page.locator(".wb-overdue")).to_be_visible()


def test_without_scripts_the_day_stands_in_the_status_line(open_reviewed: OpenPage) -> None:
    page = open_reviewed(BOY, java_script_enabled=False)

    expect(page.locator(".wb-overdue")).to_be_hidden()
    expect(page.locator(".wb-status__line")).to_contain_text("Valid until 20 Nov 2027")


def test_draft_never_grows_old(open_page: OpenPage) -> None:
    page = on(open_page(BOY), "2099-01-01T12:00:00Z")

    expect(page.locator(".wb-status__line .wb-status__label")).to_have_text("Draft, not clinically reviewed")
    expect(page.locator(".wb-overdue")).to_be_hidden()
