"""The votes of a panel as a page draws them: a column for each rating that got votes, and the median."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook.model.parts.ratings import RatingRow, median_of

_PLACE: Final = 100 / 9
"""The width of the place of a rating, in percent of the drawing."""


@dataclass(frozen=True, slots=True)
class VoteColumn:
    """A rating that got votes: where its column begins and how tall it is, in percent of the drawing."""

    left: float
    top: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Votes:
    """The drawing, and its words for those who do not see it."""

    columns: tuple[VoteColumn, ...]
    median: float
    """The place of the median, in percent."""
    words: str


def shown_votes(row: RatingRow) -> Votes | None:
    """The votes of a row; none where nobody voted or nothing is known."""
    votes = row.votes or ()
    middle = median_of(votes)
    if middle is None:
        return None
    counts = [(rating, count) for rating, count in enumerate(votes, start=1) if count]
    return Votes(
        columns=tuple(_column(rating, count / max(votes)) for rating, count in counts),
        median=round(_PLACE * (middle - 0.5), 1),
        words=f"votes: {', '.join(f'{count} for {rating}' for rating, count in counts)}",
    )


def _column(rating: int, share: float) -> VoteColumn:
    return VoteColumn(round(_PLACE * (rating - 1) + 1, 1), round(100 - 100 * share, 1), round(100 * share, 1))
