"""Rating tables, chips and marks as they are seen."""

from __future__ import annotations

from itertools import combinations, compress, product

import pytest
from playwright.sync_api import Page, expect

from support.browser import (
    BOY,
    BROKEN_WORDS,
    KINDS,
    SCHEMES,
    SCREENS,
    OpenPage,
    Scheme,
    Screen,
    all_words,
    colours,
    words,
)
from support.imaging import is_imaging
from support.sample import SEEN
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario

pytestmark = pytest.mark.browser

COLOURED = (
    ".wb-chip, .wb-mark, .wb-status__label, .wb-importance, .wb-urgency, .wb-warning, .wb-call, .wb-role,"
    " .wb-flow__outcome, .wb-flow__finding, .wb-bottom-line__kind, .wb-note a"
)

ENOUGH = 4.5
"""The contrast that WCAG 2 asks of text."""

UNKNOWN = "not yet entered"
NOT_IMAGING = "does not apply"

_WORDS = """rows => rows.map(row => [...row.cells].map(cell => {
  const words = [];
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".wb-sr") || !walker.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      words.push([walker.currentNode.data, left, top, right, bottom]);
    }
  }
  return words;
}))"""
"""The words of every cell of every row, each with its box."""


@pytest.fixture(scope="module", params=SEEN)
def scenario(request: pytest.FixtureRequest, sample_library: Library) -> Scenario:
    """A scenario of every kind."""
    return sample_library.scenarios[request.param]


@pytest.fixture(scope="module")
def page(open_shared: OpenPage, scenario: Scenario) -> Page:
    """Its page."""
    return open_shared(f"scenarios/{scenario.id}/")


def test_rows_stand_in_the_order_of_the_scale(page: Page, scenario: Scenario, sample_library: Library) -> None:
    ranks = {}
    for rank, category in enumerate(sample_library.scales.categories):
        ranks[f"{category.symbol} {category.label}"] = rank
        if category.disagreement:
            ranks[f"{category.symbol} {category.disagreement.label}"] = rank

    tables = [recommendation.rows for recommendation in scenario.recommendations if recommendation.rows]
    shown = [
        [ranks[chip] for chip in all_words(table.locator(".wb-row .wb-chip"))]
        for table in page.locator(".wb-ratings__scenario").all()
    ]

    assert [len(table) for table in shown] == [len(rows) for rows in tables]
    assert shown == [sorted(table) for table in shown]


def test_every_row_of_the_scenario_is_shown_with_its_category(
    page: Page, scenario: Scenario, sample_library: Library
) -> None:
    labels = {category.id: category for category in sample_library.scales.categories}
    expected = []
    for row in scenario.rated:
        category = labels[row.category]
        label = category.disagreement.label if row.disagreement and category.disagreement else category.label
        expected.append((sample_library.procedures[row.procedure].label, f"{category.symbol} {label}"))

    rows = page.locator("table .wb-row").all()
    shown = [
        (words(row.locator("th a").first.inner_text()), words(row.locator(".wb-chip").inner_text())) for row in rows
    ]

    assert sorted(shown) == sorted(expected)


def test_cell_without_a_value_says_why(page: Page, scenario: Scenario, sample_library: Library) -> None:
    for row in page.locator("table .wb-row").all():
        cells = [words(cell.inner_text()) for cell in row.locator("td").all()]
        assert "" not in cells

    rated = [recommendation for recommendation in scenario.recommendations if recommendation.rows]
    for recommendation, table in zip(rated, page.locator(".wb-ratings__scenario").all(), strict=True):
        procedures = [sample_library.procedures[row.procedure] for row in recommendation.rows]
        has_imaging = any(is_imaging(procedure, sample_library) for procedure in procedures)
        for procedure in procedures:
            levels = {
                "adult": [procedure.adult],
                "child": [procedure.child],
                "both": [procedure.adult, procedure.child],
            }
            row = table.locator(".wb-row").filter(has=page.get_by_role("link", name=procedure.label, exact=True))
            doses = [words(cell.inner_text()) for cell in row.locator("td.wb-ratings__dose").all()]
            expected = levels[recommendation.age_group] if has_imaging else []
            if is_imaging(procedure, sample_library):
                assert [dose == UNKNOWN for dose in doses] == [level is None for level in expected]
            else:
                assert doses == [NOT_IMAGING] * len(expected)


