"""Criteria and groups with their places in scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wardbook.model.parts.criteria import CriteriaEntry, CriteriaGroup, Criterion
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import Loc
from wardbook.read.content import Content
from wardbook.read.document import Document


class PlacedEntry(NamedTuple):
    """A criterion or a group with its place."""

    scenario: Document[Scenario]
    loc: Loc
    entry: CriteriaEntry
    around: tuple[CriteriaGroup, ...]
    """The groups around it, the outermost first."""

    @property
    def excludes(self) -> bool:
        """Whether it says who does not fit."""
        return self.loc[0] == "excludes"

    @property
    def fits(self) -> bool:
        """Whether it says who fits."""
        return self.loc[0] == "fits"

    @property
    def is_enough_to_exclude(self) -> bool:
        """Whether a patient who meets it does not fit, whatever else holds."""
        return self.excludes and all(group.rule == "any_of" for group in self.around)


def placed_entries(scenario: Document[Scenario]) -> Iterator[PlacedEntry]:
    """Every criterion and every group of a scenario, a group before what is in it."""
    record = scenario.record
    for field, entries in (("fits", record.fits), ("excludes", record.excludes), ("cautions", record.cautions)):
        for number, entry in enumerate(entries):
            yield from _with_inner(PlacedEntry(scenario, (field, number), entry, ()))


def placed_groups(content: Content) -> Iterator[tuple[PlacedEntry, CriteriaGroup]]:
    """Every group of every scenario."""
    for scenario in content.of(Scenario):
        for placed in placed_entries(scenario):
            if isinstance(placed.entry, CriteriaGroup):
                yield placed, placed.entry


def placed_criteria(scenario: Document[Scenario]) -> Iterator[tuple[PlacedEntry, Criterion]]:
    """Every criterion of a scenario."""
    for placed in placed_entries(scenario):
        if isinstance(placed.entry, Criterion):
            yield placed, placed.entry


def list_in(group: CriteriaGroup) -> Loc:
    """The place of the entries in their group."""
    return ("at_least", "of") if group.at_least else (group.rule,)


def _with_inner(placed: PlacedEntry) -> Iterator[PlacedEntry]:
    yield placed
    if isinstance(placed.entry, CriteriaGroup):
        loc, around = (*placed.loc, *list_in(placed.entry)), (*placed.around, placed.entry)
        for number, entry in enumerate(placed.entry.entries):
            yield from _with_inner(PlacedEntry(placed.scenario, (*loc, number), entry, around))
