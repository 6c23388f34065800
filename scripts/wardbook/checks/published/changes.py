"""Rules about the log of published changes: each is of a page, of a day that has come, in order, and told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import Check, repeated
from wardbook.model.register import ChangeLog, Moved
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.layout import MOVED, file_of


def changes_are_of_pages(content: Content) -> Iterator[Problem]:
    """A logged change is of a record that there is, or of one that stands in moved.yaml."""
    if any(problem.path == MOVED for problem in content.problems):
        return  # what is broken may name any of them
    moved = content.one(Moved)
    gone = {(move.kind, str(move.id)) for move in moved.record.moved} if moved else set()
    for log in content.of(ChangeLog):
        for number, change in enumerate(log.record.changes):
            known = content.known.get(change.kind)
            if known is not None and change.id not in known and (change.kind, change.id) not in gone:
                yield log.problem(
                    ("changes", number, "id"),
                    f"expected a {change.kind} with the id `{change.id}`, or in {MOVED} where it went, got neither:"
                    f" restore {file_of(change.kind, change.id)}, say where it went, or take the entry out",
                )


def changes_stand_in_order(content: Content) -> Iterator[Problem]:
    """Logged changes stand newest first."""
    for log in content.of(ChangeLog):
        changes = log.record.changes
        for number in range(1, len(changes)):
            if changes[number].on > changes[number - 1].on:
                yield log.problem(
                    ("changes", number, "on"),
                    f"expected {changes[number - 1].on} or earlier, as changes stand newest first,"
                    f" got {changes[number].on}: put the entries in order, or run `wardbook changes`",
                )


def changes_have_happened(content: Content) -> Iterator[Problem]:
    """No logged change is of a day that has not come."""
    for log in content.of(ChangeLog):
        for number, change in enumerate(log.record.changes):
            if not content.has_come(change.on):
                yield log.problem(
                    ("changes", number, "on"), f"expected a day that has come, got {change.on}: mend the date"
                )


def changes_are_logged_once(content: Content) -> Iterator[Problem]:
    """A page has one entry for a version and a day."""
    for log in content.of(ChangeLog):
        for number, change in repeated(
            log.record.changes, key=lambda change: (change.kind, change.id, change.version, change.on)
        ):
            yield log.problem(
                ("changes", number),
                f"expected one entry for the {change.kind} `{change.id}` of {change.on}, got another:"
                " make one of the two",
            )


CHECKS_OF_CHANGES: Final[tuple[Check, ...]] = (
    changes_are_of_pages,
    changes_stand_in_order,
    changes_have_happened,
    changes_are_logged_once,
)
"""The rules about logged changes."""
