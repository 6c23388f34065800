"""Why the answer is what it is, and what was thought of other studies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wardbook.library.library import Library
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.records.scenario import NotRecommended, Scenario
from wardbook.views.context import PageContext
from wardbook.views.parts.answer import RatedStudy, rated_study
from wardbook.views.parts.options.words import option_words
from wardbook.views.parts.ratings import Chip, ranking, row_chip
from wardbook.views.text import Labelled, Shown, ShownProse

RatedForGroup = tuple[Recommendation, RatingRow]


@dataclass(frozen=True, slots=True)
class StudyOfGroup:
    """A study as it is rated for a group of patients."""

    study: RatedStudy
    patients: tuple[Shown, ...]
    """The patients in a few words; empty where the rating is for all of the scenario's."""


@dataclass(frozen=True, slots=True)
class OtherStudies:
    """Studies that are not the answer, and why."""

    studies: tuple[StudyOfGroup, ...]
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
                        tuple(_study(recommendation, row, context) for recommendation, row in rated),
                        context.prose(entry.text),
                    )
                    for entry, rated in alike
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


def _study(recommendation: Recommendation, row: RatingRow, context: PageContext) -> StudyOfGroup:
    patients = context.line(recommendation.patients) if recommendation.patients else ()
    return StudyOfGroup(rated_study(row, recommendation.age_group, context), patients)


def _by_category(
    scenario: Scenario, library: Library
) -> Mapping[tuple[Chip, ...], list[tuple[NotRecommended, list[RatedForGroup]]]]:
    """The entries with the ratings of their studies for each group, by the categories of the ratings."""
    rank = ranking(library.scales)
    pairs = [(recommendation, row) for recommendation in scenario.recommendations for row in recommendation.rows]
    rated = sorted(pairs, key=lambda one: rank(one[1]))
    entries = [
        (
            entry,
            sorted(
                [one for id in entry.procedures for one in pairs if one[1].procedure == id],
                key=lambda one: rank(one[1]),
            ),
        )
        for entry in scenario.not_recommended
    ]
    entries.sort(key=lambda item: rated.index(item[1][0]))
    found: dict[tuple[Chip, ...], list[tuple[NotRecommended, list[RatedForGroup]]]] = {}
    for entry, of_entry in entries:
        categories = tuple(dict.fromkeys(row_chip(row, library.scales) for _, row in of_entry))
        found.setdefault(categories, []).append((entry, of_entry))
    return found
