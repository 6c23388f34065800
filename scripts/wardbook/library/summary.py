"""The summary of a scenario, for lists and links. Nothing else of a scenario reaches the page of another record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardbook.model.base import Prose
from wardbook.model.parts.criteria import prior_tests_among
from wardbook.model.parts.criteria_words import entry_words
from wardbook.model.parts.eligibility import AgeGroup, Population, Pregnancy, Sex, Variant
from wardbook.model.parts.ratings import RatingRow, Relation
from wardbook.model.parts.recommendation import Answer, Contraindication, Recommendation
from wardbook.model.parts.review import Review
from wardbook.model.parts.routes import NoPageYet
from wardbook.model.records.scenario import OptionalSection, Scenario


@dataclass(frozen=True, slots=True)
class Gap:
    """A way on from a scenario for which there is no page yet."""

    text: str
    """The patients or results that have none, in plain words."""
    note: str
    """The note on the gap; may be empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendationSummary:
    """A recommendation in short: the answer and the rated studies for some patients."""

    group: str
    """The id of the group of patients; empty where the answer is for all of the scenario's."""
    patients: str
    """The patients in a few words; empty where the answer is for all."""
    age_group: AgeGroup
    answer: Answer
    rows: tuple[RatingRow, ...]
    relations: tuple[Relation, ...]
    """The relations of options that are the answer, to each other and to others."""
    sex: Sex = "any"
    pregnancy: Pregnancy = "not-addressed"
    contraindication: Contraindication | None = None
    criteria: Prose | None = None
    """Who is in the group, where words say so."""

    @property
    def focal(self) -> tuple[RatingRow, ...]:
        """The rated studies that are the answer."""
        return tuple(row for row in self.rows if row.role == "focal")

    @property
    def shown_in_lists(self) -> tuple[str, ...]:
        """The studies that lists name, as ids: the answer, what else may be done, and what the answer is related to."""
        named = (row.procedure for row in self.rows if row.role != "listed")
        return (*named, *(id for relation in self.relations for id in relation.procedures))


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioSummary:
    """A scenario in short."""

    id: str
    title: str
    short_title: str
    topic: str
    variants: tuple[Variant, ...]
    """The variants of guidelines that it covers."""
    population: Population
    presentation: str
    presentations: tuple[str, ...]
    """Ids of the finder's presentations."""
    stage: str
    """The id of its stage of care."""
    optional_sections: tuple[OptionalSection, ...]
    """The optional sections that its article has."""
    prior_tests: tuple[str, ...]
    """The tests that were done before, whether they decide who fits or not."""
    gaps: tuple[Gap, ...]
    """Empty for a scenario that no longer holds."""
    recommendations: tuple[RecommendationSummary, ...]
    """The recommendations as long as they hold: a superseded or withdrawn scenario gives none."""
    review: Review


def _gaps(scenario: Scenario) -> Iterator[Gap]:
    for exclusion in scenario.excludes:
        yield from (
            Gap(entry_words(exclusion), route.note or "") for route in exclusion.routes if isinstance(route, NoPageYet)
        )
    for pathway in scenario.pathways:
        for outcome in pathway.outcomes:
            yield from (
                Gap(outcome.finding, route.note or "") for route in outcome.next if isinstance(route, NoPageYet)
            )


def _prior_tests(scenario: Scenario) -> Iterator[str]:
    """The tests that were done before: those that decide who fits, which are criteria, and then the others."""
    yield from (entry_words(entry).removesuffix(".") for entry in prior_tests_among(scenario.fits))
    yield from scenario.prior_tests


def summarize(scenario: Scenario) -> ScenarioSummary:
    """The summary of a scenario."""
    return ScenarioSummary(
        id=scenario.id,
        title=scenario.title,
        short_title=scenario.short_title,
        topic=scenario.topic,
        variants=scenario.variants,
        population=scenario.population,
        presentation=scenario.presentation,
        presentations=scenario.presentations,
        stage=scenario.stage,
        optional_sections=scenario.optional_sections,
        prior_tests=tuple(_prior_tests(scenario)),
        gaps=() if scenario.review.ended else tuple(_gaps(scenario)),
        recommendations=() if scenario.review.ended else tuple(map(_in_short, scenario.recommendations)),
        review=scenario.review,
    )


def _in_short(recommendation: Recommendation) -> RecommendationSummary:
    group = recommendation.group
    short = RecommendationSummary(
        group=group.id if group else "",
        patients=recommendation.patients,
        age_group=recommendation.age_group,
        answer=recommendation.answer,
        rows=tuple(row.in_short for row in recommendation.rows),
        relations=recommendation.focal_relations,
    )
    if group is None:
        return short
    return replace(
        short,
        sex=group.sex,
        pregnancy=group.pregnancy,
        contraindication=group.contraindication,
        criteria=group.criteria,
    )
