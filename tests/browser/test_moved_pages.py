"""Notices at the addresses of records that are no more, on pages and in embeds."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import expect

from support.browser import OpenPage, Scheme, Screen, axe_findings, every_look, is_on_screen

pytestmark = pytest.mark.browser

MOVED: Final = ("scenarios/all-boy/", "scenarios/all-boy/faq/", "embed/scenarios/all-boy/faq/")
GONE: Final = ("protocols/us-abdomen/", "embed/protocols/us-abdomen/article/")


@pytest.mark.parametrize("path", MOVED)
def test_notice_leads_to_the_new_page_and_nobody_is_led_unseen(open_reviewed: OpenPage, path: str) -> None:
    page = open_reviewed(path, "phone")
    old = page.url
    new = (
        page.get_by_role("main")
        .get_by_role("link", name="ALL, asymptomatic boy")
        .or_(page.get_by_role("link", name=re.compile("^What imaging is best|Frequently asked questions")))
    )

    expect(page.get_by_role("heading", name="This page has moved")).to_be_visible()
    assert is_on_screen(page, new.first)
    page.wait_for_timeout(300)
    assert page.url == old
    address = str(new.first.evaluate("link => link.href"))
    assert page.request.get(address).status == 200
    assert address.endswith("all-asymptomatic-boy/" if path.endswith("all-boy/") else "all-asymptomatic-boy/faq/")


@pytest.mark.parametrize("path", GONE)
def test_notice_says_why_nothing_is_there(open_reviewed: OpenPage, path: str) -> None:
    page = open_reviewed(path)

    expect(page.get_by_role("heading", name="This page was removed")).to_be_visible()
    expect(page.get_by_text("The department no longer keeps it.")).to_be_visible()
    expect(page.get_by_role("link", name="All protocols")).to_be_visible()


@every_look
def test_axe_finds_nothing_in_a_notice(open_reviewed: OpenPage, screen: Screen, scheme: Scheme) -> None:
    page = open_reviewed(MOVED[0], screen, color_scheme=scheme)
    root = page.url.removesuffix(MOVED[0])
    for path in (MOVED[0], GONE[0], MOVED[2]):
        page.goto(root + path)
        assert [text for text in axe_findings(page) if "page-has-heading-one" not in text] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
