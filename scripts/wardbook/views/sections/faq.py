"""Questions that readers ask."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.parts.labelled import Labelled
from wardbook.views.text import Setting


@dataclass(frozen=True, slots=True)
class FaqSection:
    """Questions and answers."""

    questions: tuple[Labelled, ...]


def faq(scenario: Scenario, _library: Library, setting: Setting) -> FaqSection:
    """The section as it is shown."""
    return FaqSection(tuple(Labelled(f.question, setting.prose(f.answer)) for f in scenario.faq))
