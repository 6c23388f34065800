"""The first view of a page on a slow network: nothing jumps, little is sent, and words come before scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.browser import KINDS, SCREENS, Screen
from support.long_mode import LONG
from support.nginx_site import hosted
from support.slow_phone import MOST_SHIFT, FirstView, first_view, slow

pytestmark = pytest.mark.browser

Visit = Callable[[str, Screen], FirstView]

MOST_BYTES = 130_000
"""What the first view of a scenario may take over the wire, with the heads of all answers."""

SEEN = ("home", "finder", "scenarios by rating", "topic", "scenario", "protocol", "404")
"""Kinds of pages whose parts all others are made of."""
CASES = [(kind, screen) for kind in KINDS for screen in SCREENS] if LONG else [
    (kind, screen) for kind in SEEN for screen in (SCREENS if kind == "finder" else ("phone",))
]  # fmt: skip


@pytest.fixture(scope="module")
def site(sample: Path) -> Iterator[str]:
    """The sample's site on nginx with the settings that the build made."""
    with hosted(sample) as servers:
        yield servers.site


@pytest.fixture(scope="module")
def visit(chromium: Browser, site: str) -> Visit:
    """What a first visit to a page of a kind comes to; each is made once."""
    return cache(lambda kind, screen: first_view(chromium, site + KINDS[kind], screen))


@pytest.mark.parametrize(("kind", "screen"), CASES)
def test_nothing_moves_by_itself(visit: Visit, kind: str, screen: Screen) -> None:
    seen = visit(kind, screen)

    assert seen.shift <= MOST_SHIFT, seen.moved


def test_symbols_come_before_the_cards_that_show_them(visit: Visit) -> None:
    came = [url.rpartition("/")[2] for url in visit("finder", "desk").sizes]

    assert came.index("noto-sans-symbols-2-subset.woff2") < came.index("scenarios.json")


def test_first_view_of_a_scenario_is_small(visit: Visit) -> None:
    sizes = visit("scenario", "phone").sizes

    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("kind", ["scenario", "finder"])
def test_page_is_readable_before_any_script_comes(chromium: Browser, site: str, kind: str) -> None:
    with slow(chromium, "phone") as page:
        page.route("**/*.js", lambda _: None)  # it never comes
        page.goto(site + KINDS[kind], wait_until="commit")

        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".md-footer")).to_be_attached()
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length === 1")


def test_page_gets_no_style_and_script_of_others(visit: Visit) -> None:
    used = {kind: visit(kind, "phone").sizes for kind in ("finder", "scenario")}

    assert [url for url in used["finder"] if url.endswith("assets/finder.css")]
    assert [url for url in used["scenario"] if "finder" in url or "search" in url or "min.js" in url] == []
