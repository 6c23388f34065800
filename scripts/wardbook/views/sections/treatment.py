"""Treatment: the steps of severity and the regimens of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import call_in_words
from wardbook.views.placed.regimen import shown_regimen
from wardbook.views.sections.emergency import shown_emergency
from wardbook.views.text import Shown, ShownProse, ShownRegimen


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStep:
    """A step of severity."""

    label: str
    call: tuple[Shown, ...]
    """How soon to call, and whom; empty where it is no emergency."""
    criteria: ShownProse
    text: ShownProse
    regimens: tuple[ShownRegimen, ...]
    choice: str
    """Words before several regimens; empty before one."""


@dataclass(frozen=True, slots=True)
class TreatmentSection:
    """The treatment by severity."""

    intro: ShownProse
    steps: tuple[ShownStep, ...]


def treatment(scenario: Scenario, context: PageContext) -> TreatmentSection:
    """The section as it is shown."""
    return TreatmentSection(
        context.prose(scenario.treatment.intro if scenario.treatment else None), tuple(_steps(scenario, context))
    )


def treatment_as_read(scenario: Scenario, _: Library) -> Iterator[Any]:
    """The introduction, then each step with its regimens."""
    if scenario.treatment:
        yield scenario.treatment.intro
    for step in scenario.treatment_steps:
        call = call_in_words(step.emergency) if step.emergency else None
        yield step.label, call, step.criteria, step.text, step.regimens


def _steps(scenario: Scenario, context: PageContext) -> Iterator[ShownStep]:
    shown: set[str] = set()
    for step in scenario.treatment_steps:
        yield ShownStep(
            label=step.label,
            call=shown_emergency(step.emergency, context),
            criteria=context.prose(step.criteria),
            text=context.prose(step.text),
            regimens=tuple(
                # A page may show a regimen in several steps; a link leads to the first.
                shown_regimen(
                    context.library.regimens[id], context.library.regimens, context, anchor="" if id in shown else id
                )
                for id in step.regimens
            ),
            choice="One of these regimens" if len(step.regimens) > 1 else "",
        )
        shown |= {*step.regimens}
