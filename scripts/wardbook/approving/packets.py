"""The review packet of a record as data: from the library, the record's approvals, and the content that it uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardbook.approving.contradictions import CONTRADICTIONS
from wardbook.approving.open_claims import open_claims
from wardbook.authoring.approvals.contents import Contents
from wardbook.authoring.approvals.states import places_of
from wardbook.kinds import KINDS
from wardbook.library.edition import Edition
from wardbook.library.meaning import Meaning, meaning_digest
from wardbook.model.outline import Key
from wardbook.model.parts.review import Review
from wardbook.model.records.approval import Approval, Approvals
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import LABELS
from wardbook.views.print.packet import CHECKLIST, Packet, PacketChange
from wardbook.views.records.approvals import APPROVAL_ROLES, shown_approvals

_MARK = 8
"""Digits of a digest that stand on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PacketSource:
    """A record that somebody is to approve."""

    key: Key
    review: Review
    title: str
    approvals: Approvals | None
    contents: Contents
    meaning: Meaning
    edition: Edition


def packet_of(source: PacketSource, made_on: date) -> Packet:
    """The review packet of a record."""
    (kind, id), library = source.key, source.edition.library
    last = _last(source.approvals)
    policy = library.settings.approval_policy
    return Packet(
        kind=KINDS[kind].label,
        title=source.title,
        id=":".join(source.key),
        status=LABELS[source.review.status],
        version=source.review.version,
        content=meaning_digest(source.meaning)[:_MARK],
        made_on=long_date(made_on),
        approvals=shown_approvals(kind, id, library),
        approved=last is not None,
        compared=_compared(source, last),
        changes=tuple(_changes(source, last)) if last else (),
        claims=tuple(open_claims(source.meaning, source.key)),
        contradictions=CONTRADICTIONS(library, source.key) if CONTRADICTIONS else (),
        searched=CONTRADICTIONS is not None,
        checklist=tuple(map(str, policy.checklist)) if policy and policy.checklist else CHECKLIST,
        roles=tuple(
            APPROVAL_ROLES[role] for role in (policy.required if policy and policy.required else APPROVAL_ROLES)
        ),
        command=f"wardbook approve {':'.join(source.key)}",
    )


def _last(approvals: Approvals | None) -> Approval | None:
    """The newest approval; of one day, the one that was written last."""
    return max(reversed(approvals.approvals), key=lambda approval: approval.on) if approvals else None


def _compared(source: PacketSource, last: Approval | None) -> str:
    if last is None:
        return "Nobody has approved this page yet: all of it is new."
    who = source.edition.library.people[last.by].name
    role = APPROVAL_ROLES[last.role].lower()
    return f"Compared with what {who} approved as {role} on {long_date(last.on)}."


def _changes(source: PacketSource, last: Approval) -> list[PacketChange]:
    if last.digest == meaning_digest(source.meaning) or source.approvals is None:
        return []
    content = next((one.content for one in source.approvals.versions if one.digest == last.digest), "")
    return [PacketChange(change.words, change.at) for change in places_of(content, source.contents, source.key)]
