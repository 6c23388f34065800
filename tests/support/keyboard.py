"""The way through a page by keyboard: each stop has a name and is plain to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

MOST_STOPS = 60

PATIENCE = 2000
"""How long something may move after a key was pressed, in milliseconds."""

_FOCUS = """patience => {
  const look = () => {
    const focused = document.activeElement;
    if (focused === document.body) return ["the page itself", []];
    const name = (focused.getAttribute("aria-label") || focused.title || focused.textContent)
      .trim().replace(/\\s+/g, " ");
    const box = focused.getClientRects()[0];
    if (!box || box.width === 0 || box.height === 0) return [name, ["has no box"]];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return [name, ["is out of the window"]];
    const faults = [];
    if (!focused.contains(document.elementFromPoint(x, y))) faults.push("is covered");
    if (!focused.checkVisibility({ visibilityProperty: true, opacityProperty: true })) faults.push("is invisible");
    const caret = focused.matches("input[type=text]");
    if (!caret && getComputedStyle(focused).outlineStyle === "none") faults.push("has no outline");
    return [name, faults];
  };
  const end = performance.now() + patience;
  return new Promise(resolve => {
    const again = now => {
      const found = look();
      if (found[1].length === 0 || now > end) resolve(found); else requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  });
}"""


def tab(page: Page) -> tuple[str, list[str]]:
    """Press Tab; return the name of what has the focus and what is wrong with how that shows."""
    page.keyboard.press("Tab")
    name, faults = page.evaluate(_FOCUS, PATIENCE)
    return str(name), list(faults)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted element has the focus; every stop on the way must be plain to see."""
    stops = []
    for _ in range(MOST_STOPS):
        name, faults = tab(page)
        stops.append(name)
        assert faults == [], f"after {stops[:-1]}: {name!r} {' and '.join(faults)}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"not reached by keyboard; the stops were {stops}")
