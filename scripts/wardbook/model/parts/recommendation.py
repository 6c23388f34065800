"""Recommendations: the answer to a scenario's question, with the advice and the ratings that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardbook.model.base import Prose, Record
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow, Ratings

AnswerKind = Literal["imaging", "no-imaging", "test", "treatment", "no-treatment", "management", "advice"]
"""A kind of answer, as the finder offers it."""


class Answer(Record):
    """The answer to the scenario's question."""

    kind: AnswerKind
    """`imaging`, `test`, `treatment`, `management`: the options with the role `focal` are the answer.
    `no-imaging`, `no-treatment`: none of them is. `advice`: the text is the answer."""
    text: Prose
    """The answer in one or two sentences."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """A scenario's answer for some patients: with its advice and its ratings, and the age that the doses are for."""

    age_group: AgeGroup
    answer: Answer
    bottom_line: BottomLine | None
    ratings: Ratings | None

    @property
    def rows(self) -> tuple[RatingRow, ...]:
        """The rated options."""
        return self.ratings.rows if self.ratings else ()

    @property
    def focal(self) -> tuple[RatingRow, ...]:
        """The rated options that are the answer."""
        return tuple(row for row in self.rows if row.role == "focal")
