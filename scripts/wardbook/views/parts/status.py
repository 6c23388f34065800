"""The status of a page: its state on a day, the facts behind it, and their words, the same on every surface.

Scripts say the words that are here too: a status line has in `aged` the words for the time after its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from wardbook import urls
from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.model.base import Record, Statement
from wardbook.model.parts.review import Review
from wardbook.text.tree import words
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import (
    FLAGS,
    LABELS,
    ApprovalFact,
    Flag,
    changed_since,
    flag,
    flag_of,
    is_overdue,
    last_day,
    lasting_flag,
)
from wardbook.views.parts.titles import page_title
from wardbook.views.text import ShownProse

Reviewed = TypeVar("Reviewed", bound=Record)

CHECK_SOURCE: Final = "Under review; check the source before use."
"""The advice about a page that is past its review date."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The page to use instead of one that has ended."""

    kind: str
    before: str
    """The words before its title."""
    title: str
    href: Href
    address: str
    """The address of its page below the site's root."""
    flag: Flag | None
    after: str
    """The words after its title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """Since when a page no longer holds, why, and where to go instead."""

    said: str
    """`Withdrawn on 1 Sep 2026`."""
    reason: str
    """Why, in plain words; empty where nobody said so."""
    instead: Pointer | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Aged:
    """The words of a status line once its day has passed."""

    label: str
    warning: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusLine:
    """The status line of a page."""

    state: str
    """One of `LABELS`."""
    label: str
    flag: Flag | None
    """The warning beside a link to the page."""
    facts: tuple[str, ...]
    """The facts behind it: when it was reviewed and until when it is valid, or since when it no longer holds."""
    warning: str
    """The state with its day, for a page that is no current guidance; empty for one that is."""
    advice: str
    """The advice that goes with it; may be empty."""
    ending: Ending | None
    """Only for a page that no longer holds."""
    due: str = ""
    """The day after which it is past its review date, as YYYY-MM-DD; empty where it is already, or never will be."""
    aged: Aged | None = None
    """Its words from then on."""
    lasting: StatusLine | None = None
    """The line as it was, of a page that is past its review date."""


NO_STATUS: Final = StatusLine(state="", label="", flag=None, facts=(), warning="", advice="", ending=None)
"""The status line of a page without a review."""


def is_guidance(review: Review, edition: Edition) -> bool:
    """Whether a page is guidance on the day of an edition."""
    return is_indexed(review) and not is_overdue(review, edition)


def is_indexed(review: Review) -> bool:
    """Whether search engines may list a page: it is neither a draft nor has it ended."""
    return review.status in ("live", "under-review")


def is_searched(review: Review, edition: Edition) -> bool:
    """Whether the search finds a page."""
    return review.status != "draft" or edition.finds_drafts()


def drafts_note(edition: Edition) -> str:
    """A sentence for those who search a library with drafts; empty where none is to be said."""
    drafts = sum(summary.review.status == "draft" for summary in edition.library.summaries.values())
    if not drafts or edition.library.settings.drafts_in_search:
        return ""
    are = "1 scenario is a draft" if drafts == 1 else f"{drafts:,} scenarios are drafts"
    if edition.finds_drafts():
        return f"{are}. This preview finds drafts; the published search leaves them out."
    return f"{are}. The search leaves drafts out; the lists and the finder have them."


def status_line(kind: str, id: str, review: Review, edition: Edition) -> StatusLine:
    """The status line of a record's page with this review, on the day of an edition."""
    ending = ending_of(review, edition)
    lasting = StatusLine(
        state=review.status,
        label=LABELS[review.status],
        flag=lasting_flag(review),
        facts=facts_of(review, ending, changed_since(kind, id, edition.library)),
        warning=ending.said if ending else "" if review.status == "live" else LABELS[review.status],
        advice="",
        ending=ending,
    )
    last = last_day(review)
    if last is None:
        return lasting
    aged = Aged(label=LABELS["overdue"], warning=f"{LABELS['overdue']} ({long_date(last)})", advice=CHECK_SOURCE)
    if not edition.has_passed(last):
        return replace(lasting, due=last.isoformat(), aged=aged)
    return replace(
        lasting,
        state="overdue",
        label=aged.label,
        flag=Flag("overdue", FLAGS["overdue"], lasting.flag),
        warning=aged.warning,
        advice=aged.advice,
        lasting=replace(lasting, due=last.isoformat(), aged=aged),
    )


def status_in_words(line: StatusLine) -> str:
    """A status line in one line of words, with its facts."""
    return " · ".join(dict.fromkeys((line.warning or line.label, *line.facts)))


