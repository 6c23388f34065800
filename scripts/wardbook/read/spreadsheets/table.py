"""Reader of tables that people fill in with a spreadsheet: CSV files, and Excel's through `workbook`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from wardbook.model.likeness import suggested
from wardbook.problems import ContentError, Problem
from wardbook.read.spreadsheets.cells import as_csv, guarded, unguarded
from wardbook.read.spreadsheets.workbook import workbook_cells, workbook_of

MAX_TABLE_BYTES: Final = 5_000_000
MAX_ROWS: Final = 5_000
"""Longer tables are refused: the longest of a guideline has some fifty rows for each of its variants."""
_EXCEL: Final = ".xlsx"
_DELIMITERS: Final = ",;\t"
"""The signs between cells; where a comma stands in numbers, Excel writes semicolons."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of a table, with its number in the spreadsheet and its cells by column, without empty ones."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellTable:
    """The rows of a file."""

    path: str
    columns: Set[str]
    """The columns that it has; it says nothing of others."""
    rows: tuple[CellRow, ...]


def read_table(path: Path, columns: Sequence[str]) -> CellTable:
    """The table in a file whose columns are among some. Raises ContentError, UserError and OSError."""
    name = path.as_posix()
    with path.open("rb") as file:
        raw = file.read(MAX_TABLE_BYTES + 1)
    if len(raw) > MAX_TABLE_BYTES:
        raise _fault(name, 1, f"expected at most {MAX_TABLE_BYTES:,} bytes, got more: split the table")
    return table_in(name, raw, columns)


def table_in(name: str, raw: bytes, columns: Sequence[str]) -> CellTable:
    """The table in the bytes of a file. Raises ContentError, and UserError where an Excel file cannot be read here."""
    lines = workbook_cells(name, raw, MAX_ROWS) if name.lower().endswith(_EXCEL) else _csv_cells(name, raw)
    if len(lines) > MAX_ROWS:
        raise _fault(name, MAX_ROWS, f"expected at most {MAX_ROWS:,} rows, got more: split the table")
    if not any(map(any, lines)):
        raise _fault(name, 1, "expected a row with the names of the columns, got an empty table")
    lines = [[unguarded(cell.strip(" \n")) for cell in line] for line in lines]
    header = [" ".join(cell.split()).lower() for cell in lines[0]]
    problems = [*_header_faults(name, header, columns), *_overhang(name, header, lines)]
    if problems:
        raise ContentError(problems)
    rows = (
        CellRow(number, {column: cell for column, cell in zip(header, line, strict=False) if column and cell})
        for number, line in enumerate(lines[1:], start=2)
    )
    return CellTable(name, frozenset(header), tuple(row for row in rows if row.cells))


def table_of(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as the bytes of a file: Excel's where its name ends so, CSV otherwise.

    Raises UserError where an Excel file cannot be written here.
    """
    if not name.lower().endswith(_EXCEL):
        return as_csv(header, rows)
    return workbook_of(name, [header, *([guarded(cell) for cell in row] for row in rows)])


def _csv_cells(name: str, raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "expected UTF-8, got another encoding: save the table as `CSV UTF-8`"
        raise _fault(name, line, message) from None
    text = text.replace("\r\n", "\n")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    found: list[list[str]] = []
    try:
        found += csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise _fault(name, len(found) + 1, f"expected a CSV file, got a broken row: {error}") from None
    return found


def _header_faults(name: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
    for place, column in enumerate(header):
        if column and column not in columns:
            advice = suggested(column, columns, f"the columns are {', '.join(columns)}", "`")
            yield Problem(name, 1, column, f"expected a known column, got `{column}`: {advice}")
        elif column and column in header[:place]:
            yield Problem(name, 1, column, "expected a column once, got it again: keep one of them")


def _overhang(name: str, header: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Cells below no name, which nobody would read."""
    for number, line in enumerate(lines[1:], start=2):
        for place, cell in enumerate(line):
            if cell and not (place < len(header) and header[place]):
                message = f"expected no value below an empty name of a column, got `{cell}` in column {place + 1}"
                yield Problem(name, number, "", f"{message}: name the column, or empty the cell")


def _fault(name: str, row: int, message: str) -> ContentError:
    return ContentError([Problem(name, row, "", message)])
