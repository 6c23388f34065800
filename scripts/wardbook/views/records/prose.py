"""Prose pages about the library."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import PAGE
from wardbook.library.edition import Edition
from wardbook.library.library import ProseDocument
from wardbook.model.traverse import cited
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.references import ShownSource, numbered, reference_list
from wardbook.views.parts.search_metadata import search_metadata
from wardbook.views.records.changes.of_page import PageChanges, page_changes
from wardbook.views.text import ShownBlock


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseView:
    """A prose page."""

    title: str
    blocks: tuple[ShownBlock, ...]
    references: tuple[ShownSource, ...]
    abbreviations: tuple[tuple[str, str], ...]
    changes: PageChanges


def prose_page(page: ProseDocument, edition: Edition) -> Page:
    """A prose page."""
    path = urls.page_of(PAGE, page.head.id)
    references = numbered(cited(*edition.library.as_read(page.text)))
    context = PageContext(edition, references)
    return Page(
        path=path,
        template="prose.md.jinja",
        head=Head(
            title=page.head.title,
            description=page.head.summary,
            search=search_metadata("About", page.head.title, page.head.summary, said=(page.text,), context=context),
        ),
        view=ProseView(
            title=page.head.title,
            blocks=context.rich(page.text),
            references=reference_list(context),
            abbreviations=edition.vocabulary.used_in(*edition.library.as_read(page.text)),
            changes=page_changes(PAGE, page.head.id, None, edition.library),
        ),
    )
