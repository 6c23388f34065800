"""Rules about tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from wardbook.checks.helpers import repeated
from wardbook.model.base import Statement
from wardbook.model.likeness import suggested
from wardbook.model.records.table import Column, DataTable
from wardbook.model.traverse import Loc, cited
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.text.tree import Paragraph, words

NONE: Final = "—"
"""The value of a cell for which there is none."""
_NUMBER: Final = r"[+−-]?(?:[1-9]\d{0,2}(?:[ ,]\d{3})+|\d+)(?:\.\d+)?"
_NUMBERS: Final = re.compile(rf"{NONE}|(?:[<>≤≥≈±] ?)?{_NUMBER}(?: ?[–-] ?{_NUMBER})?", re.ASCII)
"""A number, a limit such as `< 0.5`, a range such as `2–5`, or none."""
_DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)(?!\d{3}(?!\d))|(?<=\b0),(?=\d)", re.ASCII)
"""A comma that is none between thousands."""
UNSOURCED: Final = frozenset({"local", "opinion", "to-be-verified"})
"""Standings of what no source backs."""


def columns_are_told_apart(content: Content) -> Iterator[Problem]:
    """A table has two columns or more, each with a name and a head of its own."""
    for table in content.of(DataTable):
        columns = table.record.columns
        if len(columns) == 1:
            yield table.problem(("columns",), "expected two columns or more, got one: write a list in the text instead")
        for number, column in repeated(columns, key=lambda column: column.name):
            message = f"expected a name of its own, got `{column.name}` a second time: choose another"
            yield table.problem(("columns", number, "name"), message)
        for number, column in repeated(columns, key=lambda column: (column.head, column.unit)):
            message = f"expected a head of its own, got `{column.head}` a second time: say how the columns differ"
            yield table.problem(("columns", number, "head"), message)


def rows_fit_columns(content: Content) -> Iterator[Problem]:
    """A row of a table has a value for each column, and for nothing else."""
    for table in content.of(DataTable):
        names = [column.name for column in table.record.columns]
        rows = table.record.rows
        unknown = [(number, name) for number, row in enumerate(rows) for name in row if name not in names]
        told = {name: number for number, name in reversed(unknown)}
        for name, number in told.items():
            yield table.problem(("rows", number, name), _unknown_column(name, names))
        for number, row in enumerate(rows):
            for name in names:
                if name not in row:
                    message = f"expected a value for `{name}`, got none: write it, or `{NONE}` where there is none"
                    yield table.problem(("rows", number), message)


def _unknown_column(name: str, names: Sequence[str]) -> str:
    advice = suggested(name, names, f"the columns are {', '.join(names)}", "`")
    return f"expected the name of a column, got `{name}`: {advice}"


def rows_are_told_apart(content: Content) -> Iterator[Problem]:
    """No row of a table says the same as another one."""
    for table in content.of(DataTable):
        for number, _ in repeated(table.record.rows, key=lambda row: repr(sorted(row.items()))):
            yield table.problem(("rows", number), "expected a row once, got it a second time: take one of them out")


def cells_are_short(content: Content) -> Iterator[Problem]:
    """A value of a table, and its source, is one paragraph."""
    for table in content.of(DataTable):
        for loc, cell in chain(_cells(table), [(("source",), table.record.source)]):
            blocks = cell.text.blocks
            if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
                yield table.problem(loc, "expected one paragraph, got several or a list: put the rest in the note")


def numbers_are_numbers(content: Content) -> Iterator[Problem]:
    """A column of numbers holds nothing else, because its values are compared at a glance."""
    for table in content.of(DataTable):
        numbers: dict[str, Column] = {
            column.name: column for column in table.record.columns if column.align == "number"
        }
        for loc, cell in _cells(table):
            said, column = words(cell.text).strip(), numbers.get(str(loc[-1]))
            if column and not _NUMBERS.fullmatch(said):
                yield table.problem(
                    loc,
                    f"expected a number, a range such as `2–5`, a limit such as `< 0.5`, or `{NONE}`, got `{said}`:"
                    f" {_as_number(said, column.unit or '')}",
                )


def _as_number(said: str, unit: str) -> str:
    """The advice about a value that is no number: the number that it holds, where there is no doubt of it."""
    bare = said.removesuffix(unit).strip()
    pointed = bare if _NUMBERS.fullmatch(bare) else _DECIMAL_COMMA.sub(".", bare)
    if not _NUMBERS.fullmatch(pointed):
        return "put its unit in the column, and words in the note, or align the column in another way"
    advice = [f"write {pointed}, with a decimal point"] if pointed != bare else []
    if bare != said:
        advice.append(f"delete the `{unit}`: the column has it")
    return ", and ".join(advice)


def tables_have_sources(content: Content) -> Iterator[Problem]:
    """A table says where its values are from."""
    for table in content.of(DataTable):
        source = table.record.source
        if source.standing not in UNSOURCED and not list(cited(source)):
            yield table.problem(
                ("source",),
                "expected a citation as `[@source-id, Table 3]`, got none: cite the source, or say by `standing` that"
                f" there is none: {', '.join(sorted(UNSOURCED))}",
            )


def _cells(table: Document[DataTable]) -> Iterator[tuple[Loc, Statement]]:
    for number, row in enumerate(table.record.rows):
        for name, cell in row.items():
            yield ("rows", number, name), cell
