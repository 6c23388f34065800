"""The page that says what can be printed, and what a printed copy is worth."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.views.page import Head, Page
from wardbook.views.parts.titles import PRINT_TITLE
from wardbook.views.print.volumes import volumes


@dataclass(frozen=True, slots=True)
class PrintPage:
    """The page about what can be printed."""

    volumes: int
    """How many volumes the whole library fills; 0 where no PDFs are made."""


def print_page(edition: Edition) -> Page:
    """The page about what can be printed."""
    library = edition.library
    return Page(
        path=urls.PRINT,
        template="print.md.jinja",
        head=Head(title=PRINT_TITLE, description="The library and its parts on paper"),
        view=PrintPage(len(volumes(library)) if library.settings.papers else 0),
    )
