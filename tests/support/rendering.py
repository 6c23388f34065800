"""The fixture guideline, or another library, as a site, as its pages and as its print jobs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from support.paths import TODAY
from support.printers import blank
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.render.site import ids, render_context, render_site, targets, view_target
from wardbook.render.templates import Templates
from wardbook.render.typst import Job, Printer
from wardbook.views.context import PageContext
from wardbook.views.page import Page
from wardbook.views.print.current import computed_copies
from wardbook.views.print.volumes import volumes


def rendered(library: Library, templates: Templates, day: date = TODAY, printer: Printer = blank) -> dict[str, bytes]:
    """Every file of a library's `site_src/`."""
    return render_site(edition_of(library, day), render_context(library, templates, printer))


def pages(library: Library, day: date) -> Iterator[Page]:
    """Every page of the site, without its PDFs."""
    edition = edition_of(library, day)
    current = computed_copies(edition)
    for target in targets(ids(library), len(volumes(library))):
        if target[0] != "list" or target[1] not in ("assets", "finder-data", "settings", "sitemap"):
            yield from view_target(target, edition, current).pages({})


def print_jobs(target: tuple[str, str], library: Library, day: date = TODAY) -> list[Job]:
    """The PDFs of a target, ready for the printer."""
    edition = edition_of(library, day)
    return list(view_target(target, edition, computed_copies(edition)).jobs())


def context(library: Library, day: date = TODAY, references: Sequence[str] = ()) -> PageContext:
    """The context of a page."""
    return PageContext(edition_of(library, day), references)
