"""A first visit over a slow network with a slow processor: what moves by itself, and what comes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page

from support.browser import SCREENS, Screen

MOST_SHIFT: Final = 0.02
"""The most that a page may move by itself; from 0.1 on it is called bad."""

_SLOW: Final = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""A slow mobile network: milliseconds, and bytes a second."""
_SLOWER: Final[dict[Screen, int]] = {"phone": 4, "desk": 1}
_REST: Final = 300
"""Milliseconds in which what follows from the last file is drawn."""
_WATCH: Final = """
window.wbShifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map(source => source.node?.className || source.node?.nodeName).slice(0, 2);
    wbShifts.push([entry.value, `${entry.value.toFixed(4)} ${moved.join(", ")}`]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """What a first visit came to."""

    shift: float
    moved: tuple[str, ...]
    """Each shift with what it moved."""
    sizes: dict[str, int]
    """The bytes that came over the wire, with those of their heads, by address."""

    @property
    def size(self) -> int:
        """All bytes."""
        return sum(self.sizes.values())


@contextmanager
def slow(browser: Browser, screen: Screen) -> Iterator[Page]:
    """A window that knows nothing yet, on a slow device."""
    context = browser.new_context(viewport=SCREENS[screen])
    page = context.new_page()
    page.add_init_script(_WATCH)
    yield page
    context.close()


def first_view(browser: Browser, address: str, screen: Screen) -> FirstView:
    """Open a page for the first time, slowly, until nothing more comes."""
    with slow(browser, screen) as page:
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", _SLOW)
        client.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER[screen]})
        sizes = _sizes(client)
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(_REST)
        found: list[tuple[float, str]] = page.evaluate("wbShifts")
        return FirstView(sum(value for value, _ in found), tuple(text for _, text in found), sizes)


def _sizes(client: CDPSession) -> dict[str, int]:
    """What comes over the wire from now on; it grows."""
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def ask(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def load(event: dict[str, Any]) -> None:
        url = asked[event["requestId"]]
        if not url.startswith("data:"):
            sizes[url] = int(event["encodedDataLength"])

    client.on("Network.requestWillBeSent", ask)
    client.on("Network.loadingFinished", load)
    return sizes
