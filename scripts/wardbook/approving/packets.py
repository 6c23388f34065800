"""The review packet of a record as data: from the library, the record's approvals, and the content that it uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardbook.authoring.approvals.contents import Contents
from wardbook.authoring.approvals.states import places_of
from wardbook.kinds import KINDS
from wardbook.library.edition import Edition
from wardbook.library.meaning import Meaning, meaning_digest
from wardbook.model.outline import Key
from wardbook.model.records.approval import Approval, Approvals
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import APPROVAL_ROLES, LABELS
from wardbook.views.print.packet import CHECKLIST, ComparedVersion, Packet, PacketChange, PacketContradiction
from wardbook.views.records.approvals import shown_approvals
from wardbook.views.records.claims import ClaimingPage, open_claims

_MARK = 8
"""Digits of a digest that stand on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PacketSource:
    """A record that somebody is to approve."""

    key: Key
    record: ClaimingPage
    approvals: Approvals | None
    contents: Contents
    meaning: Meaning
    contradictions: tuple[PacketContradiction, ...]
    edition: Edition


def packet_of(source: PacketSource, made_on: date) -> Packet:
    """The review packet of a record."""
    (kind, id), library = source.key, source.edition.library
    policy = library.settings.approval_policy
    return Packet(
        kind=KINDS[kind].label,
        title=source.record.title,
        id=":".join(source.key),
        status=LABELS[source.record.review.status],
        version=source.record.review.version,
        content=meaning_digest(source.meaning)[:_MARK],
        made_on=long_date(made_on),
        approvals=shown_approvals(kind, id, library),
        comparisons=tuple(_comparisons(source)),
        claims=tuple(open_claims(source.record, library)),
        contradictions=source.contradictions,
        checklist=tuple(map(str, policy.checklist)) if policy and policy.checklist else CHECKLIST,
        roles=tuple(
            APPROVAL_ROLES[role] for role in (policy.required if policy and policy.required else APPROVAL_ROLES)
        ),
        command=f"wardbook approve {':'.join(source.key)}",
    )


def _comparisons(source: PacketSource) -> Iterator[ComparedVersion]:
    """A comparison with each version that somebody approved, that of the newest approval first."""
    approvals = source.approvals.approvals if source.approvals else ()
    for digest in dict.fromkeys(approval.digest for approval in reversed(approvals)):
        who = "; ".join(_who(source, approval) for approval in approvals if approval.digest == digest)
        yield ComparedVersion(f"Compared with what was approved by {who}.", tuple(_changes(source, digest)))


def _who(source: PacketSource, approval: Approval) -> str:
    person, role = source.edition.library.people[approval.by], APPROVAL_ROLES[approval.role].lower()
    return f"{person.name} as {role} on {long_date(approval.on)}"


def _changes(source: PacketSource, digest: str) -> Iterator[PacketChange]:
    if digest != meaning_digest(source.meaning) and source.approvals:
        content = next((one.content for one in source.approvals.versions if one.digest == digest), "")
        for change in places_of(content, source.contents, source.key):
            yield PacketChange(change.words, change.at)
