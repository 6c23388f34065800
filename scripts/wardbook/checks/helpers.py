"""Helpers of the rules: recommendations, rows of rating tables, categories by id, and what stands in a list again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from wardbook.model.parts.ratings import RatingRow
from wardbook.model.parts.recommendation import Recommendation
from wardbook.model.records.scenario import Scenario
from wardbook.model.scales import Category, Scales
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document

_Item = TypeVar("_Item")

Check = Callable[[Content], Iterator[Problem]]
"""A rule about records, each by itself."""


class Recommended(NamedTuple):
    """A recommendation, with its scenario."""

    scenario: Document[Scenario]
    loc: Loc
    """Its place in the scenario; empty where it is for all patients."""
    recommendation: Recommendation


class RatedRow(NamedTuple):
    """A row of a rating table, with its scenario."""

    scenario: Document[Scenario]
    loc: Loc
    """Its place in the scenario."""
    row: RatingRow
    category: Category | None
    """Its category; none where the scales are broken or have no such category."""


def recommended(content: Content) -> Iterator[Recommended]:
    """Every recommendation of every scenario."""
    for scenario in content.of(Scenario):
        for number, recommendation in enumerate(scenario.record.recommendations):
            yield Recommended(scenario, ("patient_groups", number) if recommendation.group else (), recommendation)


def rated_rows(content: Content) -> Iterator[RatedRow]:
    """Every row of every rating table."""
    known = categories(content)
    for scenario, loc, recommendation in recommended(content):
        for number, row in enumerate(recommendation.rows):
            yield RatedRow(scenario, (*loc, "ratings", "rows", number), row, known.get(row.category))


def categories(content: Content) -> dict[str, Category]:
    """The appropriateness categories by id; none where the scales are broken."""
    scales = content.one(Scales)
    return {category.id: category for category in scales.record.categories} if scales else {}


def final_ratings(category: Category | None) -> range:
    """The final ratings in a category; none in one of a scale without ratings."""
    if category is None or category.lowest is None or category.highest is None:
        return range(0)
    return range(category.lowest, category.highest + 1)


def repeated(items: Iterable[_Item], key: Callable[[_Item], Hashable]) -> Iterator[tuple[int, _Item]]:
    """The items whose key an item before them has too, each with its place in the list, from 0."""
    seen: set[Hashable] = set()
    for number, item in enumerate(items):
        if key(item) in seen:
            yield number, item
        seen.add(key(item))
