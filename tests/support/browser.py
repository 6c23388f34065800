"""How the tests look at the built site: its kinds of pages, the screens, and what a visit to a page finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Locator, Page, ViewportSize

from support.long_mode import LONG

Screen = Literal["phone", "desk"]
Scheme = Literal["light", "dark"]

SCREENS: Final[dict[Screen, ViewportSize]] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 800},
}
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
LOOKS: Final[tuple[tuple[Screen, Scheme], ...]] = (
    tuple((screen, scheme) for screen in SCREENS for scheme in SCHEMES)
    if LONG
    else (("phone", "light"), ("desk", "dark"))
)
"""Screens with colours, so that every page is seen in each of both; each with each in the long mode, as few faults need
a certain pair."""
every_look = pytest.mark.parametrize(("screen", "scheme"), LOOKS)

TRIES: Final = 1500
"""How many times one looks every 20 milliseconds whether something has come."""

BOY: Final = "scenarios/all-asymptomatic-boy/"
SECTIONS: Final = ("scenario", "workflow", "rationale", "differential", "pitfalls", "faq")

KINDS: Final = {
    "home": "",
    "finder": "find/",
    "finder with a choice": "find/#rating=usually-not-appropriate&modality=ct&sex=nobody",
    "scenarios": "scenarios/",
    "scenarios from A to Z": "find/a-z/",
    "scenarios by modality": "find/modality/",
    "scenarios by rating": "find/rating/",
    "scenarios by radiation": "find/radiation/",
    "topics": "topics/",
    "topic": "topics/leukemia-staging/",
    "scenario": BOY,
    **{f"section {section}": f"{BOY}{section}/" for section in SECTIONS},
    "protocols": "protocols/",
    "protocol": "protocols/us-scrotum/",
    "procedures": "procedures/",
    "procedure": "procedures/radiography-chest/",
    "sources": "sources/",
    "source": "sources/acr-leukemia/",
    "comparison": "find/compare-radiation/",
    "scales": "library/scales/",
    "coverage": "library/coverage/",
    "print": "library/print/",
    "safety": "library/safety/",
    "this copy": "library/this-copy/",
    "changes": "library/changes/",
    "claims": f"{BOY}claims/",
    "claims of the library": "library/claims/",
    "prose": "library/about/",
    "404": "no/such/scrotum/",
}
"""A page of every kind, by the name of its template where `TEMPLATES` has none."""

TEMPLATES: Final = {
    "scenario": "article",
    "scenarios": "scenario_index",
    "this copy": "this_copy",
    "claims of the library": "claims_overview",
}
"""The templates of kinds that are named otherwise."""


FORMS: Final = ("home", "finder", "topic", "scenario", "protocol", "comparison", "coverage")
"""Kinds of pages whose parts all others are made of: other lists, tables, cards, facts and prose are in these too."""


def looks_of(kind: str) -> tuple[tuple[Screen, Scheme], ...]:
    """The looks in which a page of a kind is seen; kinds without parts of their own have them by turns."""
    return LOOKS if LONG or kind in FORMS else (LOOKS[list(KINDS).index(kind) % len(LOOKS)],)


every_sight = pytest.mark.parametrize(
    ("kind", "screen", "scheme"), [(kind, *look) for kind in KINDS for look in looks_of(kind)]
)
"""Pages of all kinds with their looks."""

BROKEN_WORDS: Final = """names => names.flatMap(name => {
  const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word);
    }
  }
  return broken;
})"""
"""The words of elements that are broken over two lines."""

_TEXT_SIZES = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest(".wb-sr")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (box.width > 1 && box.height > 1) found.push([size, walker.currentNode.data.trim()]);
  }
  return found;
}"""

_ENDS = """links => links.map(link => [link.hash, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .map(([hash, end]) => [hash, end !== null && end.checkVisibility()])"""

