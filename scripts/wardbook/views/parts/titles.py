"""Names of pages, as lists and links show them."""

from __future__ import annotations

from typing import Final

from wardbook.kinds import KINDS, PAGE
from wardbook.library.library import Library

SCALES_TITLE: Final = "How to read ratings"
COVERAGE_TITLE: Final = "Coverage gaps"
PRINT_TITLE: Final = "Print"


def page_title(kind: str, id: str, library: Library) -> str:
    """The title of a record's page, in the form of lists and links."""
    if kind == PAGE and id in _GENERATED:
        return _GENERATED[id]
    row = KINDS[kind]
    return row.title_prefix + str(getattr(library.listed(kind, id), row.title))


_GENERATED: Final = {"scales": SCALES_TITLE, "coverage": COVERAGE_TITLE, "print": PRINT_TITLE}
"""The pages about the library that are made from its data."""
