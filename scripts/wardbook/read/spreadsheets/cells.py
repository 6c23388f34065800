"""Cells of tables that a spreadsheet opens: text that it would take for a formula is guarded by an apostrophe."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""The beginnings that spreadsheets act on (OWASP, CSV injection), guarded or not."""
BOM: Final = "\ufeff"
"""The mark by which Excel knows that a file is UTF-8."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as a CSV file that Excel opens as it is."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()
