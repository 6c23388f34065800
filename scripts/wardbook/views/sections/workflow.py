"""Downstream workflow: the action after each result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from wardbook.library.library import Library
from wardbook.model.parts.workflow import Outcome, Pathway
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.routes import ShownRoute, shown_routes
from wardbook.views.sections.emergency import shown_emergency
from wardbook.views.text import Mark, Shown, ShownProse, mark

OUTCOMES: Final = {"positive": "Positive", "negative": "Negative", "indeterminate": "Indeterminate"}
URGENCY: Final = {"routine": "Routine", "soon": "Soon", "urgent": "Urgent"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownOutcome:
    """The action after one result."""

    kind: str
    label: str
    finding: tuple[Shown, ...]
    step: tuple[Shown, ...]
    mark: Mark | None
    meaning: ShownProse
    action: ShownProse
    next: tuple[ShownRoute, ...]
    urgency: str
    """`Emergency`, or how soon; empty where no source says so."""
    call: tuple[Shown, ...]
    """How soon to call, and whom; empty where it is no emergency."""


@dataclass(frozen=True, slots=True)
class ShownPathway:
    """A flow: where it starts and the outcomes it branches into."""

    title: str
    outcomes: tuple[ShownOutcome, ...]


@dataclass(frozen=True, slots=True)
class WorkflowSection:
    """The downstream workflow."""

    intro: ShownProse
    pathways: tuple[ShownPathway, ...]


def workflow(scenario: Scenario, context: PageContext) -> WorkflowSection:
    """The section as it is shown."""
    return WorkflowSection(
        context.prose(scenario.workflow.intro if scenario.workflow else None),
        tuple(
            ShownPathway(pathway.title, tuple(_outcome(o, context) for o in outcomes(pathway)))
            for pathway in scenario.pathways
        ),
    )


def workflow_as_read(scenario: Scenario, _: Library) -> Iterator[Any]:
    """The introduction, then each pathway with its outcomes in their order."""
    if scenario.workflow:
        yield scenario.workflow.intro
    for pathway in scenario.pathways:
        yield (pathway.title, *outcomes(pathway))


def outcomes(pathway: Pathway) -> list[Outcome]:
    """The outcomes as a reader needs them: emergencies first."""
    return sorted(pathway.outcomes, key=lambda outcome: outcome.emergency is None)


def _outcome(outcome: Outcome, context: PageContext) -> ShownOutcome:
    return ShownOutcome(
        kind=outcome.kind,
        label=outcome.label or OUTCOMES[outcome.kind],
        finding=context.line(outcome.finding),
        step=context.line(outcome.step),
        mark=mark(outcome.standing),
        meaning=context.prose(outcome.meaning),
        action=context.prose(outcome.action),
        next=shown_routes(outcome.next, context),
        urgency="Emergency" if outcome.emergency else URGENCY[outcome.urgency] if outcome.urgency else "",
        call=shown_emergency(outcome.emergency, context),
    )
