"""Downstream workflow: the action after each result, as a flow and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook.kinds import SOURCE
from wardbook.model.parts.workflow import Outcome
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.routes import ShownRoute, shown_route
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
    onward: tuple[ShownRoute, ...]
    """The ways on that the drawing shows: not publications, whose titles are sentences."""
    urgency: str


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
        context.prose(scenario.workflow.intro),
        tuple(
            ShownPathway(pathway.title, tuple(_outcome(o, context) for o in pathway.outcomes))
            for pathway in scenario.workflow.pathways
        ),
    )


def _outcome(outcome: Outcome, context: PageContext) -> ShownOutcome:
    routes = tuple(shown_route(route, context) for route in outcome.next)
    return ShownOutcome(
        kind=outcome.kind,
        label=outcome.label or OUTCOMES[outcome.kind],
        finding=context.line(outcome.finding),
        step=context.line(outcome.step),
        mark=mark(outcome.standing),
        meaning=context.prose(outcome.meaning),
        action=context.prose(outcome.action),
        next=routes,
        onward=tuple(route for route in routes if route.kind != SOURCE),
        urgency=URGENCY[outcome.urgency] if outcome.urgency else "",
    )
