"""The appropriateness ratings: how the guideline rates each study."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.text.tree import Citation, Paragraph, RichText
from wardbook.views.context import PageContext
from wardbook.views.parts.ratings import Table, in_order, table


def rating_table(scenario: Scenario, context: PageContext) -> Table | None:
    """The section as it is shown."""
    (recommendation,) = scenario.recommendations
    ratings = recommendation.ratings
    return table(ratings, recommendation.age_group, context) if ratings else None


def ratings_as_read(scenario: Scenario, library: Library) -> Iterator[Any]:
    """The caption with its sources, the rows in the order of the table, the note, and what stands under it."""
    (recommendation,) = scenario.recommendations
    of = recommendation.ratings
    if of is None:
        return
    yield RichText((Paragraph(tuple(Citation(source) for source in (of.source, *of.reported_by))),))
    yield (of.edition, of.locator)
    rows = in_order(of.rows, library.scales)
    yield tuple(row.in_short for row in rows)
    yield of.note
    yield from ((row.evidence, row.findings) for row in rows)
