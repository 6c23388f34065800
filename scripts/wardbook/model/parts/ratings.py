"""Ratings: how a guideline rates each procedure in a scenario, and what rated studies are to each other."""

from __future__ import annotations

from itertools import accumulate
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from wardbook.model.base import Line, ProcedureRef, Prose, Rating, Record, Rich, SourceRef, TableRef
from wardbook.model.named import CategoryRef, ScaleRef, StrengthRef

Role = Literal["focal", "alternative", "complementary", "discussed", "listed"]
RelationKind = Literal["either", "both", "then"]


class EvidenceToDecision(Record):
    """The way from the evidence to a recommendation, under GRADE's headings; at least one of them."""

    benefits: Prose | None = None
    """The desirable effects, with their size."""
    harms: Prose | None = None
    """The undesirable effects, with their size."""
    values: Prose | None = None
    """The values and preferences of patients."""
    resources: Prose | None = None
    """Costs, staff and equipment."""
    remarks: Prose | None = None
    """Remarks of the panel, such as for whom the recommendation is not meant."""


class RatingRow(Record):
    """The rating of one procedure in this scenario."""

    procedure: ProcedureRef
    """The procedure's id."""
    category: CategoryRef
    """The category's id in scales.yaml."""
    disagreement: StrictBool = False
    """Whether the panel disagreed."""
    role: Role = "listed"
    """`focal`: the answer. `alternative`, `complementary`: also consider. `discussed`: the text says why or why not."""
    strength: StrengthRef | None = None
    """The id of the level of evidence in scales.yaml."""
    final: Rating | None = None
    """Final rating, 1 to 9; only on a scale whose categories have ratings, as the median and the votes."""
    median: Annotated[StrictFloat, Field(ge=1, le=9)] | None = None
    """Median of the votes, 1 to 9."""
    votes: Annotated[tuple[Annotated[StrictInt, Field(ge=0)], ...], Field(min_length=9, max_length=9)] | None = None
    """How many votes each rating from 1 to 9 got."""
    reason: Rich | None = None
    """Why, in a few words."""
    comparator: Line | None = None
    """The other option that it was compared with, as GRADE asks, such as `vitamin K antagonist`."""
    evidence: EvidenceToDecision | None = None
    """The way from the evidence to the recommendation; it stands under the table."""
    findings: tuple[TableRef, ...] = ()
    """Tables of content/tables/ with the findings, such as GRADE's summary of findings; they stand under the table."""

    @property
    def in_short(self) -> RatingRow:
        """The row without what stands under the table, as other pages show it."""
        return self.model_copy(update={"evidence": None, "findings": ()})


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
    scale: ScaleRef | None = None
    """The scale of the ratings in scales.yaml; leave it out where the library has one."""
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
