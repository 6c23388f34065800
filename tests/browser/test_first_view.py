"""The first view of a page on a slow network: nothing jumps, little is sent, and words come before scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.browser import BOY, KINDS, SCREENS, Screen
from support.long_mode import LONG
from support.nginx_site import hosted
from support.slow_phone import MOST_SHIFT, first_view, slow

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize(("kind", "screen"), CASES)
def test_nothing_moves_by_itself(chromium: Browser, site: str, kind: str, screen: Screen) -> None:
    seen = first_view(chromium, site + KINDS[kind], screen)

    assert seen.shift <= MOST_SHIFT, seen.moved


def test_first_view_of_a_scenario_is_small(chromium: Browser, site: str) -> None:
    seen = first_view(chromium, site + BOY, "phone")

    assert seen.size <= MOST_BYTES, seen.sizes


@pytest.mark.parametrize("kind", ["scenario", "finder"])
def test_page_is_readable_before_any_script_comes(chromium: Browser, site: str, kind: str) -> None:
    with slow(chromium, "phone") as page:
        page.route("**/*.js", lambda _: None)  # it never comes
        page.goto(site + KINDS[kind], wait_until="commit")

        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".md-footer")).to_be_attached()
        assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1


def test_styles_of_the_finder_are_sent_with_it_alone(chromium: Browser, site: str) -> None:
    used = {kind: first_view(chromium, site + KINDS[kind], "desk").sizes for kind in ("finder", "procedure")}

    assert [url for url in used["finder"] if url.endswith("assets/finder.css")]
    assert [url for url in used["procedure"] if "finder" in url or "search" in url or "min.js" in url] == []
