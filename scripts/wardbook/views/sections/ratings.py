"""The rating section: a table for each group of patients, and what is said of options under the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardbook.library.library import Library
from wardbook.model.parts.ratings import Ratings
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.records.scenario import Scenario
from wardbook.text.tree import Citation, Paragraph, RichText
from wardbook.views.context import PageContext
from wardbook.views.parts.options.legend import legend
from wardbook.views.parts.options.weighed import WeighedOption, weighed_options
from wardbook.views.parts.ratings import Table, in_order, scale_of, table


@dataclass(frozen=True, slots=True)
class RatingsSection:
    """The rating tables, one for each group of patients that has one."""

    tables: tuple[Table, ...]
    weighed: tuple[WeighedOption, ...]
    """The options of which more is said under the tables."""
    legend: tuple[tuple[str, str], ...]
    """The signs of ratings and of radiation with their words, for paper."""


def ratings_section(scenario: Scenario, context: PageContext) -> RatingsSection:
    """The section as it is shown."""
    scales = context.library.scales
    rated = list(_rated(scenario))
    tables = tuple(table(recommendation, ratings, context) for recommendation, ratings in rated)
    used = {scale_of(ratings, scales).id for _, ratings in rated}
    return RatingsSection(
        tables=tables,
        weighed=tuple(
            option
            for recommendation, ratings in rated
            for option in weighed_options(recommendation.patients, in_order(ratings.rows, scales), context)
        ),
        legend=legend(
            [scale for scale in scales.scales if scale.id in used],
            scales.bands if any(of.dose_heads for of in tables) else (),
        ),
    )


def ratings_as_read(scenario: Scenario, library: Library) -> Iterator[Any]:
    """The tables in their order, and what stands under them."""
    rated = list(_rated(scenario))
    for recommendation, ratings in rated:
        yield from _table_as_read(recommendation, ratings, library)
    for _, ratings in rated:
        weighed = [row for row in in_order(ratings.rows, library.scales) if row.evidence or row.findings]
        yield from ((row.evidence, row.findings) for row in weighed)


def _table_as_read(recommendation: Recommendation, of: Ratings, library: Library) -> Iterator[Any]:
    """The caption with its sources, the rows in the order of the table, the relations and the note."""
    yield recommendation.patients
    yield RichText((Paragraph(tuple(Citation(source) for source in (of.source, *of.reported_by))),))
    yield (of.edition, of.locator)
    yield tuple(row.in_short for row in in_order(of.rows, library.scales))
    yield (of.relations, of.note)


def _rated(scenario: Scenario) -> Iterator[tuple[Recommendation, Ratings]]:
    """The recommendations that rest on ratings."""
    yield from ((one, one.ratings) for one in scenario.recommendations if one.ratings)
