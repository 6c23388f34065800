"""The status of printed copies of records that moved or were removed, and of volumes after the last one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.model.register import Move
from wardbook.urls import HOME, PRINTED
from wardbook.views.context import PageContext
from wardbook.views.copies.copy_status import (
    GONE_COPY,
    MOVED_COPY,
    NO_LONGER,
    PRINTED_AS,
    SUPERSEDED_COPY,
    CopyStatus,
    copy_details,
    page_link,
)
from wardbook.views.copies.record_copies import as_copy
from wardbook.views.moved import notice
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import volume_id, volumes


def removed_copy_statuses(edition: Edition) -> Iterator[CopyStatus]:
    """The statuses of registered copies of what is no more: records that have moved, and volumes past the last."""
    yield from _of_records(edition)
    yield from _of_volumes(len(volumes(edition.library)), edition.library)


def _of_records(edition: Edition) -> Iterator[CopyStatus]:
    for move in edition.library.moved:
        if move.kind in PRINTED:
            for copy in edition.library.copies.get(f"{move.kind}:{move.id}", ()):
                yield _gone(as_copy(copy), move, edition)


def _of_volumes(last: int, library: Library) -> Iterator[CopyStatus]:
    # Volumes are registered all together, so there is no gap between their numbers.
    number = count(last + 1)
    while copies := library.copies.get(f"library:{volume_id(next(number))}"):
        for copy in map(as_copy, copies):
            yield CopyStatus(
                path=copy.path,
                state=SUPERSEDED_COPY,
                said=("The library now has fewer volumes; this is not one of them. Do not use this copy.",),
                kind=PRINTED_AS[copy.kind],
                title=library.settings.title,
                details=copy_details(copy, NO_LONGER),
                links=(page_link(HOME),),
            )


def _gone(copy: Copy, move: Move, edition: Edition) -> CopyStatus:
    said = notice(move, None, PageContext(edition))
    if said.to:
        words = f"Another {move.kind} replaced it on {said.since}. Do not use this copy."
    else:
        words = f"It was removed on {said.since}; nothing replaced it. Do not use this copy."
    return CopyStatus(
        path=copy.path,
        state=MOVED_COPY if said.to else GONE_COPY,
        said=(words,),
        kind=PRINTED_AS[copy.kind],
        title=copy.id,
        details=copy_details(copy, NO_LONGER),
        way=said.to or said.others,
        way_label="Replaced by" if said.to else "See",
        reason=said.reason,
        abbreviations=said.abbreviations,
    )
