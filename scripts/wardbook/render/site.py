"""The site as data: every file of `site_src/` with its bytes, worked out from an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wardbook.kinds import TOPIC
from wardbook.library.edition import Edition
from wardbook.render.context import RenderContext, RenderSource
from wardbook.render.copies import copy_files
from wardbook.render.embeds import embed_files
from wardbook.render.fragments import Fragments
from wardbook.render.library_files import LIBRARY_FILES
from wardbook.render.pages import page_files
from wardbook.render.print.jobs import print_jobs
from wardbook.render.print.typst import Job
from wardbook.views.print.frame import Copy, CurrentCopy
from wardbook.views.targets.layouts import (
    LIST,
    MOVED_TARGET,
    Target,
    layout_of,
    record_targets,
    volume_targets,
)
from wardbook.views.targets.list_pages import LIST_PAGES
from wardbook.views.targets.prints import printable_of

LISTS: Final = (*LIST_PAGES, MOVED_TARGET, *LIBRARY_FILES)
"""The targets of the library as a whole."""


OUTPUTS: Final[tuple[Callable[[RenderSource, RenderContext], dict[str, bytes]], ...]] = (
    page_files,
    embed_files,
    copy_files,
)
"""The outputs of every target beside its PDFs. Another kind of output is a view and a function in this list."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered target."""

    files: Mapping[str, bytes]
    """Its files by their path in `site_src/`."""
    copies: Mapping[tuple[str, str], Copy] = field(default_factory=dict)
    """The copy that is printed of it now, by kind and id, for the books that it is part of."""


def phases(ids: Mapping[str, Iterable[str]], volumes: int) -> Iterator[list[Target]]:
    """Everything there is to render, given the ids of the records by kind and how many volumes the library fills.

    A book comes in a phase after the records that it contains: topics after other records, and volumes last.
    """
    records = list(record_targets(ids))
    yield [*((LIST, name) for name in LISTS), *(target for target in records if target[0] != TOPIC)]
    yield [target for target in records if target[0] == TOPIC]
    yield list(volume_targets(volumes))


def jobs_of(target: Target, edition: Edition, current: CurrentCopy) -> Iterable[Job]:
    """The PDFs of a target, ready for the printer."""
    printable = printable_of(layout_of(target, edition), current)
    return print_jobs(printable, edition.library) if printable else ()


def render_target(target: Target, edition: Edition, context: RenderContext, current: CurrentCopy) -> Rendered:
    """Render a target; `current` gives the copies of the records in its book.

    PDFs that the printer leaves out are none of its files. Raises TemplateFault and PrintFault.
    """
    kind, name = target
    if kind == LIST and name in LIBRARY_FILES:
        return Rendered(LIBRARY_FILES[name](edition, context.templates))
    layout = layout_of(target, edition)
    printable = printable_of(layout, current)
    source = RenderSource(layout=layout, printable=printable, fragments=Fragments(context.templates))
    # The volumes of a library are printed when somebody asks for them: each edit would change one.
    jobs = print_jobs(printable, edition.library) if printable and printable.subject.pdfs else ()
    files = {job.path: pdf for job in jobs if (pdf := context.printer(job)) is not None}
    for output in OUTPUTS:
        files |= output(source, context)
    return Rendered(files, {target: printable.copy} if printable else {})
