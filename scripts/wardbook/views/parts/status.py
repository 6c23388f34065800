"""The status of a page: what it is worth, since when, until when, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.views.context import PageContext
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import flag
from wardbook.views.parts.states import StatusLine, status_line
from wardbook.views.text import ShownProse


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A line of the change list."""

    version: str
    on: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStatus:
    """The status line and the review block."""

    line: StatusLine
    version: str
    reviewed: str
    next_review: str
    reviewers: tuple[str, ...]
    approver: str | None
    basis: ShownProse
    changes: tuple[ShownChange, ...]
    reason: ShownProse
    """Why the page no longer holds."""


def title_prefix(review: Review, edition: Edition) -> str:
    """The prefix of the browser's tab for a page that is no current guidance."""
    warning = flag(review, edition)
    return "" if warning is None or warning.status in ("live", "under-review") else f"({warning.label}) "


def shown_status(review: Review, context: PageContext) -> ShownStatus:
    """The status of a page."""
    draft = review.status == "draft"
    end = review.withdrawn or review.superseded
    return ShownStatus(
        line=status_line(review, context.edition),
        version=review.version,
        reviewed=long_date(review.reviewed_on) if review.reviewed_on else "not yet",
        next_review=long_date(review.next_review)
        if review.next_review
        else ("set at approval" if draft else "not set"),
        reviewers=tuple(_person(context.library, id) for id in review.reviewers),
        approver=_person(context.library, review.approver) if review.approver else None,
        basis=context.prose(review.basis),
        changes=tuple(ShownChange(c.version, long_date(c.on), c.text) for c in review.changes),
        reason=context.prose(end.reason) if end else (),
    )


def _person(library: Library, id: str) -> str:
    person = library.people[id]
    return ", ".join(part for part in (person.name, person.credentials, person.role) if part)
