"""Names of pages, as lists and links show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from wardbook.kinds import KINDS, PAGE
from wardbook.library.library import Library
from wardbook.views.parts.options.words import shows_radiation

CHANGES_TITLE: Final = "Changes"
COVERAGE_TITLE: Final = "Coverage gaps"
CLAIMS_TITLE: Final = "Claims"
PRINT_TITLE: Final = "Print"
SAFETY_TITLE: Final = "Safety case"
THIS_COPY_TITLE: Final = "About this copy"


def scales_title(library: Library) -> str:
    """The title of the page that explains the scales."""
    return "How to read ratings and radiation levels" if shows_radiation(library) else "How to read ratings"


def page_title(kind: str, id: str, library: Library) -> str:
    """The title of a record's page, in the form of lists and links."""
    if kind == PAGE and id in _GENERATED:
        return _GENERATED[id](library)
    row = KINDS[kind]
    return row.title_prefix + str(getattr(library.listed(kind, id), row.title))


_GENERATED: Final[Mapping[str, Callable[[Library], str]]] = {
    "scales": scales_title,
    "coverage": lambda _: COVERAGE_TITLE,
    "claims": lambda _: CLAIMS_TITLE,
    "print": lambda _: PRINT_TITLE,
    "safety": lambda _: SAFETY_TITLE,
    "changes": lambda _: CHANGES_TITLE,
    "this-copy": lambda _: THIS_COPY_TITLE,
}
"""The pages about the library that are made from its data."""


OTHER: Final = "Other"
"""The part of a list for titles without a letter or digit."""


def letter(title: str) -> str:
    """The letter under which a title stands: its first, without accents and as a capital; `0–9` for digits."""
    for sign in unicodedata.normalize("NFKD", title):
        if sign.isalpha():
            return sign.upper()[:1]
        if sign.isdigit():
            return "0–9"
    return OTHER


def anchor(sign: str) -> str:
    """The anchor of the heading for a letter."""
    if sign.isascii():
        return f"letter-{sign.lower()}"
    return "letter-0" if len(sign) > 1 else f"letter-u{ord(sign):x}"


def letter_order(sign: str) -> tuple[bool, str]:
    """The place of a letter among others: `Other` is the last."""
    return sign == OTHER, sign
