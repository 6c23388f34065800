"""Scenarios of a topic side by side, by the facts in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.kinds import SCENARIO
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import AgeGroup, Population
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.text import Shown

AGE_WORDS: Final[Mapping[AgeGroup, str]] = {"child": "child", "adult": "adult", "both": "adult or child"}


@dataclass(frozen=True, slots=True)
class ComparedScenario:
    """A row: a scenario with its facts in the order of the columns."""

    title: str
    href: Href
    flag: Flag | None
    cells: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class ComparedScenarios:
    """The table; without rows where there is nothing to compare."""

    columns: tuple[str, ...]
    rows: tuple[ComparedScenario, ...]


def facts(summary: ScenarioSummary, library: Library) -> dict[str, str]:
    """The patients of a scenario in short, by what is said of them."""
    return {
        "Patient": _patient(summary.population),
        "Presentation": summary.presentation,
        "Phase of care": library.stages[summary.stage],
        "Completed work-up": "; ".join(summary.prior_tests),
    }


def compared_scenarios(summaries: Sequence[ScenarioSummary], context: PageContext) -> ComparedScenarios:
    """The scenarios that hold in their order, with each fact that is not the same for all of them."""
    holding = [summary for summary in summaries if not summary.review.ended]
    said = [facts(summary, context.library) for summary in holding]
    columns = tuple(name for name in (said[0] if said else ()) if len({of[name] for of in said}) > 1)
    if not columns:
        return ComparedScenarios((), ())
    return ComparedScenarios(
        columns,
        tuple(
            ComparedScenario(
                summary.short_title,
                context.to(SCENARIO, summary.id),
                flag(summary.review, context.edition),
                tuple(context.line(of[column]) for column in columns),
            )
            for summary, of in zip(holding, said, strict=True)
        ),
    )


def _patient(population: Population) -> str:
    parts = [AGE_WORDS[population.age_group], *([population.age] if population.age else ())]
    parts.append("any sex" if population.sex == "any" else population.sex)
    if population.pregnancy != "not-addressed":
        parts.append(population.pregnancy.replace("-", " "))
    return _capital(", ".join(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
