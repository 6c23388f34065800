"""The changes of the whole library, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import KINDS, PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.urls import Href
from wardbook.views.parts.flags import Flag
from wardbook.views.parts.status import status_in_words, status_line
from wardbook.views.parts.titles import page_title
from wardbook.views.records.changes.of_page import PageChange, page_changes


@dataclass(frozen=True, kw_only=True, slots=True)
class LibraryChange:
    """A change of a page, as lists of changes show it."""

    kind: str
    id: str
    label: str
    """The kind of page for readers."""
    title: str
    page: str
    """The path of the page in `site_src/`."""
    topics: tuple[str, ...]
    """The topics that it belongs to."""
    status: str
    """The status line of the page in words; empty for a page without a review."""
    flag: Flag | None
    change: PageChange

    @property
    def href(self) -> Href:
        """The link to the page."""
        return urls.href(self.page)

    @property
    def anchor(self) -> str:
        """The place of the change on the page of all changes, and so its name in feeds; it stays for good."""
        version = self.change.version.replace(".", "-")
        return "-".join(filter(None, (self.kind, self.id, _plain(version), self.change.day.isoformat())))


def library_changes(edition: Edition) -> list[LibraryChange]:
    """Every change, the newest first; of one day in the order of kinds and titles."""
    library = edition.library
    kinds = list(KINDS)
    found = [*_reviewed(edition), *_others(library)]
    found.sort(key=lambda one: (kinds.index(one.kind), one.title.casefold(), one.id))
    return sorted(found, key=lambda one: one.change.day, reverse=True)


def _reviewed(edition: Edition) -> Iterator[LibraryChange]:
    library = edition.library
    for topic in library.topics.values():
        yield from _of_page(TOPIC, topic.id, topic.review, (topic.id,), edition)
    for scenario in library.summaries.values():
        yield from _of_page(SCENARIO, scenario.id, scenario.review, (scenario.topic,), edition)
    for protocol in library.protocols.values():
        yield from _of_page(PROTOCOL, protocol.id, protocol.review, (), edition)


def _of_page(kind: str, id: str, review: Review, topics: tuple[str, ...], edition: Edition) -> Iterator[LibraryChange]:
    line = status_line(kind, id, review, edition)
    for change in page_changes(kind, id, review, edition.library).changes:
        yield LibraryChange(
            kind=kind,
            id=id,
            label=KINDS[kind].label,
            title=page_title(kind, id, edition.library),
            page=urls.page_of(kind, id),
            topics=topics,
            status=status_in_words(line),
            flag=line.flag,
            change=change,
        )


def _others(library: Library) -> Iterator[LibraryChange]:
    """The changes of pages without a review, and of pages that are no more."""
    reviewed = {SCENARIO: library.summaries, TOPIC: library.topics, PROTOCOL: library.protocols}
    renamed = {f"{move.kind}:{move.id}": f"{move.kind}:{move.to}" for move in library.moved if move.to}
    for name in dict.fromkeys(renamed.get(name, name) for name in library.changes):
        kind, _, id = name.partition(":")
        if id in reviewed.get(kind, ()):
            continue
        named = next((entry.title for entry in library.changes.get(name, ()) if entry.title), None)
        is_gone = any((move.kind, move.id) == (kind, id) for move in library.moved)
        for change in page_changes(kind, id, None, library).changes:
            yield LibraryChange(
                kind=kind,
                id=id,
                label=KINDS[kind].label,
                title=named or id if is_gone else page_title(kind, id, library),
                page=urls.page_of(kind, id),
                topics=(),
                status="Removed" if is_gone else "",
                flag=None,
                change=change,
            )


def _plain(version: str) -> str:
    """A version in the characters of an address."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in version)
