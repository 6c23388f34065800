"""Flags: the warning beside a link to a page that is no current guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from wardbook.library.edition import Edition
from wardbook.model.parts.review import Review

OVERDUE: Final = "Past review date"

FLAG_LABELS: Final = {"draft": "Draft", "under-review": "Under review", "overdue": OVERDUE, "withdrawn": "Withdrawn"}
"""The warnings by status; a page that is live and not overdue needs none."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A word of warning, with the status that colours it."""

    status: str
    label: str
    lasting: Flag | None = None
    """The warning on every day, which gives way to this one once the review date has passed."""


def last_day(review: Review) -> date | None:
    """The day after which a page is past its review date; none for one that does not count as guidance."""
    return review.next_review if review.status in ("live", "under-review") else None


def is_overdue(review: Review, edition: Edition) -> bool:
    """Whether a page that counts as guidance has passed its review date."""
    last = last_day(review)
    return last is not None and edition.has_passed(last)


def flag(review: Review, edition: Edition) -> Flag | None:
    """The warning about a page; none for one that is live and not overdue."""
    lasting = Flag(review.status, FLAG_LABELS[review.status]) if review.status in FLAG_LABELS else None
    return Flag("withdrawn", OVERDUE, lasting) if is_overdue(review, edition) else lasting
