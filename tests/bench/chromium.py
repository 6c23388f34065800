"""A site in Chromium: how many bytes its search and finder load, and how long one waits for what they show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.measure import CommandFailed
from bench.queries import Query

_ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_PATIENCE: Final = 300
"""Seconds after which nothing will be shown any more."""
_SIGN: Final = "assets/favicon.svg"
"""What a browser loads for itself, at any time."""
_AFTER: Final = 200
"""Milliseconds in which what was loaded is reported."""
SLOWLY: Final = 250
"""Milliseconds between two keys of somebody who looks at them."""

_SHOWN: Final = """([event, changed, hash, patience]) => {
  window.benchShown = new Promise((resolve, reject) => {
    let last;
    const keep = seen => { last = seen.timeStamp; };
    window.addEventListener(event, keep, true);
    setTimeout(() => reject(new Error(`nothing was shown in ${changed}`)), patience);
    new MutationObserver((_, observer) => {
      if (hash && decodeURIComponent(location.hash) !== hash) return; // what was typed before
      observer.disconnect();
      window.removeEventListener(event, keep, true);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - last)));
    }).observe(document.querySelector(changed), { childList: true });
  });
}"""
"""Waits until an element has other children and these have been drawn; tells the time since the last event."""

_USABLE: Final = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-wb-found] > li")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.benchUsable = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that came over the wire."""

    path: str
    size: int
    """Bytes, with those of its head."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query or a choice came to."""

    asked: Query
    found: str
    seconds: float
    """From the last key or the click until the results were drawn."""
    loaded: tuple[Loaded, ...]

    @property
    def size(self) -> int:
        """Bytes over the wire."""
        return sum(file.size for file in self.loaded)


class _Wire:
    """Keeps account of what a page loads."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: dict[str, str] = {}
        self._loaded: list[Loaded] = []
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.requestWillBeSent", self._ask)
        client.on("Network.loadingFinished", self._load)

    def _ask(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _load(self, event: dict[str, Any]) -> None:
        path = urlsplit(self._asked[event["requestId"]]).path.removeprefix("/")
        if path != _SIGN:
            self._loaded.append(Loaded(path, int(event["encodedDataLength"])))

    def take(self) -> tuple[Loaded, ...]:
        """What was loaded since this was asked last."""
        self._page.wait_for_timeout(_AFTER)
        loaded = tuple(self._loaded)
        self._loaded.clear()
        return loaded


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def _opened(browser: Browser, script: str = "") -> Iterator[Page]:
    """A window in which nothing has been loaded yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    if script:
        page.add_init_script(script)
    yield page
    context.close()


def searches(browser: Browser, address: str, asked: Sequence[Query], pause: float = 0) -> list[Answer]:
    """Open a page, then the search, and look for one thing after the other. Raises CommandFailed.

    `pause` are the milliseconds between two keys.
    """
    answers = []
    with _opened(browser) as page:
        wire = _Wire(page)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        wire.take()
        page.keyboard.press("/")
        field = page.get_by_role("searchbox", name="Search all pages")
        field.wait_for()
        for query in asked:
            field.select_text()
            page.keyboard.type(query.text[:-1], delay=pause)
            last = partial(page.keyboard.press, query.text[-1])
            seconds = _until_shown(page, "keydown", ".wb-search__body", last, f"#search={query.text}")
            found = page.locator(".wb-search__count").inner_text()
            if not page.locator(".wb-hit, .wb-search__offer").count():
                raise CommandFailed(f"{query.text}: expected results, got `{found}`")
            answers.append(Answer(query, found, seconds, wire.take()))
    return answers


def choices(browser: Browser, address: str) -> tuple[Answer, list[Answer]]:
    """Open the finder, and choose the first value of one facet after the other, each alone."""
    answers = []
    with _opened(browser, _USABLE) as page:
        wire = _Wire(page)
        page.goto(address)
        page.wait_for_function("window.benchUsable", timeout=_PATIENCE * 1000)
        opened = Answer(Query("", ""), _count(page), page.evaluate("window.benchUsable") / 1000, wire.take())
        for facet in page.locator("[data-wb-facet]").all():
            if facet.get_attribute("open") is None:
                facet.locator("summary").click()
            value = facet.locator("li:not([hidden]) label").first
            query = Query(facet.get_attribute("data-wb-legend") or "", value.locator("[data-wb-label]").inner_text())
            seconds = _until_shown(page, "click", "[data-wb-found]", value.click)
            answers.append(Answer(query, _count(page), seconds, wire.take()))
            page.locator(".wb-chosen__all").click()
    return opened, answers


def _count(page: Page) -> str:
    return page.locator("[data-wb-count]").inner_text()


def whole_wait(browser: Browser, address: str, text: str, *, own: bool) -> float:
    """Seconds from opening a page to the first results of our own search or of the theme's. Raises CommandFailed."""
    with _opened(browser) as page:
        start = perf_counter()
        page.goto(address, wait_until="domcontentloaded")
        if own:
            page.keyboard.press("/")
            page.get_by_role("searchbox", name="Search all pages").wait_for()
        else:
            page.locator("[data-md-component=search-query]").click()
        page.keyboard.type(text)
        try:
            page.locator(".wb-hit, .md-search-result__item").first.wait_for(timeout=_PATIENCE * 1000)
        except Error as error:
            raise CommandFailed(f"{text}: expected results, got none: {error.message}") from None
        return perf_counter() - start


def _until_shown(page: Page, event: str, changed: str, act: Callable[[], None], hash: str = "") -> float:
    """Do something; return the seconds from its event until an element with other children was drawn."""
    page.evaluate(_SHOWN, [event, changed, hash, _PATIENCE * 1000])
    act()
    milliseconds: float = page.evaluate("window.benchShown")
    return milliseconds / 1000
