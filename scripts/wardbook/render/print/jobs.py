"""Print jobs: everything that can be printed, on every paper that the library is printed on."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.library.library import Library
from wardbook.render.print.qr_code import code
from wardbook.render.print.typst import Job
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.print.figures import figures_in
from wardbook.views.print.fingerprint import view_as_json
from wardbook.views.print.printable import Printable


def print_jobs(printable: Printable, library: Library) -> Iterator[Job]:
    """The PDFs of a printable, ready for the printer; the library has the pictures in it."""
    if not printable.pdfs:
        return
    view = printable.view()
    pictures = tuple((figure.file, library.media[figure.file]) for figure in figures_in(view))
    doc, drawing = view_as_json(view), code(view.frame.check)
    for pdf in printable.pdfs:
        yield Job(
            path=pdf.path,
            name=f"{printable.name} ({PAPER_NAMES[pdf.paper]})",
            template=printable.template,
            paper=pdf.paper,
            doc=doc,
            code=drawing,
            pictures=pictures,
            on=printable.copy.on,
        )
