"""The approvals of a record as its page shows them: who approved it in which role, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wardbook.library.library import Library
from wardbook.model.outline import ApprovalState, ApprovalStates
from wardbook.model.parts.review import ApprovalRole
from wardbook.views.parts.dates import long_date

APPROVAL_ROLES: Final[Mapping[ApprovalRole, str]] = {
    "author": "Author",
    "reviewer": "Reviewer",
    "committee": "Committee",
}
"""The roles as readers see them, in the order of lists."""


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
    """The words beside the status where all approvals in a role are of an older text; else empty."""


def shown_approvals(kind: str, id: str, library: Library) -> ShownApprovals:
    """The approvals of a record."""
    states = library.approvals.get(f"{kind}:{id}", ApprovalStates())
    changed = ", ".join(APPROVAL_ROLES[role].lower() for role in _changed(states))
    return ShownApprovals(
        entries=tuple(entry for role in APPROVAL_ROLES for entry in _in_role(role, states, library)),
        changed=f"Changed since approval ({changed})" if changed else "",
    )


def _changed(states: ApprovalStates) -> Iterator[ApprovalRole]:
    """The roles in which the record was approved, but not as it is now."""
    for role in APPROVAL_ROLES:
        of_role = [state for state in states.approvals if state.role == role]
        if of_role and all(state.is_void for state in of_role):
            yield role


def _in_role(role: ApprovalRole, states: ApprovalStates, library: Library) -> Iterator[ShownApproval]:
    of_role = [state for state in states.approvals if state.role == role]
    if not of_role and role in states.required:
        yield ShownApproval(role=APPROVAL_ROLES[role], who="", on="", is_void=False)
    yield from (_shown(state, library) for state in of_role)


def _shown(state: ApprovalState, library: Library) -> ShownApproval:
    person = library.people[state.by]
    return ShownApproval(
        role=APPROVAL_ROLES[state.role],
        who=", ".join(filter(None, (person.name, person.credentials, person.role))),
        on=long_date(state.on),
        is_void=state.is_void,
    )
