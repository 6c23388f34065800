"""What a clinician sees of a scenario without scrolling."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from support.browser import BOY, SCREENS, OpenPage, all_words, is_on_screen, words
from support.imaging import is_imaging
from support.sample import SEEN
from wardbook.library.library import Library
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.procedure import KnownLevel, Procedure
from wardbook.model.records.scenario import Scenario
from wardbook.views.parts.dates import long_date

pytestmark = pytest.mark.browser

WITHOUT_OPTION = {
    "test": "Test",
    "treatment": "Treatment",
    "management": "Management",
    "no-imaging": "No imaging",
    "no-treatment": "No treatment",
    "advice": "Advice",
}
"""The words for an answer that no option is."""
LABELS = {"draft": "Draft, not clinically reviewed", "live": "Reviewed", "under-review": "Under review"}


@pytest.fixture(scope="module", params=SEEN)
def scenario(request: pytest.FixtureRequest, sample_library: Library) -> Scenario:
    """A scenario of every kind."""
    return sample_library.scenarios[request.param]


@pytest.fixture(scope="module", params=SCREENS)
def page(request: pytest.FixtureRequest, open_shared: OpenPage, scenario: Scenario) -> Page:
    """Its page, on every screen."""
    return open_shared(f"scenarios/{scenario.id}/", request.param)


def test_question_and_population(page: Page, scenario: Scenario) -> None:
    assert seen(page, page.locator("h1")) == [words(scenario.title)]
    assert seen(page, page.locator(".wb-answer__population")) == [words(scenario.population.summary)]


def test_focal_options_or_the_kind_of_answer(page: Page, scenario: Scenario, sample_library: Library) -> None:
    answers: list[list[str]] = []
    for recommendation in scenario.recommendations:
        focal: list[str] = [option(row, sample_library) for row in recommendation.focal]
        answers.append(focal or [WITHOUT_OPTION[recommendation.answer.kind]])

    # Of several groups of patients the answer for the first one is on the first screen.
    shown = seen(page, page.locator(".wb-answer__name"), first=len(answers[0]))
    assert sorted(shown) == sorted(name for names in answers for name in names)


def test_rating(page: Page, scenario: Scenario, sample_library: Library) -> None:
    expected: list[str] = []
    for recommendation in scenario.recommendations:
        ratings = [rating(row, sample_library) for row in recommendation.rows]
        focal = [rating(row, sample_library) for row in recommendation.focal]
        expected += focal or (ratings[:1] if len(set(ratings)) == 1 else [])

    first = len(expected) if len(scenario.recommendations) == 1 else 0
    assert sorted(seen(page, page.locator(".wb-answer__study .wb-chip"), first, none=not expected)) == sorted(expected)


def test_radiation_in_symbols_words_and_millisievert(page: Page, scenario: Scenario, sample_library: Library) -> None:
    studies = [
        (recommendation, procedure)
        for recommendation in scenario.recommendations
        for row in recommendation.focal
        if is_imaging(procedure := sample_library.procedures[row.procedure], sample_library)
    ]
    without = [one for one in scenario.recommendations if one.answer.kind == "no-imaging"]
    # Below two studies and the emergencies that stop the answer, a third may stand on the next screen of a phone.
    first = min(len(studies) + len(without), 2) if len(scenario.recommendations) == 1 else 0
    shown = seen(page, page.locator(".wb-answer__dose"), first, none=not (studies or without))

    assert len(shown) == len(studies) + len(without)
    assert shown.count("Radiation: none") == len(without)
    for recommendation, procedure in studies:
        name = page.locator(".wb-answer__name").filter(has_text=re.compile(f"^{re.escape(procedure.label)}$"))
        text = words(page.locator(".wb-answer__study").filter(has=name).first.inner_text())
        parts = radiation(procedure, recommendation.age_group, sample_library)
        assert [part for part in parts if part not in text] == []


def test_status_and_version(page: Page, scenario: Scenario) -> None:
    status = page.locator("article .wb-status")

    assert seen(page, status.locator(".wb-status__label")) == [LABELS[scenario.review.status]]
    assert seen(page, status.get_by_text("Version")) == [
        f"Version {scenario.review.version}, {long_date(scenario.review.changes[0].on)}"
    ]


def seen(page: Page, locator: Locator, first: int | None = None, *, none: bool = False) -> list[str]:
    """The words of what the locator finds, which has to be there unless `none`.

    All of it has to stand on the first screen, or as many as `first` says.
    """
    assert page.evaluate("window.scrollY") == 0
    assert (locator.count() == 0) is none
    off = [words(item.inner_text()) for item in locator.all()[:first] if not is_on_screen(page, item)]
    assert off == [], f"not on the first screen: {off}"
    return all_words(locator)


def option(row: RatingRow, library: Library) -> str:
    """An option that is the answer, with the one that it was compared with."""
    label = library.procedures[row.procedure].label
    return words(f"{label} rather than {row.comparator}" if row.comparator else label)


def rating(row: RatingRow, library: Library) -> str:
    """Symbol and words of a row's category."""
    category = next(category for category in library.scales.categories if category.id == row.category)
    label = category.disagreement.label if row.disagreement and category.disagreement else category.label
    return f"{category.symbol} {label}"


def radiation(procedure: Procedure, age_group: str, library: Library) -> list[str]:
    """What the answer has to say of a study's radiation."""
    parts = []
    for population, level in (("adult", procedure.adult), ("child", procedure.child)):
        if age_group not in (population, "both"):
            continue
        if isinstance(level, KnownLevel):
            band = next(band for band in library.scales.bands if band.id == level.band)
            band_dose = band.adult if population == "adult" else band.child
            high = band_dose.high if band_dose else None
            dose = [f"{band.symbols} {band.spoken}, {population} ", f"{high:g} mSv"]
            parts += dose if high else [f"none ({population} 0 mSv)"]
        else:
            parts.append(f"{population} level not yet entered" if level is None else "varies")
    assert parts
    return parts


def test_mark_is_heard_apart_from_the_words_after_it(open_page: OpenPage) -> None:
    marked = open_page(BOY).locator("p:has(> .wb-mark:first-child)").first
    label = marked.locator(".wb-mark").inner_text()

    assert re.match(rf"{label}\s+\w", marked.inner_text())
    assert re.search(rf'button "{label} ?:"\n.*text: "?\w', marked.aria_snapshot())
