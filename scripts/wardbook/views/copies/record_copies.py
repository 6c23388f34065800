"""The status of printed copies of records: of the current copy, and of all before it.

A page is as old as the last build, so its status of a current copy names the day after which not to believe it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.register import RegisteredCopy
from wardbook.model.traverse import cited
from wardbook.views.context import PageContext
from wardbook.views.copies.copy_status import (
    COPY_UNDER_REVIEW,
    CURRENT_COPY,
    DRAFT_COPY,
    NO_LONGER,
    OVERDUE_COPY,
    PARTLY_GUIDANCE,
    PRINTED_AS,
    REPLACED_COPY,
    SUPERSEDED_COPY,
    WITHDRAWN_COPY,
    Changes,
    CopyChange,
    CopyLink,
    CopyState,
    CopyStatus,
    Parts,
    copy_details,
    page_link,
)
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import flag, is_overdue
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.parts.references import numbered, reference_list
from wardbook.views.parts.routes import ShownRoute
from wardbook.views.parts.status import Ending, ending_of, is_guidance, validity
from wardbook.views.print.frame import Copy
from wardbook.views.print.subject import Member, Subject, changes_since

MOST_LISTED: Final = 40
"""Lines of a list; a volume of the library may have thousands."""


def record_copy_statuses(subject: Subject, edition: Edition) -> Iterator[CopyStatus]:
    """The statuses of all copies of a subject: of the current one, then of those before it."""
    current = subject.copy
    yield _copy_status(current, subject, edition)
    for copy in edition.library.copies.get(f"{current.kind}:{current.id}", ()):
        if copy.mark != current.mark:
            yield _copy_status(as_copy(copy), subject, edition)


def as_copy(registered: RegisteredCopy) -> Copy:
    """A copy as the register has it."""
    return Copy(
        kind=registered.kind,
        id=registered.id,
        version=registered.version or "",
        mark=registered.mark,
        on=registered.on,
    )


def _copy_status(copy: Copy, subject: Subject, edition: Edition) -> CopyStatus:
    if subject.own and (ending := ending_of(subject.own.review, edition)):
        return _ended(copy, subject, subject.own.review, ending, edition)
    if copy.mark != subject.copy.mark:
        return _superseded(copy, subject, edition)
    state = _worth(subject, edition)
    return CopyStatus(
        path=copy.path,
        state=state,
        said=tuple(_said(state, subject, edition)),
        kind=PRINTED_AS[copy.kind],
        title=subject.title,
        details=copy_details(copy, _validity(subject, edition)),
        parts=_parts(subject, PageContext(edition)),
        links=_links(subject),
    )


def _validity(subject: Subject, edition: Edition) -> str:
    """Until when it counts; of a book its words say that, because it is as old as its oldest part."""
    if subject.own is None or subject.parts or not is_guidance(subject.own.review, edition):
        return ""
    return validity(subject.own.review)


def _worth(subject: Subject, edition: Edition) -> CopyState:
    """The state of the words that are shown now."""
    review = subject.own.review if subject.own else None
    if review and review.status == "draft":
        return DRAFT_COPY
    if review and is_overdue(review, edition):
        return OVERDUE_COPY
    if subject.no_guidance(edition):
        return PARTLY_GUIDANCE
    return (
        COPY_UNDER_REVIEW
        if subject.under_review(edition) or (review and review.status == "under-review")
        else CURRENT_COPY
    )


def _said(state: CopyState, subject: Subject, edition: Edition) -> Iterator[str]:
    review = subject.own.review if subject.own else None
    if state is DRAFT_COPY:
        yield "It matches the latest draft. No clinician has reviewed the draft; it is not guidance."
        return
    if state is OVERDUE_COPY and review and review.next_review:
        yield (
            "It matches the current version, which was due for review by"
            f" {long_date(review.next_review)} and was not reviewed. Check the source before use."
        )
        return
    yield "It matches the current version."
    if state is PARTLY_GUIDANCE:
        few, every = len(subject.no_guidance(edition)), len(subject.parts)
        yield f"{few} of its {every} parts {'is' if few == 1 else 'are'} not guidance; see below."
    if review and review.status == "under-review":
        yield "It is under review and may change."
    elif few := len(subject.under_review(edition)):
        yield f"{few} of its {len(subject.parts)} parts {'is' if few == 1 else 'are'} under review and may change."
    if last := subject.until(edition):
        what = "The first of its parts to expire is" if subject.parts else "It is"
        yield f"{what} valid until {long_date(last)}. Do not use it after that day, whatever this page says."
    elif state is not PARTLY_GUIDANCE:
        yield "No date is set for its next review."


def _superseded(copy: Copy, subject: Subject, edition: Edition) -> CopyStatus:
    return CopyStatus(
        path=copy.path,
        state=SUPERSEDED_COPY,
        said=tuple(_said_of_older(copy, subject, edition)),
        kind=PRINTED_AS[copy.kind],
        title=subject.title,
        details=copy_details(copy, NO_LONGER),
        changes=_changes(copy, subject, edition.library),
        links=_links(subject),
    )


def _said_of_older(copy: Copy, subject: Subject, edition: Edition) -> Iterator[str]:
    now = subject.copy
    if copy.version and copy.version == now.version:
        yield (
            "Its text, or text that it takes from other pages, has changed under the same version number."
            f" The current copy has the code {now.mark}."
        )
    else:
        newest = f"Version {now.version}" if now.version else "A newer copy"
        yield f"{newest} (copy code {now.mark}) has replaced it."
    yield "Do not use this copy."
    if worth := _WORTH_OF_NEWEST.get(_worth(subject, edition)):
        yield worth


_WORTH_OF_NEWEST: Final = {
    DRAFT_COPY: "The current version is a draft that no clinician has reviewed; it is not guidance.",
    OVERDUE_COPY: "The current version is past its review date as well.",
    COPY_UNDER_REVIEW: "The current version is under review and may change.",
    PARTLY_GUIDANCE: "Part of the current version is not guidance.",
}


def _changes(copy: Copy, subject: Subject, library: Library) -> Changes:
    found = changes_since(copy, subject, library)
    return Changes(
        since=long_date(copy.on) if subject.parts else "",
        listed=tuple(
            CopyChange(title=member.title if subject.parts else "", change=change)
            for member, change in found[:MOST_LISTED]
        ),
        more=max(0, len(found) - MOST_LISTED),
    )


def _ended(copy: Copy, subject: Subject, review: Review, ending: Ending, edition: Edition) -> CopyStatus:
    end = review.withdrawn or review.superseded
    reason = (end.reason or ()) if end else ()
    context = PageContext(edition, numbered(cited(reason)))
    instead = ending.instead
    return CopyStatus(
        path=copy.path,
        state=WITHDRAWN_COPY if review.withdrawn else REPLACED_COPY,
        said=(f"{ending.said}. Do not use this copy.",),
        kind=PRINTED_AS[copy.kind],
        title=subject.title,
        details=copy_details(copy, NO_LONGER),
        way=ShownRoute(instead.kind, instead.title, instead.href, "", instead.flag) if instead else None,
        reason=context.prose(reason),
        abbreviations=edition.vocabulary.used_in(reason),
        references=reference_list(context),
        links=(page_link(subject.page),),
    )


def _parts(subject: Subject, context: PageContext) -> Parts:
    found = subject.no_guidance(context.edition)
    return Parts(tuple(_part(member, context) for member in found[:MOST_LISTED]), max(0, len(found) - MOST_LISTED))


def _part(member: Member, context: PageContext) -> ShownRoute:
    warning = flag(member.review, context.edition)
    return ShownRoute(member.kind, member.title, context.to(member.kind, member.id), "", warning)


def _links(subject: Subject) -> tuple[CopyLink, ...]:
    pdfs = (CopyLink(f"PDF, {PAPER_NAMES[pdf.paper]}", urls.file(pdf.path)) for pdf in subject.pdfs)
    return (page_link(subject.page), *pdfs)
