"""Patients whom a scenario does not fit: emergencies in words, and those whom another scenario is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from wardbook.kinds import SCENARIO
from wardbook.model.parts.criteria import CriteriaEntry, Criterion, ExcludingEntry
from wardbook.model.parts.criteria_words import entry_words
from wardbook.model.parts.emergency import Emergency
from wardbook.model.records.scenario import Scenario
from wardbook.text.passages import passages
from wardbook.text.tree import words

EMERGENCY: Final = "emergency-{}"
"""The id of an emergency among whom a scenario does not apply to, by its number; emergencies are the first of them."""


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


def name_in_words(entry: ExcludingEntry) -> str:
    """Who is meant, in a few words: the label of a group, or else the first sentence, without the stop at its end."""
    text = entry.text if isinstance(entry, Criterion) else entry.label
    said = passages(text) if text else []
    return (said[0].words if said else entry_words(entry)).rstrip(".:")


def by_urgency(scenario: Scenario) -> list[ExcludingEntry]:
    """The exclusions as a reader needs them: emergencies, then red flags, then the others."""
    return sorted(scenario.excludes, key=lambda exclusion: (exclusion.emergency is None, not has_red_flag(exclusion)))


def has_red_flag(entry: CriteriaEntry) -> bool:
    """Whether a criterion is a red flag, or one in a group is."""
    return any(criterion.axis == "red-flag" for criterion in entry.criteria)


def is_warning(exclusion: ExcludingEntry) -> bool:
    """Whether an exclusion is an emergency or a red flag."""
    return exclusion.emergency is not None or has_red_flag(exclusion)


def is_elsewhere(exclusion: ExcludingEntry) -> bool:
    """Whether an exclusion is no warning and leads to a scenario, which is about such patients."""
    return not is_warning(exclusion) and any(route.kind == SCENARIO for route in exclusion.routes)