def facts_of(review: Review, ending: Ending | None, changed: ApprovalFact) -> tuple[str, ...]:
    """The facts behind the status of a page that has this ending; they are the same on every day.

    `changed` is the fact that it has changed since somebody approved it.
    """
    if ending:
        return (ending.said,)
    since = (changed,) if changed else ()
    if review.status == "draft":
        return since
    reviewed = [f"Reviewed on {long_date(review.reviewed_on)}"] if review.reviewed_on else []
    return (*reviewed, validity(review), *since)


def ending_as_data(ending: Ending) -> tuple[str, ...]:
    """An ending for scripts: the reason, then of the page to use instead words, title, address, flag and words."""
    instead = ending.instead
    if instead is None:
        return (ending.reason,)
    label, state = (instead.flag.label, instead.flag.status) if instead.flag else ("", "")
    return (ending.reason, instead.before, instead.title, instead.address, label, state, instead.after)


def left_of(record: Reviewed, lasting: frozenset[str]) -> Reviewed:
    """A record that has ended, with some fields as they are and nothing in all others."""
    return record.model_copy(update=dict.fromkeys(type(record).model_fields.keys() - lasting, ()))


def validity(review: Review) -> str:
    """Until when a page counts, in words; empty for one that does not count as guidance."""
    last = last_day(review)
    if last:
        return f"Valid until {long_date(last)}"
    return "No day of next review is set" if review.status in ("live", "under-review") else ""


def ending_of(review: Review, edition: Edition) -> Ending | None:
    """Since when a page no longer holds, and where to go instead; none for one that holds."""
    if review.withdrawn:
        instead = review.withdrawn.instead
        pointer = _pointer("Use", SCENARIO, instead, "instead.", edition) if instead else None
        return _ended("withdrawn", review.withdrawn.on, review.withdrawn.reason, pointer)
    if review.superseded:
        by = review.superseded.by
        pointer = _pointer("Replaced by", by.kind, by.id, "", edition)
        return _ended("superseded", review.superseded.on, review.superseded.reason or (), pointer)
    return None


def _ended(state: str, on: date, reason: Iterable[Statement], pointer: Pointer | None) -> Ending:
    said = " ".join(words(statement.text) for statement in reason)
    return Ending(said=f"{LABELS[state]} on {long_date(on)}", reason=said, instead=pointer)


def _pointer(before: str, kind: str, id: str, after: str, edition: Edition) -> Pointer:
    title, page = page_title(kind, id, edition.library), urls.page_of(kind, id)
    return Pointer(
        kind=kind,
        before=before,
        title=title,
        href=urls.href(page),
        address=urls.url(page).removeprefix("/"),
        flag=flag_of(kind, id, edition),
        after=after,
    )


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A line of the change list."""

    version: str
    on: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStatus:
    """The status line and the review block."""

    line: StatusLine
    version: str
    reviewed: str
    next_review: str
    reviewers: tuple[str, ...]
    approver: str | None
    basis: ShownProse
    changes: tuple[ShownChange, ...]
    reason: ShownProse
    """Why the page no longer holds."""


def title_prefix(review: Review, edition: Edition) -> str:
    """The prefix of the short title in the header, which may be cut off at its end, of what is no current guidance."""
    warning = flag(review, edition)
    return "" if warning is None or warning.status in ("live", "under-review") else f"({warning.label}) "


def tab_title(title: str, review: Review, edition: Edition) -> str:
    """A title for the browser's tab. A draft says so at its end, so that tabs differ; what no longer holds, first."""
    if review.status == "draft" and (warning := flag(review, edition)):
        return f"{title} ({warning.label.lower()})"
    return title_prefix(review, edition) + title


def shown_status(kind: str, id: str, review: Review, context: PageContext) -> ShownStatus:
    """The status of a record's page."""
    draft = review.status == "draft"
    end = review.withdrawn or review.superseded
    return ShownStatus(
        line=status_line(kind, id, review, context.edition),
        version=review.version,
        reviewed=long_date(review.reviewed_on) if review.reviewed_on else "not yet",
        next_review=long_date(review.next_review)
        if review.next_review
        else ("set at approval" if draft else "not set"),
        reviewers=tuple(context.library.people[id].words for id in review.reviewers),
        approver=context.library.people[review.approver].words if review.approver else None,
        basis=context.prose(review.basis),
        changes=tuple(ShownChange(c.version, long_date(c.on), c.text) for c in review.changes),
        reason=context.prose(end.reason) if end else (),
    )
