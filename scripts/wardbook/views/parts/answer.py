"""The answer of a scenario, for its first screen and for lists: studies or none, rating, dose, for each group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import PROCEDURE, PROTOCOL, SCENARIO
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.parts.recommendation import Answer
from wardbook.model.records.scenario import Scenario
from wardbook.text.passages import passages
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.options.relations import ShownRelation, shown_relations
from wardbook.views.parts.options.words import ANSWERS, option_words, shows_radiation
from wardbook.views.parts.radiation import ShownDose, doses
from wardbook.views.parts.ratings import Chip, in_order, row_chip
from wardbook.views.text import Mark, Shown, ShownProse, ShownStatement, mark

ADVICE: Final = {"do": "Do", "consider": "Consider", "avoid": "Do not", "call": "Call"}
"""The kinds of advice in the order of the box, with their words."""
_NOTHING: Final = ("no-imaging", "no-treatment")
"""The kinds of answers whose name says all."""
_BEFORE_STOP: Final = re.compile(" (?=[.,;:](?: |$))")
"""The space that a citation leaves before the end of its clause."""
ALL_AGES: Final = "The answer is the same for children and adults."


@dataclass(frozen=True, slots=True)
class RatedStudy:
    """An option with its category, and a study with its radiation for the patients of a recommendation."""

    label: tuple[Shown, ...]
    href: Href
    chip: Chip
    doses: tuple[ShownDose, ...]
    comparator: tuple[Shown, ...]
    """Words for the other option that a graded recommendation compares it with, such as `rather than waiting`."""


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """A line of the bottom line."""

    kind: str
    label: str
    text: ShownStatement


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """The first sentence of an answer, for lists, in which no citation can be numbered."""

    words: str
    mark: Mark | None
    """How well the sentence stands."""


@dataclass(frozen=True, slots=True)
class WayToDoses:
    """The way from an answer to the treatment of its patients below it."""

    label: str
    href: Href


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRecommendation:
    """The answer for some patients."""

    group: str
    """The id of the group; empty where the answer is for all of the scenario's patients."""
    patients: tuple[Shown, ...]
    """The patients in a few words; empty where the answer is for all."""
    criteria: ShownProse
    """Who these patients are, where words say so; lists leave it out."""
    studies: tuple[RatedStudy, ...]
    """The options that are the answer; none where the answer is no imaging, or text alone."""
    name: str
    """Words for the answer where no option is it, such as `No imaging`."""
    said: AnswerInWords | None
    """The first sentence of such an answer; none where there are options, or where it is to do nothing."""
    radiation: str
    """Words for the radiation of such an answer; empty where nothing is to be said of it."""
    relations: tuple[ShownRelation, ...]
    tone: str
    overall: Chip | None
    """Without a focal option: the category of every row, if it is the same for all."""
    all_listed: str
    """Words for all the rows, such as `Every study listed`."""
    ages: str
    """A note that the answer is the same for all ages; empty where only one is meant."""
    text: ShownProse
    advice: tuple[ShownAdvice, ...]
    """The bottom line, in the order of the box; lists leave it out."""
    also: tuple[RatedStudy, ...]
    doses: WayToDoses | None = None
    """None without a treatment; lists leave it out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAnswer:
    """The answer, for the first screen."""

    population: tuple[Shown, ...]
    tone: str
    """The tone of all recommendations; none where they differ."""
    recommendations: tuple[ShownRecommendation, ...]


def shown_answer(scenario: ScenarioSummary, context: PageContext) -> ShownAnswer:
    """The answer: the focal studies or none, with rating and radiation, what else may be done, and all in words."""
    brief = brief_answer(scenario, context)
    in_full = (
        _in_full(one, recommendation, context)
        for one, recommendation in zip(brief.recommendations, scenario.recommendations, strict=True)
    )
    return replace(brief, recommendations=tuple(in_full))


def brief_answer(scenario: ScenarioSummary, context: PageContext) -> ShownAnswer:
    """The answer for long lists: the focal studies or none, with rating and radiation. It cites no source."""
    shown = tuple(_brief(recommendation, context) for recommendation in scenario.recommendations)
    tones = {one.tone for one in shown}
    return ShownAnswer(
        population=context.line(scenario.population.summary),
        tone=tones.pop() if len(tones) == 1 else "none",
        recommendations=shown,
    )


def answer_in_box(scenario: Scenario, context: PageContext) -> ShownAnswer:
    """The answer on its own page: with the bottom lines, the texts of relations, and the ways to doses."""
    shown = shown_answer(context.library.summaries[scenario.id], context)
    in_box = (
        replace(
            one,
            relations=tuple(shown_relations(recommendation.focal_relations, context)),
            advice=tuple(_lines(recommendation.bottom_line, context)),
            doses=_way_to_doses(one.group, scenario),
        )
        for one, recommendation in zip(shown.recommendations, scenario.recommendations, strict=True)
    )
    return replace(shown, recommendations=tuple(in_box))


def _way_to_doses(group: str, scenario: Scenario) -> WayToDoses | None:
    """The way to the first step of the treatment for a group, or to all of the treatment."""
    own = [n for n, step in enumerate(scenario.treatment_steps, start=1) if not step.patients or group in step.patients]
    if not own:
        return None
    has_doses = any(scenario.treatment_steps[number - 1].regimens for number in own)
    place = urls.href(urls.page_of(SCENARIO, scenario.id), f"step-{own[0]}" if group else "treatment")
    return WayToDoses("See doses" if has_doses else "See treatment", place)


def rated_study(row: RatingRow, age_group: AgeGroup, context: PageContext) -> RatedStudy:
    """The study of a row of the rating table, which leads to how it is done, as far as the library has a protocol."""
    procedure = context.library.procedures[row.procedure]
    return RatedStudy(
        context.line(procedure.label),
        context.to(PROTOCOL, procedure.protocol) if procedure.protocol else context.to(PROCEDURE, procedure.id),
        row_chip(row, context.library.scales),
        doses(procedure, context.library, age_group),
        context.line(f"rather than {row.comparator}") if row.comparator else (),
    )


def _brief(recommendation: RecommendationSummary, context: PageContext) -> ShownRecommendation:
    library, kind = context.library, recommendation.answer.kind
    rows = in_order(recommendation.rows, library.scales)
    studies = tuple(rated_study(row, recommendation.age_group, context) for row in rows if row.role == "focal")
    return ShownRecommendation(
        group=recommendation.group,
        patients=context.line(recommendation.patients) if recommendation.patients else (),
        criteria=(),
        studies=studies,
        name=ANSWERS[kind],
        said=None if studies else answer_in_words(recommendation.answer),
        radiation="none" if kind == "no-imaging" and shows_radiation(library) else "",
        relations=tuple(shown_relations(recommendation.relations, context, brief=True)),
        tone=studies[0].chip.tone if studies else "none",
        overall=None if studies else same_chip(rows, library),
        all_listed=all_listed(rows, library),
        ages="",
        text=(),
        advice=(),
        also=(),
    )


def _in_full(
    brief: ShownRecommendation, recommendation: RecommendationSummary, context: PageContext
) -> ShownRecommendation:
    rows = in_order(recommendation.rows, context.library.scales)
    also = (row for row in rows if row.role in ("alternative", "complementary"))
    return replace(
        brief,
        criteria=context.prose(recommendation.criteria),
        ages=ALL_AGES if recommendation.answer.ages else "",
        text=context.prose(recommendation.answer.text),
        also=tuple(rated_study(row, recommendation.age_group, context) for row in also),
    )


def answer_in_words(answer: Answer) -> AnswerInWords | None:
    """The first sentence of an answer whose name does not say it; none of one that is to do nothing."""
    if answer.kind in _NOTHING:
        return None
    first = answer.text[0]
    sentence = next((passage.words for passage in passages(first.text) if passage.words.strip()), "")
    words = _BEFORE_STOP.sub("", " ".join(sentence.split()))
    return AnswerInWords(words, mark(first.standing)) if words else None


def all_listed(rows: Iterable[RatingRow], library: Library) -> str:
    """Words for all rows of a table, such as `Every study listed`."""
    words = option_words((library.procedures[row.procedure] for row in rows), library)
    return f"Every {words.one} listed"


def same_chip(rows: Iterable[RatingRow], library: Library) -> Chip | None:
    """The category of every row, if it is the same for all."""
    chips = {row_chip(row, library.scales) for row in rows}
    return chips.pop() if len(chips) == 1 else None


def _lines(bottom_line: BottomLine | None, context: PageContext) -> Iterator[ShownAdvice]:
    for kind, label in ADVICE.items() if bottom_line else ():
        for statement in context.prose(getattr(bottom_line, kind)):
            yield ShownAdvice(kind, label, statement)
