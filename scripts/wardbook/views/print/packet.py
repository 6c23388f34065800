"""The review packet: what somebody who is to approve a record needs beside its page, on sheets before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook.views.article.article import Article
from wardbook.views.print.frame import PrintFrame
from wardbook.views.records.approvals import ShownApprovals
from wardbook.views.records.claims import OpenClaim
from wardbook.views.records.guide import Guide
from wardbook.views.records.protocol import ProtocolView

NEVER_APPROVED: Final = "Nobody has approved this page yet: all of it is new."
ACKNOWLEDGED: Final = "Acknowledged:"
"""The words before the reason why both statements are right."""
NOT_ACKNOWLEDGED: Final = "Nobody has acknowledged it."
CHECKLIST: Final = (
    "The question and the patients are right, and whoever does not fit has a way on.",
    "Every rating, dose, age and number is as in its source.",
    "Every statement without a citation may stand as it is marked.",
    "What to do in an emergency is clear, and it names whom to call.",
    "The next steps cover every result, also one that decides nothing.",
    "What is local, such as phone numbers and what is available, is right today.",
    "The sources are current, and none of them has been retracted.",
    "The day of the next review is right, and somebody stands for the page.",
)
"""The checklist of a library that has none of its own."""


@dataclass(frozen=True, slots=True)
class PacketChange:
    """A difference from a version that was approved."""

    words: str
    at: str
    """The file and the line where it stands; empty for something that is no more."""


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """A version that was approved, compared with the page."""

    compared: str
    """The version, in words."""
    changes: tuple[PacketChange, ...]


@dataclass(frozen=True, slots=True)
class PacketContradiction:
    """Two statements of which a rule says that they cannot both be right."""

    words: str
    """Words for what the rule expects and what is there."""
    at: str
    """The file and the line."""
    reason: str
    """Why both are right, as the editors say; empty where they say nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Packet:
    """A review packet."""

    kind: str
    """The kind of record for readers, such as `Scenario`."""
    title: str
    id: str
    status: str
    version: str
    content: str
    """The first digits of the digest of the content; an approval bears all of them."""
    made_on: str
    """The day on which the packet was made, in words."""
    approvals: ShownApprovals
    comparisons: tuple[ComparedVersion, ...]
    """The comparisons with each version that was approved, the newest first; none where nobody has approved any."""
    claims: tuple[OpenClaim, ...]
    contradictions: tuple[PacketContradiction, ...]
    checklist: tuple[str, ...]
    roles: tuple[str, ...]
    """The roles for which there is room to sign."""
    command: str
    """The command that writes an approval, without person and role."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedPacket:
    """A review packet on paper, with the page that it is about."""

    frame: PrintFrame
    packet: Packet
    article: Article | None = None
    protocol: ProtocolView | None = None
    guide: Guide | None = None
