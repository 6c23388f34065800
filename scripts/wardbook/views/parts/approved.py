"""The fact that a record has changed since somebody approved it, in the words of every surface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.library.library import Library
from wardbook.model.outline import ApprovalStates
from wardbook.model.parts.review import ApprovalRole

APPROVAL_ROLES: Final[Mapping[ApprovalRole, str]] = {
    "author": "Author",
    "reviewer": "Reviewer",
    "committee": "Committee",
}
"""The roles as readers see them, in the order of lists."""


class ApprovalFact(str):
    """A fact about approvals, which outdates no printed copy: the words of the page are the same."""

    __slots__ = ()


def changed_since(kind: str, id: str, library: Library) -> ApprovalFact:
    """The fact that all approvals of a record in a role are of an older text; empty where it is not so."""
    states = library.approvals.get(f"{kind}:{id}", ApprovalStates())
    roles = ", ".join(title.lower() for role, title in APPROVAL_ROLES.items() if _is_void(role, states))
    return ApprovalFact(f"Changed since approval ({roles})" if roles else "")


def _is_void(role: ApprovalRole, states: ApprovalStates) -> bool:
    """Whether the record was approved in a role, but not as it is now."""
    of_role = [state for state in states.approvals if state.role == role]
    return bool(of_role) and all(state.is_void for state in of_role)
