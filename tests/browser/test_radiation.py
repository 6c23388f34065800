"""Radiation: the bars agree with the numbers, the axis and each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from math import log10

import pytest
from playwright.sync_api import Page

from support.browser import BOY, KINDS, SCREENS, OpenPage, Screen, words

pytestmark = pytest.mark.browser

PAGES = {
    "scales": KINDS["scales"],
    "procedure": "procedures/ct-abdomen-pelvis-with-iv-contrast/",
}

_BARS = """doses => doses.map(dose => {
  const bar = dose.querySelector(".wb-dose__bar");
  if (!bar) return null;
  const cell = dose.closest("td");
  const axis = bar.querySelector(".wb-dose__axis").getBoundingClientRect();
  const drawn = (bar.querySelector(".wb-dose__band") ?? bar.querySelector(".wb-dose__none")).getBoundingClientRect();
  const text = dose.querySelector(".wb-dose__text").textContent;
  return [cell.cellIndex, text, axis.left, axis.width, drawn.left, drawn.right];
}).filter(bar => bar)"""

_TICKS = """axes => axes.map(axis => {
  const box = axis.getBoundingClientRect();
  const at = label => box.left + box.width * parseFloat(label.getAttribute("x")) / 100;
  const labels = [...axis.querySelectorAll("text")];
  return [axis.closest("th").cellIndex, labels.map(label => [Number(label.textContent), at(label)])];
})"""


@dataclass(frozen=True)
class Bar:
    """A dose as it is written and as it is drawn."""

    column: int
    low: float | None
    high: float
    axis: tuple[float, float]
    """Left end and width of the line that it is drawn on."""
    left: float
    right: float


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_all_rows_have_the_same_axis(open_page: OpenPage, path: str, screen: Screen) -> None:
    shown = bars(open_page(path, screen))

    for column in {bar.column for bar in shown}:
        axes = [bar.axis for bar in shown if bar.column == column]
        assert axes == [pytest.approx(axes[0], abs=0.5)] * len(axes)
        assert axes[0][1] > 100


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_more_radiation_reaches_further_to_the_right(open_page: OpenPage, path: str, screen: Screen) -> None:
    shown = bars(open_page(path, screen))

    pairs = [(one, other) for one, other in combinations(shown, 2) if one.column == other.column]

    for one, other in pairs:
        if one.high == other.high == 0:
            continue
        assert (one.high < other.high) == (one.right < other.right - 0.5)
        if one.low is not None and other.low is not None:
            assert (one.low < other.low) == (one.left < other.left - 0.5)


def test_levels_of_the_scale_rise_from_row_to_row(open_page: OpenPage) -> None:
    shown = bars(open_page(KINDS["scales"]))

    for column in (1, 2):
        levels = [(bar.high, bar.right) for bar in shown if bar.column == column]
        assert len(levels) > 4
        assert levels == sorted(levels)


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_bar_ends_where_its_numbers_stand_on_the_axis(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    ticks = dict(page.locator(".wb-axis").evaluate_all(_TICKS))

    compared = 0
    for bar in bars(page):
        if bar.high == 0:
            continue
        labels = ticks[bar.column]
        assert bar.right == pytest.approx(place(bar.high, labels), abs=1.5)
        assert bar.left == pytest.approx(place(bar.low, labels) if bar.low else labels[0][1], abs=1.5)
        compared += 1
    assert compared


def test_no_radiation_is_drawn_as_no_bar(open_page: OpenPage) -> None:
    none = open_page(KINDS["scales"]).locator(".wb-row").filter(has_text="0 mSv 0 mSv")

    assert none.count() == 1
    assert none.locator(".wb-dose__none").count() == 2
    assert none.locator(".wb-dose__band").count() == 0


def test_procedure_without_radiation_has_no_axis(open_page: OpenPage) -> None:
    page = open_page("procedures/us-scrotum/")

    doses = page.locator(".wb-row .wb-ratings__dose")

    assert [words(dose.inner_text()) for dose in doses.all()] == ["none (0 mSv)"] * 2
    assert page.locator(".wb-axis, .wb-dose__bar").count() == 0


def test_level_that_no_source_gives_has_no_bar(open_page: OpenPage) -> None:
    page = open_page("procedures/bone-scan-whole-body/")

    row = page.locator(".wb-row").first

    assert row.locator("svg").count() == 0
    assert row.locator(".wb-not-given").inner_text() == "not yet entered"


def test_symbols_come_from_a_font_of_the_site(open_page: OpenPage) -> None:
    page = open_page(KINDS["scales"])

    loaded = page.evaluate(
        """async () => (await document.fonts.load('16px "Wardbook Symbols"', "☢●◐○")).map(font => font.status)"""
    )

    assert loaded
    assert set(loaded) == {"loaded"}


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_reader_hears_the_level_in_words(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(BOY, screen)

    row = page.locator(".wb-row", has=page.get_by_role("link", name="Radiography chest")).aria_snapshot()

    assert "radiation level one of five, <0.03 mSv" in row.replace("\u00a0", " ")
    assert "☢" not in row


def bars(page: Page) -> list[Bar]:
    """The doses of the page's tables that are drawn."""
    shown = []
    for column, text, axis_left, axis_width, left, right in page.locator("table .wb-dose").evaluate_all(_BARS):
        match = re.search(r"(?:(?P<low>[\d.]+)–|<)?(?P<high>[\d.]+)\s?mSv", text)
        assert match, text
        low = match["low"]
        shown.append(
            Bar(column, float(low) if low else None, float(match["high"]), (axis_left, axis_width), left, right)
        )
    assert len(shown) > 1
    return shown


def place(dose: float, ticks: list[tuple[float, float]]) -> float:
    """Where a dose stands between the first and the last label of a logarithmic axis."""
    (lowest, left), (highest, right) = ticks[0], ticks[-1]
    return left + (right - left) * (log10(dose) - log10(lowest)) / (log10(highest) - log10(lowest))
