"""The answer of a scenario, for its first screen and for lists: studies or none, rating, dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardbook.kinds import PROCEDURE, PROTOCOL
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.options.words import ANSWERS, option_words, shows_radiation
from wardbook.views.parts.radiation import ShownDose, doses
from wardbook.views.parts.ratings import Chip, in_order, row_chip
from wardbook.views.text import Shown, ShownProse


@dataclass(frozen=True, slots=True)
class RatedStudy:
    """An option with its category, and a study with its radiation for the scenario's population."""

    label: tuple[Shown, ...]
    href: Href
    chip: Chip
    doses: tuple[ShownDose, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAnswer:
    """The answer, for the first screen."""

    population: tuple[Shown, ...]
    studies: tuple[RatedStudy, ...]
    """The options that are the answer; none where the answer is no imaging, or text alone."""
    name: str
    """Words for the answer where no option is it, such as `No imaging`."""
    radiation: str
    """Words for the radiation of such an answer; empty where nothing is to be said of it."""
    tone: str
    overall: Chip | None
    """Without a focal option: the category of every row, if it is the same for all."""
    all_listed: str
    """Words for all the rows, such as `Every study listed`."""
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
    library, kind = context.library, recommendation.answer.kind
    rows = in_order(recommendation.rows, library.scales)
    age_group = recommendation.age_group
    studies = tuple(rated_study(row, age_group, context) for row in rows if row.role == "focal")
    return ShownAnswer(
        population=context.line(scenario.population.summary),
        studies=studies,
        tone=studies[0].chip.tone if studies else "none",
        name=ANSWERS[kind],
        radiation="none" if kind == "no-imaging" and shows_radiation(library) else "",
        overall=None if studies else _same_chip(rows, library),
        all_listed=f"Every {option_words((library.procedures[row.procedure] for row in rows), library).one} listed",
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
        doses(procedure, context.library, age_group),
    )


def _same_chip(rows: Sequence[RatingRow], library: Library) -> Chip | None:
    chips = {row_chip(row, library.scales) for row in rows}
    return chips.pop() if len(chips) == 1 else None
