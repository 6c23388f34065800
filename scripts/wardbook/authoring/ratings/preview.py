"""A preview of an import for a person: each line that is to be written, and what becomes of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from wardbook.authoring.ratings.importing import ImportPlan
from wardbook.authoring.ratings.rows import RowChanges
from wardbook.problems import number, visible
from wardbook.read.content import Snapshot


def import_preview(plan: ImportPlan, snapshot: Snapshot) -> str:
    """The preview of an import, as lines."""
    lines = [*_differences(plan, snapshot), *_summary(plan)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _summary(plan: ImportPlan) -> Iterator[str]:
    for path, names in plan.left.items():
        left = f", to be filled in: {', '.join(names)}" if names else ""
        yield f"{path}: new{left}"
    for path, changes in plan.tables.items():
        yield f"{path}: {_counted(changes)}"
        if changes.removed:
            yield f"  removed, as the table does not have them: {', '.join(changes.removed)}"
        if plan.untold and (changes.changed or changes.same):
            yield f"  left as they are in these rows, as the table has no column for them: {', '.join(plan.untold)}"


def _counted(changes: RowChanges) -> str:
    told = [
        f"{number(len(procedures), 'row')} {what}"
        for what, procedures in (
            ("added", changes.added),
            ("changed", changes.changed),
            ("removed", changes.removed),
            ("as before", changes.same),
        )
        if procedures
    ]
    return ", ".join(told)


def _differences(plan: ImportPlan, snapshot: Snapshot) -> Iterator[str]:
    for path, raw in plan.changes.written.items():
        before = snapshot.get(path, b"")
        old = before.decode("utf-8").splitlines() if isinstance(before, bytes) else []
        yield from unified_diff(old, raw.decode("utf-8").splitlines(), path, path, lineterm="", n=1)
        yield ""
