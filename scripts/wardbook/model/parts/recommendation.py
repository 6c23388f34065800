"""Recommendations: the answer to a scenario's question, with the advice and the ratings that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Prose, Record
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow, Ratings


class ImagingAnswer(Record):
    """The answer is one or more studies: the ratings whose role is `focal`."""

    kind: Literal["imaging"]
    """`imaging`."""
    text: Prose
    """The answer in one or two sentences."""


class NoImagingAnswer(Record):
    """The answer is that no imaging is recommended; no rating has the role `focal`."""

    kind: Literal["no-imaging"]
    """`no-imaging`."""
    text: Prose
    """The answer in one or two sentences."""


Answer = Annotated[ImagingAnswer | NoImagingAnswer, Field(discriminator="kind")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """A scenario's answer for some patients: with its advice and its ratings, and the age that the doses are for."""

    age_group: AgeGroup
    answer: Answer
    bottom_line: BottomLine | None
    ratings: Ratings

    @property
    def rows(self) -> tuple[RatingRow, ...]:
        """The rated studies."""
        return self.ratings.rows

    @property
    def focal(self) -> tuple[RatingRow, ...]:
        """The rated studies that are the answer."""
        return tuple(row for row in self.rows if row.role == "focal")
