"""What one looks up: how a procedure is rated, how much radiation, which scenario it is, and what is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from support.browser import (
    BOY,
    KINDS,
    SCREENS,
    OpenPage,
    Scheme,
    Screen,
    all_words,
    axe_findings,
    every_look,
    words,
)
from support.imaging import is_imaging
from support.rated import rated_rows_of
from wardbook.library.library import Library
from wardbook.model.records.procedure import KnownLevel

pytestmark = pytest.mark.browser

every_screen = pytest.mark.parametrize("screen", SCREENS)

SIBLINGS = (
    "ALL, asymptomatic child",
    "ALL, asymptomatic adult",
    "AML or APL, asymptomatic adult",
    "CML, asymptomatic adult",
    "CLL, suspected Richter transformation",
)
COMPARISON = KINDS["comparison"]

_HEADERS = """cells => cells.map(cell => {
  const table = cell.closest("table");
  const heads = [...table.tHead.rows[0].cells];
  const row = cell.parentElement;
  return [
    table.caption !== null && table.caption.textContent.trim() !== "",
    heads.every(head => head.tagName === "TH" && head.scope === "col" && head.textContent.trim() !== ""),
    row.cells.length === heads.length,
    row.cells[0].tagName === "TH" && row.cells[0].scope === "row",
  ].every(Boolean);
})"""
"""Whether each cell's table has a caption, and the cell a head of its column and of its row."""

_LABELS = """rows => rows.map(row => [...row.querySelectorAll("td[data-label]")]
  .every(cell => cell.closest("table").tHead.rows[0].cells[cell.cellIndex].innerText.startsWith(cell.dataset.label)))"""
"""Whether what phones show before a cell is the head of its column, which may say more."""


def cells(row: Locator) -> list[str]:
    return [words(cell.inner_text()) for cell in row.locator("td").all()]


@pytest.mark.parametrize("kind", ["scenario", "procedure", "protocols", "comparison", "coverage"])
def test_every_cell_of_a_table_has_its_heads(open_page: OpenPage, kind: str) -> None:
    page = open_page(KINDS[kind])
    shown = page.locator("article table:not(.wb-changes)")

    assert shown.count() >= 1
    assert set(shown.locator("tbody td").evaluate_all(_HEADERS)) == {True}
    assert set(shown.locator("tbody tr").evaluate_all(_LABELS)) == {True}


@pytest.mark.parametrize("id", ["radiography-chest", "fdg-pet-ct-whole-body", "us-scrotum"])
def test_procedure_answers_how_every_scenario_rates_it(open_page: OpenPage, sample_library: Library, id: str) -> None:
    page = open_page(f"procedures/{id}/")
    labels = {category.id: category for category in sample_library.scales.categories}
    expected = set()
    for card in sample_library.summaries.values():
        for rated in rated_rows_of(card):
            if rated.procedure == id:
                category = labels[rated.category]
                words_of = category.disagreement if rated.disagreement and category.disagreement else category
                chip = f"{category.symbol} {words_of.label}"
                who = (card.short_title, card.population.summary)
                expected.add((*who, rated.role == "focal", chip, category.label))

    found = set()
    for table in page.locator("table.wb-rated-in").all():
        heading = words(str(table.evaluate("table => table.previousElementSibling.textContent")))
        for row in table.locator("tbody tr").all():
            head = row.locator("th")
            assert words(row.locator(".wb-flag").inner_text()) == "Draft"
            found.add(
                (
                    words(head.locator("a").inner_text()),
                    words(head.locator(".wb-reason").inner_text()),
                    "Focus of the scenario" in head.inner_text(),
                    words(row.locator(".wb-chip").inner_text()),
                    heading,
                )
            )

    assert expected
    assert found == expected


def test_procedure_says_what_it_is_and_leads_to_its_protocol_and_its_sources(open_page: OpenPage) -> None:
    page = open_page(KINDS["procedure"])

    facts = page.locator(".wb-facts")
    expect(facts).to_contain_text("Radiography")
    expect(facts.locator(".wb-flag")).to_have_text("Draft")
    expect(page.locator("#radiation ~ p .wb-note a").first).to_have_attribute("href", "#ref-1")
    facts.get_by_role("link", name="Radiography chest: technique and interpretation").click()
    expect(page.locator("h1")).to_contain_text("Radiography chest: technique and interpretation")


def test_procedure_without_a_protocol_says_so(open_page: OpenPage) -> None:
    page = open_page("procedures/mri-head/")

    expect(page.locator(".wb-facts .wb-route--no-page-yet")).to_have_text("Not covered in this library")


