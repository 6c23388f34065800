"""Links to the PDFs of a page, by paper and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.settings import Paper
from wardbook.views.page import PrintLink

PAPER_NAMES: Final[dict[Paper, str]] = {"a4": "A4", "letter": "Letter"}
"""Sizes of paper as readers know them."""

Sizes = Mapping[str, int]
"""The bytes of PDFs by their paths in `site_src/`."""


def print_links(kind: str, id: str, library: Library) -> tuple[PrintLink, ...]:
    """The PDFs of a record, without their sizes.

    A size changes with every edit, so it is said on the record's own page and nowhere else.
    """
    return tuple(
        PrintLink(PAPER_NAMES[paper], urls.file(urls.print_of(kind, id, paper)), "")
        for paper in library.settings.papers
    )


def sized_links(kind: str, id: str, library: Library, sizes: Sizes) -> tuple[PrintLink, ...]:
    """The PDFs of a record with their sizes: those that were made."""
    paths = [urls.print_of(kind, id, paper) for paper in library.settings.papers]
    links = zip(print_links(kind, id, library), paths, strict=True)
    return tuple(replace(link, size=in_words(sizes[path])) for link, path in links if path in sizes)


def in_words(size: int) -> str:
    """A number of bytes, rounded up: `84 KB`, `1.2 MB`."""
    kilobytes = -(-size // 1000)
    return f"{kilobytes}\N{NO-BREAK SPACE}KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f}\N{NO-BREAK SPACE}MB"
