"""Why the answer is what it is, and why not the others."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.parts.answer import RatedStudy, rated_study
from wardbook.views.parts.labelled import Labelled
from wardbook.views.text import Setting, ShownProse


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


def rationale(scenario: Scenario, library: Library, setting: Setting) -> RationaleSection:
    """The section as it is shown."""
    rows = {row.procedure: row for row in scenario.ratings.rows}
    return RationaleSection(
        text=setting.prose(scenario.rationale.text),
        advantages=tuple(Labelled(a.label, setting.prose(a.text)) for a in scenario.rationale.advantages),
        disagreement=setting.prose(scenario.rationale.disagreement),
        against=tuple(
            AgainstStudy(
                tuple(
                    rated_study(rows[id], scenario.population.age_group, library, setting) for id in entry.procedures
                ),
                setting.prose(entry.text),
            )
            for entry in scenario.not_recommended
        ),
    )
