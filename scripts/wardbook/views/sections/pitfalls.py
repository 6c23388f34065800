"""Mistakes to avoid, numbered."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.text import Setting, ShownProse


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


def pitfalls(scenario: Scenario, _library: Library, setting: Setting) -> PitfallsSection:
    """The section as it is shown."""
    return PitfallsSection(
        tuple(
            ShownPitfall(number, p.title, setting.prose(p.text), setting.prose(p.escalation))
            for number, p in enumerate(scenario.pitfalls, start=1)
        )
    )
