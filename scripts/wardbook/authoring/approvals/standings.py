"""The approvals of all pages in one word each, for the report on reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from wardbook.authoring.approvals.contents import Contents, contents_of
from wardbook.library.meaning import meaning_digest
from wardbook.model.outline import Key
from wardbook.model.parts.review import ApprovalRole, void_roles
from wardbook.model.records.approval import APPROVED_KINDS, Approvals
from wardbook.model.settings import ApprovalPolicy
from wardbook.read.content import Snapshot
from wardbook.read.layout import approvals_of, record_in

ApprovalStanding = Literal["approved", "changed since approval", "incomplete", "none", "unknown"]
"""`incomplete` where a role that the policy requires is missing; `unknown` where a file of the page is faulty."""


def approval_standings(snapshot: Snapshot, policy: ApprovalPolicy | None) -> dict[Key, ApprovalStanding]:
    """How the approvals of each page stand; of a library without a policy and without approvals, nothing."""
    keys = [key for key in map(record_in, snapshot) if key[0] in APPROVED_KINDS]
    approved = {key for key in keys if approvals_of(*key) in snapshot}
    if not approved and policy is None:
        return {}
    contents = contents_of(snapshot)
    required = policy.required if policy else ()
    return {key: _standing(key, contents, required) if key in approved else "none" for key in keys}


def _standing(key: Key, contents: Contents, required: tuple[ApprovalRole, ...]) -> ApprovalStanding:
    own = replace(contents, parts={}, faulty=[])
    parsed = own.read(approvals_of(*key))
    approvals = parsed.document.record if parsed and parsed.document else None
    now = meaning_digest(own.meaning(key))
    if own.faulty or not isinstance(approvals, Approvals):
        return "unknown"
    if void_roles((one.role, one.digest != now) for one in approvals.approvals):
        return "changed since approval"
    return "approved" if {one.role for one in approvals.approvals}.issuperset(required) else "incomplete"
