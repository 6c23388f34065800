"""A claim, and what stands around the value that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from wardbook.model.base import Standing, Statement
from wardbook.model.traverse import Loc
from wardbook.text.claims import ClaimReason, claim_reasons_in
from wardbook.text.tree import Citation, RichText, inlines

ClaimStanding = Literal["uncited", "to-be-verified", "contested", "varies-by-protocol", "local", "opinion", "supported"]
"""How well a claim stands; `uncited` where nothing says where it comes from."""
CLAIM_STANDINGS: Final[tuple[ClaimStanding, ...]] = (
    "uncited",
    "to-be-verified",
    "contested",
    "varies-by-protocol",
    "local",
    "opinion",
    "supported",
)
"""The standings, those that need work first."""
_NEED_NO_SOURCE: Final = frozenset({"local", "opinion"})
"""Standings that say themselves that no source backs the statement."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A statement of which a reader may ask where it comes from."""

    loc: Loc
    """Its place in the record."""
    words: str
    """The statement in plain words, without its citations."""
    reasons: frozenset[ClaimReason]
    """Why it is a claim."""
    citations: tuple[Citation, ...]
    """The sources that back it, each with its locator."""
    is_of_table: bool
    """Whether these are the sources of the table, drug or paragraph that it stands in, and none of its own."""
    standing: Standing | None
    """How well it stands, where the record says so."""
    rated: tuple[str, str] | None = None
    """The ids of the option and of its category, where it is a row of a rating table."""

    @property
    def stands(self) -> ClaimStanding:
        """How well it stands: without a source it does not, unless it says that none backs it."""
        if not self.citations and self.standing not in _NEED_NO_SOURCE:
            return "uncited"
        return self.standing or "supported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """Facts that hold for the claims in a value: the sources of its table or drug, and what it is part of."""

    citations: tuple[Citation, ...] = ()
    standing: Standing | None = None
    reasons: frozenset[ClaimReason] = frozenset()
    subject: str = ""
    """Words before those of a claim, such as the name of a drug."""

    def backed_by(self, citations: Iterable[Citation], standing: Standing | None) -> Around:
        """The same in a table or drug with these sources."""
        return replace(self, citations=tuple(citations), standing=standing)

    def part_of(self, reason: ClaimReason) -> Around:
        """The same in a part that makes every statement a claim."""
        return self if reason in self.reasons else replace(self, reasons=self.reasons | {reason})

    def claim(self, loc: Loc, words: str, own: Iterable[Citation] = (), standing: Standing | None = None) -> Claim:
        """A claim with its own sources and standing, or else those around it."""
        cited = tuple(dict.fromkeys(own))
        # A judgment within a table is not the table's.
        above = () if standing in _NEED_NO_SOURCE else self.citations
        return Claim(
            loc=loc,
            words=f"{self.subject}: {words}" if self.subject else words,
            reasons=claim_reasons_in(words) | self.reasons,
            citations=cited or above,
            is_of_table=not cited and bool(above),
            standing=standing or (None if cited else self.standing),
        )


class ClaimPart(NamedTuple):
    """A value in which there may be claims."""

    value: Any
    loc: Loc
    around: Around


ClaimsFound = Iterator[Claim | ClaimPart]
"""The claims of a value, and the parts in which to look on, in their order."""


def cited_in(*texts: RichText | None) -> Iterator[Citation]:
    """The citations in some texts."""
    for text in texts:
        yield from (node for node in inlines(text.blocks if text else ()) if isinstance(node, Citation))


def cited_by(statements: Iterable[Statement]) -> Iterator[Citation]:
    """The citations in some statements."""
    return cited_in(*(statement.text for statement in statements))
