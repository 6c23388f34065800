"""Differences between scenarios: the patients that each is about, in the respects in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import AgeGroup, Axis, Population

Words = Mapping[str, tuple[str, ...] | None]
"""The words for a scenario in each respect; none where it is the same as another."""

RESPECTS: Final[Mapping[str, tuple[Axis, ...]]] = {
    "Patient": ("patient",),
    "Diagnosis": ("diagnosis",),
    "Presentation": ("status", "red-flag"),
    "Timing": ("timing",),
    "Completed work-up": ("prior-test",),
    "Score": ("score",),
}
"""The respects in which scenarios can differ, in order, with the criteria that belong to each."""

AGE_WORDS: Final[Mapping[AgeGroup, str]] = {"child": "child", "adult": "adult", "both": "adult or child"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a scenario by respect."""

    facts: Mapping[str, tuple[str, ...]]
    """Its facts, which are short."""
    criteria: Mapping[str, tuple[str, ...]]


def conditions(summary: ScenarioSummary) -> Conditions:
    """The conditions of a scenario."""
    return Conditions(_facts(summary), _criteria(summary))


def differences(own: Conditions, other: Conditions) -> Words:
    """The conditions of a scenario that another does not have: its facts, or else its criteria."""
    words: dict[str, tuple[str, ...] | None] = dict.fromkeys(RESPECTS)
    for respect in RESPECTS:
        if own.facts[respect] != other.facts[respect]:
            words[respect] = own.facts[respect] or own.criteria[respect]
        elif own.criteria[respect] != other.criteria[respect]:
            words[respect] = own.criteria[respect] or own.facts[respect]
    return words


def distinguishing_criteria(own: Conditions, others: Sequence[Conditions]) -> Words:
    """The conditions of a scenario that the others are compared with: all that tell it from one of them."""
    said = [differences(own, other) for other in others]
    return {
        respect: tuple(
            text
            for text in (*own.facts[respect], *own.criteria[respect])
            if any(text in (words[respect] or ()) for words in said)
        )
        for respect in RESPECTS
    }


def _facts(summary: ScenarioSummary) -> dict[str, tuple[str, ...]]:
    facts: dict[str, tuple[str, ...]] = {
        "Patient": (_patient(summary.population),),
        "Presentation": (summary.presentation,),
        "Timing": (_capital(summary.stage.replace("-", " ")),),
        "Completed work-up": summary.prior_tests,
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
