"""Flags: the warning beside a link to a page that is no guidance, and the words for states of pages and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardbook.kinds import REVIEWED
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.outline import ApprovalStates
from wardbook.model.parts.review import ApprovalRole, Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic

LABELS: Final = {
    "draft": "Draft, not clinically reviewed",
    "live": "Reviewed",
    "under-review": "Under review",
    "overdue": "Past its review date",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
}
"""The words for the states of a page, in the order of lists. `overdue` is the state of one whose day has passed."""
FLAGS: Final = LABELS | {"draft": "Draft", "live": ""}
"""The words beside a link; a page that is reviewed and in time needs none."""
APPROVAL_ROLES: Final[Mapping[ApprovalRole, str]] = {
    "author": "Author",
    "reviewer": "Reviewer",
    "committee": "Committee",
}
"""The roles as readers see them, in the order of lists."""


class ApprovalFact(str):
    """A fact about approvals, which outdates no printed copy: the words of the page are the same."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A word of warning beside a link, with the state that colors it."""

    status: str
    label: str
    """Empty for a page that is current, and will be past its review date some day."""
    lasting: Flag | None = None
    """The warning on every day, which gave way to this one when the review date had passed."""
    due: str = ""
    """The day after which the page is past its review date, as YYYY-MM-DD; empty where it is, or never will be."""
    late: str = ""
    """The label from then on."""


def last_day(review: Review) -> date | None:
    """The day after which a page is past its review date; none for one that does not count as guidance."""
    return review.next_review if review.status in ("live", "under-review") else None


def is_overdue(review: Review, edition: Edition) -> bool:
    """Whether a page that counts as guidance has passed its review date."""
    last = last_day(review)
    return last is not None and edition.has_passed(last)


def flag(review: Review, edition: Edition) -> Flag | None:
    """The warning beside a link to a page; none for one that is current and stays so."""
    lasting = lasting_flag(review)
    return Flag("overdue", FLAGS["overdue"], lasting) if is_overdue(review, edition) else lasting


def flag_of(kind: str, id: str, edition: Edition) -> Flag | None:
    """The warning beside a link to a record; none for a kind that is not reviewed."""
    found = edition.library.listed(kind, id) if kind in REVIEWED else None
    return flag(found.review, edition) if isinstance(found, ScenarioSummary | Topic | Protocol) else None


def lasting_flag(review: Review) -> Flag | None:
    """The warning on every day, which gives way to another one once the review date has passed."""
    last, label = last_day(review), FLAGS[review.status]
    if last is None:
        return Flag(review.status, label) if label else None
    return Flag(review.status, label, due=last.isoformat(), late=FLAGS["overdue"])


def changed_since(kind: str, id: str, library: Library) -> ApprovalFact:
    """The fact that all approvals of a record in a role are of an older text; empty where it is not so."""
    void = library.approvals.get(f"{kind}:{id}", ApprovalStates()).void_roles
    roles = ", ".join(title.lower() for role, title in APPROVAL_ROLES.items() if role in void)
    return ApprovalFact(f"Changed since approval ({roles})" if roles else "")
