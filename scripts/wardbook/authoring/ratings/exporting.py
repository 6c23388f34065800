"""The export of a scenario's rating table, which `importing` takes back as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wardbook.authoring.ratings.cells import (
    GROUP_COLUMN,
    PROCEDURE_COLUMN,
    RATING_COLUMNS,
    SCENARIO_COLUMN,
    cells_of_file,
    row_cells,
)
from wardbook.authoring.ratings.rows import RowFields, rows_in, tables_in
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.likeness import suggested
from wardbook.problems import ContentError, Problem, UserError
from wardbook.read.content import Snapshot
from wardbook.read.document import yaml_in
from wardbook.read.layout import file_of, record_in
from wardbook.read.spreadsheets.table import table_of
from wardbook.read.validate import PLACEHOLDER


def exported(snapshot: Snapshot, scenario: str, into: str = "") -> bytes:
    """The rating tables of a scenario, as a file's name says. Raises UserError, and ContentError of a broken file."""
    path = file_of(SCENARIO, scenario)
    if path not in snapshot:
        raise UserError(_unknown(snapshot, scenario))
    lines = (
        line
        for group, place in tables_in(path, snapshot[path]).items()
        for line in _lines(snapshot, scenario, group, rows_in(path, snapshot[path], place))
    )
    return table_of(into, RATING_COLUMNS, lines)


def _lines(snapshot: Snapshot, scenario: str, group: str, rows: Sequence[RowFields]) -> Iterator[list[str]]:
    for row in rows:
        cells = row_cells(row)
        procedure = cells.get(PROCEDURE_COLUMN, PLACEHOLDER)
        if procedure != PLACEHOLDER:
            path = file_of(PROCEDURE, procedure)
            facts = cells_of_file(_value(snapshot, path)) if path in snapshot else {}
            cells = {SCENARIO_COLUMN: scenario, GROUP_COLUMN: group, **facts, **cells}
            yield [cells.get(column, "") for column in RATING_COLUMNS]


def _value(snapshot: Snapshot, path: str) -> dict[str, Any]:
    text = yaml_in(path, snapshot[path])
    if isinstance(text, Problem):
        raise ContentError([text])
    return text.value if isinstance(text.value, dict) else {}


def _unknown(snapshot: Snapshot, scenario: str) -> str:
    there = [id for kind, id in map(record_in, snapshot) if kind == SCENARIO]
    advice = suggested(scenario, there, "`wardbook list scenario` names them.")
    return f"{scenario}: expected the id of a {SCENARIO}, got one that does not exist: {advice}"
