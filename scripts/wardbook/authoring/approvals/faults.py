"""Rules about approvals: those in a file by themselves, and those that a live page needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from wardbook.authoring.approvals.contents import Contents, meaning_in
from wardbook.authoring.approvals.states import places_of, states_in
from wardbook.checks.helpers import repeated
from wardbook.library.meaning import Meaning, meaning_digest
from wardbook.model.outline import ApprovalState, ApprovalStates, Key
from wardbook.model.parts.review import ApprovalRole, Review, void_roles
from wardbook.model.records.approval import Approvals
from wardbook.problems import Problem
from wardbook.read.document import Document

MOST_TOLD = 8
"""Changes that a message tells; the packet tells all."""


@dataclass(frozen=True, kw_only=True)
class Approved:
    """A record that may be approved, with the approvals of it."""

    key: Key
    record: Document[Any]
    approvals: Document[Approvals] | None
    contents: Contents
    required: tuple[ApprovalRole, ...]
    """The roles that the policy requires."""
    has_come: Callable[[date], bool]

    @property
    def review(self) -> Review:
        """The review of the record."""
        review: Review = self.record.record.review
        return review


def judged(approved: Approved) -> tuple[ApprovalStates, list[Problem]]:
    """The approvals of a record, and the faults of them and of a live page without those that it needs."""
    if approved.approvals is None:
        return ApprovalStates(required=approved.required), list(_missing(approved, ()))
    current = approved.contents.meaning(approved.key)
    if approved.contents.faulty:
        return ApprovalStates(required=approved.required), []
    states = states_in(approved.approvals.record, current)
    problems = [
        *_of_file(approved.approvals, approved.has_come),
        *_digests(approved.approvals, current),
        *_too_early(approved.approvals, states, approved.review),
        *_missing(approved, states),
    ]
    return ApprovalStates(approvals=states, required=approved.required), problems


def _of_file(approvals: Document[Approvals], has_come: Callable[[date], bool]) -> Iterator[Problem]:
    """Approvals stand in the file of their record, each of a person in a role once, and of a day that has come."""
    record = approvals.record
    name = "-".join(record.key)
    if record.id != name or PurePosixPath(approvals.path).stem != name:
        yield approvals.problem(
            ("record", "id"),
            f"expected the approvals of the record after which the file is named, got those of the {record.record.kind}"
            f" `{record.record.id}`: have it approved by `wardbook approve`, which writes the file",
        )
    for number, approval in repeated(record.approvals, key=lambda approval: (approval.by, approval.role)):
        yield approvals.problem(
            ("approvals", number, "by"),
            f"expected one approval of a person in a role, got a second of `{approval.by}` as {approval.role}:"
            " take one of them out",
        )
    for number, approval in enumerate(record.approvals):
        if not has_come(approval.on):
            yield approvals.problem(
                ("approvals", number, "on"),
                f"expected a day that has come, got {approval.on}: have it approved by `wardbook approve`",
            )


def _digests(approvals: Document[Approvals], current: Meaning) -> Iterator[Problem]:
    """An approval is of a version that stands in the file, and a version has the content of its digest."""
    record = approvals.record
    digests = {version.digest for version in record.versions}
    for number, approval in enumerate(record.approvals):
        if approval.digest not in digests:
            yield approvals.problem(
                ("approvals", number, "digest"),
                f"expected the digest of one of the `versions`, got another, `{approval.digest[:8]}…`:"
                " take the file back from Git, or have it approved again",
            )
    now = meaning_digest(current)
    for number, version in enumerate(record.versions):
        meaning = meaning_in(version.content)
        # A version that a later program cannot read any more is void anyway, unless it claims to be what is there.
        if (meaning and meaning_digest(meaning) != version.digest) or (meaning is None and version.digest == now):
            yield approvals.problem(
                ("versions", number, "digest"),
                f"expected the digest of the content below it, got that of other content, `{version.digest[:8]}…`:"
                " take the file back from Git, or have it approved again",
            )


def _too_early(approvals: Document[Approvals], states: Sequence[ApprovalState], review: Review) -> Iterator[Problem]:
    """An approval that stands is not older than the newest change of the page."""
    changed = review.changes[0].on
    for number, state in enumerate(states):
        if not state.is_void and state.on < changed:
            yield approvals.problem(
                ("approvals", number, "on"),
                f"expected {changed} or later, the day of the newest change, got {state.on}:"
                " mend the day of the change, or have it approved again",
            )


def _missing(approved: Approved, states: Sequence[ApprovalState]) -> Iterator[Problem]:
    """A live page is approved, as it stands, in every role that the policy requires."""
    if approved.review.status != "live":
        return
    void = void_roles((state.role, state.is_void) for state in states)
    for role in approved.required:
        found = [number for number, state in enumerate(states) if state.role == role]
        if not found:
            yield _unapproved(approved, role, "got none")
        elif role in void:
            yield _unapproved(approved, role, _void(approved, found[-1]))


def _unapproved(approved: Approved, role: ApprovalRole, got: str) -> Problem:
    command = f"wardbook approve {':'.join(approved.key)} --by PERSON --role {role}"
    return approved.record.problem(
        ("review", "status"),
        f"expected an approval as {role} for the page as it stands, because the policy requires it of a live page,"
        f" {got}: have it approved by `{command}`, or write `status: under-review`",
    )


def _void(approved: Approved, number: int) -> str:
    """An approval and what has changed since, each with its place."""
    record = approved.approvals.record if approved.approvals else None
    if record is None:
        return "got none"
    approval = record.approvals[number]
    content = next((one.content for one in record.versions if one.digest == approval.digest), "")
    changes = [
        f"{change.words} ({change.at})" if change.at else change.words
        for change in places_of(content, approved.contents, approved.key)
    ]
    more = [f"and {len(changes) - MOST_TOLD} more"] if len(changes) > MOST_TOLD else []
    told = "; ".join([*changes[:MOST_TOLD], *more])
    return f"got that of `{approval.by}` on {approval.on}, since which this has changed: {told}"
