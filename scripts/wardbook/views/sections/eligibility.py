"""Eligibility: the case, the criteria with their routes, the sibling scenarios, and the ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardbook.library.summary import score_words
from wardbook.model.parts.eligibility import Criterion, Exclusion
from wardbook.model.parts.routes import Exit
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.ratings import Table, table
from wardbook.views.parts.routes import ShownRoute, shown_route
from wardbook.views.sections.siblings import Siblings, siblings
from wardbook.views.text import Shown, ShownBlock, ShownProse


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """A condition, with its ways on where it excludes."""

    text: tuple[ShownBlock, ...]
    red_flag: bool
    score: str
    routes: tuple[ShownRoute, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EligibilitySection:
    """The case, who fits and who does not, the other scenarios of the topic, and the ratings."""

    vignette: ShownProse
    facts: tuple[tuple[str, tuple[Shown, ...]], ...]
    fits: tuple[ShownCriterion, ...]
    excludes: tuple[ShownCriterion, ...]
    """Red flags first."""
    siblings: Siblings
    table: Table


def eligibility(scenario: Scenario, context: PageContext) -> EligibilitySection:
    """The section as it is shown."""
    return EligibilitySection(
        vignette=context.prose(scenario.vignette),
        facts=tuple((label, context.line(text)) for label, text in _facts(scenario)),
        fits=tuple(_criterion(c, (), context) for c in scenario.fits),
        excludes=tuple(_criterion(c, c.routes, context) for c in sorted(scenario.excludes, key=_is_no_red_flag)),
        siblings=siblings(context.library.summaries[scenario.id], context),
        table=table(scenario.ratings, scenario.population.age_group, context),
    )


def _is_no_red_flag(criterion: Exclusion) -> bool:
    return criterion.axis != "red-flag"


def _facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    population = scenario.population
    yield "Presentation", scenario.presentation
    yield "Phase of care", scenario.stage.replace("-", " ")
    if population.age:
        yield "Age", population.age
    if population.sex != "any":
        yield "Sex", population.sex
    if population.pregnancy != "not-addressed":
        yield "Pregnancy", population.pregnancy.replace("-", " ")
    if scenario.prior_tests:
        yield "Completed work-up", "; ".join(scenario.prior_tests)
    for variant in scenario.variants:
        locator = f" ({variant.locator})" if variant.locator else ""
        yield "Guideline variant", f"{variant.label}{locator}"


def _criterion(criterion: Criterion | Exclusion, routes: Sequence[Exit], context: PageContext) -> ShownCriterion:
    return ShownCriterion(
        context.rich(criterion.text),
        criterion.axis == "red-flag",
        score_words(criterion.score) if criterion.score else "",
        tuple(shown_route(route, context) for route in routes),
    )
