"""The rated studies of scenarios in short, and scenarios with other ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow


def rated(card: ScenarioSummary) -> Iterator[tuple[RecommendationSummary, RatingRow]]:
    """Every rated study of a scenario, with the recommendation that it belongs to."""
    return ((recommendation, row) for recommendation in card.recommendations for row in recommendation.rows)


def rated_rows_of(card: ScenarioSummary) -> list[RatingRow]:
    """Every rated study of a scenario."""
    return [row for _, row in rated(card)]


def with_rated_rows(card: ScenarioSummary, rows: Sequence[RatingRow]) -> ScenarioSummary:
    """A scenario whose first recommendation, now its only one, rates other studies."""
    return replace(card, recommendations=(replace(card.recommendations[0], rows=tuple(rows)),))
