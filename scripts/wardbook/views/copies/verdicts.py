"""The verdicts on printed copies of every target."""

from __future__ import annotations

from collections.abc import Iterable

from wardbook.views.copies.verdict import Verdict
from wardbook.views.copies.verdict_on_record import verdicts
from wardbook.views.copies.verdict_on_removed import removed_verdicts
from wardbook.views.page import Layout
from wardbook.views.print.printable import Printable
from wardbook.views.targets.layouts import MovedRecords, TargetLayout


def verdicts_of(layout: TargetLayout, printable: Printable | None) -> Iterable[Verdict]:
    """The verdicts on the printed copies of a target, given its print."""
    match layout:
        case Layout(record=MovedRecords(), edition=edition):
            return removed_verdicts(edition)
        case _:
            return verdicts(printable.subject, layout.edition) if printable else ()
