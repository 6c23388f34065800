"""The approvals of a record as its page shows them: who approved it in which role, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardbook.library.library import Library
from wardbook.model.outline import ApprovalState, ApprovalStates
from wardbook.model.parts.review import ApprovalRole
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import APPROVAL_ROLES, changed_since


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownApproval:
    """An approval by somebody in a role."""

    role: str
    who: str
    """The person; empty for a role that is required and in which nobody has approved the record."""
    on: str
    """The day, in words."""
    is_void: bool
    """Whether the record has changed since."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownApprovals:
    """The approvals of a record, by role."""

    entries: tuple[ShownApproval, ...]
    changed: str
    """The fact of the status line that all approvals in a role are of an older text; else empty."""


def shown_approvals(kind: str, id: str, library: Library) -> ShownApprovals:
    """The approvals of a record."""
    states = library.approvals.get(f"{kind}:{id}", ApprovalStates())
    return ShownApprovals(
        entries=tuple(entry for role in APPROVAL_ROLES for entry in _in_role(role, states, library)),
        changed=changed_since(kind, id, library),
    )


def _in_role(role: ApprovalRole, states: ApprovalStates, library: Library) -> Iterator[ShownApproval]:
    of_role = [state for state in states.approvals if state.role == role]
    if not of_role and role in states.required:
        yield ShownApproval(role=APPROVAL_ROLES[role], who="", on="", is_void=False)
    yield from (_shown(state, library) for state in of_role)


def _shown(state: ApprovalState, library: Library) -> ShownApproval:
    return ShownApproval(
        role=APPROVAL_ROLES[state.role],
        who=library.people[state.by].words,
        on=long_date(state.on),
        is_void=state.is_void,
    )
