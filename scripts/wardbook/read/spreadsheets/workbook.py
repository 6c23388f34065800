"""Excel workbooks, read and made by openpyxl where it is there. A table is one sheet of values, without formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final
from warnings import catch_warnings
from zipfile import BadZipFile, ZipFile

from wardbook.problems import ContentError, Problem, UserError

MAX_UNPACKED: Final = 50_000_000
"""A packed file may unpack to any size; a table of 5,000 rows takes a tenth of this."""
_MAX_COLUMNS: Final = 200
_TEXT: Final = "@"
"""The format of cells whose values stay as they are typed."""
_UNSOUND: Final = "expected an Excel workbook, got another file: save it anew as .xlsx, or as `CSV UTF-8`"


def workbook_cells(name: str, raw: bytes, most_rows: int) -> list[list[str]]:
    """The cells of the one sheet in a workbook that has values, at most a row more than `most_rows`.

    Raises ContentError, and UserError where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise _without_openpyxl(name, "read", "save the table as `CSV UTF-8`") from None
    _refuse_bombs(name, raw)
    try:
        with catch_warnings(action="ignore"):  # of what a table has no use for, such as validation of cells
            book = load_workbook(BytesIO(raw), read_only=True, data_only=False)
            sheets = [(sheet.title, _lines(sheet, most_rows)) for sheet in book.worksheets]
    except Exception:  # a damaged workbook ends it in any way
        raise ContentError([Problem(name, 1, "", _UNSOUND)]) from None
    filled = [(title, lines) for title, lines in sheets if lines]
    if len(filled) > 1:
        titles = ", ".join(f"`{title}`" for title, _ in filled)
        message = f"expected values on one sheet, got some on {titles}: keep one of the sheets"
        raise ContentError([Problem(name, 1, "", message)])
    lines = filled[0][1] if filled else []
    problems = [
        Problem(name, number, "", f"expected a value in column {place}, {fault}")
        for number, line in enumerate(lines, start=1)
        for place, cell in enumerate(line, start=1)
        if (fault := _fault_of(cell))
    ]
    if problems:
        raise ContentError(problems)
    return [[_text(cell.value) for cell in line] for line in lines]


def workbook_of(name: str, lines: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet with some lines, the names of the columns first. Raises UserError without openpyxl."""
    try:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise _without_openpyxl(name, "write", "name the file `.csv`") from None
    book, out = Workbook(), BytesIO()
    sheet = book.active
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            # Also what is typed later stays text: Excel makes no date of it.
            sheet.column_dimensions[get_column_letter(place)].number_format = _TEXT
            cell = sheet.cell(number, place)
            cell.value, cell.data_type, cell.number_format = text or None, "s" if text else "n", _TEXT
    book.save(out)
    return out.getvalue()


def _without_openpyxl(name: str, verb: str, otherwise: str) -> UserError:
    return UserError(
        f"{name}: expected openpyxl to {verb} Excel files, got none: install it by"
        f" `python -m pip install openpyxl`, or {otherwise}."
    )


def _refuse_bombs(name: str, raw: bytes) -> None:
    try:
        unpacked = sum(entry.file_size for entry in ZipFile(BytesIO(raw)).infolist())
    except BadZipFile:
        raise ContentError([Problem(name, 1, "", _UNSOUND)]) from None
    if unpacked > MAX_UNPACKED:
        message = f"expected at most {MAX_UNPACKED:,} bytes when unpacked, got more: keep the table alone"
        raise ContentError([Problem(name, 1, "", message)])


def _lines(sheet: Any, most_rows: int) -> list[list[Any]]:
    """The rows of a sheet down to the last with a value."""
    found: list[list[Any]] = []
    filled = 0
    for line in sheet.iter_rows(max_row=most_rows + 1, max_col=_MAX_COLUMNS):
        found.append(list(line))
        if any(cell.value is not None for cell in line):
            filled = len(found)
    return found[:filled]


def _fault_of(cell: Any) -> str:
    if cell.data_type == "f":
        return "got a formula: paste its value in its place"
    if cell.data_type == "e":
        return f"got the error {cell.value}: mend it"
    if cell.data_type == "d":
        return "got a date: format the column as text, and write the value anew"
    return ""


def _text(value: object) -> str:
    """A value as a CSV file has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).replace("\r\n", "\n")
