"""The changes of a page: each version with its words, and below it the differences that it brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.model.register import SORTS, ChangeSort, LoggedChange
from wardbook.views.parts.dates import long_date

_WHAT: Final = {"added": "New page", "changed": "", "removed": "Page removed"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PageChange:
    """A change of a page."""

    version: str
    """Empty where the page has no versions, and where only something that it shows was changed."""
    day: date
    on: str
    """The day for readers."""
    text: str
    """The change in the words of the page's editors; empty where they wrote none."""
    what: str
    """Whether the page is new or removed; empty for others."""
    note: str
    lines: tuple[str, ...]
    """The differences in clinical words."""
    sorts: tuple[ChangeSort, ...]
    """The sort of each difference."""


@dataclass(frozen=True, slots=True)
class PageChanges:
    """The changes of a page, newest first. What is printed has no other mark because of them."""

    changes: tuple[PageChange, ...]
    has_versions: bool
    """Whether the page has versions."""


def page_changes(kind: str, id: str, review: Review | None, library: Library) -> PageChanges:
    """The changes of a record's page. Those of a withdrawn one have no differences, which would repeat its answer."""
    former = (str(move.id) for move in library.moved if move.kind == kind and move.to == id)
    logged = [change for name in (id, *former) for change in library.changes.get(f"{kind}:{name}", ())]
    if review is None:
        found = sorted(map(_logged, logged), key=lambda change: change.day, reverse=True)
        return PageChanges(tuple(found), has_versions=False)
    found = [*_withdrawal(review), *_versions(review, logged), *_others(review, logged)]
    found.sort(key=lambda change: change.day, reverse=True)
    return PageChanges(tuple(found), has_versions=True)


def _withdrawal(review: Review) -> Iterator[PageChange]:
    if review.withdrawn:
        yield replace(_change(review.withdrawn.on, "", ""), what="Withdrawn")


def _versions(review: Review, logged: Iterable[LoggedChange]) -> Iterator[PageChange]:
    """The versions of a page, each with what is logged of it."""
    entries = {(change.version, change.on): change for change in logged}
    for version in review.changes:
        entry = entries.get((version.version, version.on))
        if entry and review.status != "withdrawn":
            yield _change(version.on, version.version, version.text, entry)
        else:
            yield _change(version.on, version.version, version.text)


def _others(review: Review, logged: Iterable[LoggedChange]) -> Iterator[PageChange]:
    """The logged changes that brought no version, such as that of a table that the page shows."""
    versions = {(version.version, version.on) for version in review.changes}
    if review.status != "withdrawn":
        yield from (_logged(change) for change in logged if (change.version, change.on) not in versions)


def _logged(entry: LoggedChange) -> PageChange:
    return _change(entry.on, entry.version or "", "", entry)


def _change(on: date, version: str, text: str, entry: LoggedChange | None = None) -> PageChange:
    lines = sorted(entry.lines, key=lambda line: SORTS.index(line.sort)) if entry else []
    return PageChange(
        version=version,
        day=on,
        on=long_date(on),
        text=text,
        what=_WHAT[entry.what] if entry else "",
        note=entry.note or "" if entry else "",
        lines=tuple(line.text for line in lines),
        sorts=tuple(line.sort for line in lines),
    )
