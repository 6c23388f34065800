"""Rules about what a source says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.model.records.source import Source
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.identifiers import isbn_fits


def isbns_have_their_last_digit(content: Content) -> Iterator[Problem]:
    """The last digit of an ISBN follows from the others."""
    for source in content.of(Source):
        isbn = source.record.isbn
        if isbn and not isbn_fits(isbn):
            yield source.problem(
                ("isbn",),
                f"expected an ISBN whose last digit fits the others, got `{isbn}`: compare it with the book",
            )


def retractions_have_happened(content: Content) -> Iterator[Problem]:
    """A retraction is of a day that has come, and not before the year of publication."""
    for source in content.of(Source):
        retracted, year = source.record.retracted, source.record.year
        if retracted and not content.has_come(retracted.on):
            yield source.problem(
                ("retracted", "on"), f"expected a day that has come, got {retracted.on}: mend the date"
            )
        # A paper can be retracted online in the year before that of its printed volume.
        if retracted and year and retracted.on.year < year - 1:
            yield source.problem(
                ("retracted", "on"),
                f"expected a day in {year - 1} or later, as the source is of {year}, got {retracted.on}:"
                " mend one of the two",
            )
