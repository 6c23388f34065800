"""Rows of a table that stand in a CSV file beside it: they take the place of the file's name in the table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from wardbook.model.likeness import suggested
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.files import decode
from wardbook.read.validate import where
from wardbook.read.values.made_dates import LOOKS_MADE, is_made_date
from wardbook.read.yaml import YamlText

ROWS_FIELD: Final = "rows"
"""The field of a table that names the file."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""Three bytes that spreadsheet programs write before CSV in UTF-8."""
_SEPARATORS: Final = {";": "semicolons", "\t": "tabs"}
"""Other signs between values, which programs write in some countries or by another name."""


class _Row(NamedTuple):
    """The values of a row, and the line on which it begins."""

    line: int
    values: list[str]


def with_csv_rows(path: str, text: YamlText, beside: Mapping[str, bytes | Problem]) -> YamlText | list[Problem]:
    """A table's file with the rows from the CSV file that it names, or the faults of that file."""
    rows = text.value.get(ROWS_FIELD) if isinstance(text.value, dict) else None
    csv_path = str(PurePosixPath(path).with_suffix(".csv"))
    name = PurePosixPath(csv_path).name
    if not isinstance(rows, str):
        if csv_path not in beside:
            return text
        message = f"expected {path} to name this file, got a table without it: write `rows: {name}`, or delete the file"
        return [Problem(csv_path, 1, "", message)]
    if rows != name or csv_path not in beside:
        here = f"expected a list, or `{name}` for a file beside this one, got"
        message = f"{here} `{rows}`: write the name so" if rows != name else f"{here} no such file: put it there"
        return [Problem(path, text.line_of((ROWS_FIELD,)), ROWS_FIELD, message)]
    found = _read(csv_path, beside[csv_path])
    if isinstance(found, Problem):
        return [found]
    faults = [*_unknown_columns(csv_path, found[0], text), *_made_dates(csv_path, found)]
    return faults or _inserted(text, csv_path, found)


def _read(path: str, raw: bytes | Problem) -> list[_Row] | Problem:
    """The rows of a file, the names of the columns first."""
    text = raw if isinstance(raw, Problem) else decode(path, raw.removeprefix(_BYTE_ORDER_MARK))
    if isinstance(text, Problem):
        return text
    reader = csv.reader(StringIO(text), strict=True)
    rows: list[_Row] = []
    line = 1
    try:
        for values in reader:
            if values:  # a line without any sign is no row
                rows.append(_Row(line, [value.strip() for value in values]))
            line = reader.line_num + 1
    except csv.Error as error:
        return Problem(path, line, "", f"expected CSV, got a row that cannot be read ({error}): mend its quotes")
    return _fault(path, rows) or rows


def _fault(path: str, rows: list[_Row]) -> Problem | None:
    if not rows:
        return Problem(path, 1, "", "expected the names of the columns, got an empty file: write them, and rows below")
    head = rows[0].values
    for sign, name in _SEPARATORS.items():
        if sign in head[0]:
            message = f"expected commas between the values, got {name}: save the file as CSV with commas"
            return Problem(path, rows[0].line, "", message)
    for place, name in enumerate(head):
        if not name:
            message = f"expected the name of a column over each value, got none over value {place + 1}: write it"
            return Problem(path, rows[0].line, "", message)
        if name in head[:place]:
            return Problem(path, rows[0].line, name, f"expected a column once, got `{name}` again: keep one of them")
    for row in rows[1:]:
        if len(row.values) != len(head):
            message = (
                f"expected {len(head)} values, as the first line has, got {len(row.values)}:"
                " write `—` where there is none, and put a value with a comma in quotes"
            )
            return Problem(path, row.line, "", message)
    return None


def _unknown_columns(path: str, head: _Row, text: YamlText) -> Iterator[Problem]:
    """Names over the values that no column of the table has, and columns over which no values stand."""
    columns = text.value.get("columns") if isinstance(text.value, dict) else None
    if not isinstance(columns, list):
        return  # what is wrong with the columns is told in their file
    known = [str(column.get("name")) for column in columns if isinstance(column, dict)]
    for name in head.values:
        if name not in known:
            advice = suggested(name, known, f"the columns are {', '.join(known)}", "`")
            yield Problem(path, head.line, name, f"expected the name of a column, got `{name}`: {advice}")
    if set(head.values) <= set(known):
        for name in known:
            if name not in head.values:
                message = f"expected a value for each column, got none for `{name}`: add it to the first line"
                yield Problem(path, head.line, name, message)


def _made_dates(path: str, rows: list[_Row]) -> Iterator[Problem]:
    head, *others = rows
    for number, row in enumerate(others):
        for name, value in zip(head.values, row.values, strict=True):
            if is_made_date(value):
                message = (
                    f"expected what was typed, got `{value}`, which {LOOKS_MADE};"
                    " if a date is meant, write it as 2026-04-03 or `3 April`"
                )
                yield Problem(path, row.line, where((ROWS_FIELD, number, name)), message)


def _inserted(text: YamlText, path: str, rows: list[_Row]) -> YamlText:
    """The text with rows in place of the file's name, and with their lines in the file."""
    head, *others = rows
    named = [{name: value for name, value in zip(head.values, row.values, strict=True) if value} for row in others]
    lines: dict[Loc, int] = {**text.lines, (ROWS_FIELD,): head.line}
    texts = [(loc, written) for loc, written in text.texts if loc != (ROWS_FIELD,)]
    for number, (row, cells) in enumerate(zip(others, named, strict=True)):
        lines[ROWS_FIELD, number] = row.line
        for name, cell in cells.items():
            lines[ROWS_FIELD, number, name] = row.line
            texts.append(((ROWS_FIELD, number, name), cell))
    fields = text.value if isinstance(text.value, dict) else {}
    return replace(text, value={**fields, ROWS_FIELD: named}, texts=texts, lines=lines, elsewhere={ROWS_FIELD: path})
