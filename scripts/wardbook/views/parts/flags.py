"""What a link to a page says of it when it is no current guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from wardbook.model.parts.review import Review

OVERDUE: Final = "Past review date"

LABELS: Final = {"draft": "Draft", "under-review": "Under review", "overdue": OVERDUE, "withdrawn": "Withdrawn"}
"""The warnings by status; a page that is live and not overdue needs none."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A word of warning, with the status that colours it."""

    status: str
    label: str


def last_day(review: Review) -> date | None:
    """The day after which a page is past its review date; none for one that does not count as guidance."""
    return review.next_review if review.status in ("live", "under-review") else None


def is_overdue(review: Review, today: date) -> bool:
    """Whether a page that counts as guidance has passed its review date."""
    last = last_day(review)
    return last is not None and last < today


def flag(review: Review, today: date) -> Flag | None:
    """The warning about a page; none for one that is live and not overdue."""
    if is_overdue(review, today):
        return Flag("withdrawn", OVERDUE)
    return Flag(review.status, LABELS[review.status]) if review.status in LABELS else None
