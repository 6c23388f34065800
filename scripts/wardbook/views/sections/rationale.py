"""Why the answer is what it is, and what was thought of other studies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wardbook.library.library import Library
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.scenario import NotRecommended, Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.answer import RatedStudy, rated_study
from wardbook.views.parts.options.words import option_words
from wardbook.views.parts.ratings import Chip, in_order, row_chip
from wardbook.views.text import Labelled, ShownProse


@dataclass(frozen=True, slots=True)
class OtherStudies:
    """Studies that are not the answer, and why."""

    studies: tuple[RatedStudy, ...]
    text: ShownProse


@dataclass(frozen=True, slots=True)
class RatedAlike:
    """Other studies of the same categories."""

    categories: tuple[Chip, ...]
    entries: tuple[OtherStudies, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RationaleSection:
    """Why the answer is what it is, and what was thought of other studies."""

    text: ShownProse
    advantages: tuple[Labelled, ...]
    disagreement: ShownProse
    others: tuple[RatedAlike, ...]
    """The most favorable category first."""
    others_title: str
    """Words for them, such as `Other studies`."""


def rationale(scenario: Scenario, context: PageContext) -> RationaleSection:
    """The section as it is shown."""
    (recommendation,) = scenario.recommendations
    of, library = scenario.rationale, context.library
    others = (library.procedures[id] for entry in scenario.not_recommended for id in entry.procedures)
    return RationaleSection(
        text=context.prose(of.text if of else None),
        advantages=tuple(Labelled(a.label, context.prose(a.text)) for a in (of.advantages if of else ())),
        disagreement=context.prose(of.disagreement if of else None),
        others=tuple(
            RatedAlike(
                categories,
                tuple(
                    OtherStudies(
                        tuple(rated_study(row, recommendation.age_group, context) for row in rows),
                        context.prose(entry.text),
                    )
                    for entry, rows in alike
                ),
            )
            for categories, alike in _by_category(scenario, library).items()
        ),
        others_title=f"Other {option_words(others, library).many}",
    )


def rationale_as_read(scenario: Scenario, library: Library) -> Iterator[Any]:
    """The argument, then the entries on other studies by category."""
    yield scenario.rationale
    for alike in _by_category(scenario, library).values():
        yield tuple(entry for entry, _ in alike)


def _by_category(
    scenario: Scenario, library: Library
) -> Mapping[tuple[Chip, ...], list[tuple[NotRecommended, list[RatingRow]]]]:
    """The entries with their rows, by the categories of the rows."""
    (recommendation,) = scenario.recommendations
    rows = {row.procedure: row for row in recommendation.rows}
    entries = [
        (entry, in_order([rows[id] for id in entry.procedures], library.scales)) for entry in scenario.not_recommended
    ]
    rank = {row.procedure: number for number, row in enumerate(in_order(recommendation.rows, library.scales))}
    entries.sort(key=lambda item: rank[item[1][0].procedure])
    found: dict[tuple[Chip, ...], list[tuple[NotRecommended, list[RatingRow]]]] = {}
    for entry, of_entry in entries:
        categories = tuple(dict.fromkeys(row_chip(row, library.scales) for row in of_entry))
        found.setdefault(categories, []).append((entry, of_entry))
    return found
