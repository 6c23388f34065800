"""Rating tables as cells of a spreadsheet: which columns there are, and how fields of YAML stand in them.

A column has the name of its field. The nine votes have a column each. The last columns tell what procedure is meant,
so that a table can bring along procedures that are not there yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.annotations import members
from wardbook.model.parts.ratings import RatingRow
from wardbook.model.records.procedure import Procedure
from wardbook.read.validate import PLACEHOLDER

SCENARIO_COLUMN: Final = SCENARIO
PROCEDURE_COLUMN: Final = PROCEDURE
GROUP_COLUMN: Final = "group"
LABEL: Final = "label"
CATEGORY: Final = "category"
STRENGTH: Final = "strength"
DISAGREEMENT: Final = "disagreement"
CONTRAST: Final = "contrast"
VOTES: Final = "votes"
VOTE_COLUMNS: Final = tuple(f"{VOTES} {rating}" for rating in range(1, 10))
_LEVELS: Final = ("adult", "child", "any_age")
_LISTS: Final = ("regions",)
_UNDER_THE_TABLE: Final = ("evidence", "findings")
"""The fields of a rating that no cell can hold; a table leaves them as they are."""


def _of_row() -> Iterator[str]:
    for name in RatingRow.model_fields:
        if name not in _UNDER_THE_TABLE:
            yield from VOTE_COLUMNS if name == VOTES else (name,)


FACTS: Final = tuple(name for name in Procedure.model_fields if name != "id")
"""The columns of a procedure."""
RATING_COLUMNS: Final = (
    SCENARIO_COLUMN,
    GROUP_COLUMN,
    PROCEDURE_COLUMN,
    LABEL,
    *(name for name in _of_row() if name != PROCEDURE_COLUMN),
    *(name for name in FACTS if name != LABEL),
)
"""All columns, in the order in which they are exported."""

_LEVEL: Final = re.compile(
    r"(?P<band>\S+)(?:\s+(?:>\s*(?P<over>[0-9.]+)|(?:(?P<low>[0-9.]+)\s*[–-]\s*|<\s*)?(?P<high>[0-9.]+))\s*mSv)?"
)
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,15})[.,][0-9]{1,15}")
"""A number with a fraction; spreadsheets in many languages write a comma."""


def column_of(field: str) -> str:
    """The column of a field of a rating, the first where it has several."""
    return VOTE_COLUMNS[0] if field == VOTES else field


def row_cells(row: Mapping[str, object]) -> dict[str, str]:
    """The cells of a rating as it stands in a scenario's file; empty ones are left out."""
    cells: dict[str, str] = {}
    for name, value in row.items():
        if name == VOTES and isinstance(value, list):
            cells |= {column: _cell(count) for column, count in zip(VOTE_COLUMNS, value, strict=False)}
        elif name in RatingRow.model_fields:
            cells[name] = _cell(value)
    return {column: cell for column, cell in cells.items() if cell}


def row_fields(cells: Mapping[str, str]) -> dict[str, object]:
    """The rating that some cells hold, as it stands in a scenario's file; what is no number stays as it is."""
    fields: dict[str, object] = {}
    for name, field in RatingRow.model_fields.items():
        if name == VOTES:
            votes = [_typed(int, cells[column]) for column in VOTE_COLUMNS if column in cells]
            fields |= {name: votes} if votes else {}
        elif name in cells:
            fields[name] = _typed(members(field.annotation)[0], cells[name])
    return fields


def cells_of_file(procedure: Mapping[str, object]) -> dict[str, str]:
    """The cells of a procedure that has a file, in which a field that is left out may stand for a value.

    A field that is still to be filled in has no cell, since it stands for nothing yet.
    """
    return fact_cells({CONTRAST: Procedure.model_fields[CONTRAST].default} | dict(procedure))


def fact_cells(procedure: Mapping[str, object]) -> dict[str, str]:
    """The cells of a procedure as it stands in its file; what no cell can hold is left out."""
    cells: dict[str, str] = {}
    for name in FACTS:
        value = procedure.get(name)
        if name in _LEVELS:
            cells[name] = _level_cell(value)
        elif (
            name in _LISTS and isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value)
        ):
            cells[name] = "; ".join(value)
        else:
            cells[name] = _cell(value)
    return {column: cell for column, cell in cells.items() if cell and cell != PLACEHOLDER}


def fact_fields(cells: Mapping[str, str], bands: Mapping[str, str]) -> dict[str, object]:
    """The fields of a procedure that some cells hold; `bands` has the ids of radiation bands by their symbols."""
    fields: dict[str, object] = {}
    for name in FACTS:
        if name in cells and name in _LEVELS:
            fields[name] = _level(cells[name], bands)
        elif name in cells and name in _LISTS:
            fields[name] = [one.strip() for one in cells[name].split(";") if one.strip()]
        elif name in cells:
            fields[name] = cells[name]
    return fields


def folded(text: str) -> str:
    """A label as it is compared, whatever its case and its spaces."""
    return " ".join(text.split()).casefold()


def _cell(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return value.strip(" \n")
        case _:
            return ""


def _typed(member: Any, cell: str) -> object:
    """A cell as the value that a field takes, if it can be one."""
    if member is bool and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    if member not in (int, float):
        return cell
    if _WHOLE.fullmatch(cell):
        return int(cell)
    return float(cell.replace(",", ".")) if _DECIMAL.fullmatch(cell) else cell


def _level_cell(level: object) -> str:
    """A radiation level, with the dose that is printed beside it; one that is still to be verified has no cell."""
    match level:
        case {"kind": "band", "standing": _}:
            return ""
        case {"kind": "band", "band": str(band), "printed": {**printed}}:
            return f"{band} {_range_cell(printed.get('low'), printed.get('high'))} mSv"
        case {"kind": "band", "band": str(band)}:
            return band
        case {"kind": str(kind)}:
            return kind
        case _:
            return ""


def _range_cell(low: object, high: object) -> str:
    if low is None:
        return f"<{high}" if high else str(high)
    return f">{low}" if high is None else f"{low}–{high}"


def _level(cell: str, bands: Mapping[str, str]) -> dict[str, object]:
    if cell in ("varies", "not-given"):
        return {"kind": cell}
    match = _LEVEL.fullmatch(cell)
    if not match:
        return {"kind": "band", "band": cell}
    ends = {"low": match["low"] or match["over"], "high": match["high"]}
    printed = {name: _typed(float, end) for name, end in ends.items() if end}
    level = {"kind": "band", "band": bands.get(match["band"], match["band"])}
    return level | ({"printed": printed} if printed else {})
