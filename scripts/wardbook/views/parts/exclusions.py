"""Patients whom a scenario does not fit: emergencies in words, and those whom another scenario is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from wardbook.kinds import SCENARIO
from wardbook.model.parts.eligibility import Exclusion
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
            yield f"{words(exclusion.text)} {call_in_words(exclusion.emergency)}."
    for step in scenario.treatment_steps:
        if step.emergency:
            criteria = " ".join(words(statement.text) for statement in step.criteria)
            yield f"{step.label}. {criteria} {call_in_words(step.emergency)}."
    for pathway in scenario.pathways:
        for outcome in pathway.outcomes:
            if outcome.emergency:
                yield f"{outcome.finding}. {outcome.step} {call_in_words(outcome.emergency)}."


def is_elsewhere(exclusion: Exclusion) -> bool:
    """Whether an exclusion is no warning and leads to a scenario, which is about such patients."""
    is_warning = exclusion.emergency is not None or exclusion.axis == "red-flag"
    return not is_warning and any(route.kind == SCENARIO for route in exclusion.routes)