_COLOURS = """elements => elements.map(element => {
  let ground = element;
  while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const parts = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const style = getComputedStyle(element);
  const behind = ground ? parts(getComputedStyle(ground).backgroundColor) : [255, 255, 255];
  return [element.textContent.trim(), parts(style.color), behind];
})"""

Colour = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What was found on a page with one screen and one colour scheme."""

    scheme: str
    """The scheme that the page took."""
    width: int
    scroll_width: int
    findings: tuple[str, ...]
    """What axe found."""
    text_sizes: tuple[tuple[float, str], ...]
    """The sizes of all visible texts, in CSS pixels."""
    headings: tuple[tuple[float, float], ...]
    """The height of every heading, and what it would be without the sign that links to it."""
    ends: tuple[tuple[str, bool], ...]
    """Where the links within the page lead, and whether that is there to be seen."""
    elsewhere: tuple[str, ...]
    """Requests to another origin."""
    complaints: tuple[str, ...]
    """Errors and warnings of the console and uncaught errors."""
    cookies: tuple[str, ...]


def visit(page: Page, address: str, path: str, screen: Screen) -> Visit:
    """Go to a page, look at it with a screen, and note what is there."""
    page.goto("about:blank")  # nothing of the page before is heard, and a change after # alone would load nothing
    page.set_viewport_size(SCREENS[screen])
    with _listening(page) as (urls, complaints):
        page.goto(address + path)
        if page.locator("[data-wb-not-found]").count():
            page.locator("[data-wb-not-found] h2").wait_for()  # it looks for what was meant
        return _seen(page, screen, address, urls, complaints)


@contextmanager
def _listening(page: Page) -> Iterator[tuple[list[str], list[str]]]:
    """The addresses that a page asks for and its complaints, for as long as one listens."""
    urls: list[str] = []
    complaints: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: urls.append(request.url),
        "websocket": lambda socket: urls.append(socket.url),
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield urls, complaints
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def _seen(page: Page, screen: Screen, address: str, urls: list[str], complaints: list[str]) -> Visit:
    return Visit(
        scheme=str(page.locator("body").get_attribute("data-md-color-scheme")),
        width=SCREENS[screen]["width"],
        scroll_width=page.evaluate("document.documentElement.scrollWidth"),
        findings=axe_findings(page),
        text_sizes=tuple((size, text) for size, text in page.evaluate(_TEXT_SIZES)),
        ends=tuple((end, visible) for end, visible in page.locator('a[href^="#"]').evaluate_all(_ENDS)),
        headings=heading_heights(page),
        elsewhere=tuple(url for url in urls if not url.startswith((address, "data:", "blob:"))),
        complaints=tuple(complaints),
        cookies=tuple(cookie.get("name", "") for cookie in page.context.cookies()),
    )


def heading_heights(page: Page) -> tuple[tuple[float, float], ...]:
    """The height of every heading, with the sign that links to it and, after taking that away, without."""
    headings = page.locator("article :is(h1, h2, h3, h4)")
    heights = "headings => headings.map(heading => heading.clientHeight)"
    shown = headings.evaluate_all(heights)
    page.locator(".headerlink").evaluate_all("links => links.forEach(link => link.remove())")
    return tuple(zip(shown, headings.evaluate_all(heights), strict=True))


def axe_findings(page: Page) -> tuple[str, ...]:
    """Every fault of accessibility but minor ones that axe finds on the page as it stands, with its place."""
    violations = Axe().run(page, options={"reporter": "no-passes"}).response["violations"]
    return tuple(
        f"{violation['impact']} {violation['id']}: {node['target']}"
        for violation in violations
        for node in violation["nodes"]
        if violation["impact"] != "minor"
    )


def words(text: str) -> str:
    """A text with single plain spaces and without the signs of links to headings."""
    return " ".join(text.replace("¶", " ").split())


def all_words(locator: Locator) -> list[str]:
    """The words of every element that the locator finds, hidden signs included."""
    return [words(text) for text in locator.all_text_contents()]


def is_on_screen(page: Page, locator: Locator) -> bool:
    """Whether an element stands wholly within the window as it is."""
    size, box = page.viewport_size, locator.bounding_box()
    if size is None or box is None or not locator.is_visible():
        return False
    across = box["x"] >= 0 and box["x"] + box["width"] <= size["width"] and box["width"] > 0
    return across and box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["height"] > 0


def colours(locator: Locator) -> list[tuple[str, float]]:
    """The words of every element that the locator finds, with the contrast of its colour to its ground."""
    return [(text, contrast(colour, ground)) for text, colour, ground in locator.evaluate_all(_COLOURS)]


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """The contrast ratio of two colours after WCAG 2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class OpenPage(Protocol):
    """Opens a page of the site in a window of its own."""

    def __call__(self, path: str, screen: Screen = "desk", **options: Any) -> Page:
        """Open the page at `path`; the options are those of Playwright's `new_context`."""


