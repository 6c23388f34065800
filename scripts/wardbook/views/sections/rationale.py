"""Why the answer is what it is, and why not the others."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.answer import RatedStudy, rated_study
from wardbook.views.parts.labelled import Labelled
from wardbook.views.text import ShownProse


@dataclass(frozen=True, slots=True)
class AgainstStudy:
    """Why studies are not the answer."""

    studies: tuple[RatedStudy, ...]
    text: ShownProse


@dataclass(frozen=True, kw_only=True, slots=True)
class RationaleSection:
    """Why the answer is what it is, and why not the others."""

    text: ShownProse
    advantages: tuple[Labelled, ...]
    disagreement: ShownProse
    against: tuple[AgainstStudy, ...]


def rationale(scenario: Scenario, context: PageContext) -> RationaleSection:
    """The section as it is shown."""
    rows = {row.procedure: row for row in scenario.ratings.rows}
    return RationaleSection(
        text=context.prose(scenario.rationale.text),
        advantages=tuple(Labelled(a.label, context.prose(a.text)) for a in scenario.rationale.advantages),
        disagreement=context.prose(scenario.rationale.disagreement),
        against=tuple(
            AgainstStudy(
                tuple(rated_study(rows[id], scenario.population.age_group, context) for id in entry.procedures),
                context.prose(entry.text),
            )
            for entry in scenario.not_recommended
        ),
    )
