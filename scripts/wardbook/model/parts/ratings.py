"""Ratings: how a guideline rates each procedure in a scenario, and what rated studies are to each other."""

from __future__ import annotations

from itertools import accumulate
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from wardbook.model.base import CategoryRef, Line, ProcedureRef, Prose, Rating, Record, Rich, SourceRef, StrengthRef

Role = Literal["focal", "alternative", "complementary", "discussed", "listed"]
RelationKind = Literal["either", "both", "then"]


class RatingRow(Record):
    """The rating of one procedure in this scenario."""

    procedure: ProcedureRef
    """The procedure's id."""
    category: CategoryRef
    """The appropriateness category's id in scales.yaml."""
    disagreement: StrictBool = False
    """Whether the panel disagreed."""
    role: Role = "listed"
    """`focal`: the answer. `alternative`, `complementary`: also consider. `discussed`: the text says why or why not."""
    strength: StrengthRef | None = None
    """The strength of evidence's id in scales.yaml."""
    final: Rating | None = None
    """Final rating, 1 to 9."""
    median: Annotated[StrictFloat, Field(ge=1, le=9)] | None = None
    """Median of the votes, 1 to 9."""
    votes: Annotated[tuple[Annotated[StrictInt, Field(ge=0)], ...], Field(min_length=9, max_length=9)] | None = None
    """How many votes each rating from 1 to 9 got."""
    reason: Rich | None = None
    """Why, in a few words."""


class Relation(Record):
    """The relation of some rated studies to each other, as the guideline states it."""

    kind: RelationKind
    """`either`: one of them is enough. `both`: they are done together. `then`: one after the other, in this order."""
    procedures: Annotated[tuple[ProcedureRef, ...], Field(min_length=2)]
    """The studies, each of them in the rating table."""
    text: Rich | None = None
    """When or why, in a few words."""


class Ratings(Record):
    """The rating table."""

    source: SourceRef
    """The guideline that the rows were taken from."""
    locator: Line | None = None
    """The place in it."""
    edition: Line | None = None
    """The guideline's edition, such as `revised 2024`; leave it out where it was not seen."""
    reported_by: tuple[SourceRef, ...] = ()
    """The sources that report the ratings, if the guideline itself was not read; the page then says so."""
    complete: StrictBool
    """`false` if the guideline's table has more rows; the page then says so."""
    note: Prose | None = None
    """A note on the table for readers."""
    rows: Annotated[tuple[RatingRow, ...], Field(min_length=1)]
    """The rows; the page sorts them by category and role."""
    relations: tuple[Relation, ...] = ()
    """Relations of rated studies: one is enough, they belong together, or one follows the other."""


def median_of(votes: tuple[int, ...]) -> float | None:
    """The median of votes that are counted for each rating from 1; none where nobody voted or nothing is known."""
    total = sum(votes)
    if not total:
        return None
    reached = list(accumulate(votes))

    def rating_of(place: int) -> int:
        return next(rating for rating, count in enumerate(reached, start=1) if count > place)

    return (rating_of((total - 1) // 2) + rating_of(total // 2)) / 2
