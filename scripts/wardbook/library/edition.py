"""An edition: the library as it is published on a day. Every view is made from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from wardbook.library.library import Library
from wardbook.library.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A library on a day."""

    library: Library
    vocabulary: Vocabulary
    has_passed: Callable[[date], bool]
    """Whether a day has passed when this edition is published: all that a view may know of the day."""
    finds_drafts: Callable[[], bool]
    """Whether the search of this edition finds drafts."""


def edition_of(library: Library, as_of: date, vocabulary: Vocabulary | None = None) -> Edition:
    """The edition of a library on the day `as_of`; `vocabulary` saves making that of its terms anew."""
    return Edition(
        library=library,
        vocabulary=vocabulary or Vocabulary(library.terms),
        has_passed=partial(has_passed, as_of=as_of),
        finds_drafts=lambda: library.settings.drafts_in_search,
    )


def has_passed(day: date, as_of: date) -> bool:
    """Whether a day has passed on the day `as_of`."""
    return day < as_of


def has_come(day: date, as_of: date) -> bool:
    """Whether a day has come anywhere when it is the day `as_of` in UTC, which is behind by up to 14 hours."""
    return day.toordinal() <= as_of.toordinal() + 1
