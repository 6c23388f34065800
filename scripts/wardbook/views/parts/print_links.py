"""The PDFs of a record in the site, and the links to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import TOPIC
from wardbook.library.library import Library
from wardbook.model.settings import Paper
from wardbook.views.page import PrintLink

PAPER_NAMES: Final[dict[Paper, str]] = {"a4": "A4", "letter": "Letter"}
"""Sizes of paper as readers know them."""
LARGEST_BOOK: Final = 20
"""Scenarios in the largest book: some 190 pages, which take Typst about 450 MB of memory."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF by the paper that it is for and its path."""

    paper: Paper
    path: str


def pdfs_of(kind: str, id: str, library: Library) -> tuple[Pdf, ...]:
    """The PDFs of a record; a topic with too many scenarios for one book has none."""
    if kind == TOPIC and len(library.topics[id].scenarios) > LARGEST_BOOK:
        return ()
    return tuple(Pdf(paper, urls.print_of(kind, id, paper)) for paper in library.settings.papers)


def print_links(kind: str, id: str, library: Library) -> tuple[PrintLink, ...]:
    """The links to the PDFs of a record."""
    return tuple(PrintLink(PAPER_NAMES[pdf.paper], urls.file(pdf.path)) for pdf in pdfs_of(kind, id, library))
