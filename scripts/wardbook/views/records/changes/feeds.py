"""Feeds of changes in Atom 1.0: of all, of ratings alone, and of each topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.views.records.changes.of_library import LibraryChange, library_changes
from wardbook.views.records.changes.of_page import PageChange

_MOST: Final = 100
"""Entries of a feed, at most; the page of all changes has the others."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed, with its address below the site's root."""

    title: str
    path: str
    href: str
    """The link to it."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A change in a feed, with full addresses."""

    id: str
    """Its address on the page of all changes, which stays for good."""
    url: str
    updated: str
    change: LibraryChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed."""

    path: str
    """Its path in the site."""
    id: str
    """Its full address."""
    title: str
    site: str
    """The full address of the page of all changes."""
    publisher: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feeds(edition: Edition) -> Iterator[Feed]:
    """The feeds; none for a site without an address, as an entry must have one, or without a change."""
    settings = edition.library.settings
    changes = library_changes(edition)
    if not settings.address or not changes:
        return
    base = settings.address.rstrip("/")
    for link in feed_links(edition.library):
        entries = tuple(_entry(one, base) for one in _of_feed(link.path, changes))[:_MOST]
        yield Feed(
            path=link.path,
            id=f"{base}/{link.path}",
            title=f"{settings.title}: {link.title}",
            site=base + urls.url(urls.CHANGES_PAGE),
            publisher=settings.publisher,
            updated=entries[0].updated if entries else _instant(changes[0].change),
            entries=entries,
        )


def _of_feed(path: str, changes: Sequence[LibraryChange]) -> Iterable[LibraryChange]:
    if path == urls.FEED:
        return changes
    if path == urls.RATINGS_FEED:
        return _of_ratings(changes)
    return [one for one in changes if any(urls.feed_of(topic) == path for topic in one.topics)]


def _of_ratings(changes: Iterable[LibraryChange]) -> Iterator[LibraryChange]:
    """The changes of ratings, without what else changed with them."""
    for one in changes:
        change = one.change
        if "rating" in change.sorts:
            both = [(line, sort) for line, sort in zip(change.lines, change.sorts, strict=True) if sort == "rating"]
            lines, sorts = zip(*both, strict=True)
            yield replace(one, change=replace(change, lines=lines, sorts=sorts))


def _entry(one: LibraryChange, base: str) -> FeedEntry:
    return FeedEntry(
        id=f"{base}{urls.url(urls.CHANGES_PAGE)}#{one.anchor}",
        url=base + urls.url(one.page),
        updated=_instant(one.change),
        change=one,
    )


def _instant(change: PageChange) -> str:
    """The day of a change as an instant, as a feed needs one."""
    return f"{change.day.isoformat()}T00:00:00Z"


def library_feeds(library: Library) -> Iterator[FeedLink]:
    """The feeds of a library that has an address: of all changes, and of ratings alone."""
    if library.settings.address:
        yield _feed("All changes", urls.FEED)
        yield _feed("Changes of ratings", urls.RATINGS_FEED)


def feed_links(library: Library) -> Iterator[FeedLink]:
    """All feeds of a library that has an address: those of the library, and one of each topic."""
    yield from library_feeds(library)
    if library.settings.address:
        for topic in sorted(library.topics.values(), key=lambda topic: topic.title.casefold()):
            yield _feed(topic.title, urls.feed_of(topic.id))


def _feed(title: str, path: str) -> FeedLink:
    return FeedLink(title, path, urls.file(path))
