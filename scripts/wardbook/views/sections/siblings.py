"""The siblings of a scenario, the others of its topic, by what tells them apart from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.kinds import SCENARIO, TOPIC
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.records.scenario import ImagingAnswer
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.ratings import Chip, focal_rows, row_chip
from wardbook.views.sections.differences import (
    RESPECTS,
    Words,
    conditions,
    differences,
    distinguishing_criteria,
)
from wardbook.views.text import Shown

MOST_SIBLINGS: Final = 12
"""The most siblings that are shown; the topic lists all of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A scenario's difference from the others in one respect."""

    column: str
    same: bool
    """Whether it is as on this page."""
    texts: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """A study of the answer with its category, or no imaging with the category that all studies have, if it is one."""

    study: tuple[Shown, ...]
    chip: Chip | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sibling:
    """A scenario of the topic; without a link for the one whose page this is."""

    title: str
    href: Href | None
    population: tuple[Shown, ...]
    flag: Flag | None
    cells: tuple[Cell, ...]
    answers: tuple[RatedAnswer, ...]
    """Empty for a withdrawn scenario."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Siblings:
    """The table of siblings."""

    columns: tuple[str, ...]
    rows: tuple[Sibling, ...]
    """This page's scenario first; empty if it has no siblings."""
    topic: Href
    topic_title: str
    more: int
    """The number of siblings that are left out."""


def siblings(scenario: ScenarioSummary, context: PageContext) -> Siblings:
    """The siblings with what tells each of them apart."""
    summaries, more = _shown(scenario, context.library)
    rows = _rows(summaries)
    columns = tuple(respect for respect in RESPECTS if any(row[respect] is not None for row in rows[1:]))
    topic = context.library.topics[scenario.topic]
    return Siblings(
        columns=columns,
        rows=tuple(
            _sibling(summary, {column: row[column] for column in columns}, scenario, context)
            for summary, row in zip(summaries, rows, strict=True)
        ),
        topic=context.to(TOPIC, topic.id),
        topic_title=topic.title,
        more=more,
    )


def words_of_siblings(scenario: ScenarioSummary, library: Library) -> Iterator[str]:
    """The words that the table shows, in which abbreviations are explained."""
    summaries, _ = _shown(scenario, library)
    for summary, row in zip(summaries, _rows(summaries), strict=True):
        yield summary.population.summary
        yield from (text for texts in row.values() for text in texts or ())
        yield from (library.procedures[rated.procedure].label for rated in focal_rows(summary, library.scales))


def _shown(scenario: ScenarioSummary, library: Library) -> tuple[list[ScenarioSummary], int]:
    """A scenario and its siblings, its own group's first, and how many are left out; nobody if it has none."""
    groups = [group.scenarios for group in library.topics[scenario.topic].groups]
    nearest = sorted(groups, key=lambda group: scenario.id not in group)
    others = [id for id in dict.fromkeys(id for group in nearest for id in group) if id != scenario.id]
    summaries = [library.summaries[id] for id in others[:MOST_SIBLINGS]]
    return [scenario, *summaries] if summaries else [], len(others[MOST_SIBLINGS:])


def _rows(summaries: Sequence[ScenarioSummary]) -> list[Words]:
    """The rows; the first is that of this page's scenario."""
    if not summaries:
        return []
    here, *others = map(conditions, summaries)
    return [distinguishing_criteria(here, others), *(differences(other, here) for other in others)]


def _sibling(summary: ScenarioSummary, row: Words, here: ScenarioSummary, context: PageContext) -> Sibling:
    return Sibling(
        title=summary.short_title,
        href=None if summary.id == here.id else context.to(SCENARIO, summary.id),
        population=context.line(summary.population.summary),
        flag=flag(summary.review, context.edition),
        cells=tuple(
            Cell(column, texts is None, tuple(context.line(text) for text in texts or ()))
            for column, texts in row.items()
        ),
        answers=tuple(_answers(summary, context)),
    )


def _answers(summary: ScenarioSummary, context: PageContext) -> Iterator[RatedAnswer]:
    for row in focal_rows(summary, context.library.scales):
        yield RatedAnswer(
            context.line(context.library.procedures[row.procedure].label), row_chip(row, context.library.scales)
        )
    if not isinstance(summary.answer, ImagingAnswer) and summary.review.status != "withdrawn":
        chips = {row_chip(row, context.library.scales) for row in summary.rows}
        yield RatedAnswer(context.line("No imaging"), chips.pop() if len(chips) == 1 else None)
