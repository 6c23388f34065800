"""The subject of a printed copy, as it is now: its current copy, the reviews of its parts, and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.topic import Topic
from wardbook.urls import HOME, page_of
from wardbook.views.parts.flags import last_day
from wardbook.views.parts.print_links import Pdf, pdfs_of
from wardbook.views.parts.status import is_guidance
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import Volume
from wardbook.views.records.changes.of_page import PageChange, page_changes


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A record that is printed, by itself or in a book."""

    kind: str
    id: str
    title: str
    review: Review

    def counts(self, edition: Edition) -> bool:
        """Whether it is guidance."""
        return is_guidance(self.review, edition)

    def changes(self, library: Library) -> tuple[PageChange, ...]:
        """Its changes as its page tells them."""
        return page_changes(self.kind, self.id, self.review, library).changes


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A thing that is printed."""

    copy: Copy
    """The copy of it that is printed now."""
    title: str
    page: str
    """The page in `site_src/` that shows it."""
    pdfs: tuple[Pdf, ...]
    """Its PDFs in the site, which has none of volumes of the library."""
    own: Member | None
    """The record whose review counts; none for a volume of the library."""
    parts: tuple[Member, ...] = ()
    """The other records in a book."""

    @property
    def members(self) -> tuple[Member, ...]:
        """All records in it."""
        return (*((self.own,) if self.own else ()), *self.parts)

    def no_guidance(self, edition: Edition) -> tuple[Member, ...]:
        """The parts of a book that are no guidance."""
        return tuple(member for member in self.parts if not member.counts(edition))

    def under_review(self, edition: Edition) -> tuple[Member, ...]:
        """The parts of a book that are guidance and under review."""
        return tuple(m for m in self.parts if m.counts(edition) and m.review.status == "under-review")

    def until(self, edition: Edition) -> date | None:
        """The first of the days after which some of what is guidance now is past its review date."""
        return min((day for m in self.members if m.counts(edition) and (day := last_day(m.review))), default=None)


def scenario_subject(scenario: Scenario, copy: Copy, library: Library) -> Subject:
    """A scenario's handout."""
    return _subject(copy, Member(kind=SCENARIO, id=copy.id, title=scenario.title, review=scenario.review), library)


def protocol_subject(protocol: Protocol, copy: Copy, library: Library) -> Subject:
    """A protocol's sheet."""
    return _subject(copy, Member(kind=PROTOCOL, id=copy.id, title=protocol.title, review=protocol.review), library)


def topic_subject(topic: Topic, copy: Copy, library: Library) -> Subject:
    """A topic's book."""
    return _subject(copy, _topic(topic), library, tuple(_scenarios(topic.scenarios, library)))


def volume_subject(volume: Volume, copy: Copy, library: Library) -> Subject:
    """A volume of the library, with the topics and the protocols in it."""
    parts = chain(
        chain.from_iterable(
            (_topic(library.topics[bound.topic]), *_scenarios(bound.scenarios, library)) for bound in volume.topics
        ),
        (
            Member(kind=PROTOCOL, id=id, title=library.protocols[id].title, review=library.protocols[id].review)
            for id in volume.protocols
        ),
    )
    return Subject(
        copy=copy,
        title=f"{library.settings.title}, volume {volume.number}",
        page=HOME,
        pdfs=(),
        own=None,
        parts=tuple(parts),
    )


def changes_since(copy: Copy, subject: Subject, library: Library) -> list[tuple[Member, PageChange]]:
    """The changes since an older copy, the newest first.

    For a single record by its version, so without changes that brought none. A book has many, so there it goes
    by days, and what changed on the copy's own day may be in it already.
    """
    if subject.own and not subject.parts:
        return [(subject.own, change) for change in _after(copy, subject.own.changes(library))]
    found = [(m, change) for m in subject.members for change in m.changes(library) if change.day >= copy.on]
    return sorted(found, key=lambda entry: entry[1].day, reverse=True)


def _after(copy: Copy, changes: Iterable[PageChange]) -> Iterator[PageChange]:
    """The changes after the copy's version; where that is not listed any more, those after its day."""
    versions = [change for change in changes if change.version]
    listed = any(change.version == copy.version for change in versions)
    for change in versions:
        if change.version == copy.version:
            return
        if listed or change.day > copy.on:
            yield change


def _subject(copy: Copy, own: Member, library: Library, parts: tuple[Member, ...] = ()) -> Subject:
    return Subject(
        copy=copy,
        title=own.title,
        page=page_of(own.kind, own.id),
        pdfs=pdfs_of(own.kind, own.id, library),
        own=own,
        parts=parts,
    )


def _topic(topic: Topic) -> Member:
    return Member(kind=TOPIC, id=topic.id, title=topic.title, review=topic.review)


def _scenarios(ids: Iterable[str], library: Library) -> Iterator[Member]:
    for id in ids:
        summary = library.summaries[id]
        yield Member(kind=SCENARIO, id=id, title=summary.title, review=summary.review)
