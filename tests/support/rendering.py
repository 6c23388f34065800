"""The fixture guideline, or another library, as a site, as its pages and as its print jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from support.paths import TODAY
from support.printers import blank
from wardbook.library.edition import Edition, edition_of
from wardbook.library.library import Library
from wardbook.render.context import RenderContext, render_context
from wardbook.render.library_files import LIBRARY_FILES
from wardbook.render.print.typst import Job, Printer
from wardbook.render.site import jobs_of, phases, render_target
from wardbook.render.templates import Templates
from wardbook.views.context import PageContext
from wardbook.views.page import Page
from wardbook.views.print.current import computed_copies
from wardbook.views.print.frame import Copy
from wardbook.views.print.volumes import volumes
from wardbook.views.targets.layouts import LIST, Target, layout_of, record_ids
from wardbook.views.targets.pages import pages_of


def rendered(library: Library, templates: Templates, day: date = TODAY, printer: Printer = blank) -> dict[str, bytes]:
    """Every file of a library's `site_src/`."""
    return render_everything(edition_of(library, day), render_context(library, templates, printer))


def render_everything(edition: Edition, context: RenderContext) -> dict[str, bytes]:
    """Every file of `site_src/` by its path, target by target and without a cache."""
    return render_targets(targets(edition.library), edition, context)


def render_targets(chosen: Iterable[Target], edition: Edition, context: RenderContext) -> dict[str, bytes]:
    """The files of some targets by their paths."""
    files, copies = dict[str, bytes](), dict[tuple[str, str], Copy]()
    computed = computed_copies(edition)

    def current(kind: str, id: str) -> Copy:
        return copies.get((kind, id)) or computed(kind, id)

    for target in chosen:
        rendered = render_target(target, edition, context, current)
        files |= rendered.files
        copies |= rendered.copies
    return files


def targets(library: Library) -> Iterator[Target]:
    """Everything there is to render."""
    return chain.from_iterable(phases(record_ids(library), len(volumes(library))))


def pages(library: Library, day: date) -> Iterator[Page]:
    """Every page of the site, without its PDFs."""
    edition = edition_of(library, day)
    for target in targets(library):
        if target[0] != LIST or target[1] not in LIBRARY_FILES:
            yield from pages_of(layout_of(target, edition))


def print_jobs(target: tuple[str, str], library: Library, day: date = TODAY) -> list[Job]:
    """The PDFs of a target, ready for the printer."""
    edition = edition_of(library, day)
    return list(jobs_of(target, edition, computed_copies(edition)))


def context(library: Library, day: date = TODAY, references: Sequence[str] = ()) -> PageContext:
    """The context of a page."""
    return PageContext(edition_of(library, day), references)
