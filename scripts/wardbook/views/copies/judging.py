"""Judging printed copies of what there is: the copy of the words that are shown now, and all before it.

A page is as old as the last build, so what it says of a current copy names the day after which not to believe it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.parts.review import Withdrawal
from wardbook.model.register import RegisteredCopy
from wardbook.model.traverse import cited
from wardbook.views.copies.subject import Member, Subject, changes_since
from wardbook.views.copies.verdict import (
    CURRENT,
    DRAFT,
    KINDS,
    NO_LONGER,
    OVERDUE,
    PARTLY,
    SUPERSEDED,
    UNDER_REVIEW,
    WITHDRAWN,
    Changes,
    CopyChange,
    Link,
    Parts,
    State,
    Verdict,
    facts,
    page_link,
)
from wardbook.views.parts.dates import long_date
from wardbook.views.parts.flags import Flag, flag, is_overdue
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.parts.references import numbered, reference_list
from wardbook.views.parts.routes import ShownRoute
from wardbook.views.print.frame import Copy, standing
from wardbook.views.text import Setting, Vocabulary

MOST: Final = 40
"""Lines of a list; a volume of the library may have thousands."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """By what a copy is judged, beside what it is of."""

    library: Library
    vocabulary: Vocabulary
    today: date


def verdicts(subject: Subject, library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Verdict]:
    """What is said of each copy of something that is printed: of the current one, then of those before it."""
    current, seen = subject.copy, _Seen(library, vocabulary, today)
    yield _verdict(current, subject, seen)
    for copy in library.copies.get(f"{current.kind}:{current.id}", ()):
        if copy.mark != current.mark:
            yield _verdict(as_copy(copy), subject, seen)


def as_copy(registered: RegisteredCopy) -> Copy:
    """A copy as the register has it."""
    return Copy(
        kind=registered.kind,
        id=registered.id,
        version=registered.version or "",
        mark=registered.mark,
        on=registered.on,
    )


def _verdict(copy: Copy, subject: Subject, seen: _Seen) -> Verdict:
    if subject.own and subject.own.review.withdrawn:
        return _withdrawn(copy, subject, subject.own.review.withdrawn, seen)
    if copy.mark != subject.copy.mark:
        return _superseded(copy, subject, seen.today)
    state = _worth(subject, seen.today)
    return Verdict(
        path=copy.path,
        state=state,
        said=tuple(_said(state, subject, seen.today)),
        kind=KINDS[copy.kind],
        title=subject.title,
        facts=facts(copy, _validity(subject, seen.today)),
        parts=_parts(subject, Setting(copy.path, seen.vocabulary, seen.today)),
        links=_links(copy, subject),
    )


def _validity(subject: Subject, today: date) -> str:
    """Until when it counts; of a book its words say that, because it is as old as its oldest part."""
    return standing(subject.own.review, today).validity if subject.own and not subject.parts else ""


def _worth(subject: Subject, today: date) -> State:
    """What the words are worth that are shown now."""
    review = subject.own.review if subject.own else None
    if review and review.status == "draft":
        return DRAFT
    if review and is_overdue(review, today):
        return OVERDUE
    if subject.no_guidance(today):
        return PARTLY
    return UNDER_REVIEW if subject.under_review(today) or (review and review.status == "under-review") else CURRENT


def _said(state: State, subject: Subject, today: date) -> Iterator[str]:
    review = subject.own.review if subject.own else None
    if state is DRAFT:
        yield "Its words are those of the latest draft. No clinician has reviewed them, and they are no guidance."
        return
    if state is OVERDUE and review and review.next_review:
        yield (
            "Its words are still those that the library shows, but they were to be reviewed by"
            f" {long_date(review.next_review)} and were not. Check the source before use."
        )
        return
    yield "Its words are those that the library shows now."
    if state is PARTLY:
        few, every = len(subject.no_guidance(today)), len(subject.parts)
        yield f"But {few} of its {every} parts {'is' if few == 1 else 'are'} no guidance; see below."
    if review and review.status == "under-review":
        yield "They are under review and may change."
    elif few := len(subject.under_review(today)):
        yield f"{few} of its {len(subject.parts)} parts {'is' if few == 1 else 'are'} under review and may change."
    if last := subject.until(today):
        what = "What runs out first in it is" if subject.parts else "It is"
        yield f"{what} valid until {long_date(last)}. After that day this copy is out of date, whatever this page says."
    elif state is not PARTLY:
        yield "No day is set by which they are to be reviewed again."


def _superseded(copy: Copy, subject: Subject, today: date) -> Verdict:
    return Verdict(
        path=copy.path,
        state=SUPERSEDED,
        said=tuple(_said_of_older(copy, subject, today)),
        kind=KINDS[copy.kind],
        title=subject.title,
        facts=facts(copy, NO_LONGER),
        changes=_changes(copy, subject),
        links=_links(copy, subject),
    )


def _said_of_older(copy: Copy, subject: Subject, today: date) -> Iterator[str]:
    now = subject.copy
    if copy.version and copy.version == now.version:
        yield (
            "Its words, or what it shows of other pages, have changed since, under the same version number;"
            f" the newest copy has the mark {now.mark}."
        )
    else:
        newest = f"Version {now.version}" if now.version else "A newer copy"
        yield f"{newest}, with the mark {now.mark}, has taken its place."
    yield "Do not use this copy."
    if worth := _WORTH_OF_NEWEST.get(_worth(subject, today)):
        yield worth


_WORTH_OF_NEWEST: Final = {
    DRAFT: "What is shown now is a draft that no clinician has reviewed, and no guidance either.",
    OVERDUE: "What is shown now is past its review date itself.",
    UNDER_REVIEW: "What is shown now is under review and may change.",
    PARTLY: "Not all that is shown now is guidance.",
}


def _changes(copy: Copy, subject: Subject) -> Changes:
    found = changes_since(copy, subject)
    return Changes(
        since=long_date(copy.on) if subject.parts else "",
        listed=tuple(
            CopyChange(
                on=long_date(change.on),
                version=change.version,
                title=member.title if subject.parts else "",
                text=change.text,
            )
            for member, change in found[:MOST]
        ),
        more=max(0, len(found) - MOST),
    )


def _withdrawn(copy: Copy, subject: Subject, withdrawn: Withdrawal, seen: _Seen) -> Verdict:
    setting = Setting(copy.path, seen.vocabulary, seen.today, numbered(cited(withdrawn.reason)))
    instead = seen.library.cards[withdrawn.instead] if withdrawn.instead else None
    warning = flag(instead.review, seen.today) if instead else None
    return Verdict(
        path=copy.path,
        state=WITHDRAWN,
        said=(f"It was withdrawn on {long_date(withdrawn.on)}. Do not use this copy.",),
        kind=KINDS[copy.kind],
        title=subject.title,
        facts=facts(copy, NO_LONGER),
        way=_route("scenario", instead.id, instead.short_title, warning, setting) if instead else None,
        reason=setting.prose(withdrawn.reason),
        abbreviations=seen.vocabulary.used_in(withdrawn.reason),
        references=reference_list(seen.library, setting),
        links=(page_link(copy, subject.page),),
    )


def _parts(subject: Subject, setting: Setting) -> Parts:
    found = subject.no_guidance(setting.today)
    return Parts(tuple(_part(member, setting) for member in found[:MOST]), max(0, len(found) - MOST))


def _part(member: Member, setting: Setting) -> ShownRoute:
    return _route(member.kind, member.id, member.title, flag(member.review, setting.today), setting)


def _route(kind: str, id: str, title: str, warning: Flag | None, setting: Setting) -> ShownRoute:
    return ShownRoute(kind, title, setting.to(kind, id), "", warning)


def _links(copy: Copy, subject: Subject) -> tuple[Link, ...]:
    pdfs = (Link(f"PDF, {PAPER_NAMES[pdf.paper]}", urls.file(copy.path, pdf.path)) for pdf in subject.pdfs)
    return (page_link(copy, subject.page), *pdfs)
