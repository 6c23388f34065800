"""Reading order: a page names first what is most urgent, and its references are numbered as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.loading import load
from support.pages import Dom, as_python_markdown, split
from support.paths import ROOT, TODAY
from support.rendering import context, rendered
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.render.templates import Templates
from wardbook.views.context import PageContext
from wardbook.views.sections.eligibility import eligibility
from wardbook.views.sections.rationale import rationale
from wardbook.views.sections.workflow import workflow


@pytest.fixture(scope="module")
def sample() -> Library:
    """The sample library."""
    return load(ROOT)


def met(page: Dom) -> list[int]:
    """The numbers of the references in the order in which a reader meets them, each once."""
    hashes = (href.rpartition("#ref-")[2] for href in page.links if href.startswith("#ref-"))
    return list(dict.fromkeys(map(int, hashes)))


def test_references_are_numbered_as_they_are_read(sample: Library, library: Library, templates: Templates) -> None:
    cited = 0
    for of in (sample, library):
        site = rendered(of, templates, TODAY)
        for id in of.scenarios:
            numbers = met(as_python_markdown(split(site[urls.page_of("scenario", id)])[1]))
            assert numbers == sorted(numbers), id
            cited += len(numbers)
    assert cited > 40


def test_withdrawn_scenario_gives_no_answer_on_the_pages_of_its_sections(
    library: Library, templates: Templates
) -> None:
    robot = library.scenarios["rattling-robot"].model_copy(
        update={"bottom_line": library.scenarios["new-bear-lump"].bottom_line}
    )
    site = rendered(replace(library, scenarios={**library.scenarios, robot.id: robot}), templates, TODAY)
    pages = [text.decode() for name, text in site.items() if "scenarios/rattling-robot/" in name]

    assert len(pages) > 7
    for text in pages:
        assert "wb-answer-line" not in text
        assert "wb-bottom-line" not in text
        assert "wb-copy-answer" not in text


def test_emergencies_come_first_then_red_flags(library: Library) -> None:
    shown = eligibility(library.scenarios["new-bear-lump"], context(library))

    assert [exclusion.warning for exclusion in shown.excludes] == ["Emergency", "Red flag", "", ""]
    assert "".join(piece.text for piece in shown.excludes[0].call if hasattr(piece, "text")) == (
        "At once: call Fire brigade (1 2 3), Bear clinic"
    )
    assert shown.excludes[1].call == ()


def test_outcome_that_is_an_emergency_comes_first(library: Library) -> None:
    (pathway,) = workflow(library.scenarios["new-bear-lump"], context(library)).pathways

    assert [(outcome.label, outcome.urgency) for outcome in pathway.outcomes] == [
        ("Alive", "Emergency"),
        ("Positive", "Urgent"),
        ("Negative", "Routine"),
        ("Indeterminate", "Soon"),
        ("Not done", ""),
    ]


@pytest.mark.parametrize("backwards", [False, True])
def test_other_studies_stand_by_category_whatever_the_order_in_the_data(library: Library, backwards: bool) -> None:
    scenario = library.scenarios["new-bear-lump"]
    (both,) = scenario.not_recommended
    apart = [both.model_copy(update={"procedures": (id,)}) for id in ("xr-bear", "ct-bear")]
    one = scenario.model_copy(update={"not_recommended": tuple(reversed(apart) if backwards else apart)})
    cites = PageContext(edition_of(library, TODAY), ("bear-study-2019",))

    assert categories(one, cites) == [["Perhaps good (bears disagree)"], ["Usually not good"]]
    assert categories(scenario, cites) == [["Perhaps good (bears disagree)", "Usually not good"]]


def categories(scenario: Scenario, context: PageContext) -> list[list[str]]:
    """The categories of each heading over other studies."""
    return [[category.label for category in alike.categories] for alike in rationale(scenario, context).others]
