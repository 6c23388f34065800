"""Entries of lists: a page's name, its link and the one line that answers."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.kinds import SCENARIO
from wardbook.library.summary import ScenarioSummary
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.answer import ShownAnswer, brief_answer, shown_answer
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.status import Ending, ending_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A page in a list."""

    title: str
    href: Href
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioEntry:
    """A scenario in a list, with its answer."""

    title: str
    question: str
    href: Href
    answer: ShownAnswer
    flag: Flag | None
    ending: Ending | None
    """Stands in place of the answer of a scenario that no longer holds."""


def scenario_entry(scenario: ScenarioSummary, context: PageContext) -> ScenarioEntry:
    """A scenario as lists show it."""
    return _entry(scenario, shown_answer(scenario, context), context)


def brief_entry(scenario: ScenarioSummary, context: PageContext) -> ScenarioEntry:
    """A scenario as long lists show it: with no more of its answer than the focal studies."""
    return _entry(scenario, brief_answer(scenario, context), context)


def _entry(scenario: ScenarioSummary, answer: ShownAnswer, context: PageContext) -> ScenarioEntry:
    return ScenarioEntry(
        title=scenario.short_title,
        question=scenario.title,
        href=context.to(SCENARIO, scenario.id),
        answer=answer,
        flag=flag(scenario.review, context.edition),
        ending=ending_of(scenario.review, context.edition),
    )
