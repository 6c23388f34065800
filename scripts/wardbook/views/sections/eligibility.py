"""Eligibility: the case, and the criteria with their routes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wardbook.kinds import SCENARIO
from wardbook.library.library import Library
from wardbook.model.parts.criteria import ExcludingEntry
from wardbook.model.parts.routes import Exit
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import EMERGENCY, by_urgency, has_red_flag
from wardbook.views.parts.routes import ShownRoute, shown_routes
from wardbook.views.sections.criteria import ShownEntry, shown_entry
from wardbook.views.sections.emergency import shown_emergency
from wardbook.views.text import Shown, ShownProse


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownExclusion:
    """A condition that excludes, with its ways on."""

    anchor: str
    """The id of an emergency, to which the answer links; empty for another condition."""
    warning: str
    """`Emergency` or `Red flag`; empty for another condition."""
    criterion: ShownEntry
    call: tuple[Shown, ...]
    """How soon to call, and whom; empty where it is no emergency."""
    routes: tuple[ShownRoute, ...]

    @property
    def is_elsewhere(self) -> bool:
        """Whether a scenario of this library is about such patients, so that the search looks for them there."""
        return not self.warning and any(route.kind == SCENARIO for route in self.routes)


@dataclass(frozen=True, kw_only=True, slots=True)
class EligibilitySection:
    """The case, who fits and who does not."""

    vignette: ShownProse
    facts: tuple[tuple[str, tuple[Shown, ...]], ...]
    fits_rule: str
    """How its entries combine; empty where there is one."""
    fits: tuple[ShownEntry, ...]
    excludes_rule: str
    """How its entries combine; empty where there is one."""
    excludes: tuple[ShownExclusion, ...]
    cautions: tuple[ShownEntry, ...]
    cautions_rule: str
    """A sentence on their meaning: they exclude nobody by themselves."""


def eligibility(scenario: Scenario, context: PageContext) -> EligibilitySection:
    """The section as it is shown."""
    return EligibilitySection(
        vignette=context.prose(scenario.vignette),
        facts=tuple((label, context.line(text)) for label, text in _facts(scenario, context.library)),
        fits_rule="All of these must hold:" if len(scenario.fits) > 1 else "",
        fits=tuple(shown_entry(entry, context) for entry in scenario.fits),
        excludes_rule="Any one of these is enough:" if len(scenario.excludes) > 1 else "",
        excludes=tuple(_exclusion(c, number, context) for number, c in enumerate(by_urgency(scenario), start=1)),
        cautions=tuple(shown_entry(entry, context) for entry in scenario.cautions),
        cautions_rule="These exclude nobody by themselves. Weigh them:",
    )


def eligibility_as_read(scenario: Scenario, _: Library) -> tuple[Any, ...]:
    """Who fits, who does not in their order, what is weighed, then the case."""
    return scenario.fits, *by_urgency(scenario), scenario.cautions, scenario.vignette


def _facts(scenario: Scenario, library: Library) -> Iterator[tuple[str, str]]:
    population = scenario.population
    yield "Presentation", scenario.presentation
    yield "Phase of care", library.stages[scenario.stage]
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


def _exclusion(exclusion: ExcludingEntry, number: int, context: PageContext) -> ShownExclusion:
    return ShownExclusion(
        anchor=EMERGENCY.format(number) if exclusion.emergency else "",
        warning="Emergency" if exclusion.emergency else "Red flag" if has_red_flag(exclusion) else "",
        criterion=shown_entry(exclusion, context),
        call=shown_emergency(exclusion.emergency, context),
        routes=_routes(exclusion.routes, context),
    )


def _routes(routes: Sequence[Exit], context: PageContext) -> tuple[ShownRoute, ...]:
    return shown_routes(routes, context)