def test_counts_of_a_procedure_lead_to_the_scenarios(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page(KINDS["procedure"])
    links = page.locator(".wb-counts a")
    cards = sample_library.summaries.values()
    rows = [row for card in cards for row in rated_rows_of(card) if row.procedure == "radiography-chest"]
    expected = []
    for category in sample_library.scales.categories:
        roles = [row.role for row in rows if row.category == category.id]
        focus = f"; focus of {roles.count('focal')}" if "focal" in roles else ""
        scenarios = "1 scenario" if len(roles) == 1 else f"{len(roles)} scenarios"
        expected += [f"{category.symbol} {category.label} {scenarios}{focus}"] if roles else []

    assert len(expected) > 1
    assert all_words(page.locator(".wb-counts li")) == expected
    links.last.click()
    last = [
        category.id for category in sample_library.scales.categories if category.id in {row.category for row in rows}
    ]
    expect(page.locator(f"#rated-{last[-1]}")).to_be_in_viewport()


def test_protocols_are_found_by_modality_and_by_region(open_page: OpenPage) -> None:
    page = open_page(KINDS["protocols"])
    regions = page.locator("#region ~ table tbody tr")

    assert all_words(page.locator("#modality ~ h3")) == ["Ultrasound", "Radiography"]
    assert [words(region.inner_text()) for region in regions.locator("th").all()] == ["Chest", "Scrotum", "Testes"]
    expect(regions.first.locator("td")).to_have_text(
        "Radiography chest: technique and interpretation Radiography Draft"
    )
    expect(page.get_by_role("link", name="US scrotum", exact=True)).to_be_visible()


def test_table_to_read_has_the_level_of_every_procedure_in_words(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page(COMPARISON)
    rows = page.locator("table.wb-levels tbody tr")
    shown = {words(row.locator("th").inner_text()): cells(row) for row in rows.all()}

    studies = [procedure for procedure in sample_library.procedures.values() if is_imaging(procedure, sample_library)]
    assert shown.keys() == {procedure.label for procedure in studies}
    for procedure in studies:
        for level, text in zip((procedure.adult, procedure.child), shown[procedure.label], strict=False):
            assert (text == "not yet entered") is (level is None)
            if isinstance(level, KnownLevel):
                band = next(band for band in sample_library.scales.bands if band.id == level.band)
                if band.is_none:
                    assert text == "none (0 mSv)"
                    continue
                assert text.startswith(f"{band.symbols} {band.spoken}, ")
                assert text.endswith(("mSv", "mSv Unverified"))
    assert shown["FDG-PET/CT whole body"][0].endswith("Unverified")


@every_screen
def test_chart_says_the_same_as_the_table(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(COMPARISON, screen)
    table = {
        words(row.locator("th").inner_text()): cells(row)[:2] for row in page.locator("table.wb-levels tbody tr").all()
    }
    chart = {}
    for row in page.locator(".wb-compare__row").all():
        said = all_words(row.locator(".wb-compare__levels > span")) or ["Adult: not given", "Child: not given"]
        assert [text.split(": ", 1)[0] for text in said] == ["Adult", "Child"]
        for name in all_words(row.locator(".wb-compare__names li")):
            chart[name] = [text.split(": ", 1)[1] for text in said]

    assert chart == table


@every_screen
def test_bars_of_the_chart_lie_within_it_and_have_their_names_beside_them(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(COMPARISON, screen)
    charts = page.locator("svg.wb-compare__bars")

    assert charts.count() > 3
    for chart in charts.all():
        frame = chart.bounding_box()
        assert frame is not None
        names = chart.locator("text")
        assert [words(name).split(":")[0] for name in names.all_text_contents()] == ["adult", "child"]
        for part in (*names.all(), *chart.locator("rect").all()):
            box = part.bounding_box()
            assert box is not None
            assert box["x"] >= frame["x"] - 1
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
            assert box["y"] >= frame["y"] - 2


def test_bar_of_the_chart_lies_where_the_axis_says(open_page: OpenPage) -> None:
    page = open_page(COMPARISON)
    row = page.locator(".wb-compare__row").filter(has=page.get_by_role("link", name="CT head without IV contrast"))
    axis = page.locator(".wb-compare__head text")

    ticks = {label: axis.nth(number) for number, label in enumerate(axis.all_text_contents())}
    bar, one, ten = (part.bounding_box() for part in (row.locator("rect"), ticks["1"], ticks["10"]))
    assert bar is not None
    assert one is not None
    assert ten is not None
    assert bar["x"] == pytest.approx(one["x"] + one["width"] / 2, abs=2)
    assert bar["x"] + bar["width"] == pytest.approx(ten["x"] + ten["width"] / 2, abs=2)


@pytest.mark.parametrize("screen", SCREENS)
def test_sources_have_letters_to_go_to_and_a_filter(
    open_page: OpenPage, sample_library: Library, screen: Screen
) -> None:
    page = open_page("sources/", screen)
    letters = page.get_by_role("navigation", name="Letters").get_by_role("link")
    lines = page.locator(".wb-references > li")
    count = len(sample_library.sources)

    expect(lines).to_have_count(count)
    assert letters.count() == page.locator(".wb-group").count() > 15
    letters.filter(has_text="T").click()
    expect(page.get_by_role("heading", name="T", exact=False).and_(page.locator("#letter-t"))).to_be_in_viewport()
    page.get_by_role("searchbox", name="Filter these sources").fill("LEUKEMIA acr")
    shown = page.locator(".wb-references > li:visible")
    expect(page.locator(".wb-filter").get_by_role("status")).to_have_text(f"{shown.count()} of {count} sources")
    assert 0 < shown.count() < 20
    assert page.locator(".wb-group:visible").count() <= shown.count()
    page.emulate_media(media="print")
    expect(page.locator(".wb-references > li:visible")).to_have_count(count)


@every_screen
def test_menu_of_siblings_leads_to_them_and_to_their_comparison(open_page: OpenPage, screen: Screen) -> None:
    page = open_page(BOY, screen)
    menu = page.locator("details.wb-siblings")

    expect(menu.locator("ul")).not_to_be_visible()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")

    assert all_words(menu.locator("a")) == [*SIBLINGS, "All scenarios of this topic"]
    assert all_words(menu.locator(".wb-flag")) == ["Draft"] * len(SIBLINGS)
    menu.get_by_role("link", name="ALL, asymptomatic child").click()
    expect(page.locator("article h1")).to_contain_text("child")


def test_topic_compares_its_scenarios_by_what_differs(open_page: OpenPage) -> None:
    page = open_page(KINDS["topic"])
    table = page.locator("table.wb-compared")
    heads = all_words(table.locator("thead th"))

    assert heads == ["Scenario", "Patient", "Presentation", "Phase of care", "Completed work-up"]
    assert all_words(table.locator("tbody th a")) == ["ALL, asymptomatic boy", *SIBLINGS]
    assert dict(zip(heads[1:3], cells(table.locator("tbody tr").nth(1)), strict=False)) == {
        "Patient": "Child, 18 years or younger, any sex",
        "Presentation": "No respiratory or neurologic symptom",
    }


def test_every_exclusion_leads_somewhere(open_page: OpenPage, sample_library: Library) -> None:
    for id in sample_library.scenarios:
        page = open_page(f"scenarios/{id}/")
        exclusions = page.locator(".wb-exclusion")

        assert exclusions.count() == len(sample_library.scenarios[id].excludes)
        for exclusion in exclusions.all():
            ways = exclusion.locator(".wb-route")
            assert ways.count() >= 1
            assert all(way.is_visible() for way in ways.all())


def test_coverage_counts_what_it_lists(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page(KINDS["coverage"])
    total = cells(page.locator(".wb-numbers tfoot tr"))
    cards = sample_library.summaries.values()
    scenarios = sum(len(card.gaps) for card in cards)
    left_out = [item for topic in sample_library.topics.values() for item in topic.not_covered]
    topics = sum(route.kind == "no-page-yet" for item in left_out for route in item.routes)
    listed = page.locator(".wb-coverage dd")

    assert total == [str(len(cards)), str(listed.count()), str(len(cards)), "0", "0"]
    assert listed.count() == scenarios + topics
    assert page.locator("#status ~ .wb-coverage li .wb-flag").count() == len(cards)
    studies = [procedure for procedure in sample_library.procedures.values() if is_imaging(procedure, sample_library)]
    missing = {
        "without-protocol": [study.label for study in studies if study.protocol is None],
        "without-levels": [study.label for study in studies if None in (study.level("adult"), study.level("child"))],
    }
    for id, labels in missing.items():
        assert labels
        assert sorted(all_words(page.locator(f"h2#{id} + ul > li a"))) == sorted(labels)
    page.locator(".wb-numbers tbody td a").first.click()
    expect(page.locator("#gaps-1")).to_be_in_viewport()


@every_look
@pytest.mark.parametrize("path", ["procedures/fdg-pet-ct-whole-body/", "scenarios/cll-suspected-richter/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: OpenPage, path: str, screen: Screen, scheme: Scheme
) -> None:
    page = open_page(path, screen, color_scheme=scheme)

    assert axe_findings(page) == ()
    assert page.evaluate("document.documentElement.scrollWidth") == SCREENS[screen]["width"]
