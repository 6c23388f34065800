"""The rated options of scenarios in short, scenarios with other ones, and which options are imaging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.procedure import Procedure


def rated(card: ScenarioSummary) -> Iterator[tuple[RecommendationSummary, RatingRow]]:
    """Every rated study of a scenario, with the recommendation that it belongs to."""
    return ((recommendation, row) for recommendation in card.recommendations for row in recommendation.rows)


def rated_rows_of(card: ScenarioSummary) -> list[RatingRow]:
    """Every rated study of a scenario."""
    return [row for _, row in rated(card)]


def with_rated_rows(card: ScenarioSummary, rows: Sequence[RatingRow]) -> ScenarioSummary:
    """A scenario whose first recommendation, now its only one, rates other studies."""
    return replace(card, recommendations=(replace(card.recommendations[0], rows=tuple(rows)),))


def is_imaging(procedure: Procedure, library: Library) -> bool:
    """Whether an option is imaging, which alone has radiation."""
    return library.modalities[procedure.modality].kind == "imaging"
