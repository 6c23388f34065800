"""Patients whom a scenario does not fit: emergencies in words, and those whom another scenario is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from wardbook.kinds import SCENARIO
from wardbook.model.parts.criteria import CriteriaEntry, ExcludingEntry
from wardbook.model.parts.criteria_words import entry_words
from wardbook.model.parts.emergency import Emergency
from wardbook.model.records.scenario import Scenario
from wardbook.text.tree import words


def call_in_words(emergency: Emergency, numbers: Mapping[str, str] = MappingProxyType({})) -> str:
    """The call with the phone numbers of services, such as `At once: call Anesthesia (ext. 4711), Surgery`."""
    services = (f"{name} ({numbers[name]})" if name in numbers else name for name in emergency.services)
    return f"{emergency.time}: call {', '.join(services)}"


def emergencies_in_words(scenario: Scenario) -> Iterator[str]:
    """The patients who cannot wait, as others or as treated here, then the results that cannot."""
    for exclusion in scenario.excludes:
        if exclusion.emergency:
            yield f"{entry_words(exclusion)} {call_in_words(exclusion.emergency)}."
    for step in scenario.treatment_steps:
        if step.emergency:
            criteria = " ".join(words(statement.text) for statement in step.criteria)
            yield f"{scenario.step_label(step)}. {criteria} {call_in_words(step.emergency)}."
    for pathway in scenario.pathways:
        for outcome in pathway.outcomes:
            if outcome.emergency:
                yield f"{outcome.finding}. {outcome.step} {call_in_words(outcome.emergency)}."


def has_red_flag(entry: CriteriaEntry) -> bool:
    """Whether a criterion is a red flag, or one in a group is."""
    return any(criterion.axis == "red-flag" for criterion in entry.criteria)


def is_warning(exclusion: ExcludingEntry) -> bool:
    """Whether an exclusion is an emergency or a red flag."""
    return exclusion.emergency is not None or has_red_flag(exclusion)


def is_elsewhere(exclusion: ExcludingEntry) -> bool:
    """Whether an exclusion is no warning and leads to a scenario, which is about such patients."""
    return not is_warning(exclusion) and any(route.kind == SCENARIO for route in exclusion.routes)
