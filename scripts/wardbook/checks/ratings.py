"""Rules about rating tables and the answers that rest on them."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.checks.helpers import rated_rows, repeated
from wardbook.model.records.scenario import ImagingAnswer, Scenario
from wardbook.problems import Problem
from wardbook.read.content import Content


def procedures_are_rated_once(content: Content) -> Iterator[Problem]:
    """A procedure has one row in a rating table."""
    for scenario in content.of(Scenario):
        for number, row in repeated(scenario.record.ratings.rows, key=lambda row: row.procedure):
            yield scenario.problem(
                ("ratings", "rows", number, "procedure"),
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
        disputed = any(row.disagreement and row.role == "focal" for row in scenario.record.ratings.rows)
        rationale = scenario.record.rationale
        if disputed and (rationale is None or rationale.disagreement is None):
            yield scenario.problem(
                ("rationale", "disagreement"),
                "expected the disagreement on the focal study explained, got nothing: add `disagreement:`",
            )


def final_ratings_fit_categories(content: Content) -> Iterator[Problem]:
    """A final rating lies within its category."""
    for scenario, loc, row, category in rated_rows(content):
        if row.final and category and not category.lowest <= row.final <= category.highest:
            yield scenario.problem(
                (*loc, "final"),
                f"expected {category.lowest} to {category.highest}, as `{category.id}` has, got {row.final}:"
                " change one of the two",
            )


def answers_match_ratings(content: Content) -> Iterator[Problem]:
    """An answer of imaging has a focal study, and an answer of no imaging has none."""
    for scenario in content.of(Scenario):
        focal = [n for n, row in enumerate(scenario.record.ratings.rows) if row.role == "focal"]
        if isinstance(scenario.record.answer, ImagingAnswer):
            if not focal:
                yield scenario.problem(
                    ("answer", "kind"),
                    "expected a rating with `role: focal`, got none: add `role: focal` to the row of the study,"
                    " or write `kind: no-imaging`",
                )
        else:
            for number in focal:
                yield scenario.problem(
                    ("ratings", "rows", number, "role"),
                    "expected no focal study, because the answer is no imaging, got `focal`: change one of the two",
                )


def focal_studies_are_favoured(content: Content) -> Iterator[Problem]:
    """No answer of imaging rests on a study in the least favourable category."""
    for scenario, loc, row, category in rated_rows(content):
        imaging = isinstance(scenario.record.answer, ImagingAnswer)
        if imaging and row.role == "focal" and category and category.tone == "unfavourable":
            yield scenario.problem(
                (*loc, "role"),
                f"expected no answer that rests on a study rated `{category.id}` ({category.label}), got `focal`:"
                " write `role: discussed`, or mend the category",
            )


def named_procedures_are_rated(content: Content) -> Iterator[Problem]:
    """A study that the text weighs or follows up has a row in the rating table."""
    for scenario in content.of(Scenario):
        record = scenario.record
        rated = {row.procedure for row in record.ratings.rows}
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
