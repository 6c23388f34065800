"""What holds for a page of every kind, on a phone and a desk, light and dark."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.browser import (
    KINDS,
    SCHEMES,
    TEMPLATES,
    OpenPage,
    Scheme,
    Screen,
    Visit,
    axe_findings,
    every_sight,
    looks_of,
)
from support.long_mode import LONG
from support.paths import ROOT
from wardbook.search.packed import unpacked

pytestmark = pytest.mark.browser

Visits = Callable[[str, Screen, Scheme], Visit]

every_page = pytest.mark.parametrize("kind", KINDS)
MENUS = ("home", "topic", "scenario")
"""Kinds of pages whose menu is opened, in both schemes in the long mode."""

SMALLEST_TEXT = 12
"""In CSS pixels."""

MISSING = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What the browser itself says of a page that is not there."""


def test_every_template_of_a_page_is_among_the_kinds() -> None:
    templates = {path.name.removesuffix(".md.jinja") for path in (ROOT / "templates" / "pages").glob("*.md.jinja")}

    kinds = {TEMPLATES.get(kind, kind.split()[0]) for kind in KINDS}
    assert templates - kinds == {"moved"}, "test_moved_pages.py looks at pages that have moved"


@every_sight
def test_axe_finds_nothing(visits: Visits, kind: str, screen: Screen, scheme: Scheme) -> None:
    assert visits(kind, screen, scheme).findings == ()


@every_sight
def test_nothing_scrolls_sideways(visits: Visits, kind: str, screen: Screen, scheme: Scheme) -> None:
    found = visits(kind, screen, scheme)

    assert found.scroll_width == found.width


@every_sight
def test_no_text_is_too_small_to_read(visits: Visits, kind: str, screen: Screen, scheme: Scheme) -> None:
    texts = visits(kind, screen, scheme).text_sizes

    assert texts
    assert [(size, text) for size, text in texts if size < SMALLEST_TEXT] == []


@every_sight
def test_heading_has_no_line_more_than_its_words_fill(
    visits: Visits, kind: str, screen: Screen, scheme: Scheme
) -> None:
    headings = visits(kind, screen, scheme).headings

    assert headings
    assert [(shown, bare) for shown, bare in headings if shown != bare] == []


@every_page
def test_link_within_a_page_has_a_visible_end(visits: Visits, kind: str) -> None:
    ends = visits(kind, *looks_of(kind)[-1]).ends

    assert ends or kind == "404"
    assert [end for end, visible in ends if not visible] == []


@every_sight
def test_page_takes_the_colours_that_the_system_asks_for(
    visits: Visits, kind: str, screen: Screen, scheme: Scheme
) -> None:
    assert visits(kind, screen, scheme).scheme == {"light": "default", "dark": "slate"}[scheme]


@every_page
def test_page_asks_no_other_host_for_anything(visits: Visits, kind: str) -> None:
    assert [url for look in looks_of(kind) for url in visits(kind, *look).elsewhere] == []


@every_page
def test_console_is_silent(visits: Visits, kind: str) -> None:
    expected = (MISSING,) if kind == "404" else ()

    assert {visits(kind, *look).complaints for look in looks_of(kind)} == {expected}


@every_page
def test_page_sets_no_cookie(visits: Visits, kind: str) -> None:
    assert [cookie for look in looks_of(kind) for cookie in visits(kind, *look).cookies] == []


@pytest.mark.parametrize(
    ("kind", "scheme"),
    product(MENUS, SCHEMES) if LONG else [(kind, SCHEMES[place % 2]) for place, kind in enumerate(MENUS)],
)
def test_axe_finds_nothing_while_the_menu_of_a_phone_is_open(open_page: OpenPage, kind: str, scheme: Scheme) -> None:
    page = open_page(KINDS[kind], "phone", color_scheme=scheme)
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()

    assert axe_findings(page) == ()


def test_words_of_a_missing_page_lead_on(open_page: OpenPage) -> None:
    page = open_page(KINDS["404"])

    links = page.locator("article a:not(.headerlink)")

    assert links.count() >= 1
    links.first.click()
    expect(page.locator("h1")).not_to_contain_text("404")


def test_small_words_of_a_missing_page_lead_nowhere(open_page: OpenPage) -> None:
    page = open_page("scenarios/no-such-page-of-the/")
    page.wait_for_load_state("networkidle")

    expect(page.locator("[data-wb-not-found]")).to_be_empty()


def test_search_index_holds_whole_articles_and_no_sections(sample: Path) -> None:
    fragments = (sample / "site" / "pagefind" / "fragment").iterdir()
    found = {json.loads(unpacked(fragment))["url"].strip("/") for fragment in fragments}

    assert KINDS["scenario"].strip("/") in found
    assert [kind for kind, path in KINDS.items() if kind.startswith("section") and path.strip("/") in found] == []
