"""Mistakes to avoid, numbered."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.text import ShownProse


@dataclass(frozen=True, slots=True)
class ShownPitfall:
    """A mistake to avoid, with its number."""

    number: int
    title: str
    text: ShownProse
    escalation: ShownProse


@dataclass(frozen=True, slots=True)
class PitfallsSection:
    """Mistakes to avoid."""

    pitfalls: tuple[ShownPitfall, ...]


def pitfalls(scenario: Scenario, context: PageContext) -> PitfallsSection:
    """The section as it is shown."""
    return PitfallsSection(
        tuple(
            ShownPitfall(number, p.title, context.prose(p.text), context.prose(p.escalation))
            for number, p in enumerate(scenario.pitfalls, start=1)
        )
    )
