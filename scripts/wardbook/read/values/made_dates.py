"""Dates that spreadsheet programs make of what was typed: of the range `3-4` they make `3-Apr`, and save that alone."""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = "(?:jan|feb|mar|mär|mrz|märz|apr|may|mai|jun|june|juni|jul|july|juli|aug|sept?|oct|okt|nov|dec|dez)"
_MADE_DATE: Final = re.compile(
    rf"\d{{1,2}}(?:-|\. ?){_MONTH}\.?(?:[- ]\d{{2}}(?:\d{{2}})?)?"  # 3-Apr, 04.Mrz, 03. Apr, 3-Apr-26
    rf"|{_MONTH}(?:[-. ]|\. )\d{{2}}"  # Apr-26, Apr 26
    r"|\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)\d{4}"  # 03.04.2026, 3/4/2026
    r"|(?=.*\b0)\d{2}(?P<mark>[./])\d{2}(?P=mark)\d{2}",  # 03/04/26, but not the angles 10/15/20
    re.IGNORECASE | re.ASCII,
)
LOOKS_MADE: Final = (
    "looks like a date that a spreadsheet program made of a number or a range:"
    " format the column as text, and type it again"
)
"""The words about such a cell."""


def is_made_date(cell: str) -> bool:
    """Whether a whole cell looks like such a date. One written as 2026-04-03 or `3 April` does not."""
    return bool(_MADE_DATE.fullmatch(cell.strip()))
