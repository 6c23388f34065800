"""The steps of the commands that read the content for those who write a lot; `project.py` has those of all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardbook.authoring.edits import FileChanges
from wardbook.authoring.listing import ListedRecord, listed
from wardbook.authoring.ratings.cells import RATING_COLUMNS
from wardbook.authoring.ratings.exporting import exported
from wardbook.authoring.ratings.importing import import_plan
from wardbook.authoring.ratings.preview import import_preview
from wardbook.authoring.status import PageStatus, page_statuses
from wardbook.model.scales import Scale, Scales
from wardbook.model.settings import Settings
from wardbook.read.content import single_in, take_snapshot
from wardbook.read.spreadsheets.table import read_table


@dataclass(frozen=True, slots=True)
class RatingImport:
    """The outcome of an import, before it is written, and its preview for a person."""

    changes: FileChanges
    preview: str


def ratings_to_import(root: Path, file: Path) -> RatingImport:
    """Work out the import of a rating table. Raises ContentError, UserError and OSError."""
    snapshot = take_snapshot(root)
    plan = import_plan(snapshot, read_table(file, RATING_COLUMNS))
    return RatingImport(plan.changes, import_preview(plan, snapshot))


def ratings_of(root: Path, scenario: str, into: Path | None) -> bytes:
    """The rating table of a scenario, as CSV or as the ending of a file says. Raises ContentError and UserError."""
    return exported(take_snapshot(root), scenario, str(into or ""))


def records(root: Path, kinds: Sequence[str]) -> list[ListedRecord]:
    """The records of some kinds. Raises ContentError."""
    return listed(take_snapshot(root), kinds)


def statuses(root: Path, today: date) -> list[PageStatus]:
    """The states of all pages that are reviewed. Raises ContentError."""
    snapshot = take_snapshot(root)
    settings = single_in(snapshot, Settings)
    known = settings.record if settings else None
    schedule, policy = (known.review_schedule, known.approval_policy) if known else (None, None)
    return page_statuses(snapshot, schedule, policy, today)


def scales_in(root: Path) -> Sequence[Scale]:
    """The scales of a project; none where its file of scales is missing or faulty."""
    scales = single_in(take_snapshot(root), Scales)
    return scales.record.scales if scales else ()
