"""The ratings of a procedure by scenarios, by category; scenarios that answer with it come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardbook.kinds import SCENARIO
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.procedure import Procedure
from wardbook.model.scales import Scale
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.radiation import ShownDose, doses
from wardbook.views.parts.ratings import (
    ROLE_LABELS,
    ROLES,
    Chip,
    category_head,
    chip,
    evidence_head,
    rating,
    row_chip,
    strength,
)
from wardbook.views.text import Shown

Rated = tuple[ScenarioSummary, RecommendationSummary, RatingRow]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedScenario:
    """The rating of the procedure in one scenario, for one group of its patients."""

    scenario: str
    href: Href
    patients: tuple[Shown, ...]
    """The group in a few words; empty where the rating is for all of the scenario's patients."""
    topic: str
    """Its topic, where several rate the procedure."""
    population: tuple[Shown, ...]
    flag: Flag | None
    role: str
    role_label: str
    chip: Chip
    rating: str
    strength: str
    doses: tuple[ShownDose, ...]
    """The procedure's level for these patients."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedByCategory:
    """The scenarios that put the procedure into a category."""

    anchor: str
    chip: Chip
    scenarios: int
    answers: int
    """In how many of them it is the answer, for all patients or for some."""
    category_head: str
    """The heads of the columns of categories and of evidence; empty where nothing stands in the column."""
    evidence_head: str
    has_rating: bool
    ratings: tuple[RatedScenario, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedIn:
    """Every scenario that rates the procedure."""

    scenarios: int
    groups: tuple[RatedByCategory, ...]
    has_doses: bool


def rated_in(procedure: Procedure, summaries: Sequence[ScenarioSummary], context: PageContext) -> RatedIn:
    """The scenarios by category, in the scale's order."""
    rated = [
        (summary, recommendation, row)
        for summary in summaries
        for recommendation in summary.recommendations
        for row in recommendation.rows
        if row.procedure == procedure.id
    ]
    groups = tuple(group for scale in context.library.scales.scales for group in _groups(scale, rated, context))
    return RatedIn(
        scenarios=len(summaries),
        groups=groups,
        has_doses=any(shown.doses for group in groups for shown in group.ratings),
    )


def _groups(scale: Scale, rated: Sequence[Rated], context: PageContext) -> Iterator[RatedByCategory]:
    """The scenarios that rate on a scale, by its categories; the tables of a scale have the same columns."""
    ids = {category.id for category in scale.categories}
    on_scale = [row for *_, row in rated if row.category in ids]
    for category in scale.categories:
        if of_category := [one for one in rated if one[2].category == category.id]:
            yield RatedByCategory(
                anchor=f"rated-{category.id}",
                chip=chip(category, disagreement=False),
                scenarios=len({summary.id for summary, *_ in of_category}),
                answers=len({summary.id for summary, _, row in of_category if row.role == "focal"}),
                category_head=category_head(scale),
                evidence_head=evidence_head(scale, on_scale),
                has_rating=any(rating(row) for row in on_scale),
                ratings=tuple(_ratings(of_category, context)),
            )


def _ratings(rated: Sequence[Rated], context: PageContext) -> Iterator[RatedScenario]:
    """The scenarios by the procedure's role in them, then by topic and title."""
    several = len({summary.topic for summary, *_ in rated}) > 1
    in_turn = sorted(rated, key=lambda one: (ROLES.index(one[2].role), one[0].topic, one[0].short_title))
    for summary, recommendation, row in in_turn:
        yield RatedScenario(
            scenario=summary.short_title,
            href=context.to(SCENARIO, summary.id),
            patients=context.line(recommendation.patients) if recommendation.patients else (),
            topic=context.library.topics[summary.topic].title if several else "",
            population=context.line(summary.population.summary),
            flag=flag(summary.review, context.edition),
            role=row.role,
            role_label=ROLE_LABELS.get(row.role, ""),
            chip=row_chip(row, context.library.scales),
            rating=rating(row),
            strength=strength(row, context.library.scales),
            doses=doses(context.library.procedures[row.procedure], context.library, recommendation.age_group),
        )
