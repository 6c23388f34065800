"""Judging printed copies of what is no more: of records that have gone, and of volumes after the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from wardbook.library.library import Library
from wardbook.model.register import Move
from wardbook.urls import HOME, PRINTED
from wardbook.views.copies.judging import as_copy
from wardbook.views.copies.verdict import GONE, KINDS, MOVED, NO_LONGER, SUPERSEDED, Verdict, facts, page_link
from wardbook.views.moved import notice
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import volume_id
from wardbook.views.text import Setting, Vocabulary


def verdicts_of_gone(library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Verdict]:
    """What is said of each registered copy of a record that is no more."""
    for move in library.moved:
        if move.kind in PRINTED:
            for copy in library.copies.get(f"{move.kind}:{move.id}", ()):
                yield _gone(as_copy(copy), move, library, vocabulary, today)


def verdicts_of_gone_volumes(last: int, library: Library) -> Iterator[Verdict]:
    """What is said of each registered copy of a volume after the last one that there is."""
    # Volumes are registered all together, so there is no gap between their numbers.
    number = count(last + 1)
    while copies := library.copies.get(f"library:{volume_id(next(number))}"):
        for copy in map(as_copy, copies):
            yield Verdict(
                path=copy.path,
                state=SUPERSEDED,
                said=("The library fills fewer volumes now, and this is none of them. Do not use this copy.",),
                kind=KINDS[copy.kind],
                title=library.settings.title,
                facts=facts(copy, NO_LONGER),
                links=(page_link(copy, HOME),),
            )


def _gone(copy: Copy, move: Move, library: Library, vocabulary: Vocabulary, today: date) -> Verdict:
    said = notice(move, None, library, Setting(copy.path, vocabulary, today))
    if said.to:
        words = f"Another {move.kind} took its place on {said.since}. Do not use this copy."
    else:
        words = f"It is gone since {said.since}, and nothing has taken its place. Do not use this copy."
    return Verdict(
        path=copy.path,
        state=MOVED if said.to else GONE,
        said=(words,),
        kind=KINDS[copy.kind],
        title=copy.id,
        facts=facts(copy, NO_LONGER),
        way=said.to or said.others,
        way_label="In its place" if said.to else "See",
        reason=said.reason,
        abbreviations=said.abbreviations,
    )
