"""Rules about rating tables, the panel's votes, and the answers that rest on them.

What votes can say is settled by the RAND/UCLA method. The median of the votes is arithmetic. A rating follows the
median only where the panel agreed; by how much a panel may differ before it disagrees depends on its size and is left
to the guideline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import categories, final_ratings, rated_rows, recommended, repeated
from wardbook.model.parts.ratings import median_of
from wardbook.model.parts.recommendation import AnswerKind
from wardbook.model.records.scenario import Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content

_BETWEEN: Final = 0.5
"""A median of 3.5 or 6.5 lies between two categories, and guidelines put it into either."""


def procedures_are_rated_once(content: Content) -> Iterator[Problem]:
    """A procedure has one row in a rating table."""
    for scenario, loc, recommendation in recommended(content):
        for number, row in repeated(recommendation.rows, key=lambda row: row.procedure):
            yield scenario.problem(
                (*loc, "ratings", "rows", number, "procedure"),
                f"expected a procedure once, got `{row.procedure}` again: keep one of the rows",
            )


def disagreements_are_allowed(content: Content) -> Iterator[Problem]:
    """Only a category with words for a disagreement can carry one."""
    for scenario, loc, row, category in rated_rows(content):
        if row.disagreement and category and category.disagreement is None:
            yield scenario.problem(
                (*loc, "disagreement"),
                f"expected no disagreement with `{category.id}`, which has no words for one: take it out",
            )


def disagreements_are_explained(content: Content) -> Iterator[Problem]:
    """The rationale explains the disagreement of a focal rating."""
    for scenario in content.of(Scenario):
        disputed = any(row.disagreement and row.role == "focal" for row in scenario.record.rated)
        rationale = scenario.record.rationale
        if disputed and (rationale is None or rationale.disagreement is None):
            yield scenario.problem(
                ("rationale", "disagreement"),
                "expected the disagreement on the focal study explained, got nothing: add `disagreement:`",
            )


def final_ratings_fit_categories(content: Content) -> Iterator[Problem]:
    """A final rating lies within its category."""
    for scenario, loc, row, category in rated_rows(content):
        ratings = final_ratings(category)
        if row.final and ratings and row.final not in ratings:
            yield scenario.problem(
                (*loc, "final"),
                f"expected {ratings[0]} to {ratings[-1]}, as `{row.category}` has, got {row.final}:"
                " change one of the two",
            )


def answers_match_ratings(content: Content) -> Iterator[Problem]:
    """An answer of imaging, and any other of options that are rated, has a focal one; an answer of none has none."""
    for scenario, loc, recommendation in recommended(content):
        kind = recommendation.answer.kind
        focal = [n for n, row in enumerate(recommendation.rows) if row.role == "focal"]
        needs_focal = kind == "imaging" or (kind in _WITHOUT and recommendation.ratings)
        if needs_focal and not focal:
            yield scenario.problem(
                (*loc, "answer", "kind"),
                "expected a rating with `role: focal`, got none: add `role: focal` to the row of the answer,"
                f" or write `kind: {_WITHOUT[kind]}`",
            )
        for number in focal if kind not in _WITHOUT else ():
            yield scenario.problem(
                (*loc, "ratings", "rows", number, "role"),
                f"expected no focal row, because the answer is `{kind}`, got `focal`: change one of the two",
            )


_WITHOUT: Final[dict[AnswerKind, AnswerKind]] = {
    "imaging": "no-imaging",
    "test": "advice",
    "treatment": "no-treatment",
    "management": "advice",
}
"""The answers of which options are part, each with the answer of which none is."""


def focal_options_are_favored(content: Content) -> Iterator[Problem]:
    """No answer rests on an option in a category that speaks against it."""
    known = categories(content)
    for scenario, loc, recommendation in recommended(content):
        focal = [(n, row) for n, row in enumerate(recommendation.rows) if row.role == "focal"]
        for number, row in focal if recommendation.answer.kind in _WITHOUT else ():
            category = known.get(row.category)
            if category is None or category.tone != "unfavorable":
                continue
            yield scenario.problem(
                (*loc, "ratings", "rows", number, "role"),
                f"expected no answer that rests on an option rated `{category.id}` ({category.label}), got `focal`:"
                " write `role: discussed`, or mend the category",
            )


def named_procedures_are_rated(content: Content) -> Iterator[Problem]:
    """A study that the text weighs or follows up has a row in the rating table."""
    for scenario in content.of(Scenario):
        record = scenario.record
        rated = {row.procedure for row in record.rated}
        named = [
            *(
                (("not_recommended", i, "procedures", j), id)
                for i, entry in enumerate(record.not_recommended)
                for j, id in enumerate(entry.procedures)
            ),
            *(
                (("workflow", "pathways", i, "after", j), id)
                for i, pathway in enumerate(record.pathways)
                for j, id in enumerate(pathway.after)
            ),
        ]
        for loc, id in named:
            if id not in rated:
                yield scenario.problem(
                    loc, f"expected a procedure of the rating table, got `{id}`: add its row, or take it out here"
                )


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
        ratings = final_ratings(category)
        if category is None or not ratings or middle is None or row.disagreement or _holds(ratings, middle):
            continue
        allowed = f"{ratings[0]} to {ratings[-1]}"
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
            if all(rating in final_ratings(category) for rating in voted):
                yield scenario.problem(
                    (*loc, "disagreement"),
                    f"expected votes in more than one category with a disagreement, got all in `{category.id}`:"
                    " mend the votes, or take the disagreement out",
                )


def _holds(ratings: range, median: float) -> bool:
    return ratings[0] - _BETWEEN <= median <= ratings[-1] + _BETWEEN
