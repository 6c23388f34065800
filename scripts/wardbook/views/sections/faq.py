"""Questions that readers ask."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.text import Labelled


@dataclass(frozen=True, slots=True)
class FaqSection:
    """Questions and answers."""

    questions: tuple[Labelled, ...]


def faq(scenario: Scenario, context: PageContext) -> FaqSection:
    """The section as it is shown."""
    return FaqSection(tuple(Labelled(f.question, context.prose(f.answer)) for f in scenario.faq))
