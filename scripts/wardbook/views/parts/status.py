"""The status of a page: what it is worth, since when, until when, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import is_overdue
from wardbook.views.text import ShownProse

STATUS_LABELS: Final = {
    "draft": "Draft, not clinically reviewed",
    "live": "Reviewed",
    "under-review": "Under review",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A line of the change list."""

    version: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawalNotice:
    """A warning that stands above everything else on the page."""

    title: str
    text: ShownProse
    instead: Href | None
    instead_title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStatus:
    """The status line and the review block."""

    status: str
    label: str
    version: str
    reviewed: str
    next_review: str
    due: str | None
    """The day of the next review as YYYY-MM-DD, for the page that ages by itself."""
    overdue: bool
    reviewers: tuple[str, ...]
    approver: str | None
    basis: ShownProse
    changes: tuple[ShownChange, ...]
    notice: WithdrawalNotice | None


def title_prefix(review: Review, edition: Edition) -> str:
    """The prefix of the browser's tab for a page that is no current guidance."""
    if is_overdue(review, edition):
        return "(Past review date) "
    return {"draft": "(Draft) ", "withdrawn": "(Withdrawn) "}.get(review.status, "")


def shown_status(review: Review, context: PageContext) -> ShownStatus:
    """The status of a page."""
    draft = review.status == "draft"
    return ShownStatus(
        status=review.status,
        label=STATUS_LABELS[review.status],
        version=review.version,
        reviewed=long_date(review.reviewed_on) if review.reviewed_on else "not yet",
        next_review=long_date(review.next_review)
        if review.next_review
        else ("set at approval" if draft else "not set"),
        due=review.next_review.isoformat() if review.next_review and review.status != "withdrawn" else None,
        overdue=is_overdue(review, context.edition),
        reviewers=tuple(_person(context.library, id) for id in review.reviewers),
        approver=_person(context.library, review.approver) if review.approver else None,
        basis=context.prose(review.basis),
        changes=tuple(ShownChange(c.version, long_date(c.on), c.text) for c in review.changes),
        notice=_notice(review, context),
    )


def _person(library: Library, id: str) -> str:
    person = library.people[id]
    return ", ".join(part for part in (person.name, person.credentials, person.role) if part)


def _notice(review: Review, context: PageContext) -> WithdrawalNotice | None:
    if review.withdrawn is None:
        return None
    instead = review.withdrawn.instead
    return WithdrawalNotice(
        title=f"Withdrawn on {long_date(review.withdrawn.on)}",
        text=context.prose(review.withdrawn.reason),
        instead=context.to(SCENARIO, instead) if instead else None,
        instead_title=context.library.summaries[instead].short_title if instead else "",
    )
