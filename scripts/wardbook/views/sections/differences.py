"""Differences between scenarios: the patients that each is about, in the respects in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import AgeGroup, Axis, Population

Words = Mapping[str, tuple[str, ...] | None]
"""The words for a scenario in each respect; none where it is the same as another."""

RESPECTS: Final[Mapping[str, tuple[Axis, ...]]] = {
    "Patient": ("patient",),
    "Diagnosis": ("diagnosis",),
    "Presentation": ("status", "red-flag"),
    "Point in time": ("timing",),
    "Already done": ("prior-test",),
    "Score": ("score",),
}
"""The respects in which scenarios can differ, in order, with the criteria that belong to each."""

AGE_WORDS: Final[Mapping[AgeGroup, str]] = {"child": "child", "adult": "adult", "both": "adult or child"}


def differences(summary: ScenarioSummary, other: ScenarioSummary) -> Words:
    """The conditions of a scenario that another does not have: its facts, which are short, or else its criteria."""
    facts, criteria, their_facts, their_criteria = _facts(summary), _criteria(summary), _facts(other), _criteria(other)
    words: dict[str, tuple[str, ...] | None] = dict.fromkeys(RESPECTS)
    for respect in RESPECTS:
        if facts[respect] != their_facts[respect]:
            words[respect] = facts[respect] or criteria[respect]
        elif criteria[respect] != their_criteria[respect]:
            words[respect] = criteria[respect] or facts[respect]
    return words


def distinguishing_criteria(summary: ScenarioSummary, others: Sequence[ScenarioSummary]) -> Words:
    """The conditions of a scenario that the others are compared with: all that tell it from one of them."""
    said = [differences(summary, other) for other in others]
    facts, criteria = _facts(summary), _criteria(summary)
    return {
        respect: tuple(
            text
            for text in (*facts[respect], *criteria[respect])
            if any(text in (words[respect] or ()) for words in said)
        )
        for respect in RESPECTS
    }


def _facts(summary: ScenarioSummary) -> dict[str, tuple[str, ...]]:
    facts: dict[str, tuple[str, ...]] = {
        "Patient": (_patient(summary.population),),
        "Presentation": (summary.presentation,),
        "Point in time": (_capital(summary.stage.replace("-", " ")),),
        "Already done": summary.prior_tests,
    }
    return {respect: facts.get(respect, ()) for respect in RESPECTS}


def _criteria(summary: ScenarioSummary) -> dict[str, tuple[str, ...]]:
    return {
        respect: tuple(text for axis, text in summary.criteria if axis in axes) for respect, axes in RESPECTS.items()
    }


def _patient(population: Population) -> str:
    parts = [AGE_WORDS[population.age_group], *([population.age] if population.age else ())]
    parts.append("any sex" if population.sex == "any" else population.sex)
    if population.pregnancy != "not-addressed":
        parts.append(population.pregnancy.replace("-", " "))
    return _capital(", ".join(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