SAME_TIME: Final = 120.0
"""Seconds by which the clock of a window may differ from that of the tests."""
_FORGET: Final = """() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch {}
  return [Date.now(), history.length];
}"""
LONGEST_HISTORY: Final = 30
"""Pages that a window may have shown; a browser counts 50 at most, and tests count what they add."""


class Windows:
    """Windows of a browser that one test uses after another: to open one takes as long as to show a page in it."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._free: dict[tuple[str, str], list[Page]] = {}

    def take(self, address: str, options: dict[str, Any]) -> Page:
        """A blank window for a site, with the options of Playwright's `new_context`."""
        free = self._free.get((address, repr(options)))
        if free:
            page = free.pop()
            page.set_viewport_size(options["viewport"])
            return page
        return self._chromium.new_context(**options).new_page()

    def give_back(self, page: Page, address: str, options: dict[str, Any]) -> None:
        """Empty a window for the next test; one that has a clock of its own by now, or a long history, is closed."""
        context = page.context
        for other in context.pages:
            if other is not page:
                other.close()
        if page.is_closed():
            context.close()
            return
        page.unroute_all(behavior="ignoreErrors")
        milliseconds, entries = page.evaluate(_FORGET)
        context.clear_cookies()
        page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))
        page.goto("about:blank")
        if abs(milliseconds / 1000 - time.time()) > SAME_TIME or entries > LONGEST_HISTORY:
            context.close()
        else:
            self._free.setdefault((address, repr(options)), []).append(page)


@contextmanager
def opening(windows: Windows, address: str) -> Iterator[OpenPage]:
    """Windows on a site; moving things stand still in them."""
    taken: list[tuple[Page, dict[str, Any]]] = []

    def open_page(path: str, screen: Screen = "desk", **options: Any) -> Page:
        options = {"viewport": SCREENS[screen], "reduced_motion": "reduce"} | options
        page = windows.take(address, options)
        taken.append((page, options))
        page.goto(address + path)
        return page

    yield open_page
    for page, options in taken:
        windows.give_back(page, address, options)


def note_alerts(page: Page, said: list[str]) -> None:
    """Add the words of every alert of a page to a list, and close it."""

    def note(alert: Dialog) -> None:
        said.append(alert.message)
        alert.dismiss()

    page.on("dialog", note)


def until(page: Page, condition: Callable[[], object]) -> None:
    """Wait until something is so, which it must be before long."""
    for _ in range(TRIES):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("what was waited for did not come")


def comes_to_rest(page: Page, value: Callable[[], object]) -> bool:
    """Whether a value stays the same for a while before long."""
    for _ in range(TRIES // 10):
        before = value()
        page.wait_for_timeout(200)
        if value() == before:
            return True
    return False


def on(page: Page, moment: str) -> Page:
    """The page as it is read at a moment."""
    page.clock.set_fixed_time(moment)
    page.reload()
    return page
