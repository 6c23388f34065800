"""Reading order: a page names first what is most urgent, and its references are numbered as they are read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from support.loading import load
from support.paths import ROOT, TODAY
from support.rendering import context
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.article.article import Article, ArticleLayout, article_source, lay_out
from wardbook.views.context import PageContext
from wardbook.views.sections.eligibility import eligibility
from wardbook.views.sections.rationale import rationale
from wardbook.views.sections.workflow import workflow
from wardbook.views.text import Note


@pytest.fixture(scope="module")
def sample() -> Library:
    """The sample library."""
    return load(ROOT)


def laid_out(library: Library, id: str) -> ArticleLayout:
    return lay_out(article_source(library.scenarios[id], edition_of(library, TODAY)))


def cited(value: object) -> list[int]:
    """The numbers of the citations in a view, in the order of its fields."""
    match value:
        case Note(number=number):
            return [number]
        case tuple() | list():
            return [number for item in value for number in cited(item)]
        case _ if hasattr(value, "__dataclass_fields__"):
            return [number for name in value.__dataclass_fields__ for number in cited(getattr(value, name))]
        case _:
            return []


def read(article: Article) -> list[int]:
    """The numbers of the citations as a reader meets them."""
    head = article.head
    return cited((head.status.notice, head.answer, head.bottom_line, [section.view for section in article.sections]))


def test_references_are_numbered_as_they_are_read(sample: Library, library: Library) -> None:
    met = 0
    for of in (sample, library):
        for id in of.scenarios:
            first_met = list(dict.fromkeys(read(laid_out(of, id).whole)))
            assert all(one < next_one for one, next_one in pairwise(first_met)), (id, first_met)
            met += len(first_met)
    assert met > 40


def test_emergencies_come_first_then_red_flags(library: Library) -> None:
    shown = eligibility(library.scenarios["new-bear-lump"], context(library))

    assert [exclusion.warning for exclusion in shown.excludes] == ["Emergency", "Red flag", "", ""]
    assert "".join(piece.text for piece in shown.excludes[0].call if hasattr(piece, "text")) == (
        "At once: call Fire brigade, Bear clinic"
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
