"""Approvals of a record: who approved it, in which role, when, and the content that they approved."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StrictStr

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.model.base import Date, Line, PersonRef, Record, Slug, form
from wardbook.model.links import RecordLink
from wardbook.model.parts.review import ApprovalRole
from wardbook.model.patterns import SHA256

Digest = Annotated[Line, form(SHA256)]
"""A SHA-256 in hexadecimal digits."""

APPROVED_KINDS: Final = (SCENARIO, TOPIC, PROTOCOL)
"""The kinds of records that are approved: those that have a review."""


class ApprovalId(Slug):
    """The kind and the id of the approved record, with a hyphen between them."""

    longest = Slug.longest + 1 + max(map(len, APPROVED_KINDS))


class ApprovedRecord(RecordLink):
    """The record that was approved."""

    kind: Literal["scenario", "topic", "protocol"]
    """The kind of record."""


class Approval(Record):
    """An approval by one person in one role."""

    by: PersonRef
    """Who approved it, by their id in people.yaml."""
    role: ApprovalRole
    """The role in which they did."""
    on: Date
    """The day on which they did."""
    digest: Digest
    """The digest of the content that they approved, which stands below."""


class ApprovedVersion(Record):
    """Content that somebody approved: the record and all that it uses."""

    digest: Digest
    """The digest of its meaning."""
    content: StrictStr
    """The values of the record and of the records that it uses, as JSON, by kind and id."""


class Approvals(Record):
    """The approvals of one record. `wardbook approve` writes the file."""

    id: ApprovalId
    """The kind and the id of the record, the same as the file's name."""
    record: ApprovedRecord
    """The record that was approved."""
    approvals: Annotated[tuple[Approval, ...], Field(min_length=1)]
    """The approvals, oldest first; one of a person in a role takes the place of an earlier one."""
    versions: Annotated[tuple[ApprovedVersion, ...], Field(min_length=1)]
    """The versions of the content that they approved."""

    @property
    def key(self) -> tuple[str, str]:
        """The kind and the id of the approved record."""
        return self.record.kind, str(self.record.id)


class ApprovedFile(Record):
    """A picture or document that a record shows, as part of what was approved."""

    sha256: Digest
    """The digest of its bytes."""
