"""Tables as a text shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wardbook.model.base import Statement
from wardbook.model.records.table import Column, DataTable
from wardbook.text.tree import words
from wardbook.views.placed.texts import Texts
from wardbook.views.text import ShownCell, ShownColumn, ShownTable, mark

_DECIMALS: Final = re.compile(r"\.\d+$")
"""The decimals of the last number in a cell, with their point."""


def shown_table(table: DataTable, texts: Texts) -> ShownTable:
    """A table, its cells in the order of the columns."""
    columns = tuple(ShownColumn(texts.line(c.head), texts.line(c.unit or ""), c.align) for c in table.columns)
    by_column = [_cells(column, cells, texts) for column, cells in zip(table.columns, table.by_column, strict=True)]
    return ShownTable(
        id=table.id,
        caption=texts.line(table.caption),
        columns=columns,
        rows=tuple(zip(*by_column, strict=True)),
        note=texts.prose(table.note),
        source=texts.sentence(table.source.text),
        mark=mark(table.source.standing),
    )


def _cells(column: Column, cells: Sequence[Statement], texts: Texts) -> list[ShownCell]:
    decimals = [_decimals(words(cell.text)) if column.align == "number" else 0 for cell in cells]
    longest = "." + "0" * (max(decimals, default=0) - 1)
    return [
        ShownCell(texts.sentence(cell.text), mark(cell.standing), longest[here:] if any(decimals) else "")
        for cell, here in zip(cells, decimals, strict=True)
    ]


def _decimals(number: str) -> int:
    """The length of a number's decimals, with their point."""
    found = _DECIMALS.search(number)
    return len(found[0]) if found else 0
