"""Recommendations: the answer to a scenario's question, with the advice and the ratings that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardbook.model.base import Line, Prose, Record, Slug
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.eligibility import AgeGroup, Pregnancy, Sex
from wardbook.model.parts.ratings import RatingRow, Ratings, Relation

Contraindication = Literal["iodinated-contrast", "gadolinium", "mri"]

AnswerKind = Literal["imaging", "no-imaging", "test", "treatment", "no-treatment", "management", "advice"]
"""A kind of answer, as the finder offers it."""


class Answer(Record):
    """The answer to the scenario's question."""

    kind: AnswerKind
    """`imaging`, `test`, `treatment`, `management`: the options with the role `focal` are the answer.
    `no-imaging`, `no-treatment`: none of them is. `advice`: the text is the answer."""
    ages: Literal["both"] | None = None
    """`both`: the answer and its ratings are the same for children and adults. Needed where both are meant."""
    text: Prose
    """The answer in one or two sentences."""


class PatientGroup(Record):
    """Some of a scenario's patients, with an answer and ratings of their own."""

    id: Slug
    """Its id in this scenario. It is part of addresses."""
    label: Line
    """The patients in a few words, such as `Children`. It stands wherever their answer is shown."""
    age_group: AgeGroup
    """`child`, `adult`, or `both`: decides which radiation columns are shown."""
    sex: Sex = "any"
    """`any` unless the group is of one sex."""
    pregnancy: Pregnancy = "not-addressed"
    """Whether the group is about pregnancy."""
    contraindication: Contraindication | None = None
    """A contraindication that these patients have; leave it out for the patients without one."""
    criteria: Prose | None = None
    """Who is in the group, where it differs from another one by something else, such as an age band, a time or another
    disease. Both groups then have it, and no patient meets both."""
    answer: Answer
    """The answer for these patients, in short."""
    bottom_line: BottomLine | None = None
    """Advice in a few lines; it stands in the answer box."""
    ratings: Ratings | None = None
    """How a guideline rates the options for these patients; needed where the answer is `imaging`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """A scenario's answer for some patients: with its advice and its ratings, and the age that the doses are for."""

    group: PatientGroup | None
    """The patients; none where the answer is for all of the scenario's."""
    age_group: AgeGroup
    answer: Answer
    bottom_line: BottomLine | None
    ratings: Ratings | None

    @property
    def patients(self) -> str:
        """The patients in a few words; empty where the answer is for all of the scenario's."""
        return self.group.label if self.group else ""

    @property
    def criteria(self) -> Prose | None:
        """Who is in the group, where words say so."""
        return self.group.criteria if self.group else None

    @property
    def rows(self) -> tuple[RatingRow, ...]:
        """The rated options."""
        return self.ratings.rows if self.ratings else ()

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations of the rated options."""
        return self.ratings.relations if self.ratings else ()

    @property
    def focal(self) -> tuple[RatingRow, ...]:
        """The rated options that are the answer."""
        return tuple(row for row in self.rows if row.role == "focal")

    @property
    def focal_relations(self) -> tuple[Relation, ...]:
        """The relations of options that are the answer, to each other and to others."""
        focal = [row.procedure for row in self.focal]
        return tuple(relation for relation in self.relations if any(id in focal for id in relation.procedures))


def of_group(group: PatientGroup) -> Recommendation:
    """The recommendation for a group of patients."""
    return Recommendation(
        group=group,
        age_group=group.age_group,
        answer=group.answer,
        bottom_line=group.bottom_line,
        ratings=group.ratings,
    )
