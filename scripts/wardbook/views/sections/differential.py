"""The differential, by importance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from wardbook.library.library import Library
from wardbook.model.records.scenario import Diagnosis, Scenario
from wardbook.views.context import PageContext
from wardbook.views.text import ShownProse

IMPORTANCE: Final = {"primary": "Main concern", "secondary": "Also consider", "unlikely": "Unlikely"}
"""The importances, in the order of the section, with their words."""


@dataclass(frozen=True, slots=True)
class ShownDiagnosis:
    """A diagnosis of the differential."""

    name: str
    importance: str
    importance_label: str
    text: ShownProse


@dataclass(frozen=True, slots=True)
class DifferentialSection:
    """The differential diagnosis, by importance."""

    intro: ShownProse
    diagnoses: tuple[ShownDiagnosis, ...]


def differential(scenario: Scenario, context: PageContext) -> DifferentialSection:
    """The section as it is shown."""
    return DifferentialSection(
        context.prose(scenario.differential.intro if scenario.differential else None),
        tuple(
            ShownDiagnosis(d.name, d.importance, IMPORTANCE[d.importance], context.prose(d.text))
            for d in diagnoses(scenario)
        ),
    )


def differential_as_read(scenario: Scenario, _: Library) -> tuple[Any, ...]:
    """The introduction, then the diagnoses in their order."""
    return (scenario.differential.intro, *diagnoses(scenario)) if scenario.differential else ()


def diagnoses(scenario: Scenario) -> list[Diagnosis]:
    """The diagnoses by importance."""
    order = list(IMPORTANCE)
    diagnoses = scenario.differential.diagnoses if scenario.differential else ()
    return sorted(diagnoses, key=lambda diagnosis: order.index(diagnosis.importance))
