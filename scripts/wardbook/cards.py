"""What lists and links show of a scenario. Nothing else of a scenario reaches the page of another record."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.model.eligibility import Population
from wardbook.model.ratings import RatingRow
from wardbook.model.review import Review
from wardbook.model.scenario import Answer, Scenario


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A scenario in short."""

    id: str
    title: str
    short_title: str
    population: Population
    answer: Answer
    rows: tuple[RatingRow, ...]
    review: Review


def card(scenario: Scenario) -> Card:
    """The card of a scenario."""
    return Card(
        id=scenario.id,
        title=scenario.title,
        short_title=scenario.short_title,
        population=scenario.population,
        answer=scenario.answer,
        rows=scenario.ratings.rows,
        review=scenario.review,
    )
