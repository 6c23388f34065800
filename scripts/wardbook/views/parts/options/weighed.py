"""The way from the evidence to a rating, and the findings behind it, as they stand under a rating table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook.model.base import TableRef
from wardbook.model.parts.ratings import RatingRow
from wardbook.text.tree import Placed, RichText
from wardbook.views.context import PageContext
from wardbook.views.text import Labelled, ShownBlock

_HEADINGS: Final = {
    "benefits": "Benefits",
    "harms": "Harms",
    "values": "Values and preferences",
    "resources": "Resources",
    "remarks": "Remarks",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WeighedOption:
    """An option with the way to its rating."""

    title: str
    points: tuple[Labelled, ...]
    findings: tuple[ShownBlock, ...]


def weighed_options(patients: str, rows: list[RatingRow], context: PageContext) -> Iterator[WeighedOption]:
    """The options of which more is said than their row has room for; `patients` are those of a group, in words."""
    whom = f"{patients}: " if patients else ""
    for row in rows:
        if row.evidence or row.findings:
            label = context.library.procedures[row.procedure].label
            yield WeighedOption(
                title=f"{whom}{label}, compared with {row.comparator}" if row.comparator else f"{whom}{label}",
                points=tuple(_points(row, context)),
                findings=context.rich(RichText(tuple(Placed(TableRef.record_kind, id) for id in row.findings))),
            )


def _points(row: RatingRow, context: PageContext) -> Iterator[Labelled]:
    for field, heading in _HEADINGS.items():
        if text := getattr(row.evidence, field, None):
            yield Labelled(heading, context.prose(text))
