"""The flow of the downstream workflow: a drawing that is text."""

from __future__ import annotations

from base64 import b64encode
from itertools import cycle, pairwise, product
from typing import Final

import pytest
from playwright.sync_api import Locator, Page

from support.browser import BOY, SCREENS, OpenPage, Screen, all_words, words
from support.long_mode import LONG
from support.sample import SEEN
from wardbook.library.library import Library

pytestmark = pytest.mark.browser

_BOXES = """flow => {
  const frame = flow.getBoundingClientRect();
  return [...flow.querySelectorAll(".wb-flow__start, .wb-flow__branch")].map(box => box.getBoundingClientRect())
    .map(box => [box.left - frame.left, box.top - frame.top, box.width, box.height]);
}"""

_OUTSIDE = """box => {
  const frame = box.getBoundingClientRect();
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const outside = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, top, right, bottom, width } = range.getBoundingClientRect();
    const within = left >= frame.left && top >= frame.top && right <= frame.right && bottom <= frame.bottom;
    if (!within || width === 0) outside.push(walker.currentNode.data);
  }
  return outside;
}"""

_CONNECTED = """async ([png, [left, top, width, height], ends]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const ink = at => [0, 1, 2].some(part => Math.abs(data[4 * at + part] - data[part]) > 8);
  const reached = new Set();
  const front = [];
  const reach = (x, y) => {
    const at = y * image.width + x;
    if (x < 0 || y < 0 || x >= image.width || y >= image.height || reached.has(at) || !ink(at)) return;
    reached.add(at);
    front.push([x, y]);
  };
  for (let y = Math.floor(top + height) - 3; y < top + height; y++) reach(Math.round(left + width / 2), y);
  while (front.length) {
    const [x, y] = front.pop();
    for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) reach(x + dx, y + dy);
  }
  return ends.map(([left, top, width]) =>
    [0, 1, 2].some(down => reached.has((Math.floor(top) + down) * image.width + Math.round(left + width / 2))));
}"""


SIGHTS: Final[tuple[tuple[str, Screen], ...]] = (
    tuple(product(SEEN, SCREENS)) if LONG else tuple(zip(SEEN, cycle(SCREENS), strict=False))
)
"""Scenarios with the screens on which their flows are seen: on each in the long mode, else on one by turns."""


@pytest.fixture(scope="module", params=SIGHTS, ids="-".join)
def flows(request: pytest.FixtureRequest, open_shared: OpenPage, sample_library: Library) -> list[Locator]:
    """The flows of a scenario: one for each pathway, and none where there are no next steps."""
    scenario, screen = request.param
    page = open_shared(f"scenarios/{scenario}/", screen)
    page.add_style_tag(content=".md-header { display: none }")  # it would lie on the pictures
    found = page.locator(".wb-flow").all()
    assert len(found) == len(sample_library.scenarios[scenario].pathways)
    return found


def test_every_box_is_seen(flows: list[Locator]) -> None:
    for flow in flows:
        width = flow.page.evaluate("innerWidth")
        branches = flow.locator(".wb-flow__branch").all()
        assert branches
        for box in (flow.locator(".wb-flow__start"), *branches):
            place = box.bounding_box()
            assert place is not None
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= width
            assert place["width"] > 100
            assert place["height"] > 20
            assert box.evaluate(_OUTSIDE) == []


def test_boxes_stand_in_order_and_apart(flows: list[Locator]) -> None:
    for flow in flows:
        (_, start_top, _, start_height), *branches = flow.evaluate(_BOXES)
        assert all(top >= start_top + start_height for _, top, _, _ in branches)
        ends = [(top, top + height) for _, top, _, height in branches]
        assert ends == sorted(ends)
        assert all(end < beginning for (_, end), (beginning, _) in pairwise(ends))


def test_lines_lead_from_the_start_to_every_outcome(flows: list[Locator]) -> None:
    for flow in flows:
        start, *branches = flow.evaluate(_BOXES)
        picture = b64encode(flow.screenshot()).decode()
        reached = flow.page.evaluate(_CONNECTED, [picture, start, branches])
        assert reached == [True] * len(branches)


def test_screen_reader_meets_the_start_and_then_the_outcomes_in_order(flows: list[Locator]) -> None:
    for flow in flows:
        emergencies = flow.locator(".wb-flow__branch").evaluate_all(
            "all => all.map(one => !!one.querySelector('.wb-call'))"
        )
        assert emergencies == sorted(emergencies, reverse=True)
        snapshot = words(flow.aria_snapshot().split("\n", 1)[1])
        titles = [
            *flow.locator(".wb-flow__start").all_inner_texts(),
            *flow.locator(".wb-flow__outcome, .wb-flow__finding").all_inner_texts(),
        ]
        position = 0
        for title in map(words, titles):
            position = snapshot.find(title, position)
            assert position >= 0, f"{title!r} is not in its place in {snapshot}"
            position += len(title)


@pytest.mark.parametrize("screen", SCREENS)
def test_words_of_a_box_can_be_selected(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(BOY, screen)

    for finding in page.locator(".wb-flow__finding").all():
        finding.click(click_count=3, position={"x": 10, "y": 8})
        assert selected(page) == words(finding.inner_text())


def test_outcomes_are_told_apart_by_words_and_order_not_by_colour_alone(open_page: OpenPage) -> None:
    page = open_page(BOY)

    flow = page.locator(".wb-flow").first
    outcomes = flow.locator(".wb-flow__outcome")
    assert all_words(outcomes) == [
        "If the result is: Positive",
        "If the result is: Negative",
        "If the result is: Indeterminate",
    ]
    signs = outcomes.evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content[1])")
    assert signs == ["+", "−", "?"]


def selected(page: Page) -> str:
    """The words that are selected."""
    return words(page.evaluate("getSelection().toString()"))
