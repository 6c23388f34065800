"""The statuses of printed copies of every target."""

from __future__ import annotations

from collections.abc import Iterable

from wardbook.views.copies.copy_status import CopyStatus
from wardbook.views.copies.record_copies import record_copy_statuses
from wardbook.views.copies.removed_copies import removed_copy_statuses
from wardbook.views.page import Layout
from wardbook.views.print.printable import Printable
from wardbook.views.targets.layouts import MovedRecords, TargetLayout


def copy_statuses_of(layout: TargetLayout, printable: Printable | None) -> Iterable[CopyStatus]:
    """The statuses of the printed copies of a target, given its print."""
    match layout:
        case Layout(record=MovedRecords(), edition=edition):
            return removed_copy_statuses(edition)
        case _:
            return record_copy_statuses(printable.subject, layout.edition) if printable else ()
