"""The page of all changes, by day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.views.page import Head, Page
from wardbook.views.parts.titles import CHANGES_TITLE
from wardbook.views.records.changes.feeds import FeedLink, feed_links
from wardbook.views.records.changes.of_library import LibraryChange, library_changes

UNFOLDED: Final = 20
"""Changes that the page shows unfolded, at least; older ones are folded by year."""


@dataclass(frozen=True, slots=True)
class ChangesOfDay:
    """The changes of a day."""

    on: str
    changes: tuple[LibraryChange, ...]


@dataclass(frozen=True, slots=True)
class ChangesOfYear:
    """The older changes of a year."""

    year: str
    count: int
    days: tuple[ChangesOfDay, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangesView:
    """The page of all changes."""

    days: tuple[ChangesOfDay, ...]
    older: tuple[ChangesOfYear, ...]
    feeds: tuple[FeedLink, ...]
    """None for a library without an address."""
    data: str
    """The link to the changes as data."""
    references: tuple[()] = ()
    abbreviations: tuple[()] = ()


def changes_page(edition: Edition) -> Page:
    """The page of all changes."""
    changes = library_changes(edition)
    days = [ChangesOfDay(on, tuple(of_day)) for on, of_day in groupby(changes, key=lambda one: one.change.on)]
    shown = _unfolded(days)
    return Page(
        path=urls.CHANGES_PAGE,
        template="changes.md.jinja",
        head=Head(title=CHANGES_TITLE, description="What changed on the pages of this library, newest first"),
        view=ChangesView(
            days=tuple(days[:shown]),
            older=tuple(
                ChangesOfYear(year, sum(len(day.changes) for day in of_year), of_year)
                for year, of_year in (
                    (year, tuple(group)) for year, group in groupby(days[shown:], key=lambda day: day.on[-4:])
                )
            ),
            feeds=tuple(feed_links(edition.library)),
            data=urls.file(urls.CHANGES_DATA),
        ),
    )


def _unfolded(days: list[ChangesOfDay]) -> int:
    """How many days are shown unfolded."""
    count = 0
    for number, day in enumerate(days):
        if count >= UNFOLDED:
            return number
        count += len(day.changes)
    return len(days)
