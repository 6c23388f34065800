"""The frame of every printed page: its title, its status and validity, and the copy that it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.urls import copy_of, url
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import OVERDUE, is_overdue, last_day
from wardbook.views.parts.status import STATUS_LABELS


@dataclass(frozen=True, kw_only=True, slots=True)
class Validity:
    """The status of a printed record, and until when it is valid."""

    status: str
    """In words, such as `Reviewed`; empty for a whole library, as is its version."""
    version: str
    validity: str
    """Until when it counts, in words."""
    warning: str
    """The warning on every page; empty for current guidance."""
    watermark: str
    """The watermark of what is not to be used any more; else empty."""
    tone: str
    """The status whose colour it has on paper; empty for a whole library that has no warning."""


NOTHING_OF_ITS_OWN: Final = Validity(status="", version="", validity="", warning="", watermark="", tone="")
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


def validity_of(review: Review, edition: Edition) -> Validity:
    """The validity of a record."""
    overdue = is_overdue(review, edition)
    return Validity(
        status=STATUS_LABELS[review.status],
        version=review.version,
        validity=_validity(review, overdue=overdue),
        warning=_warning(review, overdue=overdue),
        watermark=OVERDUE if overdue else STATUS_LABELS["withdrawn"] if review.status == "withdrawn" else "",
        tone="withdrawn" if overdue else review.status,
    )


def is_guidance(review: Review, edition: Edition) -> bool:
    """Whether a record is guidance."""
    return review.status in ("live", "under-review") and not is_overdue(review, edition)


def validity_of_book(own: Review | None, parts: Sequence[Review], edition: Edition) -> Validity:
    """The validity of a book, which is that of its parts at most; `own` is none for a whole library."""
    mine = validity_of(own, edition) if own else NOTHING_OF_ITS_OWN
    void = [review for review in parts if not is_guidance(review, edition)]
    days = [last for review in parts if is_guidance(review, edition) and (last := last_day(review))]
    warnings = [mine.warning] if mine.warning else []
    if void and len(void) == len(parts):
        warnings.append("Not guidance")
    elif void:
        warnings.append(f"{len(void)} of {len(parts)} parts {'is' if len(void) == 1 else 'are'} not guidance")
    validity = mine.validity
    if days and (own is None or is_guidance(own, edition)):
        validity = f"valid, where it is guidance, until {long_date(min(days))}"
    return replace(
        mine,
        warning=". ".join(warnings),
        validity=validity,
        tone="withdrawn" if void and mine.tone in ("", "live") else mine.tone,
    )


def _validity(review: Review, *, overdue: bool) -> str:
    """Until when it counts; empty for what does not count, as its warning says so."""
    if overdue or review.status in ("draft", "withdrawn"):
        return ""
    last = last_day(review)
    return f"valid until {long_date(last)}" if last else "no day of next review is set"


def _warning(review: Review, *, overdue: bool) -> str:
    if overdue and review.next_review:
        return f"Past its review date ({long_date(review.next_review)})"
    if review.withdrawn:
        return f"Withdrawn on {long_date(review.withdrawn.on)}"
    return STATUS_LABELS[review.status] if review.status in ("draft", "under-review") else ""


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
