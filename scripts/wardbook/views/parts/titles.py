"""Names of pages and of modalities, as lists and links show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.kinds import KINDS, PAGE
from wardbook.library.library import Library
from wardbook.model.records.procedure import Modality

SCALES_TITLE: Final = "How to read ratings and radiation levels"
COVERAGE_TITLE: Final = "Coverage gaps"
PRINT_TITLE: Final = "Print"
SAFETY_TITLE: Final = "Safety case"
THIS_COPY_TITLE: Final = "About this copy"

MODALITIES: Final[Mapping[Modality, str]] = {
    "ultrasound": "Ultrasound",
    "radiography": "Radiography",
    "fluoroscopy": "Fluoroscopy",
    "ct": "CT",
    "mri": "MRI",
    "nuclear-medicine": "Nuclear medicine",
    "pet-ct": "PET/CT",
    "angiography": "Angiography",
    "intervention": "Intervention",
}
"""The modalities, in the order of lists."""


def page_title(kind: str, id: str, library: Library) -> str:
    """The title of a record's page, in the form of lists and links."""
    if kind == PAGE and id in _GENERATED:
        return _GENERATED[id]
    row = KINDS[kind]
    return row.title_prefix + str(getattr(library.listed(kind, id), row.title))


_GENERATED: Final = {
    "scales": SCALES_TITLE,
    "coverage": COVERAGE_TITLE,
    "print": PRINT_TITLE,
    "safety": SAFETY_TITLE,
    "this-copy": THIS_COPY_TITLE,
}
"""The pages about the library that are made from its data."""
