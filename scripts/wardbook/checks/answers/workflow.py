"""Rules about the downstream workflow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from wardbook.model.parts.workflow import Outcome
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document

_RESULTS: Final = ("positive", "negative", "indeterminate")
"""The results that every study can have."""


def focal_pathways_are_complete(content: Content) -> Iterator[Problem]:
    """A focal study or test has a pathway, which covers a positive, a negative and an indeterminate result."""
    for scenario in content.of(Scenario):
        answers = [
            row.procedure
            for recommendation in scenario.record.recommendations
            if recommendation.answer.kind in ("imaging", "test")
            for row in recommendation.focal
        ]
        pathways = list(enumerate(scenario.record.pathways))
        for procedure in dict.fromkeys(answers):
            after = [(number, pathway) for number, pathway in pathways if procedure in pathway.after]
            told = {outcome.kind for _, pathway in after for outcome in pathway.outcomes}
            if not after:
                yield scenario.problem(
                    ("workflow", "pathways"),
                    f"expected a pathway after the focal study `{procedure}`, got none: {_add(procedure, pathways)}",
                )
            for kind in _RESULTS if after else ():
                if kind not in told:
                    yield scenario.problem(
                        ("workflow", "pathways", after[-1][0], "outcomes"),
                        f"expected an outcome of the kind `{kind}` after the focal study, got none:"
                        f" add `- kind: {kind}`, so that nobody is left without a next step",
                    )


def _add(procedure: str, pathways: Sequence[object]) -> str:
    after = f"`after: [{procedure}]`"
    if not pathways:
        return f"add `workflow:` with `pathways:`, and in one of them write {after}"
    return f"write {after} in the one that says what follows, or add one"


def other_outcomes_are_labelled(content: Content) -> Iterator[Problem]:
    """An outcome of the kind `other` says in its label what it is."""
    for scenario, loc, outcome in _outcomes(content):
        if outcome.kind == "other" and outcome.label is None:
            yield scenario.problem(
                (*loc, "label"), "expected words for an outcome of the kind `other`, got none: add `label:`"
            )


def emergencies_have_no_other_urgency(content: Content) -> Iterator[Problem]:
    """An outcome that is an emergency says in `emergency` how soon, and nowhere else."""
    for scenario, loc, outcome in _outcomes(content):
        if outcome.emergency and outcome.urgency:
            yield scenario.problem(
                (*loc, "urgency"), f"expected no `urgency` beside `emergency`, got `{outcome.urgency}`: take it out"
            )


def _outcomes(content: Content) -> Iterator[tuple[Document[Scenario], Loc, Outcome]]:
    """Every outcome of every pathway, with its scenario and its place in it."""
    for scenario in content.of(Scenario):
        for number, pathway in enumerate(scenario.record.pathways):
            for place, outcome in enumerate(pathway.outcomes):
                yield scenario, ("workflow", "pathways", number, "outcomes", place), outcome
