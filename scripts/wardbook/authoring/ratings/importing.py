"""The import of rating tables: what a table says becomes rows of scenarios, and procedures that are not there yet.

The rows of a table take the place of all rows of their scenario, or of their group of patients in it. A field without a
column stays as it was. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wardbook.authoring.edits import FileChanges
from wardbook.authoring.ratings.cells import (
    CONTRAST,
    LABEL,
    PROCEDURE_COLUMN,
    RATING_COLUMNS,
    SCENARIO_COLUMN,
    column_of,
)
from wardbook.authoring.ratings.faults import NewProcedure, by_table, table_faults
from wardbook.authoring.ratings.meaning import RowMeaning, faults_of, rated
from wardbook.authoring.ratings.names import Names, TableKey, names_in
from wardbook.authoring.ratings.rows import RowChanges, RowFields, row_changes, rows_in, tables_in, with_rows
from wardbook.authoring.yaml_text import block
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.procedure import Procedure
from wardbook.problems import ContentError, Problem
from wardbook.read.content import Snapshot
from wardbook.read.layout import file_of
from wardbook.read.spreadsheets.table import CellTable
from wardbook.read.validate import PLACEHOLDER

_HEAD: Final = f"# yaml-language-server: $schema=../.schemas/{PROCEDURE}.json\n"
_CAN_BE_UNTOLD: Final = {*RATING_COLUMNS} - {PROCEDURE_COLUMN}
_TO_BE_SAID: Final = (LABEL, "modality", CONTRAST, "about")
"""The fields of a procedure that somebody must say; without a word on contrast it is not taken for none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPlan:
    """The outcome of an import, before it is written."""

    changes: FileChanges
    tables: Mapping[str, RowChanges]
    """The fate of the rows of each table, by its file and its group of patients."""
    untold: Sequence[str]
    """The fields of ratings that have no column, and so stay as they are."""
    left: Mapping[str, Sequence[str]]
    """The fields that are left to fill in, by the file of each new procedure."""


def import_plan(snapshot: Snapshot, table: CellTable) -> ImportPlan:
    """Work out the import of a table. Raises ContentError with every fault of the table."""
    if not table.rows:
        raise ContentError([Problem(table.path, 1, "", "expected rows below the names of the columns, got none")])
    scenarios = list(dict.fromkeys(row.cells.get(SCENARIO_COLUMN, "") for row in table.rows))
    names = names_in(snapshot, scenarios)
    old = _rows_of_scenarios(snapshot, scenarios)
    rows = [rated(row, table.columns, names, old) for row in table.rows]
    procedures = _new_procedures(rows, names)
    problems = [
        fault for row, meant in zip(table.rows, rows, strict=True) for fault in faults_of(row, meant, names, table.path)
    ]
    problems += table_faults(table.path, rows, procedures, names)
    if problems:
        raise ContentError(problems)
    written = {file_of(PROCEDURE, id): _procedure_file(one.fields) for id, one in procedures.items()}
    new = {table: [row.rating for row in of_one] for table, of_one in by_table(rows).items()}
    for (scenario, group), ratings in new.items():
        path = file_of(SCENARIO, scenario)
        raw = written.get(path, snapshot[path])
        place = tables_in(path, raw)[group]
        if isinstance(raw, bytes) and (after := with_rows(path, raw, ratings, place)) != raw:
            written[path] = after
    return ImportPlan(
        changes=FileChanges(written),
        tables={_named(table): row_changes(old[table], ratings) for table, ratings in new.items()},
        untold=[name for name in RatingRow.model_fields if column_of(name) in _CAN_BE_UNTOLD - table.columns],
        left={file_of(PROCEDURE, id): _left(one.fields) for id, one in procedures.items()},
    )


def _named(table: TableKey) -> str:
    scenario, group = table
    return ", ".join(part for part in (file_of(SCENARIO, scenario), group) if part)


def _rows_of_scenarios(snapshot: Snapshot, ids: Iterable[str]) -> dict[TableKey, list[RowFields]]:
    """The rows that scenarios have now, as far as there are such scenarios. Raises ContentError."""
    found: dict[TableKey, list[RowFields]] = {}
    problems: list[Problem] = []
    for id in ids:
        path = file_of(SCENARIO, id)
        raw = snapshot.get(path, b"")
        try:
            for group, place in tables_in(path, raw).items() if path in snapshot else ():
                found[id, group] = rows_in(path, raw, place)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return found


def _left(fields: Mapping[str, Any]) -> list[str]:
    return [name for name, value in fields.items() if value == PLACEHOLDER]


def _new_procedures(rows: Iterable[RowMeaning], names: Names) -> dict[str, NewProcedure]:
    """The procedures that are not there and that a row describes, by their ids."""
    found: dict[str, NewProcedure] = {}
    for row in rows:
        if LABEL in row.facts and row.procedure and row.procedure not in {*names.procedures, *found}:
            said = {"id": row.procedure, **dict.fromkeys(_TO_BE_SAID, PLACEHOLDER), **row.facts}
            in_order = {name: said[name] for name in Procedure.model_fields if name in said}
            found[row.procedure] = NewProcedure(row.number, in_order)
    return found


def _procedure_file(fields: Mapping[str, Any]) -> bytes:
    return (_HEAD + "".join(f"{line}\n" for line in block(fields))).encode()
