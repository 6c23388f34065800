"""The frame of every printed page: its title, its status and validity, and the copy that it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wardbook.kinds import TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.records.topic import Topic
from wardbook.urls import copy_of, url
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import ApprovalFact, last_day
from wardbook.views.parts.status import is_guidance, status_line


@dataclass(frozen=True, kw_only=True, slots=True)
class Validity:
    """The status of a printed record, and until when it is valid."""

    status: str
    """In words, such as `Reviewed`; empty for a whole library, as is its version."""
    version: str
    facts: tuple[str, ...]
    """The facts behind the status, such as until when it is valid."""
    warning: str
    """The warning on every page; empty for current guidance."""
    watermark: str
    """The watermark of what is not to be used any more; else empty."""
    tone: str
    """The status whose colour it has on paper; empty for a whole library that has no warning."""


NOTHING_OF_ITS_OWN: Final = Validity(status="", version="", facts=(), warning="", watermark="", tone="")
"""The validity of a whole library by itself: it has no review of its own, only its parts have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """A printed copy: its record, and the fingerprint of its words, which tells later whether they are current."""

    kind: str
    """`scenario`, `protocol`, `topic` or `library`."""
    id: str
    version: str
    """Empty for a whole library, which has none."""
    mark: str
    """The fingerprint of its words: the first digits of a digest."""
    on: date
    """The day of the newest change in it."""

    @property
    def path(self) -> str:
        """The path in the site of what is said of this copy."""
        return copy_of(self.id, self.mark)


CurrentCopy = Callable[[str, str], Copy]
"""The function that gives the copy of a record, by its kind and id, as it is printed now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintFrame:
    """The frame around the content of a print."""

    kind: str
    """The kind of thing that is printed: `Scenario`, `Protocol`, `Topic` or `Library`."""
    title: str
    running: str
    """The title in short, for the head of every page."""
    library: str
    publisher: str
    colour: str
    """The library's colour on paper, as `#rrggbb`."""
    standing: Validity
    mark: str
    site: str
    """The address of the site with a slash at its end; empty where it has none."""
    page: str
    """The full address of the page that it prints; empty likewise."""
    check: str
    """The full address of what is said of this copy; empty likewise."""
    updated: str
    """The day of the newest change, as YYYY-MM-DD."""


def validity_of(kind: str, id: str, review: Review, edition: Edition) -> Validity:
    """The validity of a record."""
    line = status_line(kind, id, review, edition)
    return Validity(
        status=line.label,
        version=review.version,
        facts=line.facts,
        warning=line.warning,
        watermark=line.label if line.state in ("overdue", "superseded", "withdrawn") else "",
        tone=line.state,
    )


def validity_of_book(topic: Topic | None, parts: Sequence[Review], edition: Edition) -> Validity:
    """The validity of a book, which is that of its parts at most; `topic` is none for a whole library."""
    mine = validity_of(TOPIC, topic.id, topic.review, edition) if topic else NOTHING_OF_ITS_OWN
    void = [review for review in parts if not is_guidance(review, edition)]
    days = [last for review in parts if is_guidance(review, edition) and (last := last_day(review))]
    warnings = [mine.warning] if mine.warning else []
    if void and len(void) == len(parts):
        warnings.append("Not guidance")
    elif void:
        warnings.append(f"{len(void)} of {len(parts)} parts {'is' if len(void) == 1 else 'are'} not guidance")
    facts = mine.facts
    if days and (topic is None or is_guidance(topic.review, edition)):
        changed = (fact for fact in mine.facts if isinstance(fact, ApprovalFact))
        facts = (f"Valid, where it is guidance, until {long_date(min(days))}", *changed)
    return replace(
        mine,
        warning=". ".join(warnings),
        facts=facts,
        tone="withdrawn" if void and mine.tone in ("", "live") else mine.tone,
    )


def print_frame(
    copy: Copy, title: str, library: Library, worth: Validity, *, kind: str, page: str, running: str = ""
) -> PrintFrame:
    """The frame of a copy of what the page `page` in `site_src/` shows."""
    settings = library.settings
    site = settings.address or ""
    return PrintFrame(
        kind=kind,
        title=title,
        running=running or title,
        library=settings.title,
        publisher=settings.publisher,
        colour=settings.colors.light,
        standing=worth,
        mark=copy.mark,
        site=site,
        page=site and site + url(page).removeprefix("/"),
        check=site and site + url(copy.path).removeprefix("/"),
        updated=copy.on.isoformat(),
    )
