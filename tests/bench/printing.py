"""Measure how fast made-up scenarios are printed, one by one and as one book, beside WeasyPrint and Chromium.

    python tests/bench/printing.py --scenarios 500

Each way runs in a process of its own and prints the same scenarios: Wardbook's handouts from its templates,
the others the embedded article from the same library. WeasyPrint is measured where it is installed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

import pikepdf
from rich.console import Console
from rich.table import Table

from wardbook.library.edition import edition_of
from wardbook.render.print.jobs import print_jobs as jobs_of_printable
from wardbook.views.print.current import computed_copies
from wardbook.views.print.printable import volume_printable

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.chromium import chromium
from bench.synthetic import write_project
from support.loading import load
from support.paths import TODAY
from support.printers import blank, real
from support.rendering import print_jobs
from wardbook import urls
from wardbook.render.context import render_context
from wardbook.render.print.typst import Printer
from wardbook.render.site import render_target
from wardbook.render.templates import load_templates
from wardbook.system.files import write_if_changed
from wardbook.system.packaged import default_templates
from wardbook.views.print.volumes import Bound, Volume

HANDOUT_AIM: Final = 25
"""Milliseconds that a handout should take at most."""
BOOK_AIM: Final = (10, 1500)
"""Seconds and MB that a book of 500 handouts should take at most."""
BESIDE: Final = 40
"""Scenarios that the slower ways print."""

Figures = dict[str, float]


def handouts(root: Path) -> Figures:
    """Every scenario on A4, one after the other, by one press that is warm."""
    library, press = load(root), _press()
    seconds, views, pages, sizes = [], [], [], []
    for id in library.scenarios:
        begun = perf_counter()
        job = print_jobs(("scenario", id), library)[0]
        ready = perf_counter()
        pdf = press(job)
        seconds.append(perf_counter() - ready)
        views.append(ready - begun)
        pages.append(_pages(pdf))
        sizes.append(len(pdf))
    warm = seconds[1:]
    return {
        "a handout, median ms": 1000 * median(warm),
        "a handout, least ms": 1000 * min(warm),
        "a handout, most ms": 1000 * max(warm),
        "the first one, ms": 1000 * seconds[0],
        "what it says, median ms": 1000 * median(views),
        "pages, median": median(pages),
        "a page, median ms": 1000 * sum(warm) / sum(pages[1:]),
        "a file, median KB": median(sizes) / 1000,
        "peak MB": _peak(),
    }


def book(root: Path) -> Figures:
    """All scenarios in one book."""
    library = load(root)
    edition = edition_of(library, TODAY)
    before = _peak()
    begun = perf_counter()
    bound = tuple(Bound(id, topic.scenarios) for id, topic in library.topics.items())
    whole = Volume(number=1, of=1, topics=bound, protocols=())
    (job, *_) = jobs_of_printable(volume_printable(whole, edition, computed_copies(edition)), edition.library)
    ready = perf_counter()
    pdf = _press()(job)
    return {
        "seconds": perf_counter() - ready,
        "what it says, seconds": ready - begun,
        "JSON, MB": len(job.doc) / 1e6,
        "pages": _pages(pdf),
        "a file, MB": len(pdf) / 1e6,
        "peak MB": _peak(),
        "of it the library, MB": before,
    }


def by_chromium(root: Path) -> Figures:
    """Some articles, printed by a browser that is open already."""
    with _articles(root) as articles, chromium() as browser:
        page = browser.new_page()

        def print_one(article: Path) -> bytes:
            page.goto(article.as_uri())
            return page.pdf(format="A4", tagged=True, outline=True)

        return _timed(print_one, articles)


def by_weasyprint(root: Path) -> Figures:
    """The same articles, printed by WeasyPrint."""
    from weasyprint import HTML  # noqa: PLC0415  # it is not installed everywhere

    def print_one(article: Path) -> bytes:
        made: bytes = HTML(filename=str(article)).write_pdf(pdf_variant="pdf/ua-1")
        return made

    with _articles(root) as articles:
        return _timed(print_one, articles)


WAYS: Final[dict[str, Callable[[Path], Figures]]] = {
    "handouts": handouts,
    "book": book,
    "chromium": by_chromium,
    "weasyprint": by_weasyprint,
}


def _timed(print_one: Callable[[Path], bytes], articles: list[Path]) -> Figures:
    seconds, pages = [], []
    for article in articles:
        begun = perf_counter()
        pdf = print_one(article)
        seconds.append(perf_counter() - begun)
        pages.append(_pages(pdf))
    return {
        "a handout, median ms": 1000 * median(seconds[1:]),
        "a handout, least ms": 1000 * min(seconds[1:]),
        "pages, median": median(pages),
        "a page, median ms": 1000 * sum(seconds[1:]) / sum(pages[1:]),
        "peak MB": _peak(),
    }


@contextmanager
def _articles(root: Path) -> Iterator[list[Path]]:
    """The embedded articles of some scenarios as files."""
    library, templates = load(root), load_templates([default_templates()])
    edition, context = edition_of(library, TODAY), render_context(library, templates, blank)
    with tempfile.TemporaryDirectory() as folder:
        chosen = list(islice(library.scenarios, BESIDE))
        for unit in (("list", "assets"), *(("scenario", id) for id in chosen)):
            for path, content in render_target(unit, edition, context, computed_copies(edition)).files.items():
                write_if_changed(Path(folder), path, content)
        yield [Path(folder) / urls.embed_of("scenario", id) for id in chosen]


def _press() -> Printer:
    return real(load_templates([default_templates()]))


def _pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _peak() -> float:
    """The most memory that this process has held, in MB; of its children's none."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Measure each way in a process of its own, and print the figures."""
    arguments = argparse.ArgumentParser(description="Measure how fast made-up scenarios are printed.")
    arguments.add_argument("--scenarios", type=int, default=500, metavar="N")
    arguments.add_argument("--way", choices=list(WAYS), help=argparse.SUPPRESS)
    arguments.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.way:
        Console(highlight=False).print_json(json.dumps(WAYS[given.way](given.project)))
        return
    said = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="wardbook-bench-") as folder:
        project = Path(folder) / "project"
        write_project(project, given.scenarios)
        found: dict[str, dict[str, Any]] = {}
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, "--project", str(project)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                said.print(f"{way}: not measured: {done.stderr.strip().splitlines()[-1]}", markup=False)
            else:
                found[way] = json.loads(done.stdout)
    console = Console(highlight=False)
    table = Table(title=f"{given.scenarios:,} scenarios", title_justify="left")
    table.add_column("what")
    for way in found:
        table.add_column(way, justify="right")
    for figure in dict.fromkeys(name for figures in found.values() for name in figures):
        table.add_row(figure, *(f"{figures[figure]:,.1f}" if figure in figures else "" for figures in found.values()))
    console.print(table)
    console.print(f"Aims: at most {HANDOUT_AIM} ms a handout, a book of 500 in {BOOK_AIM[0]} s and {BOOK_AIM[1]:,} MB.")


if __name__ == "__main__":
    main()
