"""Layout holds: a word or an address that no column is wide enough for stays in its column, on every kind of page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from support.hostile_text import LONG_WORD
from support.http_server import QuietHandler, served
from support.long_mode import LONG
from wardbook.views.embed_offer import OF_SCENARIOS

pytestmark = pytest.mark.browser

WIDTHS: Final = (320, 1280)
PARTS: Final = {choice.part for choice in OF_SCENARIOS} - {"article"}
"""Parts of scenarios with pages of their own, which the whole article has too."""
ALIKE: Final = {"known-lump", "old-bear-lump", "rattling-robot", "xr-bear", "ct-bear", "mri-bear", "pet-bear", "robots"}
"""Records whose pages have no part that those of others have not."""
REPEATED: Final = re.compile(
    r"(?:scenarios|topics)/(?!new-bear-lump/)[a-z-]+/claims/"
    r"|v/(?!(?:library-1|lumpy-bears|new-bear-lump|us-bear)/)[a-z-]+/(?!0badc0d)[0-9a-f]+/"
)
"""Pages of claims and of current copies, of which one of each kind of record is enough."""

_TOO_WIDE: Final = """() => {
  const found = new Set();
  if (document.documentElement.scrollWidth > innerWidth) found.add(`the page: ${document.documentElement.scrollWidth}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!/\\S{20}/.test(data) || !parentElement.checkVisibility({ visibilityProperty: true })) continue;
    let box = parentElement;
    while (getComputedStyle(box).display === "inline") box = box.parentElement;
    let cut = box;
    while (cut !== document.body && getComputedStyle(cut).overflowX === "visible") cut = cut.parentElement;
    if (cut !== document.body) continue; // what is too long there is cut off, or scrolls in a box of its own
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const end = Math.max(...[...range.getClientRects()].map(line => line.right));
    if (end > box.getBoundingClientRect().right + 2) found.add(`${box.localName}.${box.className}: ${data}`);
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A window without scripts, so that the pages are what they are at once."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def places(site: Path) -> list[str]:
    """The pages that are seen, by their addresses below the site's: in the long mode all."""
    folders = sorted(path.parent.relative_to(site) for path in site.rglob("index.html"))
    every = (f"{folder.as_posix()}/" for folder in folders if LONG or not (PARTS | ALIKE) & set(folder.parts[1:]))
    return [place for place in every if LONG or not REPEATED.fullmatch(place)]


def test_long_words_stay_in_their_columns(page: Page, evil: Path) -> None:
    site = evil / "site"
    too_wide = {}
    seen = 0
    with served(site, QuietHandler) as address:
        for place in places(site):
            page.goto(address + place)
            seen += (site / place / "index.html").read_text(encoding="utf-8").count(LONG_WORD)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if found := page.evaluate(_TOO_WIDE):
                    too_wide[place, width] = found

    assert too_wide == {}
    assert seen > 5000
