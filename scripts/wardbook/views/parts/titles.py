"""Names of pages and of modalities, as lists and links show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from wardbook.library.library import Library
from wardbook.model.records.procedure import Modality

SCALES_TITLE: Final = "How to read ratings and radiation levels"
COVERAGE_TITLE: Final = "What is missing"
PRINT_TITLE: Final = "Print"

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
    if kind == "page" and id in _GENERATED:
        return _GENERATED[id]
    return _TITLES[kind](library, id)


_GENERATED: Final = {"scales": SCALES_TITLE, "coverage": COVERAGE_TITLE, "print": PRINT_TITLE}
"""The pages about the library that are made from its data."""

_TITLES: Final[Mapping[str, Callable[[Library, str], str]]] = {
    "scenario": lambda library, id: library.cards[id].short_title,
    "topic": lambda library, id: library.topics[id].title,
    "protocol": lambda library, id: f"Protocol: {library.protocols[id].title}",
    "procedure": lambda library, id: library.procedures[id].label,
    "page": lambda library, id: library.pages[id].head.title,
    "source": lambda library, id: library.sources[id].title,
}
