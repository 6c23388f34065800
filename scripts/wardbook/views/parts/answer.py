"""The answer of a scenario, for its first screen and for lists: studies or none, rating, dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardbook.kinds import PROCEDURE, PROTOCOL
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.parts.recommendation import ImagingAnswer
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.ratings import POPULATIONS, Chip, ShownDose, doses, in_order, row_chip
from wardbook.views.text import Shown, ShownProse


@dataclass(frozen=True, slots=True)
class RatedStudy:
    """A study with its category and its radiation for the scenario's population."""

    label: tuple[Shown, ...]
    href: Href
    chip: Chip
    doses: tuple[ShownDose, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAnswer:
    """The answer, for the first screen."""

    population: tuple[Shown, ...]
    studies: tuple[RatedStudy, ...]
    """Empty where the answer is no imaging."""
    tone: str
    overall: Chip | None
    """Without a focal study: the category of every row, if it is the same for all."""
    text: ShownProse
    also: tuple[RatedStudy, ...]


def shown_answer(scenario: ScenarioSummary, context: PageContext) -> ShownAnswer:
    """The answer: the focal studies or none, with rating and radiation, what else may be done, and all in words."""
    (recommendation,) = scenario.recommendations
    age_group = recommendation.age_group
    rows = in_order(recommendation.rows, context.library.scales)
    also = (row for row in rows if row.role in ("alternative", "complementary"))
    return replace(
        brief_answer(scenario, context),
        text=context.prose(recommendation.answer.text),
        also=tuple(rated_study(row, age_group, context) for row in also),
    )


def brief_answer(scenario: ScenarioSummary, context: PageContext) -> ShownAnswer:
    """The answer for long lists: the focal studies or none, with rating and radiation. It cites no source."""
    (recommendation,) = scenario.recommendations
    rows = in_order(recommendation.rows, context.library.scales)
    age_group = recommendation.age_group
    studies = tuple(rated_study(row, age_group, context) for row in rows if row.role == "focal")
    return ShownAnswer(
        population=context.line(scenario.population.summary),
        studies=studies,
        tone=studies[0].chip.tone if studies else "none",
        overall=None if isinstance(recommendation.answer, ImagingAnswer) else _same_chip(rows, context.library),
        text=(),
        also=(),
    )


def rated_study(row: RatingRow, age_group: AgeGroup, context: PageContext) -> RatedStudy:
    """The study of a row of the rating table, which leads to how it is done, as far as the library has a protocol."""
    procedure = context.library.procedures[row.procedure]
    return RatedStudy(
        context.line(procedure.label),
        context.to(PROTOCOL, procedure.protocol) if procedure.protocol else context.to(PROCEDURE, procedure.id),
        row_chip(row, context.library.scales),
        doses(row, POPULATIONS[age_group], context.library),
    )


def _same_chip(rows: Sequence[RatingRow], library: Library) -> Chip | None:
    chips = {row_chip(row, library.scales) for row in rows}
    return chips.pop() if len(chips) == 1 else None
