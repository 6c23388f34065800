"""Review: who stands for a page, since when and until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Date, Line, PersonRef, Prose, Record, ScenarioRef
from wardbook.model.links import RecordLink

Status = Literal["draft", "live", "under-review", "superseded", "withdrawn"]
ApprovalRole = Literal["author", "reviewer", "committee"]
"""A role in which somebody approves a page."""


def void_roles(approvals: Iterable[tuple[ApprovalRole, bool]]) -> frozenset[ApprovalRole]:
    """The roles in which a page was approved, but not as it is now.

    Of each approval this takes the role, and whether it is void, as the page has changed since.
    """
    every = frozenset(approvals)
    return frozenset(role for role, _ in every if (role, False) not in every)


class Change(Record):
    """A line of the change list."""

    version: Line
    """The version that brought it, in quotes."""
    on: Date
    """The day of the change."""
    text: Line
    """The change as the reader meets it."""


class Withdrawal(Record):
    """Why a page is no longer valid, and where to go instead."""

    on: Date
    """The day it was withdrawn."""
    reason: Prose
    """Why."""
    instead: ScenarioRef | None = None
    """The scenario to use instead, if there is one."""


class Replacement(RecordLink):
    """The page that replaced another one."""

    kind: Literal["scenario", "topic", "protocol"]
    """`scenario`, `topic` or `protocol`."""


class Supersession(Record):
    """The replacement of a page by another one."""

    on: Date
    """The day it was replaced."""
    by: Replacement
    """The page that replaced it."""
    reason: Prose
    """Why."""


class Review(Record):
    """The review block of a page."""

    status: Status
    """`draft` until a clinician has reviewed the text; then `live` or `under-review`; once it no longer holds,
    `superseded` or `withdrawn`."""
    version: Line
    """The version, in quotes: `"1.0"`."""
    reviewed_on: Date | None = None
    """The day a clinician last reviewed this text."""
    next_review: Date | None = None
    """The day by which it must be reviewed again."""
    reviewers: tuple[PersonRef, ...] = ()
    """Who reviewed it, by their ids in people.yaml."""
    approver: PersonRef | None = None
    """Who approved it."""
    basis: Prose | None = None
    """The basis of the text, and who reviewed that."""
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """The changes, newest first."""
    superseded: Supersession | None = None
    """Only for a superseded page."""
    withdrawn: Withdrawal | None = None
    """Only for a withdrawn page."""

    @property
    def ended(self) -> bool:
        """Whether the page no longer holds, so that nothing shows what it once said."""
        return self.status in ("superseded", "withdrawn")