def test_abbreviations_are_explained_where_they_stand_and_at_the_end(page: Page, scenario: Scenario) -> None:
    used = {
        (words(text), title)
        for text, title in page.locator("article abbr").evaluate_all("all => all.map(a => [a.textContent, a.title])")
    }
    terms, meanings = page.locator(".wb-abbreviations dt"), page.locator(".wb-abbreviations dd")
    listed = list(zip(all_words(terms), all_words(meanings), strict=True))

    assert [text for text, title in used if not title] == []
    assert used <= set(listed)
    assert [term for term, _ in listed] == sorted((term for term, _ in listed), key=str.casefold)
    headings = all_words(page.locator("article h2"))
    order = ["Frequently asked questions", "References", "Abbreviations"]
    there = [bool(scenario.faq), True, bool(used)]
    assert [heading for heading in headings if heading in order] == list(compress(order, there))


def test_ratings_differ_in_symbol_and_words_before_colour(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page(KINDS["scales"])

    for scale in sample_library.scales.scales:
        chips = page.locator(f"#scale-{scale.id} ~ table").first.locator(".wb-chip")
        shown = all_words(chips)
        symbols = all_words(chips.locator(".wb-chip__symbol"))

        disagreements = [category for category in scale.categories if category.disagreement]
        assert len(set(shown)) == len(shown) == len(scale.categories) + len(disagreements)
        assert len(set(symbols)) == len(scale.categories)
        assert all(chip.split(" ", 1)[0] in symbols for chip in shown)
        assert all(symbol.is_visible() for symbol in chips.locator(".wb-chip__symbol").all())


def test_chip_has_an_outline_where_the_system_takes_the_colours(open_page: OpenPage) -> None:
    page = open_page(BOY, forced_colors="active")

    borders = page.locator(".wb-chip").evaluate_all(
        "chips => chips.map(chip => getComputedStyle(chip)).map(style => [style.borderTopStyle, style.borderTopWidth])"
    )

    assert len(borders) > 1
    assert [border for border in borders if border != ["solid", "1px"]] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["scenario", "topic", "scales", "protocol", "procedure"])
def test_coloured_words_stand_out_from_their_ground(open_page: OpenPage, kind: str, scheme: Scheme) -> None:
    page = open_page(KINDS[kind], color_scheme=scheme)

    found = colours(page.locator("article").locator(COLOURED))

    assert found
    assert [(text, round(ratio, 2)) for text, ratio in found if ratio < ENOUGH] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["scenario", "scales", "procedures", "procedure", "protocol"])
def test_words_of_a_row_do_not_overlap(open_page: OpenPage, kind: str, screen: Screen) -> None:
    page = open_page(KINDS[kind], screen)

    rows = page.locator("article tbody tr").evaluate_all(_WORDS)

    assert rows
    for row in rows:
        for cell, other in combinations(row, 2):
            assert [(one, next_one) for one, next_one in product(cell, other) if overlap(one[1:], next_one[1:])] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", [BOY, "scenarios/cll-suspected-richter/", KINDS["procedures"], f"embed/{BOY}ratings/"])
def test_name_of_a_procedure_is_broken_in_no_word(open_page: OpenPage, path: str, screen: Screen) -> None:
    page = open_page(path, screen)
    names = page.locator(".wb-ratings__table :is(th, td)")

    assert names.count() > 4
    assert names.evaluate_all(BROKEN_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["width"]


def test_head_of_a_long_table_stays_in_sight(open_page: OpenPage) -> None:
    page = open_page(BOY)
    head = page.locator(".wb-ratings__table thead th").first
    assert head.evaluate("head => getComputedStyle(head).position") == "static"

    rows = "rows => rows.flatMap(row => Array(3).fill(row)).forEach(row => row.after(row.cloneNode(true)))"
    page.locator(".wb-ratings__table tbody tr").evaluate_all(rows)
    page.locator(".wb-ratings__table tbody tr").nth(15).evaluate("row => row.scrollIntoView()")
    page.mouse.wheel(0, -60)

    expect(head).to_be_in_viewport()


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes (left, top, right, bottom) have more than an edge in common."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 3
