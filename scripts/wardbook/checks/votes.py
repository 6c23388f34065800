"""Rules about what a panel's votes can say, as far as the RAND/UCLA method settles it.

The median of the votes is arithmetic. A rating follows the median only where the panel agreed; by
how much a panel may differ before it disagrees depends on its size and is left to the guideline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import categories, rated_rows
from wardbook.model.parts.ratings import median_of
from wardbook.model.scales import Category
from wardbook.problems import Problem
from wardbook.read.content import Content

_BETWEEN: Final = 0.5
"""A median of 3.5 or 6.5 lies between two categories, and guidelines put it into either."""


def medians_are_those_of_the_votes(content: Content) -> Iterator[Problem]:
    """A median is that of the votes, with an even number of them the mean of the middle two."""
    for scenario, loc, row, _ in rated_rows(content):
        middle = median_of(row.votes or ())
        if row.median is not None and middle is not None and row.median != middle:
            yield scenario.problem(
                (*loc, "median"),
                f"expected {middle:g}, the median of the votes, got {row.median:g}: change the median or the votes",
            )


def medians_fit_categories(content: Content) -> Iterator[Problem]:
    """The median of the votes lies in the category of the rating unless the panel disagreed."""
    for scenario, loc, row, category in rated_rows(content):
        field = "votes" if row.median is None else "median"
        middle = row.median if row.median is not None else median_of(row.votes or ())
        if category is None or middle is None or row.disagreement or _holds(category, middle):
            continue
        allowed = f"{category.lowest} to {category.highest}"
        disputed = ", or write `disagreement: true` if the panel disagreed" if category.disagreement else ""
        yield scenario.problem(
            (*loc, field),
            f"expected a median of {allowed}, as `{category.id}` has, got {middle:g}:"
            f" change the {field} or the category{disputed}",
        )


def disagreements_show_in_the_votes(content: Content) -> Iterator[Problem]:
    """A panel that disagreed did not vote for one category alone."""
    known = categories(content).values()
    for scenario, loc, row, _ in rated_rows(content):
        voted = [rating for rating, count in enumerate(row.votes or (), start=1) if count]
        for category in known if row.disagreement and voted else ():
            if all(category.lowest <= rating <= category.highest for rating in voted):
                yield scenario.problem(
                    (*loc, "disagreement"),
                    f"expected votes in more than one category with a disagreement, got all in `{category.id}`:"
                    " mend the votes, or take the disagreement out",
                )


def _holds(category: Category, median: float) -> bool:
    return category.lowest - _BETWEEN <= median <= category.highest + _BETWEEN
