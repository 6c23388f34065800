"""Feeds of changes in Atom 1.0: of all, of ratings alone, and of each topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.render.templates import Templates
from wardbook.views.lists.changes import LibraryChange, feed_links, library_changes
from wardbook.views.parts.changes import PageChange

MOST: Final = 100
"""Entries of a feed, at most; the page of all changes has the others."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A change in a feed, with full addresses."""

    id: str
    """Its address on the page of all changes, which stays for good."""
    url: str
    updated: str
    change: LibraryChange


def feeds(edition: Edition, templates: Templates) -> dict[str, bytes]:
    """The feeds by path; none for a site without an address, as an entry must have one, or without a change."""
    settings = edition.library.settings
    changes = library_changes(edition)
    if not settings.address or not changes:
        return {}
    base = settings.address.rstrip("/")
    newest = _instant(changes[0].change)
    found: dict[str, bytes] = {}
    for link in feed_links(edition.library):
        entries = [_entry(one, base) for one in _of_feed(link.path, changes)][:MOST]
        found[link.path] = str(
            templates.render_html(
                "components/feed.xml.jinja",
                id=f"{base}/{link.path}",
                title=f"{settings.title}: {link.title}",
                site=base + urls.url(urls.CHANGES),
                publisher=settings.publisher,
                updated=entries[0].updated if entries else newest,
                entries=entries,
            )
        ).encode()
    return found


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
        id=f"{base}{urls.url(urls.CHANGES)}#{one.anchor}",
        url=base + urls.url(one.page),
        updated=_instant(one.change),
        change=one,
    )


def _instant(change: PageChange) -> str:
    """The day of a change as an instant, as a feed needs one."""
    return f"{change.day.isoformat()}T00:00:00Z"
