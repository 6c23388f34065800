"""The status of a printed copy, as the page behind its code shows it, in large words first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from wardbook.kinds import KINDS
from wardbook.urls import HOME, href
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.references import ShownSource
from wardbook.views.parts.routes import ShownRoute
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import LIBRARY
from wardbook.views.records.changes.of_page import PageChange
from wardbook.views.text import ShownProse


class CopyState(NamedTuple):
    """The state of a printed copy."""

    headline: str
    tone: str
    """`favorable`, `cautious` or `unfavorable`, after which it is coloured."""
    symbol: str


CURRENT_COPY: Final = CopyState("This copy is current", "favorable", "✓")
PARTLY_GUIDANCE: Final = CopyState("This copy is current, but not all of it is guidance", "cautious", "!")
COPY_UNDER_REVIEW: Final = CopyState("This copy is current and under review", "cautious", "!")
DRAFT_COPY: Final = CopyState("This copy matches the current draft. Not for clinical use.", "cautious", "!")
OVERDUE_COPY: Final = CopyState("This copy is past its review date", "unfavorable", "!")
SUPERSEDED_COPY: Final = CopyState("This copy is out of date", "unfavorable", "✕")
REPLACED_COPY: Final = CopyState("This guidance is superseded", "unfavorable", "✕")
WITHDRAWN_COPY: Final = CopyState("This guidance is withdrawn", "unfavorable", "✕")
MOVED_COPY: Final = CopyState("This guidance has moved", "unfavorable", "✕")
GONE_COPY: Final = CopyState("This guidance was removed", "unfavorable", "✕")

PRINTED_AS: Final = {name: kind.printed_as for name, kind in KINDS.items()} | {LIBRARY: "Book of the library"}
"""The kinds of prints, in words."""
NO_LONGER: Final = "no longer valid"


@dataclass(frozen=True, slots=True)
class CopyDetail:
    """Something of the copy, most of it on the paper too, so that one sees whether it is this one."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyChange:
    """A line of what changed since the copy."""

    title: str
    """The record that changed; empty where there is but one."""
    change: PageChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """The changes since a copy whose words are out of date."""

    since: str
    """For a book the day from which on changes are listed; empty for a single record."""
    listed: tuple[CopyChange, ...]
    """The newest first."""
    more: int
    """The number of older ones that are not listed."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a book that are no guidance."""

    listed: tuple[ShownRoute, ...] = ()
    more: int = 0
    """The number that are not listed."""


@dataclass(frozen=True, slots=True)
class CopyLink:
    """A link with its words."""

    label: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyStatus:
    """The status of a printed copy."""

    path: str
    """The page's path in `site_src/`."""
    state: CopyState
    said: tuple[str, ...]
    """Why, and what to do, in sentences."""
    kind: str
    title: str
    details: tuple[CopyDetail, ...]
    way: ShownRoute | None = None
    """The record that took its place, or the list to look in."""
    way_label: str = "Replaced by"
    reason: ShownProse = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    references: tuple[ShownSource, ...] = ()
    changes: Changes | None = None
    parts: Parts = Parts()
    links: tuple[CopyLink, ...] = ()


def copy_details(copy: Copy, validity: str) -> tuple[CopyDetail, ...]:
    """The facts that identify a copy, and until when it is valid; empty for a book, whose parts have their own days."""
    found = (
        CopyDetail("Copy code", copy.mark),
        CopyDetail("Version", copy.version),
        CopyDetail("Last change", long_date(copy.on)),
        CopyDetail("Validity", validity),
    )
    return tuple(fact for fact in found if fact.text)


def page_link(page: str) -> CopyLink:
    """The link from what is said of a copy to the page that shows what was printed."""
    return CopyLink("The library" if page == HOME else "The page", href(page).url)
