"""Rules about the downstream workflow."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.model.scenario import Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content


def other_outcomes_are_labelled(content: Content) -> Iterator[Problem]:
    """An outcome of the kind `other` says in its label what it is."""
    for scenario in content.of(Scenario):
        for number, pathway in enumerate(scenario.record.workflow.pathways):
            for outcome_number, outcome in enumerate(pathway.outcomes):
                if outcome.kind == "other" and outcome.label is None:
                    yield scenario.problem(
                        ("workflow", "pathways", number, "outcomes", outcome_number, "label"),
                        "expected words for an outcome of the kind `other`, got none: add `label:`",
                    )
