"""The appropriateness ratings: how the guideline rates each study, for each group of patients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardbook.library.library import Library
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.records.scenario import Scenario
from wardbook.text.tree import Citation, Paragraph, RichText
from wardbook.views.context import PageContext
from wardbook.views.parts.ratings import Table, in_order, legend, table


@dataclass(frozen=True, slots=True)
class RatingsSection:
    """The rating tables, one for each group of patients."""

    tables: tuple[Table, ...]
    legend: tuple[tuple[str, str], ...]
    """The signs of ratings and of radiation with their words, for paper."""


def ratings_section(scenario: Scenario, context: PageContext) -> RatingsSection:
    """The section as it is shown."""
    tables = (table(recommendation, context) for recommendation in scenario.recommendations)
    return RatingsSection(tuple(tables), tuple(legend(context.library.scales)))


def ratings_as_read(scenario: Scenario, library: Library) -> Iterator[Any]:
    """The tables in their order."""
    for recommendation in scenario.recommendations:
        yield from _as_read(recommendation, library)


def _as_read(recommendation: Recommendation, library: Library) -> Iterator[Any]:
    """The caption with its sources, the rows in the order of the table, the relations and the note."""
    of = recommendation.ratings
    yield recommendation.patients
    yield RichText((Paragraph(tuple(Citation(source) for source in (of.source, *of.reported_by))),))
    yield (of.edition, of.locator)
    yield tuple(in_order(of.rows, library.scales))
    yield (of.relations, of.note)
