"""Instruments such as CURB65: the points of their items, and lists of bands of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from wardbook.model.outline.facts import line_of
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.table import DataTable
from wardbook.model.traverse import Loc

_DIGIT: Final = re.compile(r"\d")


class ItemFacts(NamedTuple):
    """An item of an instrument."""

    name: str
    points: float


class InstrumentFacts(NamedTuple):
    """The items of an instrument on a page, all with points."""

    loc: Loc
    name: str
    highest: float | None
    items: tuple[ItemFacts, ...]


class BandsFacts(NamedTuple):
    """A list whose entries may be told apart by the values of an instrument."""

    loc: Loc
    kind: str
    """`steps` of a treatment, `outcomes` of a pathway, or a `column` of a table."""
    name: str
    """The head of a column, which may be an instrument; otherwise nothing."""
    entries: tuple[tuple[Loc, str], ...]


def instruments_in(scenario: Scenario) -> Iterator[InstrumentFacts]:
    """The instruments of a scenario whose items have points."""
    for field, entries in (("fits", scenario.fits), ("excludes", scenario.excludes)):
        for number, entry in enumerate(entries):
            for score in (one.score for one in entry.criteria if one.score):
                items = tuple(ItemFacts(str(one.name), one.points) for one in score.items if one.points)
                if items and len(items) == len(score.items):
                    yield InstrumentFacts((field, number), str(score.name), score.highest, items)


def bands_in_lists(record: Scenario | DataTable) -> Iterator[BandsFacts]:
    """The lists of a record in which numbers stand that may be values of an instrument."""
    for found in _of_table(record) if isinstance(record, DataTable) else _of_scenario(record):
        if any(_DIGIT.search(words) for _, words in found.entries):
            yield found


def _of_table(table: DataTable) -> Iterator[BandsFacts]:
    for column in table.columns[1:]:
        cells = [(number, row[column.name]) for number, row in enumerate(table.rows) if column.name in row]
        entries: Iterator[tuple[Loc, str]] = (
            ((("rows", number, column.name)), line_of((cell,))) for number, cell in cells
        )
        yield BandsFacts(("columns",), "column", str(column.head), tuple(entries))


def _of_scenario(scenario: Scenario) -> Iterator[BandsFacts]:
    steps = [
        (("treatment", "steps", number, "criteria"), line_of(step.criteria))
        for number, step in enumerate(scenario.treatment_steps)
    ]
    yield BandsFacts(("treatment", "steps"), "steps", "", tuple(steps))
    for number, pathway in enumerate(scenario.pathways):
        loc: Loc = ("workflow", "pathways", number, "outcomes")
        labels = (((*loc, place, "label"), str(one.label or "")) for place, one in enumerate(pathway.outcomes))
        yield BandsFacts(loc, "outcomes", "", tuple(labels))
