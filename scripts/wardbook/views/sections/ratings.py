"""The appropriateness ratings: how the guideline rates each study."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.text.tree import Citation, Paragraph, RichText
from wardbook.views.context import PageContext
from wardbook.views.parts.ratings import Table, in_order, table


def rating_table(scenario: Scenario, context: PageContext) -> Table:
    """The section as it is shown."""
    (recommendation,) = scenario.recommendations
    return table(recommendation.ratings, recommendation.age_group, context)


def ratings_as_read(scenario: Scenario, library: Library) -> Iterator[Any]:
    """The caption with its sources, the rows in the order of the table, and the note."""
    (recommendation,) = scenario.recommendations
    of = recommendation.ratings
    yield RichText((Paragraph(tuple(Citation(source) for source in (of.source, *of.reported_by))),))
    yield (of.edition, of.locator)
    yield tuple(in_order(of.rows, library.scales))
    yield of.note
